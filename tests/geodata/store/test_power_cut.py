"""After a power cut at any moment the store opens, and holds what it had acknowledged."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import event, text

from geodata.store.engines import open_engine
from geodata.store.store import Store
from tests.geodata.store.messages import report
from tests.geodata.store.power_cut import Connection, Disk

APPENDS = 260
BATCH = 3
# One moment in so many is tried; the first ones, while the store is being made, all are.
ONE_IN = 40
FIRST = 30


@dataclass
class Cuts:
    """What the disk held after a cut at this moment and that, and what was acknowledged by then."""

    disk: Disk
    folder: Path
    acknowledged: set[str] = field(default_factory=set)
    made: list[tuple[Path, set[str]]] = field(default_factory=list)
    moments: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(20160320))

    def perhaps(self) -> None:
        self.moments += 1
        if self.moments <= FIRST or self.chance.random() < 1 / ONE_IN:
            into = self.folder / f"cut-{self.moments}"
            into.mkdir()
            self.disk.cut(into, self.chance)
            self.made.append((into, set(self.acknowledged)))


def write_and_cut(folder: Path, weaken: str = "") -> Cuts:
    """Append to the store on a forgetful disk, cutting the power again and again."""
    path = folder / "store.sqlite"
    disk = Disk(f"forgetful {folder}")
    cuts = Cuts(disk, folder)
    disk.before_each = cuts.perhaps
    engine = open_engine(f"sqlite:///{path}", lambda: Connection(path, disk))
    if weaken:
        event.listen(engine, "connect", lambda connection, _: connection.cursor().execute(weaken))
    with Store(engine, is_test=True) as store:
        for number in range(APPENDS):
            visits = [report(f"visit {number} {each}", note="x" * 900) for each in range(BATCH)]
            store.append(visits)
            cuts.acknowledged.update(visit.instance for visit in visits)
    disk.unregister()
    return cuts


def lost(cut: Path, acknowledged: set[str]) -> set[str]:
    """What was acknowledged and is not there; the file must be sound and hold whole batches."""
    with Store.open(f"sqlite:///{cut}/store.sqlite", is_test=True) as store:
        with store.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        there = [stored.event.instance for stored in store.events()]
        assert len(there) % BATCH == 0
        assert store.append([report("after the cut")])
    return acknowledged - set(there)


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    cuts = write_and_cut(tmp_path)
    assert len(cuts.made) > FIRST + 20
    # Some came after the log was carried over into the store's own file, which is another moment.
    assert any((cut / "store.sqlite").stat().st_size > 100_000 for cut, _ in cuts.made)
    assert [name for cut, by_then in cuts.made for name in lost(cut, by_then)] == []


def test_the_same_cuts_are_felt_where_commits_do_not_wait_for_the_disk(tmp_path: Path) -> None:
    cuts = write_and_cut(tmp_path, "PRAGMA synchronous=NORMAL")
    assert [name for cut, by_then in cuts.made for name in lost(cut, by_then)] != []


def test_the_store_really_asks_for_what_it_needs(store: Store) -> None:
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            asked = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                     ("journal_mode", "synchronous")]  # fmt: skip
            assert asked == ["wal", 2]
        else:
            asked = [connection.execute(text(f"SHOW {name}")).scalar() for name in
                     ("fsync", "synchronous_commit")]  # fmt: skip
            assert asked == ["on", "on"]
