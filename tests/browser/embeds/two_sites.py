"""Two sites: ours with its embeds, and one of somebody else that frames them.

Ours is Kazakhstan's real figures as the publisher writes them, sent with the real headers; the
other lies at another origin, as a newspaper's does, and pastes the lines that our page offers.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
from werkzeug.serving import make_server

from dashboard.content_types import content_type
from dashboard.headers import Headers
from dashboard.page_scripts import embed_script
from geodata.boundaries.build import build_boundaries
from geodata.read_country import read_country
from layouts.address import CardAddress, parse
from layouts.edition import Edition
from layouts.markup import Assets
from layouts.site import MapFiles, SitePages
from tests.layouts.sites import KAZAKHSTAN

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

EMBED_SCRIPT, ICON = "/assets/embed-0123456789ab.js", "/assets/icon.svg"
VOTE = "2016-03-20-mazhilis"
EVENING = f"{VOTE}/turnout/region/18-00"
FINAL = f"{VOTE}/turnout/region/final"
COMPARED = "2012-01-15-mazhilis/turnout-vs-2021-01-10-mazhilis/region/20-00"
FEW = f"{VOTE}/observers-odihr/region/-"
LISTED = f"{VOTE}/observers/country/-"
CARD = f"{VOTE}/unit/akmola"
ADDRESSES = (EVENING, FINAL, COMPARED, FEW, LISTED, CARD)
FIRST = Edition(12, datetime(2026, 11, 24, 9, 3, tzinfo=UTC))
SECOND = Edition(13, FIRST.made_at + timedelta(minutes=20))


@dataclass
class OurSite:
    """Our site: path → what is sent. ``asked`` are the paths that were asked for."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_down: bool = False

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        name = f"{path}index.html" if path.endswith("/") else path
        self.asked.append(path)
        if self.is_down or name not in self.files:
            start("503 Service Unavailable", [("Content-Length", "0")])
            return [b""]
        body, kind = brotli.compress(self.files[name], quality=5), content_type(name)
        sent = [
            ("Content-Type", kind),
            ("Content-Encoding", "br"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "public, max-age=5"),
        ]
        start("200 OK", [*sent, *Headers().of(name, kind)])
        return [body]

    def line(self, path: str, name: str) -> str:
        """A line that the panel of a page offers, as a reader copies it."""
        page = self.files[f"/{path}/index.html"].decode()
        found = re.search(rf'<code id="share-{name}">(.*?)</code>', page)
        assert found, f"{path} offers no {name}"
        return unescape(found[1])

    def release(self, pages: SitePages, edition: Edition, addresses: Iterable[str]) -> None:
        """Put pages up in an edition, under their living and their pinned addresses."""
        for path in addresses:
            for language in pages.country.languages:
                address = parse(f"/{language}/{path}/")
                assert address is not None
                for one in (edition, edition.pinned):
                    made = (
                        pages.card_files(pages.card(address), one)
                        if isinstance(address, CardAddress)
                        else pages.view_files(pages.view(address), one)
                    )
                    self.files |= {
                        name: content.encode() if isinstance(content, str) else content
                        for name, content in made
                    }
        votes = dict.fromkeys((one.split("/")[0] for one in ADDRESSES), edition.sequence)
        manifest = {"sequence": edition.sequence, "elections": votes}
        self.files["/manifest.json"] = json.dumps(manifest).encode()


@dataclass
class OtherSite:
    """Somebody else's site: path → page."""

    address: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = self.pages.get(environ["PATH_INFO"], "").encode()
        kind = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        start("200 OK" if body else "204 No Content", kind)
        return [body]

    def write(self, path: str, lines: Iterable[str], width: int) -> str:
        """A page with these lines in a column of this width; returns its address."""
        column = "".join(f'<div style="width:{width}px">{line}</div>' for line in lines)
        icon = '<link rel="icon" href="data:,">'
        self.pages[path] = f"<!doctype html><title>News</title>{icon}<body>{column}</body>"
        return f"{self.address}{path}"


@dataclass(frozen=True)
class TwoSites:
    """Both, and what makes our pages."""

    ours: OurSite
    other: OtherSite
    pages: SitePages

    def released_again(self, path: str, headline: str) -> None:
        """A second release in which one view has another headline."""
        for language in self.pages.country.languages:
            address = parse(f"/{language}/{path}/")
            assert address is not None
            assert not isinstance(address, CardAddress)
            view = replace(self.pages.view(address), headline=headline)
            self.ours.files |= _encoded(self.pages.view_files(view, SECOND))
        manifest = {"sequence": SECOND.sequence, "elections": {VOTE: SECOND.sequence}}
        self.ours.files["/manifest.json"] = json.dumps(manifest).encode()


def _encoded(files: Iterable[tuple[str, str | bytes]]) -> Mapping[str, bytes]:
    return {
        name: content.encode() if isinstance(content, str) else content for name, content in files
    }


@contextmanager
def two_sites(var: Path) -> Iterator[TwoSites]:
    """Both sites, served on free ports under different names of this machine."""
    ours, other = OurSite(), OtherSite()
    servers = [make_server("127.0.0.1", 0, one, threaded=True) for one in (ours, other)]
    ours.address = f"http://127.0.0.1:{servers[0].port}"
    # Another name too: browsers tell sites apart by their names, and only origins by their ports.
    other.address = f"http://localhost:{servers[1].port}"
    country = read_country(KAZAKHSTAN)
    built = build_boundaries(KAZAKHSTAN, country, var)
    maps = {name: MapFiles(one.read_sheet(), "", "") for name, one in built.items()}
    assets = Assets("", ICON, "", "", "", embed=EMBED_SCRIPT)
    pages = SitePages(country, maps, assets, ours.address)
    ours.files = {EMBED_SCRIPT: embed_script(), ICON: b"<svg/>"}
    ours.release(pages, FIRST, ADDRESSES)
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield TwoSites(ours, other, pages)
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
