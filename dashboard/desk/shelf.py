"""The lasting files that the desk's pages are made of: scripts, typefaces, outlines of units.

All of them are in the public program or on the public map, so they are sent to whoever asks: a
stranger at the door is to see a door. A name carries the digest of its content, so that a browser
keeps it for a year; what is squeezed is squeezed when it is first asked for.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import brotli
from flask import Flask, Response, abort, request

from dashboard.content_types import content_type, is_squeezed
from geodata.boundaries.files import NAME_DIGITS, digest

_SQUEEZERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=9)),
    "gzip": lambda content: gzip.compress(content, mtime=0),
}


@dataclass(frozen=True)
class Shelf:
    """Path → content, and what has been squeezed of it. Safe to share between threads."""

    contents: dict[str, bytes] = field(default_factory=dict)
    _squeezed: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def place(self, folder: str, stem: str, suffix: str, content: bytes | str) -> str:
        """Lay a file there; its path. The same content again is the same file.

        ``folder`` is "assets", "fonts" or "outlines", as on the public map.
        """
        data = content.encode() if isinstance(content, str) else content
        path = f"/files/{folder}/{stem}-{digest(data)[:NAME_DIGITS]}{suffix}"
        self.contents[path] = data
        return path

    def squeezed(self, path: str, encoding: str) -> bytes:
        """The content in an encoding."""
        key = (path, encoding)
        if key not in self._squeezed:
            self._squeezed[key] = _SQUEEZERS[encoding](self.contents[path])
        return self._squeezed[key]


def offer_shelf(server: Flask, shelf: Shelf) -> None:
    """Send what lies on the shelf."""

    def send(name: str) -> Response:
        path = f"/files/{name}"
        if path not in shelf.contents:
            abort(404)
        kind = content_type(path)
        taken = [one for one in _SQUEEZERS if request.accept_encodings[one] > 0]
        encoding = taken[0] if taken and is_squeezed(kind) else ""
        body = shelf.squeezed(path, encoding) if encoding else shelf.contents[path]
        answer = Response(body, content_type=kind)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        answer.headers["Vary"] = "Accept-Encoding"
        if encoding:
            answer.headers["Content-Encoding"] = encoding
        return answer

    server.add_url_rule("/files/<path:name>", "shelf", send)
