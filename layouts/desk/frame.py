"""The frame of every screen: whose mission it is, how old what one sees is, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from geodata.coverage.silence import Standing
from layouts.desk.address import NOW, DeskAddress
from layouts.desk.gaps import untouched, unvisited
from layouts.desk.rows import percent
from layouts.desk.subject import LOOKING, DeskSubject
from layouts.numbers import number
from layouts.views import Link

_ROOMS = ("day", "gaps", "silence", "incidents", "findings", "turnout", "work", "gate", "report",
          "wall", "setup")  # fmt: skip
_BESIDE = ("report", "wall")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock of the country shows, and who keeps it."""

    hour: str
    offset: str
    kept_by: str


@dataclass(frozen=True, slots=True)
class BigFigure:
    """One of the figures at the top: a link to where it can be acted on."""

    key: str
    value: str
    words: str
    detail: str
    path: str
    is_late: bool = False
    is_chosen: bool = False


@dataclass(frozen=True)
class Frame:
    """What stands round every screen. ``past`` is "" for the present; ``offset`` are the minutes by
    which the first clock is ahead of UTC."""

    mission: str
    election: str
    is_test: bool
    clocks: tuple[Clock, ...]
    last_report: str
    is_late: bool
    figures: tuple[BigFigure, ...]
    screens: tuple[Link, ...]
    levels: tuple[Link, ...]
    languages: tuple[Link, ...]
    past: str
    present: str
    offset: int


def frame(subject: DeskSubject) -> Frame:
    """The frame of a screen."""
    last, is_late = _last_report(subject)
    return Frame(
        subject.mission.id,
        _election(subject),
        subject.mission.is_test,
        clocks(subject),
        last,
        is_late,
        big_figures(subject),
        _screens(subject),
        _levels(subject),
        _languages(subject),
        "" if subject.is_live else _past(subject),
        subject.address.at(moment=NOW).path,
        _offset(subject),
    )


def _offset(subject: DeskSubject) -> int:
    offset = subject.situation.as_at.astimezone(subject.zone).utcoffset() or timedelta()
    return int(offset.total_seconds()) // 60


def clocks(subject: DeskSubject) -> tuple[Clock, ...]:
    """One clock, or one for each hour that the country's clocks showed at this moment."""
    at, capital = subject.situation.as_at, subject.zone
    kept: dict[timedelta, list[str]] = {at.astimezone(capital).utcoffset() or timedelta(): []}
    for unit in subject.territory.ground.at("region"):
        zone = ZoneInfo(subject.country.zones.get(unit, capital.key))
        kept.setdefault(at.astimezone(zone).utcoffset() or timedelta(), []).append(unit)
    return tuple(_clock(subject, offset, units) for offset, units in kept.items())


def _clock(subject: DeskSubject, offset: timedelta, units: list[str]) -> Clock:
    hour = (subject.situation.as_at.replace(tzinfo=None) + offset).strftime("%H:%M")
    hours = offset.total_seconds() / 3600
    names = [subject.name(one, "short") for one in units]
    return Clock(hour, f"UTC{hours:+g}", ", ".join(names))


def _last_report(subject: DeskSubject) -> tuple[str, bool]:
    """When anything last came in from a team, and whether that is longer ago than silence is."""
    moments = [one.report for one in subject.scope.contacts if one.report]
    if not moments:
        return subject.words("desk.frame.no-report"), False
    last = max(moments)
    age = subject.since(last)
    if age < timedelta(minutes=1):
        return subject.words("desk.frame.last-report-now", hour=subject.clock(last)), False
    told = {"hour": subject.clock(last), "age": subject.lasting(age)}
    said = subject.words("desk.frame.last-report", **told)
    return said, age > timedelta(minutes=subject.mission.silence_minutes)


def big_figures(subject: DeskSubject) -> tuple[BigFigure, ...]:
    """The five figures that matter, each a link to where somebody can act on it."""
    return (
        _observed(subject),
        _reporting(subject),
        _silent(subject),
        _gaps(subject),
        _conflicts(subject),
    )


def _big(subject: DeskSubject, key: str, value: int, detail: str, to: DeskAddress) -> BigFigure:
    name = f"{key}-{subject.level}" if key == "gaps" else key
    said = subject.words.plural(f"desk.figure.{name}", value)
    is_late = key == "silent" and value > 0
    # Who may not decide conflicts is led to the day, which is not where they are decided.
    is_chosen = to.path == subject.address.path and key != "conflicts"
    return BigFigure(key, subject.count(value), said, detail, to.path, is_late, is_chosen)


def _observed(subject: DeskSubject) -> BigFigure:
    words, totals = subject.words, subject.scope.totals()
    detail = words("desk.day.no-stations")
    if totals.stations:
        share = number(percent(totals.observed, totals.stations), words.language)
        of = {"of": subject.count(totals.stations), "share": words("counted.percent", value=share)}
        detail = words("desk.figure.of-stations", **of)
    return _big(subject, "observed", totals.observed, detail, subject.address.to("day"))


def _reporting(subject: DeskSubject) -> BigFigure:
    totals = subject.scope.totals()
    of = subject.count(totals.deployed)
    detail = subject.words.plural("desk.figure.of-teams", totals.deployed, of=of)
    to = subject.address.to("day", measure="teams")
    return _big(subject, "reporting", totals.reporting, detail, to)


def _silent(subject: DeskSubject) -> BigFigure:
    words, silent = subject.words, subject.scope.silent
    never = sum(one.standing is Standing.NEVER_HEARD for one in silent)
    minutes = subject.count(subject.mission.silence_minutes)
    detail = words("desk.figure.interval", minutes=minutes)
    if never:
        detail = words.plural("desk.figure.never", never, count=subject.count(never))
    to = subject.address.to("silence")
    return _big(subject, "silent", len(silent), detail, to)


def _gaps(subject: DeskSubject) -> BigFigure:
    left = unvisited(subject)
    detail = subject.words.plural("desk.figure.unvisited", left, stations=subject.count(left))
    return _big(subject, "gaps", untouched(subject), detail, subject.address.to("gaps"))


def _conflicts(subject: DeskSubject) -> BigFigure:
    every = subject.situation.conflicts
    seen = sum(subject.scope.shows(one.wordings[0]) for one in every)
    to = subject.address.to("work" if "work" in subject.sight.screens else "day")
    return _big(subject, "conflicts", seen, subject.words("desk.figure.decide"), to)


def _screens(subject: DeskSubject) -> tuple[Link, ...]:
    words, address = subject.words, subject.address
    return tuple(
        Link(
            words(f"desk.screen.{one}"),
            address.to(one).path,
            one == address.screen,
            # What is no view of this page is opened as a page of its own.
            hint="_blank" if one in _BESIDE else "" if one in LOOKING else "_self",
        )
        for one in _ROOMS
        if one in subject.sight.screens
    )


def _levels(subject: DeskSubject) -> tuple[Link, ...]:
    """Regions and districts, where one sees both."""
    words = subject.words
    return tuple(
        Link(words(f"level.{one}"), subject.address.at(level=one).path, one == subject.level)
        for one in subject.scope.levels
    )


def _languages(subject: DeskSubject) -> tuple[Link, ...]:
    return tuple(
        Link(
            subject.words(f"language.{one}"), subject.address.at(language=one).path,
            one == subject.language, hint=one,
        )
        for one in subject.country.languages
    )  # fmt: skip


def _election(subject: DeskSubject) -> str:
    election = subject.country.elections[subject.mission.election]
    names = (f"elections.{election.id}.{form}" for form in ("short", "name"))
    known = (subject.words.sentences.get(one) for one in names)
    return next((one for one in known if one), election.id)


def _past(subject: DeskSubject) -> str:
    moment: datetime = subject.situation.as_at
    return subject.words("desk.frame.past", moment=subject.clock(moment))
