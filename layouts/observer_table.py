"""Observers as tables: organisations and their roles down, requested to deployed across."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.elections import Key
from geodata.measures import listed
from layouts.footnotes import Footnotes
from layouts.listed_cells import cell, figure_table
from layouts.subject import Subject
from layouts.tables import DASH, Cell, Table

_STAGES = ("nominations", "requested", "planned", "expected", "accredited", "deployed")
_ROLES = ("all", "core-team", "long-term", "short-term", "parliamentarians")


def observer_tables(subject: Subject, footnotes: Footnotes) -> tuple[Table, ...]:
    """Observers by organisation; then how many organisations and states there were to send them."""
    others = [
        key for key in listed(subject.election, subject.measure) if key.measure != "observers"
    ]
    counts = (figure_table(subject, footnotes, others),) if others else ()
    table = _observers(subject, footnotes)
    return (table, *counts) if table.rows or not counts else counts


def _observers(subject: Subject, footnotes: Footnotes) -> Table:
    """Organisations and their roles down, stages across; only stages that were published."""
    words = subject.words
    keys = [key for key in listed(subject.election, subject.measure) if _is_whole(subject, key)]
    stages = [one for one in _STAGES if any(key.part.endswith(f"/{one}") for key in keys)]
    rows, depth = [], []
    organisations = _in_order(subject, keys)
    for organisation in organisations:
        roles = [one for one in _ROLES if any(_is(key, organisation, one) for key in keys)]
        for role in roles:
            head = _organisation(subject, organisation) if role == roles[0] else ""
            rows.append(
                (
                    Cell(_row_head(subject, head, role)),
                    *(_stage(subject, footnotes, organisation, f"{role}/{one}") for one in stages),
                )
            )
            depth.append(_depth(subject, organisation, organisations) + (0 if head else 1))
    return Table(
        words("table.observers"),
        (words("table.organisation"), *(words(f"stage.{one}") for one in stages)),
        (False, *(True for _ in stages)),
        tuple(rows),
        tuple(depth),
    )


def _is_whole(subject: Subject, key: Key) -> bool:
    return key.measure == "observers" and key.unit == subject.country.id


def _is(key: Key, organisation: str, role: str) -> bool:
    return key.subject == organisation and key.part.startswith(f"{role}/")


def _stage(subject: Subject, footnotes: Footnotes, organisation: str, part: str) -> Cell:
    key = Key("observers", subject.country.id, "-", organisation, part)
    if key not in subject.election.figures:
        return Cell(DASH, hint=subject.words("nothing.not-published"))
    return cell(subject, footnotes, key)


def _row_head(subject: Subject, organisation: str, role: str) -> str:
    if role == "all":
        return organisation
    said = subject.words(f"role.{role}")
    return f"{organisation}: {said}" if organisation else said


def _organisation(subject: Subject, organisation: str) -> str:
    return subject.country.organisations[organisation].names[subject.language]


def _in_order(subject: Subject, keys: Sequence[Key]) -> list[str]:
    """Organisations in the order of the country's file, parts right after their whole."""
    present = {key.subject for key in keys}
    order = {one: at for at, one in enumerate(subject.country.organisations)}
    lines = {one: [order[whole] for whole in _wholes(subject, one)] for one in present}
    return sorted(present, key=lambda one: lines[one])


def _wholes(subject: Subject, organisation: str) -> list[str]:
    """What an organisation is part of, outermost first, itself last."""
    part_of = subject.country.organisations[organisation].part_of
    return [*(_wholes(subject, part_of) if part_of else []), organisation]


def _depth(subject: Subject, organisation: str, present: Sequence[str]) -> int:
    """How far its row is set in: under each of its wholes that has a row, except under all."""
    wholes = _wholes(subject, organisation)[:-1]
    kinds = subject.country.organisations
    return sum(one in present and kinds[one].kind != "all" for one in wholes)
