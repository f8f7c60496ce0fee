"""Write a release: the data, the pages that changed, what changed in it, and the manifest last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dashboard.releases.material import Material
from dashboard.releases.outlook import Next
from dashboard.releases.pages import PageMaker, Scope
from dashboard.site_writer import SiteWriter
from geodata.releases.corrections import Entry, entry_content, read_entry
from geodata.releases.editions import PATH as EDITIONS
from geodata.releases.editions import (
    Editions,
    digests_of,
    editions_content,
    read_editions,
)
from geodata.releases.laying_out import PLACE
from geodata.releases.listing import CHANGES
from geodata.releases.manifest import PARTLY_HELD, WHOLE, Manifest
from layouts.changes import ChangesPages
from layouts.site import SitePages

# The page of changes goes back so many releases; every release keeps its own file for good.
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Width:
    """How much a release makes anew: the pages of some votes (None: of all) and whatever else shows
    their figures; ``pins``: the pages that keep figures for good, where there are none yet.
    ``alone``: of the votes, too, only what shows these figures, unless pages come or go."""

    votes: frozenset[str] | None = None
    pins: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Draft:
    """A release that is being written: what goes out, in which pages, when, and how much of it."""

    next_one: Next
    pages: SitePages
    made_at: datetime
    is_test: bool
    width: Width


@dataclass(frozen=True, slots=True)
class Written:
    """The release that is in force now, and whether it has other addresses than the one before."""

    manifest: Manifest
    has_other_addresses: bool


def write_draft(writer: SiteWriter, draft: Draft, maker: PageMaker, material: Material) -> Written:
    """Write it and put it in force; the release before stays where no file is another one.

    Raises Withheld and OSError.
    """
    next_one, made_at = draft.next_one, draft.made_at
    for name, content in next_one.data.files.items():
        writer.write(f"{PLACE}{name}", content)
    scope = _scope(writer, draft)
    for path, listed in draft.pages.lists():
        writer.write(path, listed)
    editions = scope.editions.told if scope.pins else scope.editions
    writer.write(EDITIONS, editions_content(editions))
    maker.make(draft.pages, writer, scope)
    _write_changes(writer, draft, scope)
    if not writer.stay(path for path in material.paths if not writer.has(path)):
        raise OSError("what all pages need was lost; it is made again at the next start")
    held = next_one.data.held
    status = PARTLY_HELD if held else WHOLE
    made = writer.finish(
        Manifest(0, made_at, next_one.country.id, draft.is_test, status=status, held=held)
    )
    maker.keep()
    return Written(made, scope.before.sequences.keys() != scope.editions.sequences.keys())


def _scope(writer: SiteWriter, draft: Draft) -> Scope:
    """Which pages are made: where figures changed, and what else was asked for."""
    before = _editions(writer)
    catalogue = draft.pages.catalogue
    digests = digests_of(draft.next_one.country, catalogue.shown, catalogue.units)
    sequence = writer.before.sequence + 1
    editions = before.after(digests, sequence, draft.made_at)
    others = before.changed(digests)
    if draft.width.pins:
        # What the release before changed has no pages yet that keep it.
        last = writer.before.sequence
        others |= {address for address, one in editions.sequences.items() if one == last}
    votes, pins = draft.width.votes, draft.width.pins
    if draft.width.alone and before.sequences.keys() == editions.sequences.keys():
        votes = frozenset()
    return Scope(sequence, before, editions, draft.is_test, votes, frozenset(others), pins)


def _editions(writer: SiteWriter) -> Editions:
    """The editions of the release before; none where it has none that can be read."""
    file = writer.before.file(EDITIONS)
    try:
        return read_editions(writer.read(file)) if file else Editions()
    except (OSError, ValueError):
        return Editions()


def _write_changes(writer: SiteWriter, draft: Draft, scope: Scope) -> None:
    """The release's own file of changes, and the page and the feed of the last ones."""
    earlier = sorted(writer.before.lists.get(CHANGES, {}), key=_sequence)
    writer.stay(earlier)
    country = draft.next_one.country
    entries = list(_entries(writer, earlier[-MOST_ENTRIES:]))
    # The first release of all has nothing before it that it could differ from.
    if draft.next_one.changes and scope.sequence > 1:
        entry = Entry(scope.sequence, draft.made_at, draft.next_one.changes)
        writer.write(f"/{CHANGES}/{scope.sequence}.json", entry_content(entry))
        entries.append(entry)
    made = ChangesPages(country, draft.pages, entries[-MOST_ENTRIES:][::-1], draft.is_test)
    for path, content in made.files():
        writer.write(path, content)


def _entries(writer: SiteWriter, paths: Iterable[str]) -> Iterable[Entry]:
    for path in paths:
        file = writer.before.file(path)
        if file:
            yield read_entry(writer.read(file))


def _sequence(path: str) -> int:
    return int(path.rpartition("/")[2].removesuffix(".json"))
