"""Visits as an analyst may have them: no team, no station, and no row that stands out.

Rows that fewer than the smallest n share their region, stage and hour with lose the hour, then the
region; what is still too few is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.coverage.day import Day
from geodata.coverage.reports import NO_HOUR, NO_STAGE
from geodata.coverage.territory import NONE
from geodata.figures import Nothing
from geodata.missions.mission import STAGES

HELD = Nothing.HELD_BACK.value
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class AnonymousTable:
    """Rows without names, in an order that says nothing of when they came; ``left_out`` were too
    few of their kind to be shown at all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


def anonymous_table(day: Day) -> AnonymousTable:
    """Every report that counts, as of the day's moment, less what could tell who wrote it."""
    irregularities = day.reports.irregularities
    names = irregularities.sorted()
    places, answers = _read(day, [irregularities.number[name] for name in names])
    shown = _generalised(places, day.mission.smallest_n)
    rows = sorted(
        (*place, *answer) for place, answer in zip(shown, answers, strict=True) if place is not None
    )
    columns = ("region", "stage", "hour", "overall", *names)
    return AnonymousTable(columns, tuple(rows), len(places) - len(rows))


def _read(day: Day, bits: list[int]) -> tuple[list[Place], list[tuple[str, ...]]]:
    territory, rows = day.territory, day.reports.counted()
    regions = territory.aboves["region"]
    words = {number: word for word, number in day.reports.scale.number.items()}
    names = ("unit", "stage", "hour", "overall", "asked", "seen")
    places, answers = [], []
    for unit, stage, hour, overall, asked, seen in zip(
        *(rows[name].tolist() for name in names), strict=True
    ):
        region = NONE if unit == NONE else int(regions[unit])
        places.append(
            (
                "" if region == NONE else territory.units[region],
                "" if stage == NO_STAGE else STAGES[stage],
                "" if hour == NO_HOUR else f"{hour:02d}",
            )
        )
        told = (str(seen >> bit & 1) if asked >> bit & 1 else "" for bit in bits)
        answers.append((words.get(overall, ""), *told))
    return places, answers


def _generalised(places: list[Place], smallest: int) -> list[Place | None]:
    """The places with as much left out as it takes for each to be shared by enough rows."""
    now: dict[Place, Place | None] = {place: place for place in places}
    while True:
        counts = Counter(now[place] for place in places)
        few = {place for place, count in counts.items() if place and count < smallest}
        if not few:
            return [now[place] for place in places]
        now = {
            place: _wider(shown) if shown is not None and shown in few else shown
            for place, shown in now.items()
        }


def _wider(place: Place) -> Place | None:
    region, stage, hour = place
    if hour != HELD:
        return region, stage, HELD
    if region != HELD:
        return HELD, stage, HELD
    return None


def codebook(table: AnonymousTable, scale: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Column, key of the words that explain it, and the values it can have."""
    fixed = {
        "region": f"unit id | {HELD} | empty: not known",
        "stage": " | ".join((*STAGES, "empty: not said")),
        "hour": f"00-47, from midnight of the day of the vote | {HELD} | empty: not known",
        "overall": " | ".join((*scale, "empty: not judged")),
    }
    answer = "1: seen | 0: not seen | empty: not asked or not answered"
    return [
        (one, one if one in fixed else "irregularity", fixed.get(one, answer))
        for one in table.columns
    ]
