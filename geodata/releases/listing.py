"""Lists of a release: which files it has, each by its path, digest, type and size.

A release has one list for each vote in each language, so what did not change keeps its list. A
list is a file of the release itself, named by its digest; the manifest names every list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

# Encoding as a browser asks for it → suffix of the file that has it.
ENCODINGS = {"br": ".br", "gzip": ".gz"}
LASTING, DATA, SITE, CHANGES = "lasting", "data", "site", "changes"
_PATH = re.compile(r"(/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*|/-)+")
_PINNED = re.compile(r"/r/([1-9]\d{0,9})/")
_FIRST = {
    "assets": LASTING,
    "fonts": LASTING,
    "outlines": LASTING,
    "data": DATA,
    "changes": CHANGES,
}


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file: the digest of its content, its type, its size in bytes plain and squeezed.

    A squeezed size of 0 means that there is no such form; what is kept squeezed is not kept plain.
    """

    digest: str
    content_type: str
    size: int
    br: int = 0
    gzip: int = 0

    @property
    def kept(self) -> dict[str, int]:
        """Encoding ("" for plain) → size of each form that lies on the disk."""
        squeezed = {"br": self.br, "gzip": self.gzip}
        return {name: size for name, size in squeezed.items() if size} or {"": self.size}


Files = Mapping[str, ReleaseFile]


def checked_path(path: str) -> str:
    """The path itself; raises ValueError where it is not one a release may have."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r}: expected a path such as /en/data/table.csv")
    return path


def list_of(path: str) -> str:
    """The list that a path stands in."""
    if pinned := pinned_in(path):
        return f"r/{pinned}"
    first, _, rest = path.removeprefix("/").partition("/")
    if first in _FIRST:
        return _FIRST[first]
    vote, _, of_vote = rest.partition("/")
    return f"{first}/{vote}" if of_vote else SITE


def pinned_in(path: str) -> int | None:
    """The release that a path is pinned to; None for a living path."""
    found = _PINNED.match(path)
    return int(found.group(1)) if found else None


def list_content(files: Files) -> bytes:
    """A list as its file has it: the same bytes for the same files."""
    entries = {path: _entry(files[path]) for path in sorted(files)}
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(file: ReleaseFile) -> tuple[str, str, int, int, int]:
    return file.digest, file.content_type, file.size, file.br, file.gzip


def read_list(content: bytes) -> dict[str, ReleaseFile]:
    """The files of a list. Raises ValueError where it is none."""
    try:
        entries = json.loads(content)
        return {checked_path(path): ReleaseFile(*entry) for path, entry in entries.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"expected a list of files: {error}") from None
