"""Files that were sent: exports of other systems, tables and announcements, as events.

They are only held in memory. Every row ends as an event or set aside with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geodata.errors import Fault, FaultyData
from geodata.imports.entries import Imported, SetAside
from geodata.imports.form_map import FormMap
from geodata.imports.run import Outcome, Setting, run_import
from geodata.imports.source_files import SourceFile, opened, spread
from geodata.intake.fields import Known
from geodata.intake.from_bulletins import bulletin_events
from geodata.intake.from_entries import KINDS, RowEvent, events_of
from geodata.intake.messages import Post
from geodata.intake.schema import BULLETINS
from geodata.intake.wrong import Wrong
from geodata.lists.table import MOST_CELLS
from geodata.said import said

MOST_LINES = 300_000
LIST_OF_PLACES = "list-of-places"


class NotTheseFiles(Exception):
    """Nothing of these files can be taken; carries what is wrong."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__()


@dataclass(frozen=True)
class FileReading:
    """What files gave: what was read of each, the events of each, and of archives and workbooks how
    many of their files and sheets were not read."""

    imported: tuple[Imported, ...]
    events: Mapping[str, tuple[RowEvent, ...]]
    left: Mapping[str, int] = field(default_factory=dict)


def read_files(
    sent: Sequence[SourceFile], system: str, setting: Setting, post: Post, known: Known
) -> FileReading:
    """Read files of one request; ``system`` is one of the imports', or "auto".

    Raises NotTheseFiles.
    """
    try:
        files, left = _spread(sent)
        _check_lines(files)
        if post.kinds == BULLETINS:
            plain = replace(setting, form_map=FormMap())
            outcome = run_import(files, system, plain)
            return replace(_bulletins(files, outcome, post, known), left=left | _sheets(outcome))
        outcome = run_import(files, system, setting)
    except FaultyData as error:
        raise NotTheseFiles(
            Wrong(_place(one), one.value, "file", {"detail": one.expected}) for one in error.faults
        ) from None
    return replace(_reports(outcome, setting, post, known), left=left | _sheets(outcome))


def _place(fault: Fault) -> str:
    if not fault.line:
        return fault.file
    return said("{file}, {line}", file=fault.file, line=fault.line)


def _sheets(outcome: Outcome) -> dict[str, int]:
    return {file: len(names) for file, names in outcome.sheets_left.items()}


def _spread(sent: Sequence[SourceFile]) -> tuple[list[SourceFile], dict[str, int]]:
    """Files, the tables of an archive in its place, and how many of an archive's files are none."""
    files: list[SourceFile] = []
    left: dict[str, int] = {}
    for one in sent:
        found, others = spread(opened(one))
        files += found
        if others:
            left[one.path.name] = others
    return files, left


def _check_lines(files: Sequence[SourceFile]) -> None:
    """A file of line ends alone would become millions of rows."""
    for file in files:
        if file.content.count(b"\n") > MOST_LINES or file.content.count(b",") > MOST_CELLS:
            raise NotTheseFiles(
                [Wrong(file.path.name, "", "too-many-lines", {"most": str(MOST_LINES)})]
            )


def _reports(outcome: Outcome, setting: Setting, post: Post, known: Known) -> FileReading:
    if outcome.records:
        raise NotTheseFiles([Wrong(name, "", "these-are-bulletins") for name in outcome.records])
    events = {one.file: events_of(one, setting.form_map, post, known) for one in outcome.files}
    return FileReading(tuple(map(_without_places, outcome.files)), events)


def _without_places(one: Imported) -> Imported:
    """A list of stations is no report: its rows are set aside."""
    places = [SetAside(row.line, LIST_OF_PLACES) for row in one.taken if row.kind not in KINDS]
    return replace(one, set_aside=(*one.set_aside, *places)) if places else one


def _bulletins(
    files: Sequence[SourceFile], outcome: Outcome, post: Post, known: Known
) -> FileReading:
    reports = [one.file for one in outcome.files if one.file not in outcome.records]
    if reports:
        raise NotTheseFiles([Wrong(name, "", "these-are-reports") for name in reports])
    contents = {file.path.name: file.content for file in files}
    events: dict[str, tuple[RowEvent, ...]] = {}
    imported = []
    for one in outcome.files:
        events[one.file], aside = bulletin_events(
            outcome.records[one.file], contents[one.file], post, known
        )
        imported.append(replace(one, set_aside=(*one.set_aside, *aside)))
    return FileReading(tuple(imported), events)
