"""What an import tells a person, in a language: each file, row set aside, repair and finding."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from geodata.checks.report import as_lines as finding_lines
from geodata.checks.report import unit_names
from geodata.country import Country
from geodata.imports.entries import Imported, SetAside
from geodata.imports.run import Outcome

TEXT = Path(__file__).parent / "text"
LANGUAGES = tuple(sorted(path.stem for path in TEXT.glob("*.toml")))
# Nobody reads more lines of one reason than this; the numbers of the others are named together.
MOST_LINES = 12
# And no more numbers than this.
MOST_NUMBERS = 40
Words = Mapping[str, Mapping[str, str]]


@cache
def words_of(language: str) -> Words:
    """The tables of one language: ``lines``, ``systems``, ``reasons`` and ``notes``."""
    return tomllib.loads((TEXT / f"{language}.toml").read_text(encoding="utf-8"))


def reason(word: str, language: str) -> str:
    """Why a row was set aside; the word itself where the language has no other."""
    return words_of(language)["reasons"].get(word, word)


def told(outcome: Outcome, country: Country, day: date, language: str) -> Iterator[str]:
    """Everything an import found, a line a thing."""
    words, name = words_of(language), unit_names(country, language, day)
    for one in outcome.files:
        figures = len(outcome.records.get(one.file, ()))
        yield from _file(one, figures, words, name)
    for file, count in outcome.files_left.items():
        yield words["lines"]["archive"].format(file=file, count=count)
    for file, names in outcome.sheets_left.items():
        yield words["lines"]["sheets"].format(file=file, names=", ".join(names))
    yield from _findings(outcome, country, day, language)


def _file(one: Imported, figures: int, words: Words, name: Callable[[str], str]) -> Iterator[str]:
    lines = words["lines"]
    aside = len(one.set_aside)
    system = words["systems"].get(one.format, one.format)
    counts = {"rows": one.rows, "taken": one.rows - aside, "set_aside": aside}
    yield lines["file"].format(file=one.file, system=system, **counts)
    if figures:
        yield f"  {lines['figures'].format(count=figures)}"
    yield from _set_aside(one.set_aside, words, name)
    if one.cells_set_aside:
        yield f"  {lines['cells']}:"
        for cell in one.cells_set_aside:
            why = words["reasons"].get(cell.reason, cell.reason)
            told_cell = lines["cell"].format(line=cell.line, column=cell.column, reason=why)
            yield f"    {told_cell}"
    yield from _notes(one, words)
    if one.columns_dropped:
        yield f"  {lines['dropped']}: {', '.join(one.columns_dropped)}"


def _set_aside(rows: Sequence[SetAside], words: Words, name: Callable[[str], str]) -> Iterator[str]:
    lines, by_reason = words["lines"], dict[str, list[SetAside]]()
    for row in rows:
        by_reason.setdefault(row.reason, []).append(row)
    for why, group in by_reason.items():
        yield f"  {lines['set_aside']} – {words['reasons'].get(why, why)} ({len(group)}):"
        for row in group[:MOST_LINES]:
            units = ", ".join(name(unit) for unit in row.candidates)
            open_to = f" ({lines['candidates'].format(units=units)})" if units else ""
            about = f": {row.about}" if row.about else ""
            yield f"    {lines['line'].format(line=row.line)}{about}{open_to}"
        rest = group[MOST_LINES:]
        if rest:
            numbers = ", ".join(str(row.line) for row in rest[:MOST_NUMBERS])
            dots = ", …" if len(rest) > MOST_NUMBERS else ""
            yield f"    {lines['more'].format(count=len(rest), lines=numbers + dots)}"


def _notes(one: Imported, words: Words) -> Iterator[str]:
    lines = words["lines"]
    if one.notes:
        yield f"  {lines['notes']}:"
        for note, rows in one.notes.items():
            yield f"    {words['notes'].get(note, note)}: {rows}"
    if one.unknown_questions:
        yield f"  {lines['unknown_questions']}: {', '.join(one.unknown_questions)}"
    if one.unknown_answers:
        yield f"  {lines['unknown_answers']}:"
        for answer in one.unknown_answers:
            facts = {"question": answer.question, "answer": answer.answer, "rows": answer.rows}
            yield f"    {lines['answer'].format_map(facts)}"


def _findings(outcome: Outcome, country: Country, day: date, language: str) -> Iterator[str]:
    lines, found = words_of(language)["lines"], outcome.findings
    if not found and not outcome.records:
        return
    errors = sum(one.is_error for one in found)
    counts = {"errors": errors, "warnings": len(found) - errors}
    yield lines["checks"].format_map(counts) if found else lines["checks_none"]
    for line in finding_lines(found, country, day, language):
        yield f"  {line}"
