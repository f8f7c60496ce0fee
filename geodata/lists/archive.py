"""Archives (ZIP): checked before they are unpacked, and again while they are.

What an archive says of its own sizes is only believed until it proves wrong.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path, PurePosixPath
from zlib import error as BrokenStream  # noqa: N812 (it is named like a function there)

from geodata.lists.table import ListFile, unreadable

LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_RATIO = 250
SMALL = 1024 * 1024
MOST_PARTS = 2000
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (
    zipfile.BadZipFile, BrokenStream, OSError, RuntimeError, NotImplementedError, EOFError,
    ValueError,
)  # fmt: skip


@contextmanager
def opened_archive(file: ListFile) -> Iterator[zipfile.ZipFile]:
    """An archive whose list of contents is sound; raises FaultyData."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            _check_parts(file.path, archive.infolist(), len(file.content))
            yield archive
    except _BROKEN as error:
        raise unreadable(file.path, f"an archive that can be unpacked ({error})") from error


def pieces(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part holds; raises FaultyData where it is more, or less, than it was said to be."""
    # Told that there may be one byte more, zipfile goes on to where the part really ends.
    longer = copy(part)
    longer.file_size += 1
    found = 0
    with archive.open(longer) as content:
        while piece := content.read(SMALL):
            found += len(piece)
            if found > part.file_size:
                break
            yield piece
    if found != part.file_size:
        raise unreadable(path, "an archive that says truly how large its parts are")


def unpacked(file: ListFile, is_wanted: Callable[[str], bool]) -> tuple[list[ListFile], list[str]]:
    """The wanted files of an archive under their own names, and the names of the others."""
    found, left = [], []
    with opened_archive(file) as archive:
        for part in archive.infolist():
            if part.is_dir():
                continue
            if is_wanted(part.filename):
                content = b"".join(pieces(file.path, archive, part))
                found.append(ListFile(Path(PurePosixPath(part.filename).name), content))
            else:
                left.append(part.filename)
    return found, left


def _check_parts(path: Path, parts: Sequence[zipfile.ZipInfo], packed: int) -> None:
    """Refuse what would unpack to too much, or beside where it belongs."""
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise unreadable(path, f"an archive of at most {MOST_PARTS} files")
    if unpacked > LARGEST_UNPACKED:
        raise unreadable(path, f"at most {LARGEST_UNPACKED // SMALL} MB when unpacked")
    if unpacked > SMALL and unpacked > LARGEST_RATIO * packed:
        raise unreadable(path, f"a file that unpacks to at most {LARGEST_RATIO} times its size")
    for part in parts:
        _check_name(path, part)
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise unreadable(path, "an archive that has each file once")


def _check_name(path: Path, part: zipfile.ZipInfo) -> None:
    name = PurePosixPath(part.orig_filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or _DRIVE.match(str(name)) or "\x00" in str(name):
        raise unreadable(path, "an archive whose files stay inside it")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise unreadable(path, "an archive without links")
    if part.flag_bits & 1:
        raise unreadable(path, "an archive without a password")
