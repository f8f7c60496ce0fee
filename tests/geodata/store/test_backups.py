"""A backup is all or nothing, fits either database, and a broken one is refused."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.__main__ import main
from geodata.store.backups import UnusableBackup, back_up, restore
from geodata.store.decisions import decide
from geodata.store.events import Event, Stored
from geodata.store.fold import fold
from geodata.store.store import Store
from tests.geodata.store.messages import MORNING, report
from tests.geodata.store.postgres import Server


def fill(store: Store) -> None:
    store.append([report(f"visit {number}") for number in range(2_100)])
    store.append([report("visit 7", voted=1), report("visit 8", version=2), report("visit 9 ё")])
    store.append([decide(report("visit 7", voted=1), "desk", MORNING)])
    store.append([Event(**{**vars(report("clock")), "observed_at": MORNING})])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept elsewhere" / "day.jsonl.gz"


def test_only_their_owner_may_read_a_store_and_its_backup(tmp_path: Path, file: Path) -> None:
    place = tmp_path / "store"
    with Store.open(f"sqlite:///{place}/day.sqlite", is_test=True) as store:
        store.append([report("visit 1")])
        back_up(store, file)
        files = [*place.iterdir(), file]
        assert len(files) == 4
        assert {oct(one.stat().st_mode & 0o777) for one in files} == {"0o600"}


def test_a_restored_store_is_the_store(
    store: Store, fresh_url: Callable[[], str], file: Path
) -> None:
    fill(store)
    assert back_up(store, file) == store.position() == 2_105
    with Store.open(fresh_url(), is_test=True) as other:
        assert restore(other, file) == 2_105
        assert list(other.messages()) == list(store.messages())
        assert present(other) == present(store)
        assert other.append([report("after")]) == ["new"]


def present(store: Store) -> dict[str, Event]:
    return fold(stored.event for stored in store.messages())


def test_a_backup_moves_a_store_from_one_database_to_the_other_and_back(
    postgresql: Server, sqlite_path: Path, file: Path
) -> None:
    with Store.open(f"sqlite:///{sqlite_path}", is_test=True) as first:
        fill(first)
        back_up(first, file)
        with Store.open(postgresql.fresh_url(), is_test=True) as second:
            restore(second, file)
            again = file.with_name("again.jsonl.gz")
            back_up(second, again)
    assert again.read_bytes() == file.read_bytes()


def test_a_backup_is_of_one_moment_though_messages_go_on_coming(store: Store, file: Path) -> None:
    store.append([report("before")])
    reading: list[Stored] = []
    for stored in store.messages():
        store.append([report("meanwhile")])
        reading.append(stored)
    assert [stored.event.instance for stored in reading] == ["before"]
    assert back_up(store, file) == 2


def test_a_backup_is_never_written_over(store: Store, file: Path) -> None:
    back_up(store, file)
    before = file.read_bytes()
    with pytest.raises(UnusableBackup, match="expected a new name"):
        back_up(store, file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_backup_goes_into_an_empty_store_only(store: Store, file: Path) -> None:
    store.append([report()])
    back_up(store, file)
    with pytest.raises(UnusableBackup, match="expected an empty one"):
        restore(store, file)
    assert store.position() == 1


def test_a_backup_of_tests_does_not_go_into_a_live_store(
    store: Store, fresh_url: Callable[[], str], file: Path
) -> None:
    back_up(store, file)
    with (
        Store.open(fresh_url(), is_test=False) as live,
        pytest.raises(UnusableBackup, match="test and live never mix"),
    ):
        restore(live, file)


def cut(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines))[:-40]


def without_the_end(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines[:-1]))


def with_another_figure(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines).replace(b"team 7", b"team 8", 1))


def with_a_message_less(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines[:2] + lines[3:]))


def of_another_format(lines: list[bytes]) -> bytes:
    return gzip.compress(json.dumps({**json.loads(lines[0]), "format": 2}).encode() + b"\n")


def of_something_else(_: list[bytes]) -> bytes:
    return gzip.compress(b"[]\n")


def not_packed(lines: list[bytes]) -> bytes:
    return b"".join(lines)


def empty(_: list[bytes]) -> bytes:
    return b""


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        without_the_end,
        with_another_figure,
        with_a_message_less,
        of_another_format,
        of_something_else,
        not_packed,
        empty,
    ],
)
def test_a_spoilt_backup_is_refused_and_nothing_is_restored(
    spoil: Callable[[list[bytes]], bytes], sqlite_path: Path, file: Path
) -> None:
    with Store.open(f"sqlite:///{sqlite_path}", is_test=True) as store:
        store.append([report(f"visit {number}") for number in range(30)])
        back_up(store, file)
    file.write_bytes(spoil(gzip.decompress(file.read_bytes()).splitlines(keepends=True)))
    with Store.open(f"sqlite:///{sqlite_path}.other", is_test=True) as other:
        with pytest.raises(UnusableBackup, match=file.name):
            restore(other, file)
        assert other.position() == 0


def test_the_commands_back_up_and_restore(
    url: str,
    fresh_url: Callable[[], str],
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Store.open(url, is_test=True) as store:
        fill(store)
    monkeypatch.setenv("REHEARSAL_DATABASE_URL", url)
    assert main(["store", "backup", "--rehearsal", str(file)]) == 0
    assert main(["store", "restore", "--rehearsal", str(file)]) == 1
    other = fresh_url()
    monkeypatch.setenv("REHEARSAL_DATABASE_URL", other)
    assert main(["store", "restore", "--rehearsal", str(file)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"2105 messages written to {file}",
        f"2105 messages restored from {file}",
    ]
    assert "expected an empty one" in said.err
    with Store.open(url, is_test=True) as first, Store.open(other, is_test=True) as second:
        assert list(first.messages()) == list(second.messages())


def test_without_a_database_live_and_rehearsal_lie_in_two_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BAQYLAU_VAR", str(tmp_path / "var"))
    assert main(["store", "backup", str(tmp_path / "live.gz")]) == 0
    assert main(["store", "backup", "--rehearsal", str(tmp_path / "rehearsal.gz")]) == 0
    assert {path.name for path in (tmp_path / "var").glob("*.sqlite")} == {
        "store.sqlite",
        "rehearsal.sqlite",
    }
    assert main(["store", "restore", str(tmp_path / "rehearsal.gz")]) == 1
    assert "never mix" in capsys.readouterr().err


def test_a_missing_backup_is_named(tmp_path: Path, store: Store) -> None:
    with pytest.raises(UnusableBackup, match=r"nowhere\.gz: No such file"):
        restore(store, tmp_path / "nowhere.gz")
