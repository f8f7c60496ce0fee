"""Teams near a gap: how far in a straight line, where they were last, what they have left to do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from geodata.coverage.near import Near
from geodata.missions.mission import Stop
from layouts.desk.foreign import as_sent
from layouts.desk.forms import send_here
from layouts.desk.silence import team_key
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line
from layouts.numbers import number

_STOPS_SHOWN = 3


def near_table(subject: DeskSubject, unit: str) -> tuple[DeskTable, tuple[str, ...]]:
    """The teams nearest to a gap, with what must be said beside them."""
    words, near = subject.words, subject.situation.near(unit)
    teams = [one for one in near.teams if one.team in subject.scope.teams]
    lost = [one for one in near.without_place if one in subject.scope.teams]
    notes = []
    if near.measured and lost:
        notes.append(
            words.plural("desk.near.without-place", len(lost), count=subject.count(len(lost)))
        )
    table = DeskTable(
        "near",
        words("desk.near.caption"),
        (
            Head(words("desk.column.team"), is_figure=False),
            Head(words("desk.column.straight-line")),
        ),
        tuple(_near_line(subject, one, unit) for one in teams),
        empty=words(f"desk.near.{'none' if near.measured else 'unmeasured'}"),
    )
    return table, tuple(notes)


def _near_line(subject: DeskSubject, near: Near, unit: str) -> Line:
    words = subject.words
    last = words("desk.station", station=as_sent(near.last_station))
    said = [words("desk.near.last", place=f"{subject.name(near.last_unit, 'short')}, {last}")]
    left = [_stop(subject, stop) for stop in near.stops_left]
    left += [at_place(subject, *one) for one in near.stations_left]
    if left:
        shown_left = "; ".join(left[:_STOPS_SHOWN])
        more = len(left) - _STOPS_SHOWN
        said.append(words("desk.near.left", left=shown_left + (f" +{more}" if more > 0 else "")))
    else:
        said.append(words("desk.near.nothing-left"))
    km = number(
        Decimal(str(near.distance_km)).quantize(Decimal("0.1"), ROUND_HALF_UP), words.language
    )
    return Line(
        team_key(near.team), as_sent(near.team), (Cell(words("desk.near.km", km=km)),),
        subject.card("team", near.team), detail=". ".join(said),
        form=send_here(subject, near.team, unit),
    )  # fmt: skip


def _stop(subject: DeskSubject, stop: Stop) -> str:
    place_words = at_place(subject, stop.unit, stop.station)
    return f"{subject.clock(stop.starts)} {place_words}"


def at_place(subject: DeskSubject, unit: str, station: str) -> str:
    """A unit, and the station where it is one."""
    name = subject.name(unit, "short")
    return f"{name}, {subject.words('desk.station', station=as_sent(station))}" if station else name
