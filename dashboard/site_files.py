"""The public site as files: written whole beside the old one, then put in its place at once.

Each file has companions squeezed once with brotli and gzip, so that any web server can send them
as they are. ``var/site/current`` points to the site in force; the one before it stays, for the
reader who is in the middle of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

SITE = "site"
CURRENT = "current"
INDEX = "site-index.json"
# Encoding as a browser asks for it → suffix of the file that has it.
COMPANIONS = {"br": ".br", "gzip": ".gz"}
_PATH = re.compile(r"(/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*|/-)+")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file: its content's digest, its type, its size in bytes plain and squeezed.

    A squeezed size of 0 means that there is no such companion.
    """

    digest: str
    content_type: str
    size: int
    br: int = 0
    gzip: int = 0

    def sizes(self) -> dict[str, int]:
        """Suffix of each file there is → its size in bytes."""
        there = {"": self.size, ".br": self.br, ".gz": self.gzip}
        return {suffix: size for suffix, size in there.items() if size or not suffix}


@dataclass(frozen=True)
class Site:
    """A whole site: its folder, what it was made from, and path → file.

    ``inputs`` is whatever its maker gave (a digest of data and code): the same again means that
    nothing needs to be made anew.
    """

    folder: Path
    inputs: str
    files: Mapping[str, SiteFile]

    def place(self, path: str) -> Path:
        """Where the file of a path lies. Only for paths that ``files`` has."""
        return self.folder / path.removeprefix("/")

    def is_whole(self) -> bool:
        """Whether every file is there in its full size (a power cut may have taken some)."""
        return all(
            _size(f"{self.folder}{path}{suffix}") == size
            for path, file in self.files.items()
            for suffix, size in file.sizes().items()
        )


def checked_path(path: str) -> str:
    """The path itself; raises ValueError where it is not one a site may have."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r}: expected a path such as /en/data/table.csv")
    return path


def current_folder(var: Path) -> Path | None:
    """The folder of the site in force, or None before the first one."""
    link = var / SITE / CURRENT
    try:
        return link.parent / link.readlink()
    except OSError:
        return None


def open_site(var: Path) -> Site | None:
    """The site in force, or None where there is none or it is damaged."""
    folder = current_folder(var)
    site = read_index(folder) if folder else None
    return site if site and site.is_whole() else None


def read_index(folder: Path) -> Site | None:
    """The site of a folder as its index tells it, or None where it has no sound index."""
    try:
        index = json.loads((folder / INDEX).read_bytes())
        files = {path: SiteFile(*entry) for path, entry in index["files"].items()}
        return Site(folder, index["inputs"], files)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def index_content(inputs: str, files: Mapping[str, SiteFile]) -> bytes:
    """The index of a site, the same bytes for the same site."""
    entries = {path: astuple(file) for path, file in sorted(files.items())}
    return json.dumps({"inputs": inputs, "files": entries}, separators=(",", ":")).encode()


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return -1
