"""The join as a page for a person: everything is named, nothing on it can run."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from geodata.boundaries.build import build_boundaries
from tests.geodata.joins.joining import COUNTRY, REAL, Run

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


class Tags(HTMLParser):
    """Which tags a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_the_page_escapes_hostile_names_and_names_every_row(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    label = HOSTILE.replace('"', '""')
    text = f'Регион;Где\n"{label}";"{label}"\n=1+1;x\nг. Алматы;x\n'
    run(text, "--label", "Регион", "--html", str(page), "--language", "kk")
    html = page.read_text("utf-8")
    parser = Tags()
    parser.feed(html)
    tags = parser.seen
    assert "script" not in tags
    assert "img" not in tags
    assert "&lt;script&gt;" in html
    assert "&#39;=1+1" in html
    assert "Алматы қаласы" in html


def test_the_page_without_boundaries_says_so(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("Регион\nг. Алматы\n", "--label", "Регион", "--html", str(page))
    html = page.read_text("utf-8")
    assert "There is no map" in html
    assert "<svg" not in html


def test_the_page_says_first_what_a_person_has_to_decide(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    rows = "Регион\nАлматы\nДжамбулская область\nАкмолинская область\nАтлантида\n"
    run(f"Список;\n{rows}", "--label", "Регион", "--html", str(page), "--language", "ru")
    html = page.read_text("utf-8")
    heads = ["подходит несколько", "не подходит ни одна", "стоит взглянуть", "Привязанные строки"]
    places = [html.rindex(head) for head in heads]
    assert places == sorted(places)
    assert "Привязано строк: 2 из 4. Ждут решения: 2." in html
    assert "--accept &#39;Алматы=almaty&#39;" in html
    assert "строка 1." in html


def test_what_the_page_offers_to_type_runs_nothing(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("Регион\nАлматы $(reboot)\n;Алматы\nАлматы\n", "--label", "Регион", "--html", str(page))
    assert "--accept $(" not in page.read_text("utf-8")


def test_every_language_of_the_page_has_the_same_words() -> None:
    from geodata.joins.report import LANGUAGES, words_of

    def keys(words: object, before: str = "") -> set[str]:
        if not isinstance(words, dict):
            return {before}
        return {key for name, one in words.items() for key in keys(one, f"{before}.{name}")}

    assert set(LANGUAGES) == set(REAL.languages)
    assert len({frozenset(keys(dict(words_of(language)))) for language in LANGUAGES}) == 1


def test_the_page_draws_units_without_rows_and_checks_points(run: Run, tmp_path: Path) -> None:
    build_boundaries(COUNTRY, REAL, tmp_path / "var")
    page = tmp_path / "page.html"
    text = "Регион;lat;lon\nг. Алматы;43,238;76,889\nг. Алматы;76.889;43.238\nг. Астана;43.2;76.9\n"
    words = ["--label", "Регион", "--lat", "lat", "--lon", "lon", "--html", str(page)]
    _, found, _ = run(text, *words)
    assert found["points"] == {
        "in_place": 1,
        "repaired": [{"row": 2, "lat": 43.238, "lon": 76.889, "note": "swapped"}],
        "set_aside": [{"row": 3, "reason": "other unit", "found_in": "almaty"}],
    }
    html = page.read_text("utf-8")
    assert html.count('class="unit lacks"') >= 18
    assert "OpenStreetMap" in html
