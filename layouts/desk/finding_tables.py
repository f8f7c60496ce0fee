"""Tables and small pictures of findings: by unit, by stage, and irregularities in their order."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.coverage.findings import Share
from geodata.figures import Nothing
from geodata.imports.form_map import STAGES
from layouts.bars import bars
from layouts.desk.address import thing_name
from layouts.desk.content import Panel, PanelLine
from layouts.desk.questions import Question, ends, legend, name_of, ranked, reading, share_words
from layouts.desk.rows import percent
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line
from layouts.numbers import number
from layouts.views import Row

SCALE = "share"
# So many irregularities fit a small picture.
_MOST_IN_PANEL = 8


def _cell(subject: DeskSubject, share: Share | Nothing) -> Cell:
    if isinstance(share, Nothing):
        return Cell(subject.words(f"nothing.{share}"), is_nothing=True)
    return Cell(share_words(subject, share))


def by_unit(subject: DeskSubject, question: Question, drawn: tuple[Row, ...]) -> DeskTable:
    words = subject.words
    drawn_bars = bars(drawn, SCALE)
    lines = []
    for row in drawn:
        share = reading(subject, question, row.unit)
        printed = words(f"nothing.{share}") if isinstance(share, Nothing) else row.printed
        whole = "" if isinstance(share, Nothing) else subject.count(share.whole)
        cells = (
            Cell(printed, is_nothing=isinstance(share, Nothing), bar=drawn_bars.get(row.unit, ())),
            Cell(whole),
        )
        lines.append(Line(row.unit, row.short, cells, row.card, hint=row.name))
    return DeskTable(
        "units",
        legend(subject, question),
        (
            Head(words(f"desk.column.{subject.level}"), is_figure=False),
            Head("%"),
            Head("n"),
        ),
        tuple(lines),
        scale=SCALE,
        empty=words("desk.day.no-units"),
    )


def irregularities_table(subject: DeskSubject) -> DeskTable:
    words, found = subject.words, subject.situation.findings
    heads = [Head(words("desk.column.irregularity"), is_figure=False)]
    heads += [Head(subject.name(one, "short")) for one in subject.scope.roots]
    lines = [
        Line(
            thing_name("irregularity", name),
            name_of(subject, name),
            tuple(_cell(subject, found.irregularity(unit, name)) for unit in subject.scope.roots),
            subject.address.at(measure=Question(irregularity=name).token).path,
        )
        for name in ranked(subject)
    ]
    return DeskTable(
        "irregularities", words("desk.findings.ranked"), tuple(heads), tuple(lines),
        empty=words("desk.findings.no-questions"),
    )  # fmt: skip


def stages_table(subject: DeskSubject) -> DeskTable:
    """Assessments by stage over all that one sees, every word of the scale."""
    words, found = subject.words, subject.situation.findings
    heads = [Head(words("desk.column.stage"), is_figure=False), Head("n")]
    heads += [Head(subject.said(f"desk.judged.{one}", one)) for one in found.scale]
    lines = []
    for unit in subject.scope.roots:
        for stage in STAGES:
            one = found.assessment(unit, stage)
            name = words(f"desk.stage.{stage}")
            if len(subject.scope.roots) > 1:
                name = f"{subject.name(unit, 'short')}: {name}"
            if isinstance(one, Nothing):
                said, whole = words(f"nothing.{one}"), len(heads) - 1
                cells: tuple[Cell, ...] = (Cell(said, is_nothing=True, span=whole),)
            else:
                shares = (one.words[word] for word in found.scale)
                cells = (Cell(subject.count(one.visits)), *(_of_scale(subject, s) for s in shares))
            lines.append(
                Line(f"stage:{unit}:{stage}", name, cells,
                     subject.address.at(measure=Question(stage=stage).token).path)
            )  # fmt: skip
    return DeskTable(
        "assessments", words("desk.findings.assessments"), tuple(heads), tuple(lines), empty=""
    )


def _of_scale(subject: DeskSubject, share: Share) -> Cell:
    value = number(percent(share.part, share.whole), subject.language)
    if share.interval is None:
        return Cell(subject.words("counted.percent", value=value))
    between = subject.words("desk.findings.between", **ends(subject, share.interval))
    return Cell(subject.words("counted.percent", value=value), hint=between)


def key(subject: DeskSubject, question: Question) -> tuple[tuple[str, str], ...]:
    """What the colours of the small pictures are: the words of the scale, best first."""
    if question.irregularity:
        return ()
    scale = subject.situation.findings.scale
    return tuple(
        (_judged(at, len(scale)), subject.said(f"desk.judged.{one}", one))
        for at, one in enumerate(scale)
    )


def _judged(at: int, of: int) -> str:
    """The class of a word of the scale: the best and the worst lie at its ends."""
    return f"c{round((of - 1 - at) * 10 / max(of - 1, 1))}"


def panels(subject: DeskSubject, question: Question) -> Iterator[Panel]:
    """A small picture a region: all stages, or the irregularities in one order."""
    for unit in subject.scope.units("region") or subject.units:
        if question.stage:
            lines = tuple(_stage_line(subject, unit, stage) for stage in STAGES)
        else:
            shown = ranked(subject)[:_MOST_IN_PANEL]
            lines = tuple(_seen_line(subject, unit, name) for name in shown)
        nothing = subject.situation.coverage.nothing(unit)
        said = subject.words(f"nothing.{nothing}") if nothing else ""
        yield Panel(subject.name(unit, "short"), subject.card("unit", unit), lines, said)


def _stage_line(subject: DeskSubject, unit: str, stage: str) -> PanelLine:
    one, words = subject.situation.findings.assessment(unit, stage), subject.words
    name = words(f"desk.stage.{stage}")
    if isinstance(one, Nothing):
        return PanelLine(name, (), words(f"nothing.{one}"), is_nothing=True)
    scale = subject.situation.findings.scale
    parts = tuple(
        (_judged(at, len(scale)), one.words[word].percent) for at, word in enumerate(scale)
    )
    return PanelLine(name, parts, words("desk.findings.n", n=subject.count(one.visits)))


def _seen_line(subject: DeskSubject, unit: str, name: str) -> PanelLine:
    share = subject.situation.findings.irregularity(unit, name)
    if isinstance(share, Nothing):
        said = subject.words(f"nothing.{share}")
        return PanelLine(name_of(subject, name), (), said, is_nothing=True)
    parts = (("c6", share.percent),)
    return PanelLine(name_of(subject, name), parts, share_words(subject, share))
