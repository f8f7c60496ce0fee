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
    assert found == {(face.family, n) for face in TYPEFACES for n in face.picture_weights}


@needs_npm
def test_typefaces_are_cut_once(var: Path) -> None:
    first = page_fonts(var)
    times = {path: path.stat().st_mtime_ns for path in first.values()}
    assert {path: path.stat().st_mtime_ns for path in page_fonts(var).values()} == times
    assert set(first) == {(face.package, name) for face in TYPEFACES for name in ALPHABETS}


@needs_npm
def test_letters_of_all_three_languages_are_kept_and_those_of_others_left_out(var: Path) -> None:
    kept = page_fonts(var)
    for face in TYPEFACES:
        with TTFont(kept[face.package, "cyrillic-ext"]) as font:
            further = set(font.getBestCmap())
        with TTFont(kept[face.package, "cyrillic"]) as font:
            usual = set(font.getBestCmap())
        assert {ord(letter) for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІі"} <= further | usual
        assert ord("Ԯ") not in further | usual


@needs_npm
def test_a_page_names_its_libraries_and_letters_by_their_digests(var: Path) -> None:
    with SiteWriter(var) as writer:
        files = write_browser_files(writer, var)
        writer.finish()
    letters = {path for path in writer.files if path.endswith(".woff2")}
    assert {files.plotly, files.dash, *letters} == set(writer.files)
    assert files.font_css.count("@font-face") == len(letters) == 8
    assert files.font_css.count("font-display:swap") == 8
    for path in letters:
        assert f"url({path})" in files.font_css
    assert len(files.fonts) == 4
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
