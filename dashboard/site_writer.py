"""Write a whole new public site and put it in the place of the old one in a single step.

Nobody meets a half-written site: everything goes into a folder of its own, and only the last act
turns the pointer. What has not changed since the site before is linked, not written again.
"""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import brotli

from dashboard.content_types import content_type, is_lasting, is_squeezed
from dashboard.site_files import (
    CURRENT,
    INDEX,
    SITE,
    Site,
    SiteFile,
    checked_path,
    current_folder,
    index_content,
    read_index,
)
from geodata.boundaries.files import NAME_DIGITS, digest, write_whole

# Hard for what stays a year, quick for what is made anew at each bulletin.
BROTLI_LASTING, BROTLI_VIEW = 11, 5
GZIP_LASTING, GZIP_VIEW = 9, 6
# Fewer bytes than this travel in one packet anyhow.
LEAST_TO_SQUEEZE = 512
MOST_WAITING = 256
_UNFINISHED = ".new-"
_SECONDS_A_DAY = 86_400


class SiteWriter:
    """Writes one site; use it in a ``with`` block, whose end without ``finish`` drops it all."""

    def __init__(self, var: Path, inputs: str = "") -> None:
        self._home = var / SITE
        self._home.mkdir(parents=True, exist_ok=True)
        self._inputs = inputs
        before = current_folder(var)
        self._before = read_index(before) if before else None
        self._folder = Path(tempfile.mkdtemp(dir=self._home, prefix=_UNFINISHED))
        self._files: dict[str, SiteFile] = {}
        self._taken: set[str] = set()
        self._workers = ThreadPoolExecutor(thread_name_prefix="site-writer")
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> SiteWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._workers.shutdown(cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def write(self, path: str, content: bytes | str, kind: str = "") -> str:
        """Take a file into the site; returns its path.

        ``kind`` is its content type where the name does not say it. Raises ValueError for a path
        that is taken or that no site may have.
        """
        if checked_path(path) in self._taken:
            raise ValueError(f"{path}: written twice")
        self._taken.add(path)
        data = content.encode() if isinstance(content, str) else content
        kind = kind or content_type(path)
        while len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._workers.submit(self._store, path, data, kind))
        return path

    def named(self, folder: str, stem: str, suffix: str, content: bytes | str) -> str:
        """Write a file whose name carries its digest, for a year; returns its path.

        ``folder`` is "assets", "fonts" or "outlines". The same content again is the same file.
        """
        data = content.encode() if isinstance(content, str) else content
        path = f"/{folder}/{stem}-{digest(data)[:NAME_DIGITS]}{suffix}"
        return path if path in self._taken else self.write(path, data)

    def finish(self) -> Site:
        """Put the site in force and clear away all but it and the one before; returns it."""
        while self._waiting:
            self._waiting.popleft().result()
        index = index_content(self._inputs, self._files)
        write_whole(self._folder / INDEX, index)
        self._folder.chmod(0o755)
        place = self._home / digest(index)[:NAME_DIGITS]
        self._move_to(place)
        _point(self._home / CURRENT, place.name)
        self._clear_away(place)
        return Site(place, self._inputs, dict(self._files))

    def _store(self, path: str, content: bytes, kind: str) -> None:
        place = self._folder / path.removeprefix("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        found = digest(content)
        if not self._link(path, found, kind, place):
            self._files[path] = _write_squeezed(place, content, kind, found, is_lasting(path))

    def _link(self, path: str, found: str, kind: str, place: Path) -> bool:
        """Take over the file of the site before, if it is the same to the byte and whole."""
        old = self._before.files.get(path) if self._before else None
        if not self._before or not old or (old.digest, old.content_type) != (found, kind):
            return False
        source = self._before.place(path)
        try:
            for suffix, size in old.sizes().items():
                if Path(f"{source}{suffix}").stat().st_size != size:
                    return False
            for suffix in old.sizes():
                Path(f"{place}{suffix}").hardlink_to(f"{source}{suffix}")
        except OSError:
            for suffix in old.sizes():
                Path(f"{place}{suffix}").unlink(missing_ok=True)
            return False
        self._files[path] = old
        return True

    def _move_to(self, place: Path) -> None:
        if (there := read_index(place)) and there.is_whole():
            return
        if place.exists():
            shutil.rmtree(place)
        self._folder.rename(place)

    def _clear_away(self, place: Path) -> None:
        keep = {place.name, self._before.folder.name if self._before else ""}
        for folder in self._home.iterdir():
            if folder.is_symlink() or folder.name in keep or folder == self._folder:
                continue
            # Another writer may be at work; only what it forgot a day ago is nobody's.
            if folder.name.startswith(_UNFINISHED) and not _older_than_a_day(folder):
                continue
            shutil.rmtree(folder, ignore_errors=True)


def _write_squeezed(place: Path, content: bytes, kind: str, found: str, lasting: bool) -> SiteFile:
    place.write_bytes(content)
    if not is_squeezed(kind) or len(content) < LEAST_TO_SQUEEZE:
        return SiteFile(found, kind, len(content))
    quality = BROTLI_LASTING if lasting else BROTLI_VIEW
    level = GZIP_LASTING if lasting else GZIP_VIEW
    br = brotli.compress(content, quality=quality)
    gz = gzip.compress(content, level, mtime=0)
    return SiteFile(
        found,
        kind,
        len(content),
        br=_write_if_smaller(Path(f"{place}.br"), br, content),
        gzip=_write_if_smaller(Path(f"{place}.gz"), gz, content),
    )


def _write_if_smaller(place: Path, squeezed: bytes, content: bytes) -> int:
    if len(squeezed) >= len(content):
        return 0
    place.write_bytes(squeezed)
    return len(squeezed)


def _point(link: Path, name: str) -> None:
    """Turn the pointer in one step: a link of another name takes its place."""
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    fresh.replace(link)


def _older_than_a_day(folder: Path) -> bool:
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > _SECONDS_A_DAY
    return False
