"""Read the parties and the organisations of a country, with their names in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from geodata.country import Named
from geodata.errors import Fault
from geodata.read_cells import Cells
from geodata.said import said
from geodata.tables import read_table

KINDS = ("mission", "parliament", "organisation", "state", "citizens", "media", "all")


def read_parties(
    folder: Path, languages: Sequence[str], faults: list[Fault]
) -> Mapping[str, Named]:
    """Party id → party, in the order of the file."""
    return _read(folder, "parties.csv", (), languages, faults)


def read_organisations(
    folder: Path, languages: Sequence[str], faults: list[Fault]
) -> Mapping[str, Named]:
    """Organisation id → organisation; each whole it is part of is in the same file."""
    found = _read(folder, "organisations.csv", ("kind", "part_of"), languages, faults)
    faults += [
        Fault("organisations.csv", 0, "part_of", one.part_of, said("an organisation of this file"))
        for one in found.values()
        if one.part_of and one.part_of not in found
    ]
    return found


def _read(
    folder: Path,
    name: str,
    more: tuple[str, ...],
    languages: Sequence[str],
    faults: list[Fault],
) -> Mapping[str, Named]:
    forms = [f"{form}_{language}" for form in ("name", "short") for language in languages]
    found: dict[str, Named] = {}
    for row in read_table(folder / name, folder, ("id", *more, *forms, "source"), faults):
        cells = Cells(row)
        named = Named(
            cells.id("id"),
            cells.one_of("kind", KINDS) if more else "party",
            cells["part_of"] if more else "",
            {language: cells.required(f"name_{language}") for language in languages},
            {language: cells.required(f"short_{language}") for language in languages},
        )
        cells.required("source")
        if named.id in found:
            cells.wrong("id", said("each id once"))
        faults += cells.faults
        if not cells.faults:
            found[named.id] = named
    return found
