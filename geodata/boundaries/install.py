"""Install the outline files that no package carries: fetch them, check them, put them in place.

A file is used only if its SHA-256 is the one pinned in country.toml. Either every file of a set is
installed or none is.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.boundaries.files import digest, write_whole
from geodata.boundaries.sources import INSTALLED, SourceFile
from geodata.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_TO_WAIT = 60
# The largest file of a set is about a megabyte; a stranger's endless answer stops here.
MOST_BYTES = 64 * 1024 * 1024


def install_from_address(source: SourceFile, var: Path, address: str = "") -> bool:
    """Download a set's files; whether anything had to be done. Raises DataError."""
    base = address or source.address
    return _install(source, var, lambda name: _download(base.rstrip("/") + "/" + name, name))


def install_from_folder(source: SourceFile, var: Path, folder: Path) -> bool:
    """Copy a set's files from a folder; whether anything had to be done. Raises DataError."""
    return _install(source, var, lambda name: _copy(folder / name))


def is_installed(source: SourceFile, var: Path) -> bool:
    """Whether every file of the set is in place with the pinned checksum."""
    return all(
        path.is_file() and digest(path.read_bytes()) == wanted
        for path, wanted in _places(source, var).items()
    )


def check_installed(source: SourceFile, var: Path) -> None:
    """Raise DataError, naming the file, when an installed file is missing or was changed."""
    for path, wanted in _places(source, var).items():
        _checked(path.name, _copy(path), wanted)


def _install(source: SourceFile, var: Path, fetch: Callable[[str], bytes]) -> bool:
    if is_installed(source, var):
        return False
    contents = {name: _checked(name, fetch(name), wanted) for name, wanted in source.sha256.items()}
    # The file that is opened goes last: until it is there, the set counts as not installed.
    for name in sorted(contents, key=lambda name: name == source.path):
        write_whole(var / INSTALLED / name, contents[name])
    return True


def _places(source: SourceFile, var: Path) -> Mapping[Path, str]:
    return {var / INSTALLED / name: wanted for name, wanted in source.sha256.items()}


def _checked(name: str, content: bytes, wanted: str) -> bytes:
    found = digest(content)
    if found != wanted:
        raise DataError(f"{name}: SHA-256 expected {wanted}, found {found}; nothing was installed")
    return content


def _copy(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path.name}: expected in {path.parent}: {error.strerror}; nothing was installed"
        ) from error


def _download(address: str, name: str) -> bytes:
    from urllib.request import urlopen

    if not address.startswith(("https://", "http://")):
        raise DataError(f"{name}: expected an http or https address, found {address}")
    try:
        with urlopen(address, timeout=SECONDS_TO_WAIT) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
            promised = int(answer.headers.get("Content-Length") or len(content))
    except (OSError, HTTPException, ValueError) as error:
        raise DataError(
            f"{name}: expected at {address}: {error}; nothing was installed. "
            "`--from FOLDER` installs from a copy on this machine"
        ) from error
    if len(content) < promised or len(content) > MOST_BYTES:
        raise DataError(
            f"{name}: expected {promised} bytes at {address}, got {len(content)}; "
            "nothing was installed"
        )
    return content
