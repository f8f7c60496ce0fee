"""Downloads over the door: tables, map data and pictures of a view, made when a reader asks.

A site has thousands of views and few of their tables are ever taken, so these are not made
beforehand; what was asked for lately is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, Response, request

from dashboard.content_types import content_type
from dashboard.download_rows import Origin
from dashboard.downloads import csv, file_name, geojson
from dashboard.fonts import font_folder
from dashboard.png import png
from dashboard.preview_cards import PreviewCards
from dashboard.print_pages import print_page
from dashboard.released import NoRelease, Released, ReleasedData
from dashboard.settings import Settings
from dashboard.workbooks import xlsx
from geodata.country import Country
from geodata.units import in_force
from layouts.address import Address, ViewAddress, parse
from layouts.edition import UNRELEASED, Edition, living_path
from layouts.page import DOWNLOADS
from layouts.share import PREVIEW
from layouts.views import View

# Files of recent readers, by path; a picture is the largest, at about half a megabyte.
_KEPT = 64
_NAMES = frozenset(str(kind["file"]) for kind in DOWNLOADS) - {"map.svg"}


@dataclass(frozen=True)
class Downloads:
    """Makes the files of any view, living or pinned, from what its release carries."""

    settings: Settings
    data: ReleasedData

    def make(self, path: str, name: str) -> tuple[str, bytes] | None:
        """What a reader keeps a file of a view as, and its bytes; None where there is none.

        Raises NoRelease.
        """
        released, address, edition = self._asked(path)
        if not isinstance(address, ViewAddress):
            return None
        view = released.pages.view(address)
        content = self._content(released, view, name, edition)
        suffix = name.rpartition(".")[2]
        return None if content is None else (file_name(view, suffix, edition), content)

    def preview(self, path: str) -> bytes | None:
        """The picture that a link to a view or a card shows of itself. Raises NoRelease."""
        released, address, edition = self._asked(path)
        if address is None:
            return None
        return PreviewCards(released.pages, self.settings.var).make(address, edition)

    def digest(self) -> str:
        """What is the same as long as the same files are made. Raises NoRelease."""
        return self.data.shown().manifest.digest

    def _asked(self, path: str) -> tuple[Released, Address | None, Edition]:
        """What a folder is made from, and which address of it; None for one it does not have."""
        released, _ = self.data.of(path)
        address = parse(living_path(path))
        if address is None or not released.pages.catalogue.has(address):
            return released, None, UNRELEASED
        return released, address, self.data.edition(address, path)

    def _content(self, released: Released, view: View, name: str, edition: Edition) -> bytes | None:
        pages, origin = released.pages, Origin(self.settings.site_address, edition)
        words, codes = pages.words[view.address.language], _codes(released.country, view)
        if name == "table.csv":
            return csv(view, words, origin, codes)
        if name == "table.xlsx":
            return xlsx(view, words, origin, codes)
        if name == "map.geojson":
            outlines = released.outlines.get(view.boundary_set)
            return geojson(view, outlines, words, origin, codes) if outlines else None
        if name == "map.pdf":
            return print_page(pages, view, self.settings.var, edition)
        fonts = font_folder(self.settings.var)
        return png(pages.picture(view, edition), fonts) if fonts else None


def _codes(country: Country, view: View) -> Mapping[str, Mapping[str, str]]:
    """Unit id → scheme → the code in force on the day of the vote."""
    day = country.elections[view.address.election].day
    codes = country.gazetteer.codes_by_unit
    return {
        row.unit: {
            code.scheme: code.code
            for code in codes.get(row.unit, ())
            if in_force(code.valid_from, code.valid_to, day)
        }
        for row in view.rows
    }


def offer_downloads(server: Flask, settings: Settings, data: ReleasedData) -> None:
    """Answer the paths of downloads before anything else of the application looks at them."""
    downloads = Downloads(settings, data)

    @lru_cache(maxsize=_KEPT)
    def kept(path: str, name: str, _: str) -> tuple[str, bytes] | None:
        return downloads.make(path, name)

    hooks = server.before_request_funcs.setdefault(None, [])
    hooks.insert(0, lambda: _answer(downloads, kept))


def _answer(
    downloads: Downloads, kept: Callable[[str, str, str], tuple[str, bytes] | None]
) -> Response | None:
    folder, _, name = request.path.rpartition("/")
    if name not in (*_NAMES, PREVIEW) or request.method not in ("GET", "HEAD"):
        return None
    try:
        if name == PREVIEW:
            # A preview is looked at, not kept: it has no name of its own.
            content = downloads.preview(f"{folder}/")
            return _sent(content, name) if content else None
        made = kept(f"{folder}/", name, downloads.digest())
    except NoRelease:
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
