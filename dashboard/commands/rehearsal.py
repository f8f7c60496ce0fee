"""Rehearse an election day: make one up and send it through the doors of the real one."""

from __future__ import annotations

import argparse
import re
import signal
from datetime import datetime, time
from zoneinfo import ZoneInfo

from dashboard.desk.database import open_desk_database
from dashboard.desk.people_acts import FROM_TERMINAL
from dashboard.intake.tokens import end_token, make_token
from dashboard.processes import STOPPED_BY_HAND
from dashboard.rehearsal.play import Pace, play, summary
from dashboard.rehearsal.prepare import prepare
from dashboard.rehearsal.running import Program, is_running, program
from dashboard.rehearsal.sender import Sender
from dashboard.settings import Settings
from geodata.boundaries.build import build_boundaries
from geodata.country import Country
from geodata.errors import DataError
from geodata.read_country import read_country
from geodata.rehearsal.rehearse import OBSERVERS, SEED, Rehearsal, Size, rehearse
from geodata.rehearsal.sendings import SOURCE
from geodata.store.store import Store

HELP = "Play a made-up election day through the intake; everything of it is SIMULATED."
MINUTES = 2.0
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--seed", type=int, default=SEED, help="another number, another day")
    parser.add_argument(
        "--minutes", type=float, default=MINUTES, help="how long the whole day takes; 0: no wait"
    )
    parser.add_argument("--observers", type=int, default=OBSERVERS)
    parser.add_argument(
        "--election", metavar="ID", help="the country's default election if not said"
    )
    parser.add_argument("--until", metavar="HH:MM", help="stop at this hour of the day of the vote")
    parser.add_argument(
        "--end", action="store_true", help="end the program, if it was started for this, as well"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Play the day; exit code 1 where a message fared otherwise than it should."""
    # However it is told to end, the token and the program that was started end with it.
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, signal.default_int_handler)
    try:
        return _rehearse(arguments, settings)
    except KeyboardInterrupt:
        print("\nEnded.")
        return STOPPED_BY_HAND


def _rehearse(arguments: argparse.Namespace, settings: Settings) -> int:
    country = read_country(settings.country)
    election = arguments.election or country.default_election
    if election not in country.elections:
        raise DataError(f"{election!r}: expected one of {', '.join(country.elections)}")
    if arguments.minutes < 0 or arguments.observers < 2:
        raise DataError("expected --minutes of 0 or more, and at least 2 --observers")
    until = _until(arguments.until, country, election)
    build_boundaries(settings.country, country, settings.var)
    size = Size(observers=arguments.observers)
    day = rehearse(country, election, settings.var, arguments.seed, size)
    prepare(settings, country, day, is_running(settings))
    pace = Pace(60 * arguments.minutes, ZoneInfo(country.elections[election].zone), until)
    with program(settings) as started:
        code = _play(settings, day, pace)
        if started is not None and not arguments.end:
            _stay(settings, started)
    return code


def _until(text: str | None, country: Country, election: str) -> datetime | None:
    if text is None:
        return None
    if not _HOUR.fullmatch(text):
        raise DataError(f"--until {text!r}: expected an hour such as 14:00")
    vote = country.elections[election]
    return datetime.combine(vote.day, time.fromisoformat(text), ZoneInfo(vote.zone))


def _play(settings: Settings, day: Rehearsal, pace: Pace) -> int:
    print(f"The desk: {settings.local_desk_address}/en/{day.mission.id}/", flush=True)
    engine = open_desk_database(settings)
    token, secret = make_token(engine, SOURCE, day.mission.id, FROM_TERMINAL)
    try:
        with Store.open(settings.store_address(True), is_test=True) as store:
            sender = Sender(settings.local_desk_address, secret, store)
            try:
                play(day, sender, pace, _say)
            finally:
                sender.close()
    finally:
        end_token(engine, token.id, FROM_TERMINAL)
        engine.dispose()
    _say(f"The day is over.  {summary(sender)}")
    for line in sender.unexpected:
        _say(f"unexpected: {line}")
    return 1 if sender.unexpected else 0


def _say(line: str) -> None:
    print(line, flush=True)


def _stay(settings: Settings, started: Program) -> None:
    _say(f"It stays open at {settings.local_desk_address}/ until Ctrl-C.")
    started.wait()
