"""Findings: how observers judged what they saw, with n at every share, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.coverage.findings import NOT_A_SAMPLE, Share
from geodata.figures import Nothing, Reading
from geodata.imports.form_map import STAGES
from layouts.desk.content import Content
from layouts.desk.finding_tables import (
    SCALE,
    by_unit,
    irregularities_table,
    key,
    panels,
    stages_table,
)
from layouts.desk.questions import Question, bad, legend, name_of, questions, ranked, reading
from layouts.desk.rows import desk_map, figure, percent, rows
from layouts.desk.subject import DeskSubject
from layouts.numbers import number
from layouts.views import Link, LinkGroup


def findings(subject: DeskSubject) -> Content:
    """The screen of findings."""
    words, found = subject.words, subject.situation.findings
    question = questions(found)[subject.address.measure]
    # Where teams went where they could, regions are not to be ranked by what was seen there.
    is_sample = subject.mission.random_sample
    drawn = rows(subject, _readings(subject, question), SCALE, is_ranking=is_sample)
    headline = _headline(subject, question)
    return Content(
        headline=headline,
        detail=_basis(subject),
        map=desk_map(subject, drawn, SCALE, legend(subject, question), headline),
        list=by_unit(subject, question, drawn),
        under=(irregularities_table(subject), stages_table(subject)),
        measures=_links(subject, question),
        panels=tuple(panels(subject, question)),
        panels_caption=words("desk.findings.panels"),
        panels_key=key(subject, question),
        panels_scale="difference" if question.stage else SCALE,
        said=_said(subject),
    )


def _readings(subject: DeskSubject, question: Question) -> Iterator[tuple[str, Reading]]:
    for unit in subject.units:
        share = reading(subject, question, unit)
        if isinstance(share, Share):
            yield unit, figure(percent(share.part, share.whole), "percent")
        else:
            yield unit, share


def _words_of(subject: DeskSubject, question: Question) -> str:
    if question.irregularity:
        return name_of(subject, question.irregularity)
    return subject.words(f"desk.findings.at-{question.stage}")


def _headline(subject: DeskSubject, question: Question) -> str:
    said = _said_of(subject, question)
    return said[:1].upper() + said[1:]


def _said_of(subject: DeskSubject, question: Question) -> str:
    words, about = subject.words, _words_of(subject, question)
    roots = subject.scope.roots
    share = reading(subject, question, roots[0]) if len(roots) == 1 else None
    if share is None:
        return about
    if isinstance(share, Nothing):
        return words("desk.findings.nothing", about=about, nothing=words(f"nothing.{share}"))
    key = "seen" if question.irregularity else "judged"
    return words(
        f"desk.findings.{key}", about=about, bad=bad(subject),
        value=number(percent(share.part, share.whole), words.language),
        n=_n(subject, question, share.whole),
    )  # fmt: skip


def _n(subject: DeskSubject, question: Question, whole: int) -> str:
    counted = "stations" if question.irregularity else "visits"
    return subject.words.plural(f"desk.findings.of-{counted}", whole, n=subject.count(whole))


def _basis(subject: DeskSubject) -> str:
    found = subject.situation.findings
    said = [subject.words(f"desk.findings.{found.basis}")]
    if found.outside_sample:
        outside = subject.count(found.outside_sample)
        said.append(
            subject.words.plural("desk.findings.outside", found.outside_sample, visits=outside)
        )
    return " ".join(said)


def _said(subject: DeskSubject) -> tuple[str, ...]:
    words, totals = subject.words, subject.scope.totals()
    of = {"observed": subject.count(totals.observed), "of": subject.count(totals.stations)}
    basis = subject.situation.findings.basis
    key = "not-a-sample" if basis == NOT_A_SAMPLE else "a-sample"
    return (
        words.plural("desk.say.findings-can", totals.observed, **of),
        words(f"desk.say.{key}"),
        words("desk.say.held-back", n=subject.count(subject.mission.smallest_n)),
    )


def _links(subject: DeskSubject, now: Question) -> tuple[LinkGroup, ...]:
    words, found = subject.words, subject.situation.findings

    def path(one: Question) -> str:
        return subject.address.at(measure=one.token).path

    stages = [Question(stage=one) for one in STAGES]
    groups = [
        LinkGroup(
            words("desk.findings.assessment"), path(stages[1]), bool(now.stage),
            tuple(
                Link(words(f"desk.stage.{one.stage}"), path(one), one == now) for one in stages
            ) if now.stage else (),
            words("desk.findings.stage"),
        )
    ]  # fmt: skip
    if found.irregularities:
        asked = [Question(irregularity=one) for one in ranked(subject)]
        groups.append(
            LinkGroup(
                words("desk.findings.irregularities"), path(asked[0]), bool(now.irregularity),
                tuple(
                    Link(name_of(subject, one.irregularity), path(one), one == now)
                    for one in asked
                ) if now.irregularity else (),
                words("desk.findings.which"),
            )
        )  # fmt: skip
    return tuple(groups)
