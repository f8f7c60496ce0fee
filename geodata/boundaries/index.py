"""The index of built boundary sets: which files each has, and from what they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from geodata.boundaries.files import digest, write_whole
from geodata.boundaries.sheet import Sheet, read_sheet

FOLDER = "boundaries"
INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A content-addressed file: ``sha256`` of its bytes, in hexadecimal, and its size in bytes."""

    path: Path
    sha256: str
    size: int

    @classmethod
    def of(cls, path: Path) -> BuiltFile:
        """Measure a file that has just been written."""
        content = path.read_bytes()
        return cls(path, digest(content), len(content))


@dataclass(frozen=True, slots=True)
class BuiltSet:
    """The files of one boundary set, all in longitude and latitude (EPSG:4326) but the sheet.

    ``full`` are the outlines for point membership, ``outlines`` the GeoJSON of the interactive
    map, ``sheet`` the drawing.
    """

    id: str
    stamp: str
    full: BuiltFile
    outlines: BuiltFile
    sheet: BuiltFile

    def read_sheet(self) -> Sheet:
        """The drawing, read from its file."""
        return read_sheet(self.sheet.path)

    @property
    def is_there(self) -> bool:
        """Whether every file is still on disk in its full length."""
        return all(
            file.path.is_file() and file.path.stat().st_size == file.size
            for file in (self.full, self.outlines, self.sheet)
        )


def read_index(var: Path) -> Mapping[str, BuiltSet]:
    """Set id → what was built for it; empty when nothing was, or the index cannot be read."""
    folder = var / FOLDER
    try:
        entries = json.loads((folder / INDEX).read_text("utf-8"))
        return {name: _built(name, entry, folder) for name, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_index(var: Path, built: Mapping[str, BuiltSet]) -> None:
    """Write the index last, when all it names is there."""
    entries = {
        name: {"stamp": one.stamp, **{key: _entry(getattr(one, key)) for key in _FILES}}
        for name, one in built.items()
    }
    content = json.dumps(entries, indent=1, ensure_ascii=False)
    write_whole(var / FOLDER / INDEX, content.encode())


_FILES = ("full", "outlines", "sheet")


def _entry(file: BuiltFile) -> dict[str, object]:
    return {**asdict(file), "path": file.path.name}


def _built(name: str, entry: Mapping[str, object], folder: Path) -> BuiltSet:
    files = {key: _file(entry[key], folder) for key in _FILES}
    return BuiltSet(id=name, stamp=str(entry["stamp"]), **files)


def _file(entry: object, folder: Path) -> BuiltFile:
    if not isinstance(entry, dict):
        raise TypeError(entry)
    return BuiltFile(folder / Path(entry["path"]).name, str(entry["sha256"]), int(entry["size"]))
