"""Files that appear whole or not at all, named after what is in them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

NAME_DIGITS = 12


def digest(content: bytes) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> Path:
    """Write through a temporary file, so that no reader and no power cut meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return path


def write_named(folder: Path, stem: str, suffix: str, content: bytes) -> Path:
    """Write a file whose name carries the first digits of its own SHA-256."""
    return write_whole(folder / f"{stem}-{digest(content)[:NAME_DIGITS]}{suffix}", content)


def _sync_folder(folder: Path) -> None:
    # The rename itself survives a power cut only once the folder is on disk.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
