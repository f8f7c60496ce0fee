"""Gaps: where nobody has been, the largest first, beside the map of how far the mission has got."""

from __future__ import annotations

from geodata.coverage.gaps import Gap, Gaps
from geodata.units import Level
from layouts.desk.content import Content
from layouts.desk.measures import Chosen, readings
from layouts.desk.rows import desk_map, rows
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line


def gaps(subject: DeskSubject) -> Content:
    """The screen of gaps."""
    words, measure = subject.words, Chosen("observed")
    ranked = subject.situation.gaps(subject.level)
    seen = [one for one in ranked.gaps if subject.scope.sees(one.unit)]
    drawn = rows(subject, readings(subject, measure), measure.scale)
    headline = _headline(subject, seen)
    return Content(
        headline=headline,
        detail=_detail(subject, ranked, seen),
        map=desk_map(subject, drawn, measure.scale, words("desk.legend.observed"), headline),
        list=_list(subject, ranked, seen),
        said=(words("desk.say.gaps"), words("desk.say.straight-line")),
    )


def untouched(subject: DeskSubject) -> int:
    """How many units have stations, and nobody has been to any of them."""
    found = subject.situation.gaps(subject.level).gaps
    return sum(subject.scope.sees(one.unit) and not one.observed for one in found)


def unvisited(subject: DeskSubject) -> int:
    """How many stations nobody has been to, without those abroad where nobody was to go."""
    totals = subject.scope.totals()
    return totals.stations - totals.observed - _apart(subject, "region")


def _apart(subject: DeskSubject, level: Level) -> int:
    found = subject.situation.gaps(level).apart
    return sum(one.stations for one in found if subject.scope.sees(one.unit))


def _headline(subject: DeskSubject, seen: list[Gap]) -> str:
    count = sum(not one.observed for one in seen)
    if not seen:
        return subject.words("desk.gaps.none")
    if not count:
        return subject.words("desk.gaps.all-begun")
    return subject.words.plural(
        f"desk.gaps.headline-{subject.level}", count, count=subject.count(count)
    )


def _detail(subject: DeskSubject, ranked: Gaps, seen: list[Gap]) -> str:
    words = subject.words
    stations = sum(one.stations - one.observed for one in seen)
    said = [words.plural("desk.gaps.detail", stations, stations=subject.count(stations))]
    said.append(words(f"desk.gaps.weight-{ranked.weight}"))
    if ranked.without_register:
        lacking = subject.count(ranked.without_register)
        said.append(words.plural("desk.gaps.lacking", ranked.without_register, stations=lacking))
    if apart := _apart(subject, subject.level):
        said.append(words("desk.gaps.apart", stations=subject.count(apart)))
    return " ".join(said)


def _list(subject: DeskSubject, ranked: Gaps, seen: list[Gap]) -> DeskTable:
    words = subject.words
    heads = [
        Head(words(f"desk.column.{subject.level}"), is_figure=False),
        Head(words("desk.column.unvisited")),
    ]
    if ranked.weight == "registered":
        heads.append(Head(words("desk.column.voters-missed")))
    return DeskTable(
        "gaps",
        words("desk.gaps.caption"),
        tuple(heads),
        tuple(_line(subject, one, ranked.weight) for one in seen),
        empty=words("desk.gaps.none"),
        waits=True,
    )


def _line(subject: DeskSubject, gap: Gap, weight: str) -> Line:
    words = subject.words
    left = gap.stations - gap.observed
    cells = [Cell(words("desk.of", part=subject.count(left), whole=subject.count(gap.stations)))]
    if weight == "registered":
        cells.append(Cell(subject.count(gap.missed)))
    return Line(
        gap.unit,
        subject.name(gap.unit, "short"),
        tuple(cells),
        subject.card("unit", gap.unit),
        detail=words(f"nothing.{gap.nothing}") if gap.nothing else "",
        hint=subject.name(gap.unit),
        is_late=gap.nothing is not None,
    )
