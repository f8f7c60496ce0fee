"""Bytes of embeds as a browser gets them that has never been here: the page, its script, headers.

Embeds may ask for nothing else (the browser tests see to that), so two answers are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

from bench.cases import HOURS, MEASURES, Case
from bench.servers import served
from dashboard.settings import Settings
from layouts.embed_address import OF_VIEWS

MOST_BYTES = 60_000
_LANGUAGES = ("kk", "ru", "en")
_SCRIPT = re.compile(rb'<script src="([^"]+)"')
_LINE_ENDS = 4  # ": " and CRLF, of each header


def compare(settings: Settings, cases: Sequence[Case]) -> Iterator[str]:
    """A line for each kind of embed of each case: the most bytes of the three languages."""
    with served("app:server", settings, cases[0].data) as address:
        for case in cases:
            path = case.path(MEASURES[0], HOURS[1])
            for kind in OF_VIEWS:
                paths = [f"{_in(path, one)}embed/{kind}/" for one in _LANGUAGES]
                yield _line(f"{case.name}, {kind}", [cold_bytes(address, one) for one in paths])
        card = f"/en/{cases[0].election}/unit/akmola/embed/card/"
        sizes = [cold_bytes(address, _in(card, one)) for one in _LANGUAGES]
        yield _line("one unit, card", sizes)


def cold_bytes(address: str, path: str) -> int:
    """Everything that is sent for an embed, with its headers, squeezed as a browser asks for."""
    plain, _ = _answer(address, path, "identity")
    script = _SCRIPT.search(plain)
    if script is None:
        raise ValueError(f"{path}: expected an embed with its script")
    return sum(_answer(address, one, "br")[1] for one in (path, script[1].decode()))


def _answer(address: str, path: str, encoding: str) -> tuple[bytes, int]:
    """The body as it was sent, and how many bytes came."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        body = answer.read()
    if answer.status != 200:
        raise ValueError(f"{path}: expected an embed, got {answer.status}")
    head = sum(len(name) + len(value) + _LINE_ENDS for name, value in answer.getheaders())
    return body, len(body) + head


def _in(path: str, language: str) -> str:
    return f"/{language}/{path.split('/', 2)[2]}"


def _line(name: str, sizes: Sequence[int]) -> str:
    verdict = "" if max(sizes) <= MOST_BYTES else f", more than {MOST_BYTES / 1000:.0f} kB"
    return f"  {name}: {max(sizes) / 1000:.1f} kB{verdict}"
