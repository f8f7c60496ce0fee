"""Every row of a list is matched, ambiguous or unmatched; nothing is dropped, nothing guessed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.boundaries.build import build_boundaries
from geodata.errors import FaultyData
from geodata.joins.accepted import accepted_path, read_decisions, remember
from geodata.joins.join import Columns, as_json, join_list
from geodata.joins.safe_cells import guarded, unguarded
from geodata.lists.read import read_list
from geodata.lists.table import ListRow, ListTable
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

COUNTRY = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
FACTS = Path(__file__).parents[3] / ".." / "shared" / "facts" / "turnout_other_elections.csv"
DAY = date(2023, 3, 19)
REAL = read_country(COUNTRY)
REGIONS = Resolver(REAL.gazetteer, REAL.boundary_sets, read_rules(COUNTRY)).at("region", DAY)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


class Tags(HTMLParser):
    """Which tags a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


Run = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(text: str, *words: str, name: str = "list.csv") -> tuple[int, dict[str, Any], str]:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        fixed = ["--on", "2023-03-19", "--level", "region", "--var", str(tmp_path / "var")]
        code = main(["join", str(path), *fixed, "--json", *words])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    return command


def table(labels: list[str]) -> ListTable:
    rows = (ListRow(number, number + 1, (label,)) for number, label in enumerate(labels, 1))
    return ListTable(Path("list.csv"), ("Регион",), tuple(rows))


def test_the_json_has_exactly_the_keys_that_are_promised(run: Run) -> None:
    code, found, _ = run("Регион;Явка\nг. Алматы;1\nАлматы;2\nАтлантида;3\n", "--label", "Регион")
    assert code == 1
    assert list(found) == ["rows", "matched", "ambiguous", "unmatched", "units_without_rows"]
    assert found["rows"] == 3
    assert found["matched"] == [{"row": 1, "label": "г. Алматы", "unit": "almaty", "how": "name"}]
    assert found["ambiguous"] == [
        {"row": 2, "label": "Алматы", "candidates": ["almaty", "almaty_obl"]}
    ]
    assert [set(row) for row in found["unmatched"]] == [{"row", "label", "suggestions"}]
    assert len(found["units_without_rows"]) == 19


def test_a_whole_list_ends_with_nought(run: Run) -> None:
    names = [REAL.gazetteer.name(unit, "kk", DAY) for unit in REGIONS.units]
    code, found, _ = run("\n".join(["Аймақ", *names]), "--label", "аймақ")
    assert code == 0
    assert found["units_without_rows"] == []
    assert found["rows"] == len(names)


def test_the_country_and_stations_abroad_are_no_gap(run: Run) -> None:
    _, found, _ = run("Регион\nг. Алматы\n", "--label", "Регион")
    assert not {"kz", "abroad"} & {str(unit) for unit in found["units_without_rows"]}


def whole_list(*but: str) -> list[str]:
    """The Russian name of every region, without some."""
    return [REAL.gazetteer.name(unit, "ru", DAY) for unit in REGIONS.units if unit not in but]


def test_in_a_whole_list_the_one_open_label_means_the_one_unit_left(run: Run) -> None:
    rows = ["Регион", *whole_list("almaty"), "Алматы", "Алматы"]
    code, found, _ = run("\n".join(rows), "--label", "Регион")
    assert code == 0
    assert [(row["unit"], row["how"]) for row in found["matched"][-2:]] == [
        ("almaty", "only one left"),
        ("almaty", "only one left"),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        [*whole_list("almaty", "astana"), "Алматы"],
        [*whole_list("almaty"), "Алматы", "Almaty"],
        [*whole_list("almaty"), "Алматы", "Атлантида"],
        [*whole_list(), "Алматы"],
        [*whole_list("almaty"), "Almaty Region", "Алматы"],
        [*whole_list("astana"), "Алматы"],
    ],
)
def test_a_list_that_is_not_whole_decides_nothing(labels: list[str]) -> None:
    joined = join_list(table(labels), Columns(0), REGIONS)
    assert "Алматы" in [row.label for row, _ in joined.ambiguous]


def test_a_code_column_joins_what_the_label_cannot(run: Run) -> None:
    code, found, _ = run("n,c\nАлматы,KZ-75\nAlmaty,190000000.0\n", "--label", "n", "--code", "c")
    assert code == 0
    assert [row["unit"] for row in found["matched"]] == ["almaty", "almaty_obl"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--label", "Область"], "'Регион', 'Явка'"),
        (["--label", "Регион", "--parent", "Где"], "--parent"),
        (["--label", "Регион", "--lat", "Явка"], "--lat and --lon"),
        (["--label", "Регион", "--lat", "Явка", "--lon", "Явка"], "not built"),
        (["--label", "Регион", "--accept", "Алматы=moon", "--who", "A."], "--accept"),
        (["--label", "Регион", "--accept", "Марс=almaty", "--who", "A."], "no row"),
        (["--label", "Регион", "--accept", "Алматы=almaty"], "--who"),
        (["--label", "Регион", "--html", "page.html", "--language", "xx"], "--language"),
        (["--label", "Регион", "--country", "nowhere"], "nowhere"),
    ],
)
def test_what_was_asked_wrongly_is_answered_in_a_sentence(
    run: Run, words: list[str], expected: str
) -> None:
    code, found, error = run("Регион;Явка\nАлматы;2\n", *words)
    assert code == 1
    assert not found
    assert expected in error
    assert "Traceback" not in error


def test_a_decision_is_remembered_and_obeyed(run: Run, tmp_path: Path) -> None:
    text = "Регион;Явка\nАлматы;2\n=Алматы;3\nг. Алматы;4\n"
    words = ["--label", "Регион", "--accept", "Алматы=almaty", "--accept", "=Алматы=almaty_obl"]
    run(text, *words, "--who", "A. Analyst")
    code, found, _ = run(text, "--label", "Регион")
    assert code == 0
    assert [(row["unit"], row["how"]) for row in found["matched"]] == [
        ("almaty", "accepted"),
        ("almaty_obl", "accepted"),
        ("almaty", "name"),
    ]
    lines = (tmp_path / "list.csv.accepted.csv").read_text("utf-8").splitlines()
    assert lines[0] == "label,level,boundary_set,unit,who,when"
    assert lines[1].startswith("Алматы,region,regions-2022,almaty,A. Analyst,20")
    assert lines[2].startswith("'=Алматы,")


def test_a_decision_for_one_set_does_not_hold_for_another(run: Run, tmp_path: Path) -> None:
    run("Регион\nАлматы\n", "--label", "Регион", "--accept", "Алматы=almaty", "--who", "A.")
    code, found, _ = run("Регион\nАлматы\n", "--label", "Регион", "--on", "2021-01-10")
    assert code == 1
    assert len(found["ambiguous"]) == 1


def test_a_decision_for_a_unit_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    data = tmp_path / "list.csv"
    remember(data, [("x", "moon")], REGIONS.boundary_set, "A.")
    with pytest.raises(FaultyData, match="'moon'"):
        from geodata.joins.accepted import accepted_for

        accepted_for(data, REGIONS.boundary_set, REGIONS.units)
    assert [one.unit for one in read_decisions(data)] == ["moon"]
    accepted_path(data).write_text("label,unit\n")
    with pytest.raises(FaultyData, match="the columns"):
        read_decisions(data)


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
    assert html.count('class="lacks"') >= 18
    assert "OpenStreetMap" in html


@pytest.mark.parametrize("code", ["", "iso_3166_2_legacy", "iso_3166_2_current"])
def test_every_row_of_published_turnout_is_joined_and_code_and_name_agree(code: str) -> None:
    if not FACTS.is_file():
        pytest.skip("the published figures are not beside the project")
    facts = read_list(FACTS)
    resolver = Resolver(REAL.gazetteer, REAL.boundary_sets, read_rules(COUNTRY))
    days = facts.column("election_date", "--on")
    columns = Columns(
        facts.column("unit", "--label"), code=facts.column(code, "--code") if code else None
    )
    joined = 0
    for day in sorted({row.cell(days) for row in facts.rows}):
        part = replace(facts, rows=tuple(row for row in facts.rows if row.cell(days) == day))
        found = join_list(part, columns, resolver.at("region", date.fromisoformat(day)))
        assert found.is_complete, (day, as_json(found))
        joined += len(found.rows)
    assert joined == len(facts.rows) > 400


names = [name.name for name in REAL.gazetteer.names if name.unit in REGIONS.units]
labels = st.lists(st.sampled_from(names) | st.text(max_size=12), max_size=25)


@given(labels)
@settings(deadline=None)
def test_rows_in_are_rows_out(rows: list[str]) -> None:
    found = as_json(join_list(table(rows), Columns(0), REGIONS))
    numbers = []
    for kind in ("matched", "ambiguous", "unmatched"):
        part = found[kind]
        assert isinstance(part, list)
        numbers += [row["row"] for row in part]
    assert found["rows"] == len(rows)
    assert sorted(numbers) == list(range(1, len(rows) + 1))


@given(labels, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_rows_changes_no_answer(rows: list[str], chance: random.Random) -> None:
    def answers(order: list[str]) -> list[tuple[str, str]]:
        joined = join_list(table(order), Columns(0), REGIONS)
        return sorted((row.label, repr(row.answer)) for row in joined.rows)

    turned = list(rows)
    chance.shuffle(turned)
    assert answers(rows) == answers(turned)


@given(labels)
@settings(deadline=None)
def test_units_with_and_without_rows_are_all_units(rows: list[str]) -> None:
    joined = join_list(table(rows), Columns(0), REGIONS)
    reached = {answer.unit for _, answer in joined.matched}
    assert not reached & set(joined.units_without_rows)
    regions = {unit.id for unit in REGIONS.units.values() if unit.kind in ("oblast", "city")}
    assert regions <= reached | set(joined.units_without_rows)


@given(st.text(max_size=20))
def test_a_guarded_cell_runs_nothing_and_is_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
