"""See to the people of the desk from a terminal: before the first start, and when nobody gets in.

What is done here stands in the record as done "from the terminal".
"""

from __future__ import annotations

import argparse

from sqlalchemy import Engine

from dashboard.desk import people, people_acts
from dashboard.desk.database import open_desk_database
from dashboard.desk.people import Person, Role
from dashboard.desk.people_acts import FROM_TERMINAL, units_of
from dashboard.settings import Settings
from geodata.read_country import read_country

HELP = "The people of the mission desk: list, add, change, shut out, let in, reset a password."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("list", help="everyone, with role, units and whether they may sign in")
    for name, meaning in (
        ("add", "add somebody; prints a password for them"),
        ("change", "give somebody another role or other units; their sessions end"),
    ):
        one = what.add_parser(name, help=meaning, description=meaning)
        one.add_argument("name", metavar="NAME")
        one.add_argument("role", choices=[str(role) for role in Role])
        one.add_argument(
            "--units", default="", metavar="ID,ID", help="a long-term team's, commas between them"
        )
    for name, meaning in (
        ("shut-out", "end somebody's sessions and let them in no more"),
        ("let-in", "let somebody in again"),
        ("reset", "print a new password for somebody, which they have to change"),
    ):
        one = what.add_parser(name, help=meaning, description=meaning)
        one.add_argument("name", metavar="NAME")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it and say so."""
    engine = open_desk_database(settings)
    try:
        if arguments.what == "list":
            for one in people.everyone(engine):
                print(_line(one))
        elif arguments.what in ("add", "change"):
            _add_or_change(arguments, settings, engine)
        elif arguments.what == "reset":
            password = people_acts.reset_password(engine, FROM_TERMINAL, arguments.name)
            print(f"{arguments.name}: new password {password} (shown this once)")
        else:
            act = {"shut-out": people_acts.shut_out, "let-in": people_acts.let_in}[arguments.what]
            act(engine, FROM_TERMINAL, arguments.name)
            print(f"{arguments.name}: {arguments.what}")
    finally:
        engine.dispose()
    return 0


def _add_or_change(arguments: argparse.Namespace, settings: Settings, engine: Engine) -> None:
    country = read_country(settings.country)
    role = Role(arguments.role)
    units = [unit.strip() for unit in arguments.units.split(",") if unit.strip()]
    wanted = Person(arguments.name, role, units_of(role, units))
    if arguments.what == "add":
        password = people_acts.add(engine, country, FROM_TERMINAL, wanted)
        print(f"{wanted.name}: {role}, password {password} (shown this once)")
    else:
        people_acts.change_role(engine, country, FROM_TERMINAL, wanted)
        print(_line(wanted))


def _line(person: Person) -> str:
    units = "the whole country" if person.units is None else ", ".join(sorted(person.units))
    return f"{person.name}: {person.role}, {units}{', shut out' * person.is_out}"
