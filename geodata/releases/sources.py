"""Where a release can be read from outside: a folder on a disk, or the address of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from geodata.errors import DataError
from geodata.releases.folder import MANIFESTS, OBJECTS, ReleaseFolder
from geodata.releases.listing import ENCODINGS, ReleaseFile
from geodata.releases.manifest import NAME, ListRef
from geodata.releases.objects import unpacked

LISTS = "lists"
_SECONDS_TO_WAIT = 30


class Unreachable(DataError):
    """There is nothing to check: no release lies there, or nobody answers."""


class Untrue(DataError):
    """A part of the release is missing or not as it should be; the message names it."""


class Source(Protocol):
    """What can be asked of a place where a release lies. Raises Untrue, and Unreachable."""

    def manifest(self) -> bytes:
        """The manifest in force."""

    def past(self, sequence: int) -> bytes:
        """A manifest of the chain."""

    def list_bytes(self, ref: ListRef) -> bytes:
        """The content of a list."""

    def forms(self, path: str, file: ReleaseFile) -> Iterator[bytes]:
        """The content of a file, from each form in which it lies there."""


def source_of(place: str) -> Source:
    """The source that a folder's name or an address names."""
    if urlsplit(place).scheme in ("http", "https"):
        return Web(place.rstrip("/"))
    folder = Path(place)
    return Kept(ReleaseFolder(folder)) if (folder / OBJECTS).is_dir() else Laid(folder)


@dataclass(frozen=True)
class Kept:
    """The folder in which a publisher keeps its releases."""

    folder: ReleaseFolder

    def manifest(self) -> bytes:
        return _in_force(self.folder.root)

    def past(self, sequence: int) -> bytes:
        return _read(self.folder.manifest_place(sequence))

    def list_bytes(self, ref: ListRef) -> bytes:
        try:
            return self.folder.list_bytes(ref)
        except OSError as error:
            raise Untrue(str(error)) from None

    def forms(self, path: str, file: ReleaseFile) -> Iterator[bytes]:
        for encoding in file.kept:
            try:
                form = self.folder.objects.read(file, encoding)
                yield unpacked(form, encoding) if encoding else form
            except OSError as error:
                raise Untrue(f"{path}: {error}") from None


@dataclass(frozen=True)
class Laid:
    """A folder in which every path of the site is a file, as any web server sends it."""

    root: Path

    def manifest(self) -> bytes:
        return _in_force(self.root)

    def past(self, sequence: int) -> bytes:
        return _read(self.root / MANIFESTS / f"{sequence}.json")

    def list_bytes(self, ref: ListRef) -> bytes:
        return _read(self.root / LISTS / f"{ref.digest}.json")

    def forms(self, path: str, file: ReleaseFile) -> Iterator[bytes]:
        place = self.root / path.removeprefix("/")
        yield _read(place)
        for encoding, suffix in ENCODINGS.items():
            squeezed = Path(f"{place}{suffix}")
            if file.gzip and squeezed.is_file():
                try:
                    yield unpacked(squeezed.read_bytes(), encoding)
                except OSError as error:
                    raise Untrue(f"{path}{suffix}: {error}") from None


@dataclass(frozen=True)
class Web:
    """The public site, as anyone reaches it."""

    address: str

    def manifest(self) -> bytes:
        try:
            return self._ask(f"/{NAME}")
        except Untrue as error:
            raise Unreachable(str(error)) from None

    def past(self, sequence: int) -> bytes:
        return self._ask(f"/{MANIFESTS}/{sequence}.json")

    def list_bytes(self, ref: ListRef) -> bytes:
        return self._ask(f"/{LISTS}/{ref.digest}.json")

    def forms(self, path: str, file: ReleaseFile) -> Iterator[bytes]:
        yield self._ask(path)
        for encoding in ENCODINGS if file.gzip else ():
            yield self._ask(path, encoding)

    def _ask(self, path: str, encoding: str = "") -> bytes:
        asked = Request(self.address + quote(path), headers={"Accept-Encoding": encoding})
        try:
            with urlopen(asked, timeout=_SECONDS_TO_WAIT) as answer:
                body: bytes = answer.read()
                sent = answer.headers.get("Content-Encoding", "")
        except HTTPError as error:
            raise Untrue(f"{path}: the server answers {error.code}") from None
        except (URLError, HTTPException, OSError) as error:
            raise Unreachable(f"{self.address}{path}: {error}") from None
        if sent not in ENCODINGS:
            return body
        try:
            return unpacked(body, sent)
        except OSError as error:
            raise Untrue(f"{path}: {error}") from None


def _in_force(root: Path) -> bytes:
    try:
        return (root / NAME).read_bytes()
    except OSError as error:
        raise Unreachable(f"{root / NAME}: {error.strerror}; expected a release there") from None


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise Untrue(f"{place}: {error.strerror}") from None
