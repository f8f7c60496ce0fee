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
from geodata.said import because, said

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
        expected = because(said("an archive that can be unpacked"), error)
        raise unreadable(file.path, expected) from error


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
        raise unreadable(path, said("an archive that says truly how large its parts are"))


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
        raise unreadable(path, said("an archive of at most {most} files", most=MOST_PARTS))
    if unpacked > LARGEST_UNPACKED:
        most = LARGEST_UNPACKED // SMALL
        raise unreadable(path, said("at most {most} MB when unpacked", most=most))
    if unpacked > SMALL and unpacked > LARGEST_RATIO * packed:
        expected = said(
            "a file that unpacks to at most {ratio} times its size", ratio=LARGEST_RATIO
        )
        raise unreadable(path, expected)
    for part in parts:
        _check_name(path, part)
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise unreadable(path, said("an archive that has each file once"))


def _check_name(path: Path, part: zipfile.ZipInfo) -> None:
    name = PurePosixPath(part.orig_filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or _DRIVE.match(str(name)) or "\x00" in str(name):
        raise unreadable(path, said("an archive whose files stay inside it"))
    if stat.S_ISLNK(part.external_attr >> 16):
        raise unreadable(path, said("an archive without links"))
    if part.flag_bits & 1:
        raise unreadable(path, said("an archive without a password"))
