"""Footnotes: where sources disagree, what a figure rests on, what was worked out here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from geodata.elections import Conflict, Key
from geodata.figures import Figure, Reading
from geodata.read_figures import REVISED
from layouts.numbers import with_unit
from layouts.subject import Subject
from layouts.views import Footnote

_MARKS = "abcdefghijklmnopqrstuvwxyz"
# A note that only steers how a figure is worded has no sentence of its own.
_WORDING = frozenset({"more-than"})


class Footnotes:
    """The footnotes of one page: each text once, marked in the order in which it is met."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._marks: dict[str, str] = {}

    def marks(self, key: Key, reading: Reading) -> tuple[str, ...]:
        """The marks of everything there is to say about one figure."""
        return tuple(dict.fromkeys(self._mark(text) for text in self._texts(key, reading)))

    def _mark(self, text: str) -> str:
        at = len(self._marks)
        letter = _MARKS[at % len(_MARKS)] * (at // len(_MARKS) + 1)
        return self._marks.setdefault(text, letter)

    def _texts(self, key: Key, reading: Reading) -> Iterator[str]:
        words = self._subject.words
        for conflict in self._subject.election.conflicts:
            if conflict.key == key:
                yield self.conflict(conflict)
        if isinstance(reading, Figure):
            yield from (words(f"notes.{note}") for note in reading.notes if note not in _WORDING)
            if reading.status == "preliminary-final":
                yield words("status.preliminary-final")
            if reading.status != REVISED:
                yield from self._revised(key)

    def _revised(self, key: Key) -> Iterator[str]:
        """What the source announced before; the page of changes says when it did."""
        words = self._subject.words
        for one in self._subject.election.versions.get(key, ()):
            if one.status == REVISED:
                yield words("footnote.revised", old=with_unit(one, words))

    def conflict(self, conflict: Conflict) -> str:
        """A disagreement as a sentence: who prints what, and of which kind it seems to be."""
        words = self._subject.words
        said = words(
            "footnote.conflict",
            a=conflict.printed_a,
            source_a=conflict.source_a.title,
            b=conflict.printed_b,
            source_b=conflict.source_b.title,
        )
        return f"{said} {words(conflict.kind)}"

    def all(self) -> tuple[Footnote, ...]:
        """Every footnote so far."""
        return tuple(Footnote(mark, text) for text, mark in self._marks.items())


def unit_marks(
    subject: Subject, footnotes: Footnotes, units: Iterable[str]
) -> Mapping[str, tuple[str, ...]]:
    """Unit id → marks of the figure shown for it."""
    readings = {**subject.readings, subject.country.id: subject.whole}
    return {
        unit: tuple(
            dict.fromkeys(
                mark
                for key in _keys(subject, unit)
                for mark in _marks(subject, footnotes, key, readings[unit])
            )
        )
        for unit in units
    }


def _marks(subject: Subject, footnotes: Footnotes, key: Key, shown: Reading) -> tuple[str, ...]:
    reading = subject.election.figures.get(key)
    return footnotes.marks(key, reading if reading is not None else shown)


def _keys(subject: Subject, unit: str) -> tuple[Key, ...]:
    """The published figures behind the one that is shown for a unit."""
    measure = subject.measure
    if measure.family.id in ("turnout", "turnout-change", "turnout-vs"):
        return (Key("turnout", unit, subject.time),)
    return tuple(
        key
        for key in subject.election.figures
        if key.unit == unit
        and key.measure == measure.family.id
        and measure.variant in ("", key.subject)
    )
