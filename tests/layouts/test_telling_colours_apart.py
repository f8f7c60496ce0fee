"""Telling colours apart: neighbouring classes, and figures from nothing, with any colour vision.

Distances are Euclidean in OKLab, in hundredths: about 2 is just seen where two colours touch.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import dist

import pytest

from geodata.figures import Nothing
from geodata.measures import FAMILIES
from layouts.scales import SCALES, Scale, equally_far
from layouts.textures import definitions, state_of
from layouts.themes import THEMES, Theme

THEME_NAMES: tuple[Theme, ...] = ("light", "dark")
TOLD_APART = 4.0
# With no red cones sand and the palest green come closer to each other; lightness still parts them.
TOLD_APART_WITHOUT_RED = 2.5

Rows = tuple[tuple[float, float, float], ...]
# Linear RGB as it is seen without green and without red cones (Machado and others, 2009).
SEEN: Mapping[str, Rows] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
TO_CONES: Rows = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Rows = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(rows: Rows, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(one * other for one, other in zip(row, vector, strict=True)) for row in rows)


def seen_as(colour: str, eyes: str) -> tuple[float, ...]:
    """A colour in OKLab as these eyes see it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
                   for one in channels)  # fmt: skip
    shown = tuple(min(max(one, 0.0), 1.0) for one in times(SEEN[eyes], linear))
    return times(TO_LAB, tuple(one ** (1 / 3) for one in times(TO_CONES, shown)))


def apart(one: str, other: str, eyes: str = "all cones") -> float:
    return 100 * dist(seen_as(one, eyes), seen_as(other, eyes))


def colours_of(scale: Scale, theme: Theme) -> tuple[str, ...]:
    return scale.light if theme == "light" else scale.dark


each_scale = pytest.mark.parametrize("scale", [pytest.param(one, id=one.id) for one in SCALES.values()])  # fmt: skip  # noqa: E501
each_theme = pytest.mark.parametrize("theme", THEME_NAMES)


def test_distances_are_those_of_the_eye() -> None:
    assert apart("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert apart("#b5532d", "#b5532d") == 0
    # A red and a green that are much alike without green cones.
    assert apart("#b0703a", "#7c8a3a", "no green cones") < apart("#b0703a", "#7c8a3a") / 2


@each_theme
@each_scale
@pytest.mark.parametrize("eyes", SEEN)
def test_neighbouring_classes_are_told_apart(scale: Scale, theme: Theme, eyes: str) -> None:
    least = TOLD_APART_WITHOUT_RED if eyes == "no red cones" else TOLD_APART
    found = [apart(one, other, eyes) for one, other in pairwise(colours_of(scale, theme))]
    assert min(found) >= least, found


@each_theme
@pytest.mark.parametrize("name", ["share", "gain", "count"])
def test_no_step_of_a_scale_is_larger_than_another(name: str, theme: Theme) -> None:
    found = [apart(one, other) for one, other in pairwise(colours_of(SCALES[name], theme))]
    assert max(found) <= 1.2 * min(found)


@each_theme
@pytest.mark.parametrize("name", [one for one in SCALES if one != "difference"])
@pytest.mark.parametrize("eyes", ["all cones", "no green cones"])
def test_the_lowest_class_is_no_grey_of_nothing(name: str, theme: Theme, eyes: str) -> None:
    lowest = colours_of(SCALES[name], theme)[0]
    assert apart(lowest, THEMES[theme]["nothing"], eyes) >= TOLD_APART
    assert apart(lowest, THEMES[theme]["paper"], eyes) >= TOLD_APART


def test_where_a_class_may_be_grey_every_kind_of_nothing_is_textured() -> None:
    textures = definitions()
    kinds = {kind for family in FAMILIES if family.scale == "difference" for kind in family.nothing}
    assert kinds
    assert [kind for kind in kinds if f'id="{state_of(kind)}"' not in textures] == []


@each_theme
def test_textures_stand_out_from_their_ground(theme: Theme) -> None:
    assert apart(THEMES[theme]["nothing"], THEMES[theme]["nothing-line"]) >= 5 * TOLD_APART


def test_every_kind_of_nothing_has_a_texture_or_a_bare_ground_of_its_own() -> None:
    textures = definitions()
    bare = [kind for kind in Nothing if f'id="{state_of(kind)}"' not in textures]
    assert bare == [Nothing.NOT_DEPLOYED]


def test_equal_steps_along_uneven_stops() -> None:
    made = equally_far(("#000000", "#111111", "#ffffff"), 3)
    assert apart(made[0], made[1]) == pytest.approx(apart(made[1], made[2]), abs=0.5)
    assert equally_far(("#123456", "#123456"), 2) == ("#123456", "#123456")
