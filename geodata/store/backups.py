"""A copy of the whole store in one file that needs no database: to keep elsewhere, and to go back.

It is a gzip file of JSON lines: first what it is, then every message in the order it was kept,
last how many there are and their digest. It is the same from either database and goes back into
either, so it is also the way from one to the other. Taking it stops nobody from writing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import error as BrokenGzip  # noqa: N812 (it is named like a function there)

from geodata.errors import DataError
from geodata.store.engines import ONLY_ITS_OWNER, writing
from geodata.store.events import Stored, Taken
from geodata.store.faulty_events import refuse_faulty
from geodata.store.store import Store
from geodata.store.tables import FORMAT, as_event, as_row

WHAT = "baqylau store"
_RESTORED_AT_ONCE = 1_000
_COLUMNS = (
    "position", "instance", "version", "kind", "payload", "sha256", "source", "received_at",
    "observed_at", "is_test",
)  # fmt: skip


class UnusableBackup(DataError):
    """A file is no whole backup, or cannot go back into this store; nothing was restored."""


def back_up(store: Store, file: Path) -> int:
    """Write everything the store holds now; how many messages. Never over a file that is there.

    The file has its name only when all of it is on the disk. Raises UnusableBackup.
    """
    if file.exists():
        raise UnusableBackup(f"{file}: it is there already; expected a new name")
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(ONLY_ITS_OWNER)
    with unfinished.open("wb") as raw:
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as packed:
            number = 0
            digest = hashlib.sha256()
            for line in _lines(store):
                packed.write(line)
                digest.update(line)
                number += 1
            packed.write(_line({"messages": number - 1, "sha256": digest.hexdigest()}))
        raw.flush()
        os.fsync(raw.fileno())
    unfinished.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return number - 1


def restore(store: Store, file: Path) -> int:
    """Put a backup into an empty store of its sort, all of it or nothing; how many messages.

    Every message lies where it lay, kept apart if it was. Raises UnusableBackup.
    """
    number = _checked(file, store.is_test)
    with writing(store.engine).begin() as connection:
        if store.position_within(connection):
            raise UnusableBackup(f"{file}: the store holds messages; expected an empty one")
        messages = _messages(file)
        while some := list(islice(messages, _RESTORED_AT_ONCE)):
            events = [message.event for message in some]
            refuse_faulty(events, store.is_test)
            wanted = [Taken.CONFLICT if message.apart else Taken.NEW for message in some]
            if store.append_within(connection, events) != wanted:
                raise UnusableBackup(f"{file}: its messages contradict each other")
        if store.position_within(connection) != number:
            raise UnusableBackup(f"{file}: its messages contradict each other")
    return number


def _lines(store: Store) -> Iterator[bytes]:
    yield _line({"what": WHAT, "format": FORMAT, "is_test": store.is_test})
    for stored in store.messages():
        yield _line({**as_row(stored.position, stored.event), "apart": stored.apart})


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _checked(file: Path, is_test: bool) -> int:
    """How many messages a backup holds, once it has proved to be whole and of this sort."""
    digest = hashlib.sha256()
    number = -1
    last = b""
    try:
        with gzip.open(file) as packed:
            for line in packed:
                digest.update(last)
                number += 1
                if number == 0:
                    _check_head(file, json.loads(line), is_test)
                last = line
        end = json.loads(last or b"{}")
    except OSError as error:
        raise UnusableBackup(f"{file}: {error.strerror or error}") from None
    except (EOFError, BrokenGzip, ValueError):
        raise UnusableBackup(
            f"{file}: expected a whole backup; this one is cut or broken"
        ) from None
    if end != {"messages": number - 1, "sha256": digest.hexdigest()}:
        raise UnusableBackup(f"{file}: expected a whole backup; this one is cut or changed")
    return number - 1


def _check_head(file: Path, head: object, is_test: bool) -> None:
    if not isinstance(head, dict) or head.get("what") != WHAT:
        raise UnusableBackup(f"{file}: expected a backup of the store")
    if head.get("format") != FORMAT:
        raise UnusableBackup(f"{file}: format {head.get('format')}: expected {FORMAT}")
    if head.get("is_test") is not is_test:
        raise UnusableBackup(f"{file}: test and live never mix: expected a store of its own sort")


def _messages(file: Path) -> Iterator[Stored]:
    with gzip.open(file) as packed:
        yield from _stored(json.loads(line) for line in islice(packed, 1, None))


def _stored(fields: Iterable[dict[str, Any]]) -> Iterator[Stored]:
    for each in fields:
        if "apart" in each:
            # Without the digest that came along: what is kept is reckoned from what was read.
            event = replace(as_event([each[column] for column in _COLUMNS]))
            yield Stored(each["position"], event, each["apart"])
