"""Summaries: what a view shows in a few sentences, as an editor would write them.

They are the alternative text of maps and pictures, the description in link previews, and the words
of embeds. The complete figures stand in the table beside the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from babel.lists import format_list

from geodata.elections import Key
from geodata.figures import Figure, Nothing
from geodata.measures import ABROAD
from layouts.extremes import Extremes, extremes, is_exact
from layouts.headlines import headline, variant_name
from layouts.numbers import number, one_stop, printed, with_unit
from layouts.ranking import certain_ends
from layouts.subject import Subject
from layouts.views import Row

# So many places are named one by one; of more their number is said.
MOST_NAMED = 3
# Families whose figures are parts of a whole, so that their gap and the country's mean something.
_SHARES = ("turnout", "results", "coverage", "findings")
_DIFFERENCES = ("turnout-change", "turnout-vs")
_NAMED_KINDS = (Nothing.NOT_PUBLISHED, Nothing.NOT_COMPARABLE)


@dataclass(frozen=True, slots=True)
class Summary:
    """``short`` is the headline and the sentence on the extremes, for who cannot see the map.

    ``sentences`` is everything there is to say under the headline.
    """

    short: str
    sentences: str


def summary(subject: Subject, rows: Sequence[Row]) -> Summary:
    """The view in sentences: its extremes, how they lie to the country, and what is not known."""
    said = _Sentences(subject, tuple(rows))
    written = [_sentence(one) for one in (said.of_units() if rows else said.of_country())]
    return Summary(
        " ".join([_sentence(f"{headline(subject)}."), *written[:1]]),
        " ".join(written),
    )


def _sentence(said: str) -> str:
    return one_stop(said[:1].upper() + said[1:])


@dataclass(frozen=True)
class _Sentences:
    subject: Subject
    rows: tuple[Row, ...]

    @cached_property
    def inland(self) -> tuple[Row, ...]:
        """The units of the map; the stations abroad are none of them."""
        return tuple(row for row in self.rows if row.unit != ABROAD)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {row.unit: row.reading for row in self.inland if isinstance(row.reading, Figure)}

    @property
    def family(self) -> str:
        return self.subject.measure.family.id

    def of_units(self) -> Iterator[str]:
        """Of a view with one figure a unit."""
        if 0 < len(self.figures) <= min(MOST_NAMED, len(self.inland) - 1):
            yield self._only_these()
        elif found := extremes(self.figures, only_exact=self.family in _DIFFERENCES):
            yield from self._extremes(found)
        yield from self._abroad()
        yield from self._unknown()

    def of_country(self) -> Iterator[str]:
        """Of a view of the country alone: its day, or the parties after the first."""
        if self.family == "turnout":
            yield from self._day()
        elif self.subject.measure.id == "results":
            yield from self._parties()

    def _only_these(self) -> str:
        """Where next to nothing was published, what was."""
        names, words = self.subject.called, self.subject.words
        figures = (self._item(names(unit), with_unit(f, words)) for unit, f in self.figures.items())
        key = "summary.only-compared" if self.family == "turnout-vs" else "summary.only"
        return self._say(key, figures="; ".join(figures)) + "."

    def _extremes(self, found: Extremes) -> Iterator[str]:
        highest, lowest = self.figures[found.highest[0]], self.figures[found.lowest[0]]
        if found.are_same:
            said = self._say("summary.same", figure=self._figure(highest))
        else:
            said = self._say(
                f"summary.{self._variant(highest, lowest)}",
                first=self._places(found.highest),
                most=self._figure(highest),
                last=self._places(found.lowest),
                least=self._figure(lowest),
                **self._names_of_measure(),
            )
        yield f"{self._scope(found)}{said}."
        if self.family in _SHARES and not found.are_same:
            yield from self._gap(highest, lowest)
            yield from self._above_country()

    def _variant(self, highest: Figure, lowest: Figure) -> str:
        """Which sentence fits: by measure, and for differences by their signs."""
        if self.family == "turnout":
            return "turnout-final" if self.subject.time == "final" else "turnout"
        if self.family not in _DIFFERENCES:
            return self.family
        most, least = highest.value or 0, lowest.value or 0
        directions = {"down": most <= 0, "up": least > 0, "some": least == 0, "both": True}
        direction = next(name for name, fits in directions.items() if fits)
        return f"{'change' if self.family == 'turnout-change' else 'versus'}-{direction}"

    def _names_of_measure(self) -> dict[str, object]:
        """What the sentences of single families name besides places and figures."""
        subject, variant = self.subject, self.subject.measure.variant
        if self.family == "turnout-vs":
            return {"year": subject.country.elections[variant].day.year}
        if self.family == "results":
            return {"party": variant_name(subject, variant)}
        return {"hour": subject.time}

    def _scope(self, found: Extremes) -> str:
        """Among which units the extremes are, where it is not all of them."""
        if found.compared == len(self.inland):
            return ""
        compared = "compared" if self.family == "turnout-vs" else "published"
        kind = "exact" if found.only_exact else compared
        key = f"summary.{kind}.{self.subject.level}"
        return self.subject.words.plural(key, found.compared, count=found.compared) + " "

    def _places(self, units: Sequence[str]) -> str:
        """Where: each place by its name, or how many they are."""
        if len(units) <= MOST_NAMED:
            return self._list([self.subject.where(unit) for unit in units])
        key = f"summary.everywhere.{self.subject.level}"
        return self.subject.words.plural(key, len(units), count=len(units))

    def _list(self, said: Sequence[str]) -> str:
        return format_list(said, locale=self.subject.language)

    def _figure(self, figure: Figure) -> str:
        """A figure as it stands in brackets: differences by how much, counts without a noun."""
        words = self.subject.words
        if self.family in _DIFFERENCES and figure.value is not None:
            size = abs(figure.value)
            return words.plural("points", size, value=number(size, words.language))
        return with_unit(figure, words) if self.family in _SHARES else printed(figure, words)

    def _gap(self, highest: Figure, lowest: Figure) -> Iterator[str]:
        if highest.value is None or lowest.value is None:
            return
        if is_exact(highest) and is_exact(lowest):
            gap, words = highest.value - lowest.value, self.subject.words
            points = words.plural("summary.points", gap, value=number(gap, words.language))
            yield words("summary.gap", points=points)

    def _above_country(self) -> Iterator[str]:
        """How many units lie above the country and how many below, where that is certain of all."""
        whole = self.subject.whole
        if isinstance(whole, Nothing):
            return
        low, high = certain_ends(whole)
        ends = [certain_ends(one) for one in self.figures.values()]
        above = sum(one_low > high for one_low, _ in ends)
        below = sum(one_high < low for _, one_high in ends)
        same = sum(one == (low, high) for one in ends) if low == high else 0
        if above and below and above + below + same == len(self.inland):
            key = f"summary.above.{self.subject.level}"
            yield self.subject.words.plural(key, above, above=above, below=below)

    def _abroad(self) -> Iterator[str]:
        for row in self.rows:
            if row.unit == ABROAD and isinstance(row.reading, Figure):
                figure = with_unit(row.reading, self.subject.words)
                yield self._say("speech.figure", name=row.called, figure=figure) + "."

    def _unknown(self) -> Iterator[str]:
        bounded = sum(one.value is None for one in self.figures.values())
        if bounded:
            yield self._say("summary.bounded", units=self._units(bounded))
        for nothing in self.subject.measure.family.nothing:
            names = [row.called for row in self.inland if row.reading == nothing]
            if names and nothing in _NAMED_KINDS:
                named = f" ({self._list(names)})" if len(names) <= MOST_NAMED else ""
                yield self._say(f"summary.{nothing}", units=self._units(len(names)), names=named)
            elif names:
                yield self._say(f"detail.{nothing}", count=len(names), of=len(self.inland))

    def _units(self, count: int) -> str:
        if count == len(self.inland):
            return self._say(f"summary.all.{self.subject.level}", of=count)
        key = f"summary.units.{self.subject.level}"
        return self.subject.words.plural(key, count, count=count, of=len(self.inland))

    def _day(self) -> Iterator[str]:
        subject = self.subject
        keys = {time: Key("turnout", subject.country.id, time) for time in subject.election.times}
        figures = subject.election.figures
        steps = [
            self._item(_hour(subject, time), self._figure(figures[key]))
            for time, key in keys.items()
            if key in figures
        ]
        if len(steps) > 1:
            yield self._say("summary.day", steps="; ".join(steps))

    def _parties(self) -> Iterator[str]:
        """The parties after the first, which the headline has."""
        subject = self.subject
        shares = {
            key.subject: figure
            for key, figure in subject.election.figures.items()
            if (key.measure, key.unit) == ("vote_share_pct", subject.country.id) and key.subject
        }
        known = [(figure.value, party) for party, figure in shares.items() if figure.value]
        others = [party for _, party in sorted(known, reverse=True)[1:]]
        said = (self._item(variant_name(subject, one), self._figure(shares[one])) for one in others)
        if others:
            yield self._say("summary.then", parties="; ".join(said))

    def _item(self, name: str, figure: str) -> str:
        return self._say("summary.item", name=name, figure=figure)

    def _say(self, key: str, **values: object) -> str:
        return self.subject.words(key, **values)


def _hour(subject: Subject, time: str) -> str:
    return subject.words("when.final-step").lower() if time == "final" else time
