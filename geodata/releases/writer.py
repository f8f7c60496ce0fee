"""Write a release: whole or not at all, and of it only what is not there yet.

Everything goes to the disk under the name of its content; the last act puts the new manifest in
the place of the old one. Until then, and if anything fails, the last good release stays.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from geodata.boundaries.files import digest
from geodata.errors import DataError
from geodata.releases.before import Before
from geodata.releases.folder import LIST_TYPE, ReleaseFolder
from geodata.releases.keys import public_key
from geodata.releases.listing import (
    LASTING,
    Files,
    ReleaseFile,
    checked_path,
    list_content,
    list_of,
    pinned_in,
)
from geodata.releases.manifest import ListRef, Manifest
from geodata.releases.objects import QUICK, Squeezing

_THREADS = 8
_MOST_WAITING = 512
_VOTE = re.compile(r"\d{4}-\d\d-\d\d-")


class Withheld(DataError):
    """A release cannot be put in the place of the one before it; the message says why."""


class ReleaseWriter:
    """Writes one release; use it in a ``with`` block, whose end without ``finish`` drops it."""

    def __init__(self, folder: ReleaseFolder, earlier: Before, *, careful: bool = True) -> None:
        """``careful`` looks whether what is taken over is still on the disk."""
        self.folder, self.before, self._careful = folder, earlier, careful
        self.files: dict[str, ReleaseFile] = {}
        self._taken: set[str] = set()
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="release-writer")
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._workers.shutdown(cancel_futures=True)
        # Names of whole contents may stay; a later release finds them, or they are cleared away.
        with suppress(OSError):
            self.folder.objects.sync()

    def write(self, path: str, content: bytes, kind: str, squeezing: Squeezing | None) -> str:
        """Take a file into the release; returns its path.

        Raises ValueError for a path that is taken or that no release may have.
        """
        self._take(path)
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._workers.submit(self._keep, path, content, kind, squeezing))
        return path

    def has(self, path: str) -> bool:
        """Whether a path was taken already."""
        return path in self._taken

    def stay(self, paths: Iterable[str]) -> bool:
        """Take files over from the release before; none of them, and False, where one is not there.

        Files that were lost from the disk are not there.
        """
        found = {path: self.before.file(path) for path in paths}
        if not all(file and self._is_there(file) for file in found.values()):
            return False
        for path, file in found.items():
            if file:
                self._take(path)
                self.files[path] = file
        return True

    def _is_there(self, file: ReleaseFile) -> bool:
        return not self._careful or self.folder.objects.has(file)

    def stay_list(self, name: str, without: tuple[str, ...] = ()) -> bool:
        """Take a list over from the release before, without paths that begin so; False where a file
        of it was lost."""
        paths = self.before.lists.get(name, {})
        return self.stay(path for path in paths if not path.startswith(without or "\0"))

    def pinned_files(self, sequence: int) -> Files:
        """What is pinned to a past release. Raises OSError and ValueError."""
        ref = self.before.pinned.get(sequence)
        return self.folder.files(ref) if ref else {}

    def finish(self, draft: Manifest, key: Ed25519PrivateKey) -> Manifest:
        """Put the release in force. ``draft`` says what it is; lists and chain are filled in.

        Where no file is another one the release before stays, and is returned. Raises Withheld and
        OSError; the release before stays then, too.
        """
        self._wait()
        earlier = self.before.manifest
        if earlier and earlier.key != public_key(key):
            raise Withheld(
                f"release {earlier.sequence} is signed by another key ({earlier.key[:16]}…): bring "
                "that key back, or move the folder of releases away to begin a new chain"
            )
        if earlier and (earlier.is_test, earlier.country) != (draft.is_test, draft.country):
            sorts = {True: "a rehearsal", False: "live"}
            raise Withheld(
                f"release {earlier.sequence} is {sorts[earlier.is_test]} of {earlier.country}: "
                f"expected {sorts[draft.is_test]} of {draft.country}"
            )
        lists, pinned = self._write_lists(), self._write_pinned()
        if earlier and self._is_whole_before and (lists, pinned, draft.held, draft.status) == (
            earlier.lists, earlier.pinned, earlier.held, earlier.status,
        ):  # fmt: skip
            return earlier
        whole = replace(
            draft,
            sequence=self.before.sequence + 1,
            previous=earlier.digest if earlier else "",
            lists=lists,
            pinned=pinned,
            elections=self._elections(lists),
        ).signed(key)
        self.folder.objects.sync()
        self.folder.put_in_force(whole)
        return whole

    @property
    def _is_whole_before(self) -> bool:
        return bool(self.before.lists)

    def _elections(self, lists: Mapping[str, ListRef]) -> dict[str, int]:
        """Vote → the release in which a page of it last changed."""
        earlier = self.before.manifest
        found: dict[str, int] = {}
        for name, ref in lists.items():
            vote = name.partition("/")[2]
            if not _VOTE.match(vote):
                continue
            same = earlier is not None and earlier.lists.get(name) == ref
            since = earlier.elections.get(vote, 0) if earlier and same else 0
            found[vote] = max(found.get(vote, 0), since or self.before.sequence + 1)
        return dict(sorted(found.items()))

    def _take(self, path: str) -> None:
        if checked_path(path) in self._taken:
            raise ValueError(f"{path}: written twice")
        self._taken.add(path)

    def _keep(self, path: str, content: bytes, kind: str, squeezing: Squeezing | None) -> None:
        objects, there = self.folder.objects, self.before.file(path)
        same = there and (there.digest, there.content_type) == (digest(content), kind)
        if there and same and self._is_there(there):
            self.files[path] = there
        else:
            self.files[path] = objects.keep(content, kind, squeezing)

    def _wait(self) -> None:
        while self._waiting:
            self._waiting.popleft().result()

    def _write_lists(self) -> dict[str, ListRef]:
        """Write every living list; what lasts is added to, since pinned pages go on needing it."""
        lists = _grouped(path for path in self.files if not pinned_in(path))
        lasting = {**self.before.lists.get(LASTING, {})}
        found = {name: {path: self.files[path] for path in paths} for name, paths in lists.items()}
        found[LASTING] = {**lasting, **found.get(LASTING, {})}
        return {name: self._list(name, files) for name, files in sorted(found.items())}

    def _list(self, name: str, files: Files) -> ListRef:
        """The list of the release before where it is the same, else a new one."""
        earlier = self.before.manifest
        if earlier and name in earlier.lists and self.before.lists.get(name) == files:
            return earlier.lists[name]
        return self._write_list(files)

    def _write_pinned(self) -> ListRef | None:
        """Write the lists of the releases to which something was pinned or changed."""
        lists = dict(self.before.pinned)
        for name, paths in _grouped(path for path in self.files if pinned_in(path)).items():
            sequence = int(name.removeprefix("r/"))
            there = self.folder.files(lists[sequence]) if sequence in lists else {}
            files = {**there, **{path: self.files[path] for path in paths}}
            lists[sequence] = self._write_list(files)
        if not lists:
            return None
        return self._write_list(
            {
                f"/r/{sequence}": ReleaseFile(ref.digest, LIST_TYPE, ref.size)
                for sequence, ref in lists.items()
            }
        )

    def _write_list(self, files: Files) -> ListRef:
        content = list_content(files)
        kept = self.folder.objects.keep(content, LIST_TYPE, QUICK)
        return ListRef(kept.digest, kept.size)


def _grouped(paths: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(list_of(path), []).append(path)
    return found
