"""Read the units of a country, their names and codes by date, and check that they fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, cast

from geodata.boundary_sets import BoundarySet
from geodata.errors import Fault
from geodata.read_cells import Cells
from geodata.said import said
from geodata.tables import Row, read_table
from geodata.units import LEVELS, Gazetteer, Level, Unit, UnitCode, UnitName, WherePattern

UNIT_COLUMNS = ("boundary_set", "unit", "level", "kind", "parent", "made_of")
NAME_COLUMNS = ("unit", "language", "form", "name", "valid_from", "valid_to", "source")
CODE_COLUMNS = ("unit", "scheme", "code", "valid_from", "valid_to", "source")
WHERE_COLUMNS = ("language", "name", "where")
A_UNIT = said("a unit of units.csv")
KINDS = ("country", "oblast", "city", "district", "town", "abroad")
FORMS = ("full", "short", "alias")
Form = Literal["full", "short", "alias"]
T = TypeVar("T", UnitName, UnitCode)


def read_gazetteer(
    folder: Path, sets: Sequence[BoundarySet], languages: Sequence[str], faults: list[Fault]
) -> Gazetteer:
    """Units, names and codes; what does not fit together is a fault of the file it stands in."""
    units = _units(folder, sets, faults)
    known = {unit.id for unit in units}
    names = _names(folder, known, languages, faults)
    codes = _codes(folder, known, faults)
    gazetteer = Gazetteer(units, names, codes, _where_patterns(folder, languages, faults))
    faults += _nameless(gazetteer, sets, languages)
    return gazetteer


def _units(folder: Path, sets: Sequence[BoundarySet], faults: list[Fault]) -> tuple[Unit, ...]:
    rows = read_table(folder / "units" / "units.csv", folder, UNIT_COLUMNS, faults)
    drawn_from = {one.id: one.drawn_from for one in sets}
    units: dict[tuple[str, str], tuple[Unit, Row]] = {}
    for row in rows:
        cells = Cells(row)
        unit = Unit(
            cells.id("unit"),
            cells.one_of("boundary_set", drawn_from),
            cast("Level", cells.one_of("level", LEVELS)),
            cells.one_of("kind", KINDS),
            cells["parent"],
            tuple(cells["made_of"].split()),
        )
        if (unit.boundary_set, unit.id) in units:
            cells.wrong("unit", said("each unit once in {set}", set=unit.boundary_set))
        if cells.faults:
            faults += cells.faults
        else:
            units[unit.boundary_set, unit.id] = unit, row
    ids = {unit for _, unit in units}
    for unit, row in units.values():
        faults += _misplaced(unit, row, ids, {(name, one) for name, one in units}, drawn_from)
    return tuple(unit for unit, _ in units.values())


def _misplaced(
    unit: Unit,
    row: Row,
    ids: set[str],
    members: set[tuple[str, str]],
    drawn_from: Mapping[str, str],
) -> Iterable[Fault]:
    if unit.level == "country" and unit.parent:
        yield row.fault("parent", said("nothing above the country"))
    if unit.level != "country" and unit.parent not in ids:
        yield row.fault("parent", A_UNIT)
    source = drawn_from[unit.boundary_set]
    if unit.made_of and not source:
        expected = said("nothing; {set} is drawn from its own file", set=unit.boundary_set)
        yield row.fault("made_of", expected)
    for part in unit.made_of:
        if source and (source, part) not in members:
            expected = said("units of {set}; it has no {unit}", set=source, unit=part)
            yield row.fault("made_of", expected)


def _names(
    folder: Path, units: set[str], languages: Sequence[str], faults: list[Fault]
) -> tuple[UnitName, ...]:
    def read(cells: Cells) -> UnitName:
        return UnitName(
            cells.one_of("unit", units, A_UNIT),
            cells.one_of("language", languages),
            cast("Form", cells.one_of("form", FORMS)),
            cells.required("name"),
            cells.day("valid_from"),
            cells.day("valid_to"),
        )

    rows = read_table(folder / "units" / "names.csv", folder, NAME_COLUMNS, faults)
    found = _dated(rows, read, faults)
    # Any number of other names may be in use at once, but one full and one short.
    faults += _overlaps(found, lambda name: (name.unit, name.language, name.form), "name")
    return tuple(name for name, _ in found)


def _codes(folder: Path, units: set[str], faults: list[Fault]) -> tuple[UnitCode, ...]:
    def read(cells: Cells) -> UnitCode:
        return UnitCode(
            cells.one_of("unit", units, A_UNIT),
            cells.id("scheme"),
            cells.required("code"),
            cells.day("valid_from"),
            cells.day("valid_to"),
        )

    rows = read_table(folder / "units" / "codes.csv", folder, CODE_COLUMNS, faults)
    found = _dated(rows, read, faults)
    faults += _overlaps(found, lambda code: (code.unit, code.scheme), "code")
    return tuple(code for code, _ in found)


def _where_patterns(
    folder: Path, languages: Sequence[str], faults: list[Fault]
) -> tuple[WherePattern, ...]:
    """How names answer "where?"; a country without the file says it with the bare name."""
    path = folder / "units" / "where.csv"
    found = []
    for row in read_table(path, folder, WHERE_COLUMNS, faults) if path.is_file() else ():
        cells = Cells(row)
        language = cells.one_of("language", languages)
        one = WherePattern(language, cells.required("name"), cells.required("where"))
        if one.name.count("*") > 1 or one.name.count("*") != one.where.count("*"):
            cells.wrong("where", said("one * where the name has one, else none"))
        faults += cells.faults
        found += [] if cells.faults else [one]
    return tuple(found)


def _dated(
    rows: Iterable[Row], read: Callable[[Cells], T], faults: list[Fault]
) -> list[tuple[T, Row]]:
    found: list[tuple[T, Row]] = []
    for row in rows:
        cells = Cells(row)
        one = read(cells)
        cells.required("source")
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            expected = said("a day not before valid_from, {day}", day=one.valid_from)
            cells.wrong("valid_to", expected)
        faults += cells.faults
        if not cells.faults:
            found.append((one, row))
    return found


def _overlaps(
    found: Iterable[tuple[T, Row]], key: Callable[[T], tuple[str, ...]], column: str
) -> Iterable[Fault]:
    earlier: dict[tuple[str, ...], list[tuple[T, Row]]] = {}
    for one, row in found:
        of_key = key(one)
        if of_key[-1] == "alias":
            continue
        for other, other_row in earlier.setdefault(of_key, []):
            if _from(one) <= _to(other) and _from(other) <= _to(one):
                yield row.fault(
                    column,
                    said(
                        "one {column} at a time; line {line} is in force with it",
                        column=column,
                        line=other_row.line,
                    ),
                )
        earlier[of_key].append((one, row))


def _from(one: UnitName | UnitCode) -> date:
    return one.valid_from or date.min


def _to(one: UnitName | UnitCode) -> date:
    return one.valid_to or date.max


def _nameless(
    gazetteer: Gazetteer, sets: Sequence[BoundarySet], languages: Sequence[str]
) -> Iterable[Fault]:
    for one in sets:
        for unit in gazetteer.by_set.get(one.id, {}):
            names = gazetteer.names_by_unit.get(unit, ())
            for language in languages:
                full = [name for name in names if (name.language, name.form) == (language, "full")]
                if not any(name.on(one.valid_from) for name in full):
                    expected = said(
                        "a full {language} name on {day}, when {set} begins",
                        language=language,
                        day=one.valid_from,
                        set=one.id,
                    )
                    yield Fault("units/names.csv", 0, "name", unit, expected)
