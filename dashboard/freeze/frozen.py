"""Lay the public site, and keep what is laid as the release in force says; of it only what changed.

Pages come first and the manifest last, so whoever follows the manifest finds all that it names.
Downloads and pictures follow, and what no release names any more goes at the end.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from dashboard.content_types import is_lasting
from dashboard.freeze.guides import guides
from dashboard.freeze.laid import LaidFile, Place
from dashboard.freeze.on_demand import Wanted, made
from dashboard.freeze.released import IN_FORCE, in_force, released
from dashboard.settings import Settings
from dashboard.shown_release import Shown
from geodata.releases.listing import pinned_in
from layouts.page import DOWNLOADS

_log = logging.getLogger(__name__)
_AT_ONCE = 8
_CATALOGUE = "/catalogue.json"
_MAP = "map.svg"
_ASKED_FOR = tuple(str(one["file"]) for one in DOWNLOADS if one["file"] != _MAP)


@dataclass(frozen=True, slots=True)
class Change:
    """How many files were laid, and how many taken away."""

    laid: int
    removed: int


@dataclass
class _Memory:
    """What lies there: path → mark; and for downloads path → the mark of their page."""

    files: dict[str, str] = field(default_factory=dict)
    downloads: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return json.dumps({"files": self.files, "downloads": self.downloads}).encode()


class Frozen:
    """The site in one place; only one process at a time may look after it."""

    def __init__(self, settings: Settings, place: Place) -> None:
        self._settings, self._place = settings, place
        self._memory = _remembered(place)

    def bring_up_to_date(self, shown: Shown) -> Change:
        """Lay the release that is shown. Raises OSError where something cannot be read or laid."""
        files = list(released(shown))
        catalogue = json.loads(shown.read(_CATALOGUE, shown.paths[_CATALOGUE], ""))
        files += guides(catalogue["defaults"])
        laid = self._lay(sorted(files, key=lambda one: not is_lasting(one.path)))
        if laid or self._memory.files.get(IN_FORCE) != in_force(shown).mark:
            self._place.settle()
            laid += self._lay([in_force(shown)])
        named = {IN_FORCE, *(one.path for one in files)}
        removed = self._take_away(
            path for path in self._memory.files if path not in named and not _stays(path)
        )
        self._remember()
        return Change(laid, removed)

    def make_downloads(self, shown: Shown) -> Change:
        """Make what readers may keep of the pages that changed. Raises OSError."""
        wanted = list(_wanted(shown))
        known = self._memory.downloads
        news = [one for one in wanted if known.get(one.path) != one.mark]
        laid = 0
        for one, file in made(self._settings, news):
            if file:
                laid += self._lay([file])
            known[one.path] = one.mark
        named = {one.path for one in wanted}
        for path in [path for path in known if path not in named]:
            del known[path]
        gone = [path for path in self._memory.files if _is_download(path) and path not in named]
        removed = self._take_away(gone)
        self._place.settle()
        self._remember()
        return Change(laid, removed)

    def _lay(self, files: Iterable[LaidFile]) -> int:
        news = [one for one in files if self._memory.files.get(one.path) != one.mark]
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            for one, _ in zip(news, workers.map(self._place.put, news), strict=True):
                self._memory.files[one.path] = one.mark
        return len(news)

    def _take_away(self, paths: Iterable[str]) -> int:
        gone = list(paths)
        for path in gone:
            self._place.remove(path)
            del self._memory.files[path]
        return len(gone)

    def _remember(self) -> None:
        self._place.remember(self._memory.content)


def _wanted(shown: Shown) -> Iterator[Wanted]:
    """The downloads of every living view, with the mark of its data and of its drawing."""
    for path in shown.paths:
        if path.endswith(f"/{_MAP}") and not pinned_in(path):
            folder = path.removesuffix(_MAP)
            marks = (shown.paths[f"{folder}{name}"].digest for name in ("view.json", _MAP))
            mark = "".join(marks)
            yield from (Wanted(f"{folder}{name}", mark) for name in _ASKED_FOR)


def _is_download(path: str) -> bool:
    return path.rpartition("/")[2] in _ASKED_FOR


def _stays(path: str) -> bool:
    """What open pages and links of today may still ask for tomorrow."""
    return is_lasting(path) or pinned_in(path) is not None or _is_download(path)


def _remembered(place: Place) -> _Memory:
    try:
        found = json.loads(place.recall() or b"{}")
        return _Memory(dict(found.get("files", {})), dict(found.get("downloads", {})))
    except (ValueError, TypeError, AttributeError):
        _log.warning("what was frozen before cannot be read: everything is laid again")
        return _Memory()
