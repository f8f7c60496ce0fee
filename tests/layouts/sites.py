"""The sites of Testland and of Kazakhstan, as the publisher makes them, for tests of what is read.

Testland is drawn; Kazakhstan is not, so that its views come in a moment.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from geodata.country import Country
from geodata.elections import Election, Key, Record
from geodata.figures import Figure
from geodata.read_country import read_country
from layouts.address import CardAddress, ViewAddress, parse
from layouts.cards import Card
from layouts.markup import Assets
from layouts.page import Pages
from layouts.site import MapFiles, SitePages
from layouts.subject import Subject
from layouts.views import Row, View
from tests.layouts.pictures.views_of_testland import built

ROOT = Path(__file__).parents[2]
TESTLAND = ROOT / "tests" / "testland"
KAZAKHSTAN = ROOT / "geodata" / "countries" / "kz"
SITE = "https://example.org"
LANGUAGES = ("kk", "ru", "en")
ASSETS = Assets("/assets/page.css", "/assets/icon.svg", "", "", "")
VOTE = "2024-06-02-assembly"
EARLIER = "2020-06-07-assembly"


@cache
def kazakhstan() -> SitePages:
    """The site of Kazakhstan without drawings."""
    return SitePages(read_country(KAZAKHSTAN), {}, ASSETS, SITE)


@cache
def land_site() -> SitePages:
    """The site of Testland with its maps."""
    return site_of(read_country(TESTLAND))


def site_of(country: Country) -> SitePages:
    """The site of a country that is drawn as Testland is."""
    maps = {
        name: MapFiles(one.read_sheet(), f"/outlines/{name}.geojson", f"/outlines/{name}.json")
        for name, one in built().items()
    }
    return SitePages(country, maps, ASSETS, SITE)


def pages_of(site: SitePages, language: str) -> Pages:
    """What writes the pages of a site in one language."""
    return Pages(
        words=site.words[language],
        sheets={name: one.sheet for name, one in site.maps.items()},
        maps={name: one.file for name, one in site.maps.items()},
        assets=site.assets,
        site=site.site,
        home=site.catalogue.default(language).path,
        places=f"/{language}/places.json",
    )


def view_at(site: SitePages, path: str) -> View:
    """The view of a path such as ``en/<vote>/turnout/region/18-00``, which must be there."""
    address = parse(path)
    assert isinstance(address, ViewAddress), path
    assert site.catalogue.has(address), f"{path} is no view"
    return site.view(address)


def subject_at(site: SitePages, path: str) -> Subject:
    """The subject of a path."""
    address = parse(path)
    assert isinstance(address, ViewAddress), path
    assert site.catalogue.has(address), f"{path} is no view"
    return site.subject(address)


def card_at(site: SitePages, path: str) -> Card:
    """The card of a path such as ``en/<vote>/unit/akmola``."""
    address = parse(path)
    assert isinstance(address, CardAddress), path
    assert site.catalogue.has(address), f"{path} is no card"
    return site.card(address)


@cache
def kz(path: str) -> View:
    """A view of Kazakhstan."""
    return view_at(kazakhstan(), path)


@cache
def land(path: str) -> View:
    """A view of Testland's vote of 2024: ``en/turnout/region/12-00``."""
    language, rest = path.split("/", 1)
    return view_at(land_site(), f"{language}/{VOTE}/{rest}")


def row(view: View, unit: str) -> Row:
    """A unit's row, which must be there once."""
    found = [one for one in view.rows if one.unit == unit]
    assert len(found) == 1, f"{unit} stands {len(found)} times in the table"
    return found[0]


def spoilt_testland(folder: Path, changes: Callable[[Path], None]) -> SitePages:
    """The site of a copy of Testland's folder that was changed first."""
    copied = Path(shutil.copytree(TESTLAND, folder / "testland"))
    changes(copied)
    return site_of(read_country(copied))


def with_figure(site: SitePages, election: str, key: Key, figure: Figure) -> SitePages:
    """The site with one figure more, or another one, in one vote."""
    vote: Election = site.country.elections[election]
    kept = tuple(record for record in vote.records if record.key != key)
    changed = replace(vote, records=(Record(key, figure, "added.csv", 2), *kept))
    elections = {**site.country.elections, election: changed}
    return SitePages(replace(site.country, elections=elections), site.maps, site.assets, site.site)
