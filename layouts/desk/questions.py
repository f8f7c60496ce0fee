"""What the screen of findings can show: the assessment of a stage, or one irregularity."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from geodata.coverage.findings import Assessment, Findings, Share
from geodata.coverage.intervals import Interval
from geodata.figures import Nothing
from geodata.imports.form_map import STAGES
from layouts.desk.address import plain
from layouts.desk.rows import percent
from layouts.desk.subject import DeskSubject
from layouts.numbers import number


@dataclass(frozen=True, slots=True)
class Question:
    """What the map of findings shows: the assessment of a stage, or one irregularity."""

    stage: str = ""
    irregularity: str = ""

    @property
    def token(self) -> str:
        """The measure's part of the address."""
        return f"stage.{self.stage}" if self.stage else f"seen.{plain(self.irregularity)}"


def questions(found: Findings) -> dict[str, Question]:
    """Everything that can be shown, by its part of the address."""
    every = [Question(stage=one) for one in STAGES]
    every += [Question(irregularity=one) for one in found.irregularities]
    return {one.token: one for one in every}


def name_of(subject: DeskSubject, irregularity: str) -> str:
    """An irregularity in words; one that only this mission asks about, as its form map names it."""
    return subject.said(f"desk.irregularity.{irregularity}", irregularity)


def bad_words(found: Findings) -> tuple[str, ...]:
    """The lower half of the scale, whose first word is the best."""
    return found.scale[(len(found.scale) + 1) // 2 :]


def bad_share(found: Findings, one: Assessment) -> Share:
    """The share of visits that were judged by a word of the lower half."""
    return Share(sum(one.words[word].part for word in bad_words(found)), one.visits)


def share_words(subject: DeskSubject, share: Share) -> str:
    """A share with its n, and its interval where there is one."""
    words = subject.words
    value = number(percent(share.part, share.whole), words.language)
    if share.interval is None:
        return words("desk.findings.share", value=value, n=subject.count(share.whole))
    n = subject.count(share.whole)
    return words("desk.findings.interval", value=value, n=n, **ends(subject, share.interval))


def reading(subject: DeskSubject, question: Question, unit: str) -> Share | Nothing:
    found = subject.situation.findings
    if question.irregularity:
        return found.irregularity(unit, question.irregularity)
    one = found.assessment(unit, question.stage)
    return one if isinstance(one, Nothing) else bad_share(found, one)


def ranked(subject: DeskSubject) -> list[str]:
    """Irregularities by their share over all that one sees, those without a share last."""
    found = subject.situation.findings

    def order(name: str) -> tuple[bool, float]:
        share = found.irregularity(subject.scope.roots[0], name)
        return (isinstance(share, Nothing), -share.percent if isinstance(share, Share) else 0.0)

    return sorted(found.irregularities, key=order)


def bad(subject: DeskSubject) -> str:
    said = [
        subject.said(f"desk.judged.{one}", one) for one in bad_words(subject.situation.findings)
    ]
    return f" {subject.words('desk.findings.or')} ".join(said)


def legend(subject: DeskSubject, question: Question) -> str:
    if question.irregularity:
        return subject.words("desk.legend.seen")
    return subject.words("desk.legend.judged", bad=bad(subject))


def ends(subject: DeskSubject, interval: Interval) -> dict[str, str]:
    """The bounds of an interval, to one decimal."""
    bounds = {"low": interval.low, "high": interval.high}
    tenth = Decimal("0.1")
    return {
        name: number(Decimal(str(end)).quantize(tenth, ROUND_HALF_UP), subject.language)
        for name, end in bounds.items()
    }
