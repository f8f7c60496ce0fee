"""From samples to a table: medians, how they compare, and whether they are what we aim at."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Samples:
    """What was measured of one page: name → one number for every run (ms, or bytes)."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """One more run."""
        self.values.setdefault(name, []).append(value)

    def median(self, name: str) -> float:
        """The middle of all runs."""
        return statistics.median(self.values[name])


@dataclass(frozen=True, slots=True)
class Aim:
    """Ours may be at most ``most`` times the other page's figure."""

    name: str
    other: str
    most: float

    @property
    def words(self) -> str:
        """The aim as it is printed; where we are to be much faster, how many times."""
        if self.most < 0.2:
            return f"at least {1 / self.most:g} x faster than {self.other}"
        return f"at most {self.most:g} x {self.other}"

    def met(self, medians: Mapping[str, Mapping[str, float]]) -> bool:
        """Whether ours is small enough; ``medians`` are page → name → median."""
        return ratio(medians, self.name, self.other) <= self.most


AIMS = (
    Aim("first paint", "naive", 0.25),
    Aim("interactive, cold", "naive", 0.5),
    Aim("interactive, warm", "naive", 0.5),
    Aim("bytes, cold", "naive", 0.45),
    Aim("time step", "naive", 1 / 8),
    Aim("other measure", "naive", 1 / 8),
    Aim("interactive, cold", "bare", 2),
    Aim("interactive, warm", "bare", 2),
)


def ratio(medians: Mapping[str, Mapping[str, float]], name: str, other: str) -> float:
    """Ours divided by another page's."""
    return medians["ours"][name] / medians[other][name]


def medians(samples: Mapping[str, Samples]) -> dict[str, dict[str, float]]:
    """Page → name → median."""
    return {page: {name: one.median(name) for name in one.values} for page, one in samples.items()}


def table(found: Mapping[str, Mapping[str, float]]) -> str:
    """The medians as a table, the ratios beside them."""
    rows: list[tuple[str, ...]] = [("", "ours", "naive", "bare", "ours/naive", "ours/bare")]
    for name in found["ours"]:
        figures = tuple(_figure(name, found[page][name]) for page in ("ours", "naive", "bare"))
        ratios = tuple(f"{ratio(found, name, other):.2f}" for other in ("naive", "bare"))
        rows.append((name + _unit(name), *figures, *ratios))
    return "\n".join(_line(row) for row in rows)


def aims(found: Mapping[str, Mapping[str, float]], wanted: Sequence[Aim] = AIMS) -> str:
    """Each aim, what it came to, met or not met."""
    return "\n".join(
        f"{aim.name:<18} {aim.words:<32} {_came_to(aim, found):<14}"
        f" {'met' if aim.met(found) else 'not met'}"
        for aim in wanted
    )


def _came_to(aim: Aim, found: Mapping[str, Mapping[str, float]]) -> str:
    reached = ratio(found, aim.name, aim.other)
    return f"{1 / reached:.1f} x faster" if aim.most < 0.2 else f"{reached:.2f} x"


def _figure(name: str, value: float) -> str:
    return f"{value / 1000:,.0f}" if name.startswith("bytes") else f"{value:,.0f}"


def _unit(name: str) -> str:
    return ", kB" if name.startswith("bytes") else ", ms"


def _line(row: Sequence[str]) -> str:
    return f"{row[0]:<22}" + "".join(f"{cell:>12}" for cell in row[1:])
