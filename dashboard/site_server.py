"""Send the files of the public site: squeezed as the browser likes, kept in memory, never stale.

Only paths that the release in force names are answered here, so nothing a stranger types is ever
taken for the name of a file. Everything else goes on to whatever stands behind. What cannot be read
of a newer release changes nothing: the last good one stays up.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from dashboard.content_types import is_lasting
from dashboard.error_pages import error_page
from dashboard.headers import Headers
from dashboard.shown_release import ReleaseFollower, Shown
from geodata.releases.listing import ENCODINGS, ReleaseFile

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = logging.getLogger(__name__)

A_YEAR = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=5"
MEMORY_BYTES = 96 * 1024 * 1024
_PAGE = "index.html"

HeaderList = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One representation of a file, ready to send."""

    digest: str
    tag: str
    headers: HeaderList
    short_headers: HeaderList
    body: bytes


class SiteDoor:
    """A WSGI application: the release in force, and ``behind`` for all paths that it has not."""

    def __init__(
        self, releases: ReleaseFollower, behind: WSGIApplication, headers: Headers
    ) -> None:
        self.releases = releases
        self._behind = behind
        self._headers = headers
        self._lock = threading.Lock()
        self._answers: dict[tuple[str, str], Answer] = {}
        self._held = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        shown = self.releases.present()
        path = environ.get("PATH_INFO") or "/"
        name = path + _PAGE if path.endswith("/") else path
        file = shown.find(name) if shown else None
        if shown is None or file is None:
            if shown and shown.find(f"{path}/{_PAGE}"):
                return _to_folder(path, environ, start)
            return self._behind(environ, start)
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return self._refuse(path, 405, "405 Method Not Allowed", start)
        encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""), file)
        try:
            answer = self._answer(shown, name, file, encoding)
        except OSError as error:
            _log.error("%s: %s", name, error)
            return self._refuse(path, 503, "503 Service Unavailable", start)
        if _has_already(environ.get("HTTP_IF_NONE_MATCH", ""), answer.tag):
            start("304 Not Modified", answer.short_headers)
            return [b""]
        start("200 OK", answer.headers)
        return [b"" if method == "HEAD" else answer.body]

    def _answer(self, shown: Shown, name: str, file: ReleaseFile, encoding: str) -> Answer:
        """What was sent of this content before, from memory: most of it stays through releases."""
        key = (name, encoding)
        found = self._answers.get(key)
        if found and found.digest == file.digest:
            return found
        answer = self._read(shown, name, file, encoding)
        with self._lock:
            self._remember(key, answer)
        return answer

    def _remember(self, key: tuple[str, str], answer: Answer) -> None:
        if older := self._answers.pop(key, None):
            self._held -= len(older.body)
        self._answers[key] = answer
        self._held += len(answer.body)
        while self._held > MEMORY_BYTES:
            oldest = next(iter(self._answers))
            self._held -= len(self._answers.pop(oldest).body)

    def _read(self, shown: Shown, name: str, file: ReleaseFile, encoding: str) -> Answer:
        body = shown.read(name, file, encoding)
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
            *self._headers.of(name, file.content_type),
        ]
        return Answer(file.digest, tag, full, short, body)

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


def best_encoding(accepted: str, file: ReleaseFile) -> str:
    """ "br", "gzip" or "" for plain: the best that the browser takes and the file has."""
    return next((name for name in _accepted(accepted) if name in file.kept), "")


@lru_cache(maxsize=512)
def _accepted(header: str) -> tuple[str, ...]:
    wanted = parse_accept_header(header, Accept)
    # A browser that ranks plain bytes above an encoding gets them plain.
    plain = wanted.quality("identity") if "identity" in wanted.values() else 0
    ranks = {name: wanted.quality(name) for name in ENCODINGS}
    taken = [name for name, rank in ranks.items() if rank > 0 and rank >= plain]
    return tuple(sorted(taken, key=lambda name: -ranks[name]))


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
