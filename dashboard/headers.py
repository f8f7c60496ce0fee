"""What every answer tells the browser it may not do, so that a page shows our words and no others.

No scripts but our own, no requests to any other host, no framing except of embeds, no cookies.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from flask import Flask, Response, request

# Paths that end so are made to be framed by other sites.
_EMBED = re.compile(r"/embed/[a-z-]+/(index\.html)?$")
# What an embed fetches to stay new, although a page around it may have shut it off from its site.
_FETCHED = re.compile(rf"{_EMBED.pattern}|^/manifest\.json$")
_DOCUMENTS = ("text/html", "image/svg+xml")
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)
_PRIVATE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noindex"),
)
_PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "usb=(), browsing-topics=()"
)
_A_YEAR = 31_536_000


def script_hash(script: str) -> str:
    """An inline script as the policy names it; every character between the tags counts."""
    found = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(found).decode()}'"


class Headers:
    """The headers for a path. ``script_hashes`` are those of the inline scripts of our pages.

    ``secure`` says that readers come by https, which browsers may then insist on; ``private``
    that only some may read, so that no other site learns an address, frames a page or has a file.
    """

    def __init__(
        self, script_hashes: Iterable[str] = (), *, secure: bool = False, private: bool = False
    ) -> None:
        scripts = " ".join(("'self'", *sorted(set(script_hashes))))
        self._policy = (
            f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
            "manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
        )
        strict = (("Strict-Transport-Security", f"max-age={_A_YEAR}"),) if secure else ()
        self._private = private
        self._always = (*(_PRIVATE if private else _ALWAYS), *strict)

    def of(self, path: str, content_type: str) -> tuple[tuple[str, str], ...]:
        """Name and value of each header for an answer of this type at this path."""
        always = self._always if self._private else (*self._always, *open_to_all(path))
        if not content_type.startswith(_DOCUMENTS):
            return always
        return (
            *always,
            ("Content-Security-Policy", self._policy + self._ancestors(path)),
            ("Permissions-Policy", _PERMISSIONS),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        )

    def _ancestors(self, path: str) -> str:
        return frame_ancestors("" if self._private else path)


@lru_cache(maxsize=1024)
def frame_ancestors(path: str) -> str:
    """Who may frame the page of a path: anyone an embed, nobody anything else."""
    return "frame-ancestors *" if _EMBED.search(path) else "frame-ancestors 'none'"


@lru_cache(maxsize=1024)
def open_to_all(path: str) -> tuple[tuple[str, str], ...]:
    """What lets a sandboxed embed read its own site: the page itself and the manifest, no more."""
    return (("Access-Control-Allow-Origin", "*"),) if _FETCHED.search(path) else ()


def send_with(server: Flask, headers: Headers) -> None:
    """Let every answer of a Flask server, errors included, carry the headers."""

    def add(response: Response) -> Response:
        for name, value in headers.of(request.path, response.content_type or ""):
            response.headers.setdefault(name, value)
        return response

    server.after_request(add)
