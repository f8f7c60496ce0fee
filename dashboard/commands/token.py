"""See to the tokens with which machines send reports: make one, list them, end one.

A token is shown once, when it is made; only a digest of it is kept.
"""

from __future__ import annotations

import argparse

from dashboard.desk.database import open_desk_database
from dashboard.desk.missions import mission_folder
from dashboard.desk.people_acts import FROM_TERMINAL
from dashboard.intake.tokens import Token, all_tokens, end_token, make_token
from dashboard.settings import Settings
from geodata.missions.read_mission import read_mission
from geodata.read_country import read_country
from geodata.simulated import marked_in_all

HELP = "The tokens of sources: make, list, end."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_subparsers(dest="what", required=True)
    make = what.add_parser("make", help="a new token; it is printed this once")
    make.add_argument(
        "source", metavar="SOURCE", help="who sends, for example odk or citizens-east"
    )
    make.add_argument("--mission", required=True, metavar="ID")
    what.add_parser("list", help="every token, by its id, and whether it is good")
    end = what.add_parser("end", help="refuse a token from now on")
    end.add_argument("token", metavar="TOKEN-ID")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it and say so."""
    engine = open_desk_database(settings)
    try:
        if arguments.what == "make":
            folder = mission_folder(settings, arguments.mission)
            is_test = read_mission(folder, read_country(settings.country)).is_test
            token, secret = make_token(engine, arguments.source, folder.name, FROM_TERMINAL)
            mark = f", {marked_in_all(is_test=True)}" if is_test else ""
            print(f"{_line(token)}{mark}\n{secret}\n(shown this once)")
        elif arguments.what == "list":
            for one in all_tokens(engine):
                print(_line(one))
        else:
            print(_line(end_token(engine, arguments.token, FROM_TERMINAL)))
    finally:
        engine.dispose()
    return 0


def _line(token: Token) -> str:
    ended = f", ended {token.ended_at}" if token.ended_at else ""
    return f"{token.id}: {token.source} to {token.mission}, made {token.made_at}{ended}"
