"""Words can be read on every class in both themes, and are as wide as we think."""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts.scales import SCALES, contrast
from layouts.text_width import SERIF, in_two, shortened, text_width, wrap, wrap_evenly
from layouts.themes import THEMES, Theme, classes

FILES = Path(__file__).parents[3] / "node_modules" / "@fontsource-variable"
NAMES = (
    "North Kazakhstan",
    "West Kazakhstan",
    "Almaty Region",
    "Западно-Казахстанская",
    "Кызылординская",
    "Солтүстік Қазақстан",
    "Маңғыстау",
    "Жетісу",
    "82.6",
    "73,8–80",
)

HEADLINES = (
    "By 18:00, 75.16 % of listed voters had received ballots",
    "К 18:00 бюллетени получили 75,16 % избирателей",
    "Сағат 18:00 мәліметі бойынша тізімдегі сайлаушылар",
)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", SCALES)
def test_ink_can_be_read_on_every_class(scale: str, theme: Theme) -> None:
    colours = classes(scale, theme)
    ratios = [
        contrast(colours[f"k{number}"], colours[f"c{number}"])
        for number in range(len(colours) // 2)
    ]
    assert min(ratios) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_paper_and_textures_seen(theme: Theme) -> None:
    colours = THEMES[theme]
    for ink in ("ink", "ink-2"):
        assert contrast(colours[ink], colours["paper"]) >= 4.5
    assert contrast(colours["ink"], colours["nothing"]) >= 4.5
    assert contrast(colours["nothing-line"], colours["nothing"]) >= 3


@pytest.fixture(scope="module")
def real_widths() -> dict[str, dict[str, float]]:
    """Letter → width as a share of the size, in the semi-bold of each face."""
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    faces = {"inter": "Inter", "source-serif-4": "Source Serif 4"}
    if not all((FILES / face).is_dir() for face in faces):
        pytest.skip("npm has not brought the typefaces")
    widths: dict[str, dict[str, float]] = {}
    for face in faces:
        found = widths.setdefault(face, {})
        for alphabet in ("latin", "cyrillic", "cyrillic-ext"):
            file = FILES / face / "files" / f"{face}-{alphabet}-wght-normal.woff2"
            with TTFont(file) as font:
                subsetter = Subsetter()
                subsetter.populate(text="".join((*NAMES, *HEADLINES)))
                subsetter.subset(font)
                cut = instantiateVariableFont(font, {"wght": 600})
                units = cut["head"].unitsPerEm
                for letter, glyph in cut.getBestCmap().items():
                    found.setdefault(chr(letter), cut["hmtx"][glyph][0] / units)
    return widths


def test_no_name_is_wider_than_we_think(real_widths: dict[str, dict[str, float]]) -> None:
    inter = real_widths["inter"]
    for name in NAMES:
        real = sum(inter[letter] for letter in name)
        assert real <= text_width(name, 1) <= 1.15 * real, name


def test_a_headline_is_hardly_wider_than_we_think(
    real_widths: dict[str, dict[str, float]],
) -> None:
    serif = real_widths["source-serif-4"]
    for line in HEADLINES:
        assert sum(serif[letter] for letter in line) <= 1.02 * text_width(line, SERIF)


def test_lines_break_between_words_and_figures_keep_their_sign() -> None:
    lines = wrap("from 32.2 % in Almaty city to 92.7 % around it", 10, 120)
    assert all(text_width(line, 10) <= 120 for line in lines)
    assert " ".join(lines).replace("\N{NO-BREAK SPACE}", " ").count("2.2 %") == 1
    assert not any(line.startswith("%") for line in lines)


def test_no_single_word_is_left_over() -> None:
    lines = wrap_evenly("one two three four five six seven", 10, 140)
    assert len(lines) == len(wrap("one two three four five six seven", 10, 140))
    assert min(len(line) for line in lines) > len("seven")


def test_a_name_breaks_after_a_hyphen_and_a_single_word_does_not_break() -> None:
    assert in_two("Западно-Казахстанская", 10) == ("Западно-", "Казахстанская")
    assert in_two("Atyrau", 10) is None


def test_what_is_cut_says_so() -> None:
    cut = shortened("Interparliamentary Assembly", 10, 80)
    assert cut.endswith("…")
    assert text_width(cut, 10) <= 80
    assert shortened("Short", 10, 80) == "Short"
