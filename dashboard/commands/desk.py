"""Serve the mission desk alone; the first start makes its first administrator."""

from __future__ import annotations

import argparse
import logging

from dashboard.desk.database import open_desk_database
from dashboard.desk.hosts import is_loopback
from dashboard.desk.people_acts import add_first
from dashboard.listeners import desk_listener
from dashboard.processes import end_with_parent, serve
from dashboard.settings import Settings
from geodata.read_country import read_country

HELP = "Serve the mission desk alone."
_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until Ctrl-C."""
    if arguments.child:
        end_with_parent()
    return serve(settings, desk_listener(settings), _prepare)


def _prepare(settings: Settings) -> None:
    """Before any worker starts: the database, and somebody who may sign in."""
    if not settings.desk_is_secure and not is_loopback(settings.desk_host):
        _log.warning(
            "the desk listens at %s without TLS: whoever shares a network with it can read "
            "passwords. README.md says how to set TLS up (BAQYLAU_DESK_ADDRESS).",
            settings.desk_host,
        )
    # What is wrong with the country is told here, in words.
    read_country(settings.country)
    engine = open_desk_database(settings)
    try:
        first = add_first(engine)
    finally:
        engine.dispose()
    if first:
        print(
            f"First administrator of the desk: {first[0]}, password {first[1]}\n"
            "(shown this once; the desk asks for another one at the first sign-in)",
            flush=True,
        )
