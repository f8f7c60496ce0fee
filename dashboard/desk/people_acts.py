"""What an administrator does about people, on a page or at a terminal; each act is in the record.

An act and its line in the record happen together or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection, Engine

from dashboard.desk import people
from dashboard.desk.database import PEOPLE_TURN, wait_for_turn
from dashboard.desk.passwords import digest, new_password
from dashboard.desk.people import NameTaken, Person, Role
from dashboard.desk.record import What, note_within
from dashboard.desk.sessions import end_sessions
from geodata.country import Country
from geodata.errors import DataError
from geodata.store.engines import writing
from layouts.words import Words, read_texts

FIRST_NAMES = ("admin", *(f"admin{number}" for number in range(2, 100)))
# Who did it, where nobody was signed in.
FROM_TERMINAL = "terminal"
_NAME = re.compile(r"[a-z][a-z0-9.-]{1,39}", re.ASCII)
# An address of its own on the desk.
_NO_NAMES = ("new", FROM_TERMINAL)


class WrongPerson(DataError):
    """Somebody cannot be so; ``reason`` is a key of ``people-wrong``, with what it names."""

    def __init__(self, reason: str, **values: str) -> None:
        self.reason = reason
        self.values = values
        super().__init__(Words("en", read_texts("en"))(f"people-wrong.{reason}", **values))


def add_first(engine: Engine) -> tuple[str, str] | None:
    """Where there is no administrator, add one; their name and password, else None."""
    password = new_password()
    kept = digest(password)
    with writing(engine).begin() as connection:
        wait_for_turn(connection, PEOPLE_TURN)
        there = people.all_within(connection)
        if any(one.role is Role.ADMINISTRATOR for one in there):
            return None
        free = (name for name in FIRST_NAMES if name not in {one.name for one in there})
        first = Person(next(free), Role.ADMINISTRATOR, must_change=True)
        people.add(connection, first, kept)
        note_within(connection, What.PERSON_ADDED, FROM_TERMINAL, _about(first))
    return first.name, password


def add(engine: Engine, country: Country, who: str, person: Person) -> str:
    """Add somebody; a password for them, which they have to change. Raises WrongPerson."""
    if not _NAME.fullmatch(person.name) or person.name in _NO_NAMES:
        raise WrongPerson("name")
    _check_units(country, person)
    password = new_password()
    kept = digest(password)
    added = replace(person, must_change=_chooses(person.role))
    with writing(engine).begin() as connection:
        try:
            people.add(connection, added, kept)
        except NameTaken:
            raise WrongPerson("taken") from None
        note_within(connection, What.PERSON_ADDED, who, _about(added))
    return password


def change_role(engine: Engine, country: Country, who: str, wanted: Person) -> None:
    """Give somebody the role and units of ``wanted``; their sessions end. Raises WrongPerson."""
    _check_units(country, wanted)

    def changed(person: Person) -> Person:
        # A wall's password is known to others as long as it is a wall's.
        knows = person.must_change or not _chooses(person.role)
        must = knows and _chooses(wanted.role)
        return replace(person, role=wanted.role, units=wanted.units, must_change=must)

    _change(engine, who, wanted.name, changed)


def shut_out(engine: Engine, who: str, name: str) -> None:
    """Let somebody in no more, from this moment. Raises WrongPerson."""
    _change(engine, who, name, lambda person: replace(person, is_out=True))


def let_in(engine: Engine, who: str, name: str) -> None:
    """Let somebody in again. Raises WrongPerson."""
    _change(engine, who, name, lambda person: replace(person, is_out=False))


def reset_password(engine: Engine, who: str, name: str) -> str:
    """A new password for somebody, which they have to change. Raises WrongPerson."""
    password = new_password()
    kept = digest(password)
    with writing(engine).begin() as connection:
        person = _found(connection, name)
        must = _chooses(person.role)
        people.change(connection, replace(person, must_change=must), kept)
        end_sessions(connection, name)
        note_within(connection, What.PASSWORD_RESET, who, {"name": name})
    return password


def choose_password(engine: Engine, person: Person, password: str, but_session: str) -> None:
    """Take the password that somebody chose; all their sessions but one end."""
    kept = digest(password)
    with writing(engine).begin() as connection:
        people.change(connection, replace(person, must_change=False), kept)
        end_sessions(connection, person.name, but_session)
        note_within(connection, What.PASSWORD_CHANGED, person.name)


def role_of(text: str) -> Role:
    """A role by its name. Raises WrongPerson."""
    try:
        return Role(text)
    except ValueError:
        raise WrongPerson("role") from None


def units_of(role: Role, units: Iterable[str]) -> frozenset[str] | None:
    """The units of a role: only a long-term team has its own."""
    return frozenset(units) if role is Role.LONG_TERM_TEAM else None


def _change(engine: Engine, who: str, name: str, change: Callable[[Person], Person]) -> None:
    with writing(engine).begin() as connection:
        wait_for_turn(connection, PEOPLE_TURN)
        was = _found(connection, name)
        changed = change(was)
        people.change(connection, changed)
        if _rules(was) and not any(_rules(one) for one in people.all_within(connection)):
            raise WrongPerson("last-administrator")
        end_sessions(connection, name)
        note_within(connection, What.PERSON_CHANGED, who, _about(changed))


def _found(connection: Connection, name: str) -> Person:
    found = people.find(connection, name)
    if found is None:
        raise WrongPerson("unknown")
    return found[0]


def _chooses(role: Role) -> bool:
    """Whether whoever has a role chooses a password of their own; a screen has nobody to do it."""
    return role is not Role.WALL


def _rules(person: Person) -> bool:
    return person.role is Role.ADMINISTRATOR and not person.is_out


def _check_units(country: Country, person: Person) -> None:
    if person.units is None:
        return
    if not person.units:
        raise WrongPerson("no-units")
    if unknown := person.units - {unit.id for unit in country.gazetteer.units}:
        raise WrongPerson("units", units=", ".join(sorted(unknown)))


def _about(person: Person) -> dict[str, object]:
    access = "out" if person.is_out else "may"
    about: dict[str, object] = {"name": person.name, "role": person.role, "access": access}
    return about if person.units is None else about | {"units": sorted(person.units)}
