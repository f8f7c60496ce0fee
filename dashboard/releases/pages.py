"""Make the pages of a release, and of them only those that say something else than before.

What a page says is compared with what it said when it was last made in this process; what is the
same is taken over. The first time after a start all pages are made, and those that turn out the
same are not written either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.site_writer import SiteWriter
from geodata.releases.editions import Editions
from geodata.releases.listing import Files
from layouts.address import Address, ViewAddress
from layouts.cards import Card
from layouts.edition import Edition
from layouts.markup import Assets
from layouts.site import MapFiles, SitePages
from layouts.views import View

# What a pinned page says only once a later release shows other figures (see ``superseded``).
_HIDDEN, _SHOWN = b"data-newer hidden", b"data-newer"


@dataclass(frozen=True, slots=True)
class _Made:
    """A page as it was made last: what it says, its edition, and the paths of its files."""

    said: View | Card
    edition: Edition
    paths: tuple[str, ...]
    shown_paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Which pages a release makes: all of some votes, and some of others (addresses without their
    language); ``votes`` is None for all there are. ``before`` are the editions so far. ``pins``
    says whether pages are laid down that keep what they show, where there are none yet."""

    sequence: int
    before: Editions
    editions: Editions
    is_test: bool
    votes: frozenset[str] | None = None
    others: frozenset[str] = frozenset()
    pins: bool = False

    @cached_property
    def _editions_by_language(self) -> dict[str, dict[str, int]]:
        return {}

    def edition(self, address: Address) -> Edition:
        """The edition of a page."""
        language, bare = address.language, bare_address(address)
        if language not in self._editions_by_language:
            self._editions_by_language[language] = {
                f"/{language}{one}": number for one, number in self.editions.sequences.items()
            }
        others = self._editions_by_language[language]
        number = self.editions.sequences[bare]
        return Edition(number, self.editions.moments[number], self.is_test, others=others)

    def has(self, address: Address) -> bool:
        """Whether the release makes a page."""
        if self.votes is None or address.election in self.votes:
            return True
        return bare_address(address) in self.others


def bare_address(address: Address) -> str:
    """The path of an address without its language."""
    return address.path.removeprefix(f"/{address.language}")


@dataclass
class PageMaker:
    """Makes pages and remembers what it made, once that is out (``keep``)."""

    _made: dict[str, _Made] = field(default_factory=dict)
    _fresh: dict[str, _Made] = field(default_factory=dict)
    _with: tuple[Assets, Mapping[str, MapFiles], str] | None = None
    _pinned: dict[int, Files] = field(default_factory=dict)

    def make(self, pages: SitePages, writer: SiteWriter, scope: Scope) -> None:
        """Write, or take over, every file of every view and card."""
        self._fresh, self._pinned = {}, {}
        material = (pages.assets, pages.maps, pages.site)
        if material != self._with:
            self._with, self._made = material, {}
        for language in pages.country.languages:
            for address in self._addresses(pages, writer, language, scope):
                self._page(pages, writer, scope, address)
        if scope.pins:
            self._supersede(writer, scope, pages.country.languages)

    def keep(self) -> None:
        """The release is out: what was made for it need not be made again."""
        self._made |= self._fresh

    def _addresses(
        self, pages: SitePages, writer: SiteWriter, language: str, scope: Scope
    ) -> Iterator[Address]:
        """What is to be made in a language; the rest is taken over, or made where it was lost."""
        every: list[Address] = [*pages.catalogue.views(language)]
        every += pages.catalogue.cards(language)
        for vote in pages.catalogue.shown:
            of_vote = [one for one in every if one.election == vote]
            wanted = [one for one in of_vote if scope.has(one)]
            if len(wanted) < len(of_vote):
                without = tuple(one.path for one in wanted)
                if not writer.stay_list(f"{language}/{vote}", without):
                    wanted = of_vote
            yield from wanted

    def _page(self, pages: SitePages, writer: SiteWriter, scope: Scope, address: Address) -> None:
        edition = scope.edition(address)
        made = self._made.get(address.path)
        said = pages.view(address) if isinstance(address, ViewAddress) else pages.card(address)
        if not (made and (made.said, made.edition) == (said, edition) and writer.stay(made.paths)):
            if isinstance(said, View):
                self._view(pages, writer, said, edition)
            else:
                paths = _write(writer, pages.card_files(said, edition))
                self._fresh[address.path] = _Made(said, edition, paths)
        if scope.pins and not self._is_pinned(writer, address, edition):
            if isinstance(said, View):
                _write(writer, pages.view_files(said, edition.pinned))
            else:
                _write(writer, pages.card_files(said, edition.pinned))

    def _is_pinned(self, writer: SiteWriter, address: Address, edition: Edition) -> bool:
        """Whether there is a page already that keeps what this one shows."""
        if edition.sequence not in self._pinned:
            self._pinned[edition.sequence] = writer.pinned_files(edition.sequence)
        return f"{edition.pinned.at(address.path)}index.html" in self._pinned[edition.sequence]

    def _view(self, pages: SitePages, writer: SiteWriter, view: View, edition: Edition) -> None:
        """A view whose figures are the same may have other ways to go on from it."""
        made = self._made.get(view.address.path)
        paths = _write(writer, pages.page_files(view, edition))
        shown: tuple[str, ...] = ()
        if made and isinstance(made.said, View) and made.edition == edition:
            same = made.said.itself == view.itself and writer.stay(made.shown_paths)
            shown = made.shown_paths if same else ()
        shown = shown or _write(writer, pages.shown_files(view, edition))
        self._fresh[view.address.path] = _Made(view, edition, (*paths, *shown), shown)

    def _supersede(self, writer: SiteWriter, scope: Scope, languages: Iterable[str]) -> None:
        """Let the pages that kept other figures say that a newer release exists."""
        for sequence, addresses in scope.before.stale.items():
            places = tuple(
                f"/r/{sequence}/{language}{bare}" for language in languages for bare in addresses
            )
            for path, file in writer.pinned_files(sequence).items():
                if path.startswith(places) and path.endswith(".html"):
                    page = writer.read(file)
                    if (told := superseded(page)) != page:
                        writer.write(path, told)


def superseded(page: bytes) -> bytes:
    """A pinned page once its figures have changed: it says that a newer release exists."""
    return page.replace(_HIDDEN, _SHOWN)


def _write(writer: SiteWriter, files: Iterable[tuple[str, str | bytes]]) -> tuple[str, ...]:
    return tuple(writer.write(path, content) for path, content in files)
