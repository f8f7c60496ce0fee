"""Turnout: what observers saw at stations beside what was announced, hour by hour, no verdict."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.coverage.announced import Announced
from geodata.coverage.turnout import Beside, Sum
from geodata.figures import Nothing, Reading
from layouts.desk.address import plain, thing_name
from layouts.desk.content import Content
from layouts.desk.foreign import as_sent
from layouts.desk.rows import desk_map, figure, percent, rows
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line
from layouts.numbers import number
from layouts.views import Link

SCALE = "share"
LATEST = "latest"


def turnout(subject: DeskSubject) -> Content:
    """The screen of turnout."""
    words, hour = subject.words, shown_hour(subject)
    # What was seen where teams were ranks no region.
    drawn = rows(subject, _readings(subject, hour), SCALE, is_ranking=False)
    headline = _headline(subject, hour)
    order = [row.unit for row in drawn]
    return Content(
        headline=headline,
        detail=_detail(subject, hour),
        map=desk_map(subject, drawn, SCALE, words("desk.legend.turnout"), headline),
        list=_table(
            subject, "units", words("desk.turnout.caption", hour=as_sent(hour)),
            words(f"desk.column.{subject.level}"),
            [(unit, subject.name(unit, "short"), unit, hour) for unit in order],
        ),
        under=tuple(_by_hour(subject)),
        said=(words("desk.say.turnout"), *_set_aside(subject)),
        hours_of=_hours(subject, hour),
    )  # fmt: skip


def measures(subject: DeskSubject) -> dict[str, str]:
    """The hours that have anything, by their part of the address."""
    return {hour_token(one): one for one in hours(subject)} | {LATEST: ""}


def hour_token(hour: str) -> str:
    """An hour as a part of the address."""
    return plain(hour.replace(":", "-"))


def hours(subject: DeskSubject) -> list[str]:
    """The hours of the country's bulletins, and others that anybody reported, in order."""
    found = subject.situation.turnout
    announced = {hour for _, hour in found.announced}
    return sorted({*subject.country.bulletins, *found.hours, *announced})


def shown_hour(subject: DeskSubject) -> str:
    """The hour of the address; the latest with any figure where it names none."""
    if wanted := measures(subject).get(subject.address.measure, ""):
        return wanted
    known = [one for one in hours(subject) if _has_any(subject, one)]
    every = hours(subject)
    return (known or every or ["–"])[-1 if known else 0]


def _has_any(subject: DeskSubject, hour: str) -> bool:
    units = (*subject.scope.roots, *subject.units)
    beside = (subject.situation.turnout.at(unit, hour) for unit in units)
    return any(
        isinstance(one.observed, Sum) or isinstance(one.announced, Announced) for one in beside
    )


def _readings(subject: DeskSubject, hour: str) -> Iterator[tuple[str, Reading]]:
    for unit in subject.units:
        one = subject.situation.turnout.at(unit, hour).observed
        if isinstance(one, Sum) and one.registered:
            yield unit, figure(percent(one.voted, one.registered), "percent")
        else:
            yield unit, _why(one)


def _why(one: Sum | Nothing) -> Nothing:
    # Stations without any voter on their lists have no share.
    return one if isinstance(one, Nothing) else Nothing.NOT_COMPARABLE


def _headline(subject: DeskSubject, hour: str) -> str:
    words, roots = subject.words, subject.scope.roots
    one = subject.situation.turnout.at(roots[0], hour)
    if len(roots) > 1:
        return words("desk.turnout.caption", hour=as_sent(hour))
    # Where there is no share, the sentence is another one: a reason is not "announced".
    is_seen = isinstance(one.observed, Sum) and bool(one.observed.registered)
    is_said = isinstance(one.announced, Announced)
    which = {(True, False): "-unannounced", (False, True): "-unseen", (False, False): "-neither"}
    key = which.get((is_seen, is_said), "")
    in_parts = "-in-parts" if not is_said and _is_said_of_a_part(subject, hour) else ""
    return words(
        f"desk.turnout.headline{key}{in_parts}", hour=as_sent(hour),
        observed=observed(subject, one.observed), announced=announced(subject, one.announced),
    )  # fmt: skip


def _is_said_of_a_part(subject: DeskSubject, hour: str) -> bool:
    """Whether a region has an announced figure, though the whole has none."""
    found = subject.situation.turnout
    regions = subject.scope.units("region")
    return any(isinstance(found.at(one, hour).announced, Announced) for one in regions)


def _detail(subject: DeskSubject, hour: str) -> str:
    one = subject.situation.turnout.at(subject.scope.roots[0], hour)
    words = subject.words
    if len(subject.scope.roots) > 1 or not isinstance(one.observed, Sum):
        return words("desk.turnout.side-by-side")
    stations = {
        "stations": subject.count(one.observed.stations),
        "of": subject.count(one.observed.of_stations),
    }
    return words.plural("desk.turnout.detail", one.observed.stations, **stations)


def observed(subject: DeskSubject, one: Sum | Nothing) -> str:
    """What observers saw, in words."""
    if isinstance(one, Nothing):
        return subject.words(f"nothing.{one}")
    if not one.registered:
        return subject.words("desk.turnout.no-voters")
    value = number(percent(one.voted, one.registered), subject.language)
    return subject.words("counted.percent", value=value)


def _with_n(subject: DeskSubject, one: Sum | Nothing) -> str:
    said = observed(subject, one)
    if isinstance(one, Nothing):
        return said
    return f"{said} ({subject.words('desk.findings.n', n=subject.count(one.stations))})"


def announced(subject: DeskSubject, one: Announced | Nothing) -> str:
    """What was announced, as printed."""
    if isinstance(one, Nothing):
        return subject.words(f"nothing.{one}")
    return subject.words("counted.percent", value=number(one.said.percent, subject.language))


def _table(
    subject: DeskSubject,
    name: str,
    caption: str,
    first: str,
    wanted: list[tuple[str, str, str, str]],
) -> DeskTable:
    """Lines of key, name, unit and hour."""
    words = subject.words
    lines = tuple(
        _line(subject, key, said, unit, subject.situation.turnout.at(unit, hour))
        for key, said, unit, hour in wanted
    )
    return DeskTable(
        name, caption,
        (
            Head(first, is_figure=False),
            Head(words("desk.column.seen")),
            Head(words("desk.column.announced")),
        ),
        lines, scale=SCALE, empty=words("desk.day.no-units"),
    )  # fmt: skip


def _line(subject: DeskSubject, key: str, name: str, unit: str, one: Beside) -> Line:
    is_seen, is_said = isinstance(one.observed, Sum), isinstance(one.announced, Announced)
    cells = (
        Cell(_with_n(subject, one.observed), is_nothing=not is_seen),
        Cell(announced(subject, one.announced), is_nothing=not is_said),
    )
    link = subject.card("unit", unit) if key == unit else ""
    note = "; ".join(flags(subject, one))
    return Line(key, name, cells, link, hint=subject.name(unit), note=note)


def flags(subject: DeskSubject, one: Beside) -> Iterator[str]:
    """What must be said beside the figures of a unit and hour: revised, lower, carried."""
    words = subject.words
    if isinstance(one.announced, Announced):
        if one.announced.before:
            before = [number(said.percent, subject.language) for said in one.announced.before]
            yield words("desk.turnout.revised", before=", ".join(before))
        if one.announced.lower_than:
            yield words("desk.turnout.lower", hour=as_sent(one.announced.lower_than))
    if one.falls:
        yield words.plural("desk.turnout.falls", one.falls, stations=subject.count(one.falls))
    if isinstance(one.carried, Sum):
        yield words.plural(
            "desk.turnout.carried", one.carried.stations,
            stations=subject.count(one.carried.stations), share=observed(subject, one.carried),
            age=subject.lasting_minutes(one.oldest_minutes),
        )  # fmt: skip


def _by_hour(subject: DeskSubject) -> Iterator[DeskTable]:
    for unit in subject.scope.roots:
        yield hours_table(subject, unit)


def hours_table(subject: DeskSubject, unit: str) -> DeskTable:
    """Every hour of one unit."""
    wanted = [(thing_name("hour", one), as_sent(one), unit, one) for one in hours(subject)]
    caption = subject.words("desk.turnout.by-hour", unit=subject.name(unit))
    return _table(subject, f"hours-{unit}", caption, subject.words("desk.column.hour"), wanted)


def _hours(subject: DeskSubject, now: str) -> tuple[Link, ...]:
    return tuple(
        Link(as_sent(one), subject.address.at(measure=hour_token(one)).path, one == now)
        for one in hours(subject)
    )


def _set_aside(subject: DeskSubject) -> Iterator[str]:
    """Figures that could not be used; they are the whole mission's, not of any one unit."""
    if subject.scope.allowed is not None:
        return
    for reason, count in subject.situation.turnout.set_aside.items():
        if count:
            yield subject.words.plural(
                f"desk.turnout.aside-{reason}", count, count=subject.count(count)
            )
