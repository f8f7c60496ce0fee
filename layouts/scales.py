"""Scales: fixed classes, so that a colour means the same at every hour and in every vote.

The sequential scale is interpolated in OKLab through seven stops from sand to deep teal, in steps
of one length, so that the classes of a morning are as far apart as those of an evening: ordered in
lightness, safe for colour-blind readers, and no party's or flag's colour. In the dark theme the
same scale is read from dark to light.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import dist

Lab = tuple[float, float, float]

_SAND_TO_TEAL = ("#f4e3c1", "#e3e6c9", "#b9d7c3", "#86c0b4", "#4f9fa0", "#2a7784", "#134b5f")
_BELOW_TO_ABOVE = ("#8c4a1f", "#c98a55", "#ecd3b4", "#f3f1ea", "#c4ddd4", "#6faeac", "#1f5f70")
_BELOW_TO_ABOVE_DARK = ("#e0965c", "#a8683c", "#5d4433", "#2a2f33", "#2f5257", "#4a8f95", "#8fd0cd")

_LATE = ("#d9e3e3", "#ecb8a9", "#d98471", "#b3261e", "#7d1510")
_LATE_DARK = ("#33424a", "#71382f", "#96453d", "#d8635a", "#f7aca2")


@dataclass(frozen=True, slots=True)
class Scale:
    """Breaks between classes (a value on a break belongs to the class above) and their colours.

    Colours are hex strings, one per class, for the light and the dark theme.
    """

    id: str
    breaks: tuple[float, ...]
    light: tuple[str, ...]
    dark: tuple[str, ...]

    def class_of(self, value: float) -> int:
        """The class of a value, from 0."""
        return bisect_right(self.breaks, value)

    def class_below(self, value: float) -> int:
        """The highest class that values below this one can have.

        An upper bound on a break says "below 80": the class that begins at 80 is not meant.
        """
        return bisect_left(self.breaks, value)


def ink_on(colour: str) -> str:
    """The ink, dark or light, that reads best on a colour (hex)."""
    dark, light = "#0a0d0f", "#ffffff"
    return max((dark, light), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def interpolate(stops: Sequence[str], count: int) -> tuple[str, ...]:
    """``count`` colours along the stops, in OKLab, as many from each stop to the next."""
    labs = [_to_oklab(stop) for stop in stops]
    return tuple(_from_oklab(_along(labs, index / (count - 1))) for index in range(count))


def equally_far(stops: Sequence[str], count: int) -> tuple[str, ...]:
    """``count`` colours along the stops, each as far from the next, measured in OKLab."""
    labs = [_to_oklab(stop) for stop in stops]
    ways = [0.0, *accumulate(dist(one, other) for one, other in pairwise(labs))]
    return tuple(
        _from_oklab(_along(labs, _share_at(ways, ways[-1] * index / (count - 1))))
        for index in range(count)
    )


def _share_at(ways: Sequence[float], way: float) -> float:
    """Which share of the stops lies behind at this way; ``ways`` lead to each of them."""
    index = min(bisect_right(ways, way) - 1, len(ways) - 2)
    length = ways[index + 1] - ways[index]
    return (index + ((way - ways[index]) / length if length else 0.0)) / (len(ways) - 1)


def _along(labs: Sequence[Lab], share: float) -> Lab:
    position = share * (len(labs) - 1)
    index = min(int(position), len(labs) - 2)
    rest = position - index
    start, end = labs[index], labs[index + 1]
    return (
        start[0] + (end[0] - start[0]) * rest,
        start[1] + (end[1] - start[1]) * rest,
        start[2] + (end[2] - start[2]) * rest,
    )


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    bounded = min(max(channel, 0.0), 1.0)
    return 12.92 * bounded if bounded <= 0.0031308 else 1.055 * bounded ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_oklab(colour: str) -> Lab:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lab: Lab) -> str:
    lightness, green_red, blue_yellow = lab
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_gamma(channel) * 255):02x}" for channel in linear)


def _sequential(name: str, breaks: tuple[float, ...]) -> Scale:
    colours = equally_far(_SAND_TO_TEAL, len(breaks) + 1)
    return Scale(name, breaks, colours, colours[::-1])


def _two_sided(name: str, breaks: tuple[float, ...]) -> Scale:
    count = len(breaks) + 1
    return Scale(
        name, breaks, interpolate(_BELOW_TO_ABOVE, count), interpolate(_BELOW_TO_ABOVE_DARK, count)
    )


def _late(name: str, breaks: tuple[float, ...]) -> Scale:
    """The only red on a map: none of it where nothing is late."""
    count = len(breaks) + 1
    return Scale(name, breaks, interpolate(_LATE, count), interpolate(_LATE_DARK, count))


SCALES = {
    scale.id: scale
    for scale in (
        _sequential("share", (10, 20, 30, 40, 50, 60, 70, 75, 80, 85)),
        _sequential("gain", (0, 1, 2, 5, 10, 15, 20, 25, 30)),
        _two_sided("difference", (-30, -20, -10, -5, -1, 1, 5, 10, 20, 30)),
        # The desk's: how far a mission has got, small counts, and what is late or wrong.
        _sequential("observed", (1, 2, 5, 10, 15, 20, 30, 40, 60, 80)),
        _sequential("few", (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
        _late("late", (1, 2, 3, 5, 10)),
        _sequential("count", (10, 100, 1_000, 10_000, 100_000, 1_000_000)),
    )
}
