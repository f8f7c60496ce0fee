"""What each release changed: a page in every language, and the same as an Atom feed.

Corrections of what readers had seen stand one by one, with the old figure, the new one and the
reason; figures that are new are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from geodata.country import Country
from geodata.elections import Key
from geodata.figures import Figure, Qualifier
from geodata.releases.corrections import PUBLISHED, TAKEN_OFF, Change, Entry
from layouts.markup import as_dict, environment, trusted
from layouts.numbers import moment, with_unit
from layouts.site import SitePages
from layouts.words import Words, simulated

File = tuple[str, str | bytes]
_ATOM = "http://www.w3.org/2005/Atom"
_OF_PARTIES = ("votes", "vote_share_pct", "seats")
_OF_OBSERVERS = ("observers", "senders", "journalists")
PAGE, FEED = "index.html", "feed.xml"


def changes_path(language: str) -> str:
    """Where the page of changes lies."""
    return f"/{language}/changes/"


@dataclass(frozen=True, slots=True)
class Line:
    """One correction in words: of which vote and what, what it said, what it says, and why."""

    vote: str
    what: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A release in words: its number and moment, its corrections, and what is new in it."""

    sequence: int
    made_at: str
    stamp: str
    title: str
    lines: tuple[Line, ...]
    news: tuple[str, ...]


@dataclass(frozen=True)
class ChangesPages:
    """Writes the pages of changes; ``entries`` are the releases that changed something, the latest
    first."""

    country: Country
    pages: SitePages
    entries: Sequence[Entry]
    is_test: bool = False

    def files(self) -> Iterator[File]:
        """The page and the feed in each language."""
        for language, words in self.pages.words.items():
            told = [self.told(entry, words) for entry in self.entries]
            yield f"{changes_path(language)}{PAGE}", self._page(words, told)
            yield f"{changes_path(language)}{FEED}", self._feed(words, told)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.country.elections[self.country.default_election].zone)

    def told(self, entry: Entry, words: Words) -> Told:
        """A release in words."""
        changed = [one for one in entry.changes if one.kind != PUBLISHED]
        news = Counter(
            (one.election, one.key.measure, one.key.time)
            for one in entry.changes
            if one.kind == PUBLISHED
        )
        counts = [
            words.plural(f"changes.{name}", count, count=count)
            for name, count in (("corrections", len(changed)), ("new-figures", sum(news.values())))
            if count
        ]
        return Told(
            entry.sequence,
            moment(entry.made_at.astimezone(self._zone), words.language),
            entry.made_at.isoformat(),
            words("changes.release", sequence=entry.sequence, what=", ".join(counts)),
            tuple(self._line(one, words) for one in changed),
            tuple(self._news(about, count, words) for about, count in sorted(news.items())),
        )

    def _line(self, change: Change, words: Words) -> Line:
        return Line(
            words(f"elections.{change.election}.short"),
            self._what(change, words),
            _said(change.old, change.counted_in, words),
            _said(change.new, change.counted_in, words),
            dict(change.reasons).get(words.language) or words(f"changes.why.{change.why}"),
        )

    def _what(self, change: Change, words: Words) -> str:
        key = change.key
        day = self.country.elections[change.election].day
        unit = self.country.gazetteer.name(key.unit.partition("/")[0], words.language, day)
        time = "" if key.time == "-" else _time(key.time, words)
        return ", ".join(part for part in (unit, *self._quantity(key, words), time) if part)

    def _quantity(self, key: Key, words: Words) -> Iterator[str]:
        """What was counted, and of whom."""
        named = {**self.country.parties, **self.country.organisations}.get(key.subject)
        if key.measure == "turnout":
            yield words("measure.turnout.name").lower()
        elif key.measure in (*_OF_PARTIES, *_OF_OBSERVERS):
            measure = "observers" if key.measure in _OF_OBSERVERS else key.measure
            of = "measure.observers.name" if measure == "observers" else f"quantity.{measure}"
            yield words(of).lower()
            if named:
                yield named.short_names.get(words.language) or named.names[words.language]
            role, _, stage = key.part.partition("/")
            if stage:
                yield f"{words(f'role.{role}')}, {words(f'stage.{stage}').lower()}"
        else:
            quantity = f"{key.measure}-{key.subject}" if key.subject else key.measure
            yield words(f"quantity.{quantity}").lower()

    def _news(self, about: tuple[str, str, str], count: int, words: Words) -> str:
        election, measure, time = about
        (quantity, *_) = self._quantity(Key(measure, "", time), words)
        return words(
            "changes.news",
            vote=words(f"elections.{election}.short"),
            what=quantity if time == "-" else f"{quantity}, {_time(time, words)}",
            figures=words.plural("changes.figures", count, count=count),
        )

    def _page(self, words: Words, told: Sequence[Told]) -> str:
        path = changes_path(words.language)
        return (
            environment()
            .get_template("changes_page.html")
            .render(
                words=words,
                path=path,
                feed=f"{path}{FEED}",
                home=self.pages.catalogue.default(words.language).path,
                languages=[
                    (one, changes_path(one), words(f"language.{one}"))
                    for one in self.country.languages
                ],
                site=self.pages.site,
                releases=told,
                taken_off=TAKEN_OFF,
                simulated=" · ".join(simulated(words.language)) if self.is_test else "",
                assets=trusted(as_dict(self.pages.assets)),
            )
        )

    def _feed(self, words: Words, told: Sequence[Told]) -> bytes:
        ElementTree.register_namespace("", _ATOM)
        feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": words.language})
        address = f"{self.pages.site}{changes_path(words.language)}"
        title = words("changes.title")
        _add(
            feed,
            "title",
            " · ".join((*simulated(words.language), title)) if self.is_test else title,
        )
        _add(feed, "id", address)
        _add(feed, "link", href=address)
        _add(feed, "link", rel="self", href=f"{address}{FEED}")
        _add(feed, "updated", told[0].stamp if told else _NEVER)
        _add(_add(feed, "author"), "name", words("page.name"))
        for one in told:
            entry = _add(feed, "entry")
            _add(entry, "title", one.title)
            _add(entry, "id", f"{address}#release-{one.sequence}")
            _add(entry, "link", href=f"{address}#release-{one.sequence}")
            _add(entry, "updated", one.stamp)
            _add(entry, "content", "\n".join((*_lines(one.lines), *one.news)), type="text")
        content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
        return content


_NEVER = "1970-01-01T00:00:00+00:00"


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    for one in lines:
        yield f"{one.vote}. {one.what}: {one.old} → {one.new}. {one.why}"


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text or None
    return child


def _time(time: str, words: Words) -> str:
    return words("when.final-step").lower() if time == "final" else time


def _said(printed: str, counted_in: str, words: Words) -> str:
    """A figure as the release before or after printed it, in the signs of the language."""
    if not printed:
        return words("changes.none")
    qualifier, _, value = printed.rpartition(" ")
    if "…" in value:
        low, high = (Decimal(bound) if bound else None for bound in value.split("…"))
        return with_unit(Figure(None, counted_in, (), Qualifier.BETWEEN, low, high), words)
    firm = Qualifier(qualifier or "exact")
    return with_unit(Figure(Decimal(value), counted_in, (), firm), words)
