"""Downloads and pictures that the public door makes when they are asked for, asked for beforehand.

The door itself is asked, in processes of its own, so that a frozen file is the very file that a
reader of the living site gets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from typing import NamedTuple

from flask import Flask
from werkzeug.test import Client

from dashboard.freeze.laid import LaidFile
from dashboard.settings import Settings
from geodata.boundaries.files import digest

# A page with one of these has the downloads of its kind beside it.
_MAP, _PAGE = "map.svg", "index.html"


class Asked(NamedTuple):
    """What the door answered: type, how a browser is told to keep it, and the bytes."""

    content_type: str
    disposition: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """A download that may exist, and the mark of the page it belongs to."""

    path: str
    mark: str


def made(settings: Settings, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, LaidFile | None]]:
    """Each download as a file to be laid, None where its page has no such download."""
    with ProcessPoolExecutor(settings.workers, get_context("spawn")) as makers:
        waiting: list[tuple[Wanted, Future[Asked | None]]] = [
            (one, makers.submit(_ask, settings, one.path)) for one in wanted
        ]
        for one, answer in waiting:
            yield one, _laid(one, answer.result())


def _laid(wanted: Wanted, asked: Asked | None) -> LaidFile | None:
    if asked is None:
        return None
    content = asked.body
    forms = {"": lambda: content}
    return LaidFile(wanted.path, digest(content), asked.content_type, forms, asked.disposition)


def _ask(settings: Settings, path: str) -> Asked | None:
    answer = Client(_door(settings)).get(path)
    if answer.status_code != 200:
        return None
    kept = answer.headers.get("Content-Disposition", "")
    return Asked(answer.headers["Content-Type"], kept, answer.get_data())


@lru_cache(maxsize=1)
def _door(settings: Settings) -> Flask:
    from dashboard.public import create_app

    server: Flask = create_app(settings).server
    return server
