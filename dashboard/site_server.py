"""Send the files of the public site: squeezed as the browser likes, kept in memory, never stale.

Only paths that the site's index has are answered here, so nothing a stranger types is ever taken
for the name of a file. Everything else goes on to whatever stands behind.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from dashboard.content_types import is_lasting
from dashboard.error_pages import error_page
from dashboard.headers import Headers
from dashboard.site_files import COMPANIONS, Site, SiteFile, current_folder, read_index

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = logging.getLogger(__name__)

A_YEAR = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=5"
MEMORY_BYTES = 96 * 1024 * 1024
SECONDS_BETWEEN_LOOKS = 1.0
_PAGE = "index.html"

HeaderList = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One representation of a file, ready to send."""

    tag: str
    headers: HeaderList
    short_headers: HeaderList
    body: bytes


class SiteDoor:
    """A WSGI application: the site in force under ``var``, and ``behind`` for all other paths."""

    def __init__(self, var: Path, behind: WSGIApplication, headers: Headers) -> None:
        self._var = var
        self._behind = behind
        self._headers = headers
        self._lock = threading.Lock()
        # The site in force and the one before it, whose lasting files open pages still ask for.
        self._sites: tuple[Site, ...] = ()
        self._answers: dict[tuple[str, str], Answer] = {}
        self._held = 0
        self._looked = float("-inf")

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self._look_for_newer()
        path = environ.get("PATH_INFO") or "/"
        name = path + _PAGE if path.endswith("/") else path
        found = self._find(name)
        if found is None:
            if self._find(f"{path}/{_PAGE}"):
                return _to_folder(path, environ, start)
            return self._behind(environ, start)
        site, file = found
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return self._refuse(path, 405, "405 Method Not Allowed", start)
        encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""), file)
        try:
            answer = self._answer(site, name, file, encoding)
        except OSError as error:
            _log.error("%s: %s", name, error)
            self._looked = float("-inf")
            return self._refuse(path, 503, "503 Service Unavailable", start)
        if _has_already(environ.get("HTTP_IF_NONE_MATCH", ""), answer.tag):
            start("304 Not Modified", answer.short_headers)
            return [b""]
        start("200 OK", answer.headers)
        return [b"" if method == "HEAD" else answer.body]

    def _find(self, name: str) -> tuple[Site, SiteFile] | None:
        sites = self._sites
        if sites and (file := sites[0].files.get(name)):
            return sites[0], file
        if len(sites) > 1 and (file := sites[1].files.get(name)) and is_lasting(name):
            return sites[1], file
        return None

    def _look_for_newer(self) -> None:
        """Follow the pointer; it is looked at once a second, not at every request."""
        if self._looked_lately():
            return
        with self._lock:
            # Others may have waited here while the first of them read the index.
            if self._looked_lately():
                return
            self._looked = time.monotonic()
            folder = current_folder(self._var)
            if folder is None or (self._sites and folder == self._sites[0].folder):
                return
            # A pointer to something unreadable leaves the last good site up.
            if newer := read_index(folder):
                self._sites = (newer, *self._sites[:1])
                self._answers, self._held = {}, 0

    def _looked_lately(self) -> bool:
        """Before there is any site every request looks, and waits for whoever is reading it."""
        lately = time.monotonic() - self._looked < SECONDS_BETWEEN_LOOKS
        return lately and bool(self._sites)

    def _answer(self, site: Site, name: str, file: SiteFile, encoding: str) -> Answer:
        key = (name, encoding)
        answers = self._answers
        if found := answers.get(key):
            return found
        answer = _read(site, name, file, encoding, self._headers)
        with self._lock:
            if answers is self._answers and key not in answers:
                self._remember(key, answer)
        return answer

    def _remember(self, key: tuple[str, str], answer: Answer) -> None:
        self._answers[key] = answer
        self._held += len(answer.body)
        while self._held > MEMORY_BYTES:
            oldest = next(iter(self._answers))
            self._held -= len(self._answers.pop(oldest).body)

    def _refuse(self, path: str, code: int, status: str, start: StartResponse) -> Iterable[bytes]:
        body = error_page(code, path).encode()
        kind = "text/html; charset=utf-8"
        allow = [("Allow", "GET, HEAD")] if code == 405 else [("Retry-After", "1")]
        start(
            status,
            [
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                *allow,
                *self._headers.of(path, kind),
            ],
        )
        return [body]


def best_encoding(accepted: str, file: SiteFile) -> str:
    """ "br", "gzip" or "" for plain: the best that the browser takes and the file has."""
    there = {"br": file.br, "gzip": file.gzip}
    return next((name for name in _accepted(accepted) if there[name]), "")


@lru_cache(maxsize=512)
def _accepted(header: str) -> tuple[str, ...]:
    wanted = parse_accept_header(header, Accept)
    # A browser that ranks plain bytes above an encoding gets them plain.
    plain = wanted.quality("identity") if "identity" in wanted.values() else 0
    ranks = {name: wanted.quality(name) for name in COMPANIONS}
    taken = [name for name, rank in ranks.items() if rank > 0 and rank >= plain]
    return tuple(sorted(taken, key=lambda name: -ranks[name]))


def _read(site: Site, name: str, file: SiteFile, encoding: str, headers: Headers) -> Answer:
    suffix = COMPANIONS.get(encoding, "")
    body = Path(f"{site.place(name)}{suffix}").read_bytes()
    if len(body) != file.sizes()[suffix]:
        raise OSError(f"{len(body)} bytes where the index says {file.sizes()[suffix]}")
    # Each representation is a thing of its own, so each has a tag of its own.
    tag = f'"{file.digest[:32]}{"-" + encoding if encoding else ""}"'
    short = [
        ("ETag", tag),
        ("Cache-Control", A_YEAR if is_lasting(name) else A_MOMENT),
        ("Vary", "Accept-Encoding"),
    ]
    full = [
        ("Content-Type", file.content_type),
        ("Content-Length", str(len(body))),
        *([("Content-Encoding", encoding)] if encoding else []),
        *short,
        *headers.of(name, file.content_type),
    ]
    return Answer(tag, full, short, body)


def _has_already(header: str, tag: str) -> bool:
    if not header:
        return False
    return header.strip() == "*" or tag in (
        part.strip().removeprefix("W/") for part in header.split(",")
    )


def _to_folder(path: str, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    query = environ.get("QUERY_STRING", "")
    target = f"{path}/{'?' + query if query else ''}"
    start(
        "308 Permanent Redirect",
        [("Location", target), ("Content-Length", "0"), ("Cache-Control", A_MOMENT)],
    )
    return [b""]
