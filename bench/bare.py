"""The floor: one page written by hand, one file with outlines and values, no library at all.

No zoom, no hover, no words, no legend: less than this a map in a browser cannot be.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_PAGE = Path(__file__).with_name("bare.html")
_FILES = {
    "/": ("text/html; charset=utf-8", brotli.compress(_PAGE.read_bytes()), "no-cache"),
    "/data.json": (
        "application/json",
        brotli.compress(Path(os.environ["BENCH_DATA"]).read_bytes()),
        "public, max-age=31536000, immutable",
    ),
}


def server(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """A WSGI application that has two files and nothing else."""
    found = _FILES.get(environ["PATH_INFO"])
    if found is None:
        start("404 Not Found", [("Content-Length", "0")])
        return [b""]
    kind, body, keep = found
    headers = [("Content-Type", kind), ("Content-Encoding", "br"), ("Cache-Control", keep)]
    start("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]
