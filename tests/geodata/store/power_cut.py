"""A disk that forgets, at a power cut, what nobody made sure of.

SQLite writes through this file system of ours, which lets the program see every write at once, as
a real one does, and notes which of them were followed by a sync. At the cut, what was not may be
there, or not, or in part, sector by sector. Python's own sqlite3 brings a SQLite of its own that
cannot see it, so the store's connections are apsw's, dressed as Python's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import apsw

SECTOR = 512
Write = tuple[int, bytes]


class Disk(apsw.VFS):
    """Every file under one folder: what is on the plate, and what is only promised."""

    def __init__(self, name: str) -> None:
        self.files: dict[str, Plate] = {}
        # Called before a write or a sync is done: the moments at which the power can go.
        self.before_each: Callable[[], None] = lambda: None
        super().__init__(name, "")
        self.name = name

    def xOpen(self, name: Any, flags: list[int]) -> ForgetfulFile:  # noqa: ANN401, N802 (apsw's)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        plate = self.files.setdefault(str(path), Plate())
        return ForgetfulFile(name, flags, plate, self)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 (apsw's)
        super().xDelete(filename, syncdir)
        self.files.pop(filename, None)

    def cut(self, into: Path, chance: random.Random) -> None:
        """Write what the disk holds after a power cut now into a folder."""
        for name, plate in self.files.items():
            (into / Path(name).name).write_bytes(plate.after_a_cut(chance))


class Plate:
    """One file: what is certain, and what was written since."""

    def __init__(self) -> None:
        self.certain = bytearray()
        self.promised: list[Write | int] = []

    def sync(self) -> None:
        """All that was promised is certain."""
        for change in self.promised:
            _apply(self.certain, change)
        self.promised.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What is left: of what was only promised any part, in any order, or nothing."""
        left = bytearray(self.certain)
        share = chance.choice((0.0, 0.0, 0.5, 0.9, 1.0))
        changes = [part for change in self.promised for part in _sectors(change)]
        for change in changes:
            if chance.random() < share:
                _apply(left, change)
        return bytes(left)


class ForgetfulFile(apsw.VFSFile):
    """One open file, which tells its plate what happens to it."""

    def __init__(self, name: Any, flags: list[int], plate: Plate, disk: Disk) -> None:  # noqa: ANN401
        super().__init__("", name, flags)
        self.plate = plate
        self.disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 (apsw's)
        self.disk.before_each()
        super().xWrite(data, offset)
        self.plate.promised.append((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 (apsw's)
        super().xTruncate(newsize)
        self.plate.promised.append(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 (apsw's)
        self.disk.before_each()
        super().xSync(flags)
        self.plate.sync()


def _apply(held: bytearray, change: Write | int) -> None:
    if isinstance(change, int):
        del held[change:]
        return
    offset, data = change
    held.extend(bytes(max(0, offset - len(held))))
    held[offset : offset + len(data)] = data


def _sectors(change: Write | int) -> Iterable[Write | int]:
    if isinstance(change, int):
        return [change]
    offset, data = change
    return [(offset + at, data[at : at + SECTOR]) for at in range(0, len(data), SECTOR)]


class Connection:
    """A connection of apsw's as the store expects one of sqlite3's."""

    isolation_level: str | None = None

    def __init__(self, path: Path, disk: Disk) -> None:
        self.inner = apsw.Connection(str(path), vfs=disk.name)

    def cursor(self) -> Cursor:
        return Cursor(self.inner)

    def create_function(self, *_: object, **__: object) -> None:
        """The store calls no functions of its own."""

    def commit(self) -> None:
        if self.inner.in_transaction:
            self.inner.execute("COMMIT")

    def rollback(self) -> None:
        if self.inner.in_transaction:
            self.inner.execute("ROLLBACK")

    def close(self) -> None:
        self.inner.close()


class Cursor:
    """A cursor of apsw's as the store expects one of sqlite3's."""

    arraysize = 1
    rowcount = -1
    lastrowid = None

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self.rows: list[Any] = []
        self.description: Sequence[Any] | None = None

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Self:
        inner = self.connection.cursor()
        # apsw tells the columns only while a statement runs, and has none for one that reads none.
        inner.exec_trace = self._note_columns
        self.rows = inner.execute(sql, tuple(values)).fetchall()
        return self

    def _note_columns(self, inner: apsw.Cursor, _: str, __: object) -> bool:
        columns = inner.get_description()
        self.description = [(*column, *[None] * 5) for column in columns] or None
        return True

    def executemany(self, sql: str, several: Iterable[Sequence[Any]]) -> Self:
        self.connection.executemany(sql, [tuple(values) for values in several])
        self.description = None
        return self

    def fetchone(self) -> Any:  # noqa: ANN401 (as the driver)
        return self.rows.pop(0) if self.rows else None

    def fetchall(self) -> list[Any]:
        rows, self.rows = self.rows, []
        return rows

    def close(self) -> None:
        """Every result was fetched at once."""
