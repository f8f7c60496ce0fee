"""Typefaces and libraries: what npm brought, and what takes its place without npm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import resvg_py
from fontTools.ttLib import TTFont

from dashboard.browser_files import plotly_script, write_browser_files
from dashboard.fonts import ALPHABETS, TYPEFACES, page_fonts, picture_fonts
from dashboard.page_scripts import embed_script
from dashboard.settings import ROOT
from dashboard.site_writer import SiteWriter

KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
needs_npm = pytest.mark.skipif(
    not (ROOT / "node_modules" / "@fontsource-variable").is_dir(),
    reason="npm has not brought the typefaces (`make test` asks it to)",
)


@pytest.fixture(scope="module")
def var(new_var: Callable[[], Path]) -> Path:
    return new_var()


def letters_of(file: Path) -> set[int]:
    with TTFont(file) as font:
        return set(font.getBestCmap())


def picture(text: str, family: str, weight: int, folder: Path) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">'
        f"<text x='5' y='45' font-size='40' font-family=\"'{family}'\" font-weight='{weight}'>"
        f"{text}</text></svg>"
    )
    drawn = resvg_py.svg_to_bytes(svg_string=svg, font_dirs=[str(folder)], skip_system_fonts=True)
    return bytes(drawn)


@needs_npm
def test_every_kazakh_letter_is_drawn_in_both_typefaces_and_no_two_alike(var: Path) -> None:
    fonts = picture_fonts(var)
    assert fonts.folder is not None
    assert (fonts.sans, fonts.serif) == ("Inter", "Source Serif 4")
    blank = picture(" ", "Inter", 400, fonts.folder)
    for family, weight in (("Inter", 400), ("Inter", 600), ("Source Serif 4", 600)):
        drawn = {picture(letter, family, weight, fonts.folder) for letter in KAZAKH}
        assert blank not in drawn
        assert len(drawn) == len(KAZAKH)


@needs_npm
def test_pictures_have_each_weight_under_its_own_name(var: Path) -> None:
    folder = picture_fonts(var).folder
    assert folder is not None
    found = set()
    for file in folder.iterdir():
        with TTFont(file) as font:
            assert set(map(ord, KAZAKH + "№«»—−…")) <= set(font.getBestCmap())
            found.add((font["name"].getDebugName(16), font["OS/2"].usWeightClass))
    assert found == {(face.family, n) for face in TYPEFACES for n in face.weights}


@needs_npm
def test_typefaces_are_cut_once(var: Path) -> None:
    first = page_fonts(var)
    times = {path: path.stat().st_mtime_ns for path in first.values()}
    assert {path: path.stat().st_mtime_ns for path in page_fonts(var).values()} == times
    for face in TYPEFACES:
        for weight in face.weights:
            cut = [one.alphabets for one in first if (one.face, one.weight) == (face, weight)]
            assert sorted(name for alphabets in cut for name in alphabets) == sorted(ALPHABETS)


@needs_npm
def test_letters_of_all_three_languages_are_kept_and_those_of_others_left_out(var: Path) -> None:
    kept: dict[tuple[str, int], set[int]] = {}
    for font, path in page_fonts(var).items():
        kept.setdefault((font.face.family, font.weight), set()).update(letters_of(path))
    assert set(kept) == {("Inter", 400), ("Inter", 600), ("Source Serif 4", 600)}
    for letters in kept.values():
        # The last two do not break: a narrow space in figures, a hyphen in words.
        assert {ord(letter) for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІі\u202f\u2011"} <= letters
        assert ord("Ԯ") not in letters


@needs_npm
def test_what_every_page_needs_of_a_face_is_one_file_a_weight(var: Path) -> None:
    everywhere = [font for font in page_fonts(var) if font.is_everywhere]
    assert [(font.face.family, font.weight) for font in everywhere] == [
        ("Inter", 400),
        ("Inter", 600),
        ("Source Serif 4", 600),
    ]
    for font in everywhere[:2]:
        assert {ord(letter) for letter in "EnglishРусскийҚазақша75,16 %"} <= letters_of(
            page_fonts(var)[font]
        )
    for path in page_fonts(var).values():
        with TTFont(path) as font_file:
            assert "fvar" not in font_file


@needs_npm
def test_figures_of_pages_stand_under_each_other(var: Path) -> None:
    path = next(path for font, path in page_fonts(var).items() if font.is_everywhere)
    with TTFont(path) as font:
        tags = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "tnum" in tags


@needs_npm
def test_a_page_names_its_libraries_and_letters_by_their_digests(var: Path) -> None:
    with SiteWriter(var) as writer:
        files = write_browser_files(writer, var)
        writer.finish()
    letters = {path for path in writer.files if path.endswith(".woff2")}
    assert {files.plotly, files.dash, *letters} == set(writer.files)
    assert files.font_css.count("@font-face") == len(letters) == len(page_fonts(var))
    assert files.font_css.count("font-display:swap") == len(letters)
    for path in letters:
        assert f"url({path})" in files.font_css
    assert len(files.fonts) == 3
    assert letters.issuperset(files.fonts)
    assert writer.files[files.plotly].br < 450_000


def test_without_npm_the_whole_library_and_the_systems_letters_are_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert page_fonts(tmp_path, root=tmp_path) == {}
    assert len(plotly_script(tmp_path)) > 3_000_000
    assert "the whole of plotly.js" in caplog.text


def test_the_map_never_asks_a_stranger_for_outlines_of_the_world() -> None:
    assert plotly_script(ROOT).startswith(b"window.PlotlyGeoAssets=")


@pytest.mark.parametrize(
    ("there", "sans"),
    [("opentype/inter", "Inter"), ("truetype/dejavu", "DejaVu Sans")],
)
def test_without_npm_pictures_take_debians_letters(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, there: str, sans: str
) -> None:
    (tmp_path / "system" / there).mkdir(parents=True)
    fonts = picture_fonts(tmp_path, root=tmp_path, system=tmp_path / "system")
    assert (fonts.folder, fonts.sans) == (tmp_path / "system" / there, sans)
    assert sans in caplog.text


def test_without_any_letters_the_log_says_what_to_install(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert picture_fonts(tmp_path, root=tmp_path, system=tmp_path).folder is None
    assert "fonts-inter" in caplog.text


def test_the_script_of_embeds_is_small_and_still_whole() -> None:
    sent = embed_script().decode()
    assert len(sent) <= 3_000
    assert "//" not in sent
    assert sent.count("{") == sent.count("}")
    for told in ("baqylau", "data-newer", "/manifest.json", "instead"):
        assert told in sent
