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
from geodata.imports.kobo import is_repeat
from geodata.imports.questions import Questions, all_questions
from geodata.lists.archive import unpacked
from geodata.lists.encodings import decoded
from geodata.lists.json_lines import all_names
from geodata.lists.read import LARGEST_FILE, PACKED, file_content, read_held
from geodata.lists.table import ListFile, ListRow, ListTable, unreadable
from geodata.lists.workbook import sheet_names
from geodata.names.rules import Rules

LEAST_QUESTIONS = 2
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
            raise unreadable(file.path, f"a list of at most {LARGEST_FILE // 1024**2} MB")
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
        raise unreadable(file.path, "an archive with at least one CSV table")
    files = [SourceFile(one.path.name, one.content, file.kept, file.path.name) for one in found]
    return files, len(left)


def is_archive(content: bytes) -> bool:
    """Whether a file is an archive of files and no workbook."""
    return content.startswith(PACKED) and WORKBOOK not in content


def is_table(name: str) -> bool:
    """Whether a file of an archive is a table, and not a picture of its media folder."""
    path = PurePosixPath(name)
    return path.suffix.casefold() == ".csv" and path.parts[0] not in ("media", "__MACOSX")


def read_source(file: SourceFile, rules: Rules, form_map: FormMap) -> list[ListTable]:
    """The tables of a file, their columns under the system's own names; a workbook may have
    several.

    Raises FaultyData; the values of cells never stand in it, they may name people.
    """
    try:
        tables = _tables(file, rules, form_map)
    except FaultyData as error:
        raise FaultyData(
            replace(fault, file=file.path.name, value="", expected=fault.expected.split(" (")[0])
            for fault in error.faults
        ) from None
    return [
        replace(table, columns=tuple(form_map.header.get(one, one) for one in table.columns))
        for table in tables
    ]


def _tables(file: SourceFile, rules: Rules, form_map: FormMap) -> list[ListTable]:
    letters, path = rules.spelling.letters.keys(), file.path
    answers = _answers_of_kobo(file)
    is_header = partial(_is_header, form_map)
    first = answers or read_held(file.held, rules.encodings, letters, is_header=is_header)
    others = [] if answers else _other_sheets(file)
    named = ((sheet, read_held(file.held, rules.encodings, letters, sheet)) for sheet in others)
    repeats = [
        replace(table, path=path.with_name(f"{path.name} [{sheet}]"))
        for sheet, table in named
        if is_repeat(table.columns)
    ]
    return [first, *repeats]


def _is_header(form_map: FormMap, cells: Sequence[str]) -> bool:
    """Whether a line is the header: a system's, or one with several of the map's questions."""
    cells = [form_map.header.get(cell.strip(), cell.strip()) for cell in cells]
    questions = Questions(cells)
    asked = sum(questions.has(names) for names in all_questions(form_map))
    return asked >= LEAST_QUESTIONS or bool(recognise_header(cells))


def _other_sheets(file: SourceFile) -> list[str]:
    """The names of a workbook's sheets after the first; none for any other file."""
    if not file.content.startswith(PACKED):
        return []
    return sheet_names(file.held)[1:]


def read_text(file: SourceFile, rules: Rules) -> str:
    """The text of a file; raises FaultyData where it holds none."""
    text = decoded(file.content, rules.encodings, rules.spelling.letters.keys())
    if text is None or "\x00" in text:
        raise FaultyData([Fault(file.path.name, 0, "", "", "a text in a known encoding", True)])
    return text


def _answers_of_kobo(file: SourceFile) -> ListTable | None:
    """The rows of Kobo's interface: one object whose ``results`` are the submissions."""
    if file.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return None
    try:
        content = json.loads(file.content)
    except (ValueError, RecursionError):
        return None
    results = content.get("results") if isinstance(content, dict) else None
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        return None
    flat = [dict(_flat(one)) for one in results]
    columns = tuple(all_names(file.path, flat))
    rows = tuple(
        ListRow(number, number, tuple(one.get(name, "") for name in columns))
        for number, one in enumerate(flat, start=1)
    )
    return ListTable(file.path, columns, rows)


def _flat(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in answer.items():
        if name == "_geolocation" and isinstance(value, list) and len(value) == 2:
            # Latitude first here, unlike in GeoJSON.
            yield "_geolocation_latitude", _text(value[0])
            yield "_geolocation_longitude", _text(value[1])
        elif name == "_validation_status" and isinstance(value, dict):
            yield name, _text(value.get("uid"))
        else:
            # Repeats and attachments are not read, but their columns are listed as dropped.
            yield name, "" if isinstance(value, (list, dict)) else _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)
