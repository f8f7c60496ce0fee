"""Downloads over the door: tables, map data and pictures of a view, made when a reader asks.

A site has thousands of views and few of their tables are ever taken, so these are not made
beforehand; what was asked for lately is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from flask import Flask, Response, request

from dashboard.content_types import content_type
from dashboard.downloads import csv, file_name, geojson
from dashboard.fonts import font_folder
from dashboard.png import png
from dashboard.preview_cards import PreviewCards
from dashboard.print_pages import print_page
from dashboard.settings import Settings
from dashboard.workbooks import xlsx
from geodata.boundaries.index import BuiltSet, read_index
from geodata.country import Country
from geodata.errors import DataError
from geodata.read_country import read_country
from geodata.units import in_force
from layouts.address import Address, ViewAddress, parse
from layouts.markup import Assets
from layouts.page import DOWNLOADS
from layouts.share import PREVIEW
from layouts.site import MapFiles, SitePages
from layouts.views import View

# Files of recent readers, by path; a picture is the largest, at about half a megabyte.
_KEPT = 64
_NAMES = frozenset(str(kind["file"]) for kind in DOWNLOADS) - {"map.svg"}
_NO_ASSETS = Assets("", "", "", "", "")


@dataclass(frozen=True)
class Downloads:
    """Makes the files of any view of the site."""

    settings: Settings

    @cached_property
    def _country(self) -> Country:
        return read_country(self.settings.country)

    @cached_property
    def _built(self) -> Mapping[str, BuiltSet]:
        return read_index(self.settings.var)

    @cached_property
    def _pages(self) -> SitePages:
        maps = {name: MapFiles(one.read_sheet(), "", "") for name, one in self._built.items()}
        return SitePages(self._country, maps, _NO_ASSETS, self.settings.site_address)

    def make(self, address: ViewAddress, name: str) -> tuple[str, bytes] | None:
        """What a reader keeps it as, and its bytes; None where the view has no such file."""
        if not self._pages.catalogue.has(address):
            return None
        view = self._pages.view(address)
        content = self._content(view, name)
        suffix = name.rpartition(".")[2]
        return None if content is None else (file_name(view, suffix), content)

    def _content(self, view: View, name: str) -> bytes | None:
        words, site = self._pages.words[view.address.language], self.settings.site_address
        codes = self._codes(view)
        if name == "table.csv":
            return csv(view, words, site, codes)
        if name == "table.xlsx":
            return xlsx(view, words, site, codes)
        if name == "map.geojson":
            drawn = self._built.get(view.boundary_set)
            return geojson(view, drawn.outlines.path, words, site, codes) if drawn else None
        if name == "map.pdf":
            return print_page(self._pages, view, self.settings.var)
        fonts = font_folder(self.settings.var)
        return png(self._pages.picture(view), fonts) if fonts else None

    def preview(self, address: Address) -> bytes | None:
        """The picture that a link to a view or a card shows of itself."""
        if not self._pages.catalogue.has(address):
            return None
        return PreviewCards(self._pages, self.settings.var).make(address)

    def _codes(self, view: View) -> Mapping[str, Mapping[str, str]]:
        """Unit id → scheme → the code in force on the day of the vote."""
        day = self._country.elections[view.address.election].day
        codes = self._country.gazetteer.codes_by_unit
        return {
            row.unit: {
                code.scheme: code.code
                for code in codes.get(row.unit, ())
                if in_force(code.valid_from, code.valid_to, day)
            }
            for row in view.rows
        }


def offer_downloads(server: Flask, settings: Settings) -> None:
    """Answer the paths of downloads before anything else of the application looks at them."""
    downloads = Downloads(settings)

    @lru_cache(maxsize=_KEPT)
    def kept(address: ViewAddress, name: str) -> tuple[str, bytes] | None:
        return downloads.make(address, name)

    hooks = server.before_request_funcs.setdefault(None, [])
    hooks.insert(0, lambda: _preview(downloads.preview) or _answer(kept))


def _preview(make: Callable[[Address], bytes | None]) -> Response | None:
    """A preview is looked at, not kept: it has no name of its own."""
    folder, _, name = request.path.rpartition("/")
    address = parse(folder) if name == PREVIEW and request.method in ("GET", "HEAD") else None
    try:
        content = make(address) if address else None
    except DataError:
        return None
    return _sent(content, name) if content else None


def _answer(make: Callable[[ViewAddress, str], tuple[str, bytes] | None]) -> Response | None:
    folder, _, name = request.path.rpartition("/")
    if name not in _NAMES or request.method not in ("GET", "HEAD"):
        return None
    address = parse(folder)
    try:
        made = make(address, name) if isinstance(address, ViewAddress) else None
    except DataError:
        # The folder has a fault now; what was published from it before stays.
        return None
    if made is None:
        return None
    kept_as, content = made
    answer = _sent(content, name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{kept_as}"'
    return answer


def _sent(content: bytes, name: str) -> Response:
    answer = Response(content, content_type=content_type(name))
    answer.headers["Cache-Control"] = "public, max-age=5"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
