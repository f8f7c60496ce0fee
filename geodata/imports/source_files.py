"""Open the files of an import. What is wrong with one is said without repeating its contents.

A file lies on a disk, or was sent and is only held in memory: nothing of it is written anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from geodata.errors import Fault, FaultyData
from geodata.imports.form_map import FormMap
from geodata.imports.formats import recognise_header
from geodata.imports.questions import Questions, all_questions
from geodata.imports.repeats import BETWEEN_ROWS
from geodata.lists.archive import unpacked
from geodata.lists.encodings import decoded
from geodata.lists.json_lines import all_names
from geodata.lists.read import LARGEST_FILE, PACKED, file_content, read_held
from geodata.lists.table import EmptyList, IsHeader, ListFile, ListRow, ListTable, unreadable
from geodata.lists.workbook import read_workbook, sheet_names
from geodata.names.rules import Rules
from geodata.said import said, without_cause

LEAST_QUESTIONS = 2
_MARK = "_uuid"
WORKBOOK = b"xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import: its name and what it holds.

    ``kept`` is where it lies; None for one that was sent, beside which no decisions lie.
    ``archive`` is the name of the archive it came in.
    """

    name: str
    content: bytes
    kept: Path | None = None
    archive: str = ""

    @property
    def path(self) -> Path:
        """The name as a path without folders: what messages call the file."""
        return Path(PurePosixPath(self.name.replace("\\", "/")).name or "file")

    @property
    def held(self) -> ListFile:
        """The file as the readers of lists take it."""
        return ListFile(self.path, self.content)


def opened(file: Path | SourceFile) -> SourceFile:
    """The file with what it holds; raises FaultyData where it cannot be read."""
    if isinstance(file, SourceFile):
        if len(file.content) > LARGEST_FILE:
            most = LARGEST_FILE // 1024**2
            raise unreadable(file.path, said("a list of at most {most} MB", most=most))
        return file
    try:
        return SourceFile(file.name, file_content(file), file)
    except FaultyData as error:
        raise FaultyData(replace(fault, file=file.name) for fault in error.faults) from None


def spread(file: SourceFile) -> tuple[list[SourceFile], int]:
    """The tables of an archive, as ODK Central packs a form with its repeats, and how many of its
    files are none; any other file as it is.

    Raises FaultyData where an archive holds no table or is not sound.
    """
    if not is_archive(file.content):
        return [file], 0
    found, left = unpacked(file.held, is_table)
    if not found:
        raise unreadable(file.path, said("an archive with at least one CSV table"))
    files = [SourceFile(one.path.name, one.content, file.kept, file.path.name) for one in found]
    return files, len(left)


def is_archive(content: bytes) -> bool:
    """Whether a file is an archive of files and no workbook."""
    return content.startswith(PACKED) and WORKBOOK not in content


def is_table(name: str) -> bool:
    """Whether a file of an archive is a table, and not a picture of its media folder."""
    path = PurePosixPath(name)
    return path.suffix.casefold() == ".csv" and path.parts[0] not in ("media", "__MACOSX")


@dataclass(frozen=True)
class Tables:
    """The tables of a file, and the names of a workbook's sheets that hold none we know."""

    known: tuple[ListTable, ...]
    left: tuple[str, ...] = ()


def read_source(file: SourceFile, rules: Rules, form_map: FormMap) -> Tables:
    """The tables of a file, their columns under the system's own names; a workbook may have
    several.

    Raises FaultyData; the values of cells never stand in it, they may name people.
    """
    try:
        read = _tables(file, rules, form_map)
    except FaultyData as error:
        raise FaultyData(
            replace(fault, file=file.path.name, value="", expected=without_cause(fault.expected))
            for fault in error.faults
        ) from None
    known = (
        replace(table, columns=tuple(form_map.header.get(one, one) for one in table.columns))
        for table in read.known
    )
    return Tables(tuple(known), read.left)


def _tables(file: SourceFile, rules: Rules, form_map: FormMap) -> Tables:
    answers = _answers_of_kobo(file)
    if answers:
        return Tables((answers,))
    is_header = partial(_is_header, form_map)
    sheets = sheet_names(file.held) if file.content.startswith(PACKED) else []
    if len(sheets) < 2:
        letters = rules.spelling.letters.keys()
        return Tables((read_held(file.held, rules.encodings, letters, is_header=is_header),))
    return _sheets(file, sheets, is_header)


def _sheets(file: SourceFile, names: Sequence[str], is_header: IsHeader) -> Tables:
    """The sheets that hold tables we know; where none does, the first is taken for the one."""
    read = {name: table for name in names if (table := _sheet(file, name, is_header))}
    known = [name for name, table in read.items() if is_header(table.columns)] or list(read)[:1]
    left = tuple(name for name in read if name not in known)
    if not known:
        raise unreadable(file.path, said("a header and rows; the file is empty"))
    # The first keeps the file's own name.
    paths = [file.path, *(file.path.with_name(f"{file.path.name} [{one}]") for one in known[1:])]
    tables = (
        replace(read[name], path=path, sheet=name) for name, path in zip(known, paths, strict=True)
    )
    return Tables(tuple(tables), left)


def _sheet(file: SourceFile, name: str, is_header: IsHeader) -> ListTable | None:
    try:
        return read_workbook(file.held, name, is_header)
    except EmptyList:
        return None


def _is_header(form_map: FormMap, cells: Sequence[str]) -> bool:
    """Whether a line is the header: a system's, or one with several of the map's questions."""
    cells = [form_map.header.get(cell.strip(), cell.strip()) for cell in cells]
    questions = Questions(cells)
    asked = sum(questions.has(names) for names in all_questions(form_map))
    return asked >= LEAST_QUESTIONS or bool(recognise_header(cells))


def read_text(file: SourceFile, rules: Rules) -> str:
    """The text of a file; raises FaultyData where it holds none."""
    text = decoded(file.content, rules.encodings, rules.spelling.letters.keys())
    if text is None or "\x00" in text:
        expected = said("a text in a known encoding")
        raise FaultyData([Fault(file.path.name, 0, "", "", expected, True)])
    return text


def _answers_of_kobo(file: SourceFile) -> ListTable | None:
    """The rows of Kobo's interface: submissions as ``results`` of one object, as a list, or one in
    each line; None where a file is no JSON of Kobo."""
    answers = _objects(file.content)
    if not answers or not all(_MARK in one for one in answers):
        return None
    flat = [(line, dict(_flat(one))) for line, one in enumerate(answers, start=1)]
    columns = tuple(all_names(file.path, [one for _, one in flat]))
    rows = tuple(
        ListRow(number, line, tuple(one.get(name, "") for name in columns))
        for number, (line, one) in enumerate(flat, start=1)
    )
    return ListTable(file.path, columns, rows)


def _objects(content: bytes) -> list[Mapping[str, Any]]:
    """The objects of a file of JSON; none where it holds something else."""
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return []
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        whole = _lines(content)
    found = whole.get("results", [whole]) if isinstance(whole, dict) else whole
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return []
    return found


def _lines(content: bytes) -> list[Any]:
    try:
        return [json.loads(line) for line in content.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _flat(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in answer.items():
        if name == "_geolocation" and isinstance(value, list) and len(value) == 2:
            # Latitude first here, unlike in GeoJSON.
            yield "_geolocation_latitude", _text(value[0])
            yield "_geolocation_longitude", _text(value[1])
        elif name == "_validation_status" and isinstance(value, dict):
            yield name, _text(value.get("uid"))
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            yield name, ""
            yield from _repeated(value)
        else:
            # Attachments are not read, but their columns are listed as dropped.
            yield name, "" if isinstance(value, (list, dict)) else _text(value)


def _repeated(rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The questions of a repeat, each with the answers of all its rows."""
    flat = [dict(_flat(one)) for one in rows]
    for name in dict.fromkeys(name for one in flat for name in one):
        yield name, BETWEEN_ROWS.join(one[name] for one in flat if one.get(name))


def _text(value: object) -> str:
    return "" if value is None else str(value)
