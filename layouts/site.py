"""The whole site: every address of a country, in every language, with the files of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from geodata.boundaries.sheet import Sheet
from geodata.country import Country
from geodata.measures import Shown, measures
from layouts.address import CardAddress, ViewAddress
from layouts.cards import Card, make_card
from layouts.catalogue import Catalogue
from layouts.edition import UNRELEASED, Edition
from layouts.embeds import Embeds, File
from layouts.make_view import make_view
from layouts.markup import Assets
from layouts.page import Pages
from layouts.picture import Around, picture
from layouts.pinning import pinned_card, pinned_view
from layouts.places import places
from layouts.subject import Subject
from layouts.views import View
from layouts.words import Words, words


@dataclass(frozen=True, slots=True)
class MapFiles:
    """A boundary set's drawing, the addresses of its outlines and of its map file, and what that
    file holds ("" where no page is written)."""

    sheet: Sheet
    outlines: str
    file: str
    content: str = ""


@dataclass(frozen=True)
class SitePages:
    """Makes views, cards and their files; ``maps`` has the boundary sets that can be drawn."""

    country: Country
    maps: Mapping[str, MapFiles]
    assets: Assets
    site: str

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every address there is."""
        return Catalogue(self.country)

    @cached_property
    def outlined(self) -> Mapping[str, frozenset[str]]:
        """Boundary set → units that have an outline in it."""
        return {name: frozenset(one.sheet.units) for name, one in self.maps.items()}

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """Language → its words."""
        return {language: words(self.country, language) for language in self.country.languages}

    def subject(self, address: ViewAddress) -> Subject:
        """The subject of a view that the catalogue has."""
        shown = next(one for one in self.catalogue.shown[address.election] if _is(one, address))
        return self._subject(address.language, address.election, shown)

    def _subject(self, language: str, election: str, shown: Shown) -> Subject:
        return Subject(
            catalogue=self.catalogue,
            election=self.country.elections[election],
            measure=shown.measure,
            level=shown.level,
            time=shown.time,
            words=self.words[language],
            outlined=self.outlined,
            site=self.site,
        )

    def view(self, address: ViewAddress) -> View:
        """The view of an address."""
        return make_view(self.subject(address))

    def card(self, address: CardAddress) -> Card:
        """The card of an address: its subject is the turnout of the vote's last bulletin."""
        election = self.country.elections[address.election]
        time = election.times[-1] if election.times else "-"
        turnout = next(iter(measures(self.country, election)))
        shown = Shown(turnout, "region", time)
        return make_card(self._subject(address.language, election.id, shown), address.unit)

    def files(self, edition: Edition = UNRELEASED) -> Iterator[File]:
        """Path and content of every page, view, picture and list of the site, in one edition."""
        yield from self.lists()
        for language in self.country.languages:
            for address in self.catalogue.views(language):
                yield from self.view_files(self.view(address), edition)
            for card_address in self.catalogue.cards(language):
                yield from self.card_files(self.card(card_address), edition)

    def lists(self) -> Iterator[File]:
        """What is the same whichever view is shown: the catalogue, the lists of places."""
        yield "/catalogue.json", self.catalogue.as_json()
        for language in self.country.languages:
            yield _places_path(language), self._places(language)

    def view_files(self, view: View, edition: Edition) -> Iterator[File]:
        """Every file of a view in one edition, under the living or the pinned address."""
        yield from self.page_files(view, edition)
        yield from self.shown_files(view, edition)

    def page_files(self, view: View, edition: Edition) -> Iterator[File]:
        """The files of a view that change with the ways to others; a pinned page is a page only."""
        said = pinned_view(view, edition) if edition.is_pinned else view
        page, file = self._pages[view.address.language].view_files(said, edition)
        yield edition.at(f"{view.address.path}index.html"), page
        if not edition.is_pinned:
            yield f"{view.address.path}view.json", file

    def shown_files(self, view: View, edition: Edition) -> Iterator[File]:
        """The files that change only with what the view itself shows."""
        yield edition.at(f"{view.address.path}map.svg"), self.picture(view, edition)
        yield from self._embeds[view.address.language].of_view(view, edition)

    def card_files(self, card: Card, edition: Edition) -> Iterator[File]:
        """Every file of a unit's card in one edition."""
        pages = self._pages[card.address.language]
        said = pinned_card(card, edition) if edition.is_pinned else card
        yield edition.at(f"{card.address.path}index.html"), pages.card_page(said, edition)
        yield edition.at(f"{card.address.path}view.json"), pages.card_file(said, edition)
        yield from self._embeds[card.address.language].of_card(card, edition)

    def picture(self, view: View, edition: Edition = UNRELEASED) -> str:
        """The view as a drawing that stands alone."""
        drawn = self.maps.get(view.boundary_set)
        around = Around(self.site, view.cities, edition)
        return picture(
            view, drawn.sheet if drawn else None, self.words[view.address.language], around=around
        )

    @cached_property
    def _pages(self) -> Mapping[str, Pages]:
        """Language → what writes its pages."""
        return {language: self._pages_in(language) for language in self.country.languages}

    @cached_property
    def _embeds(self) -> Mapping[str, Embeds]:
        """Language → what writes its embeds."""
        sheets = {name: one.sheet for name, one in self.maps.items()}
        return {
            language: Embeds(said, sheets, self.assets, self.site, self._zone)
            for language, said in self.words.items()
        }

    @property
    def _zone(self) -> str:
        return self.country.elections[self.country.default_election].zone

    def _pages_in(self, language: str) -> Pages:
        return Pages(
            words=self.words[language],
            sheets={name: one.sheet for name, one in self.maps.items()},
            maps={name: one.file for name, one in self.maps.items()},
            map_files={name: one.content for name, one in self.maps.items()},
            assets=self.assets,
            site=self.site,
            home=self.catalogue.default(language).path,
            places=_places_path(language),
            zone=self._zone,
        )

    def _places(self, language: str) -> bytes:
        found = places(self.catalogue, language)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _places_path(language: str) -> str:
    return f"/{language}/places.json"


def _is(one: Shown, address: ViewAddress) -> bool:
    return (one.measure.id, one.level, one.time) == (address.measure, address.level, address.time)
