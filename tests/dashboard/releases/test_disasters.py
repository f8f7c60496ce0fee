"""Disasters of other election nights, replayed: the last good release stays, nobody is misled."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from dashboard import shown_release
from dashboard.headers import Headers
from dashboard.publisher import Publisher
from dashboard.shown_release import ReleaseFollower
from dashboard.site_server import SiteDoor
from geodata.releases.folder import ReleaseFolder
from geodata.releases.sources import source_of
from geodata.releases.verify import verify
from geodata.store.events import Event, Kind
from geodata.store.faulty_events import FaultyEvents
from tests.dashboard.release_places import PAGE, TURNOUT, VOTE
from tests.dashboard.releases.election_day import EVENING, VIEW, ElectionDay
from tests.running import ROOT

NORTH = "turnout,,,north,12:00,2024-06-02T12:00+06:00,10"
LIVING = PAGE.removesuffix("index.html")


@pytest.fixture(autouse=True)
def _always_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_release, "SECONDS_BETWEEN_LOOKS", 0.0)


@pytest.fixture
def door(day: ElectionDay) -> Client:
    """The public door, open all the while."""
    behind = Flask("behind")
    client = Client(SiteDoor(ReleaseFollower(day.var, is_test=False), behind.wsgi_app, Headers()))
    assert client.get(LIVING).status_code == 200
    return client


def rows_told(day: ElectionDay) -> set[str]:
    """The rows of which the desk is told that they hold the release back."""
    status = day.told()
    assert status is not None
    assert status.state == "withheld"
    return {row for one in status.broken for row in one.rows}


def stays(day: ElectionDay, door: Client, change: Callable[[], object]) -> None:
    """Whatever the change is, the page of the last good release is sent, with its release."""
    before, sequence = door.get(LIVING).text, day.sequence()
    change()
    day.look()
    assert day.sequence() == sequence
    assert door.get(LIVING).text == before
    assert f'data-release="{_edition(before)}"' in before


def _edition(page: str) -> int:
    return int(page.partition('data-release="')[2].partition('"')[0])


def test_votes_counted_twice_never_go_out(day: ElectionDay, door: Client) -> None:
    """A district's count entered a second time, as a row of the region."""
    counts = f"elections/{VOTE}/counts.csv"

    def count_twice() -> None:
        old = "ballots_issued,,,s1,final,2024-06-02,70"
        day.replace(counts, old, old[:-2] + "140")

    stays(day, door, count_twice)
    assert any(counts in row for row in rows_told(day))


def test_the_same_report_twice_changes_nothing(day: ElectionDay) -> None:
    day.announce("s1", "41.5")
    day.look()
    before = day.sequence()
    first = next(iter(day.store.messages())).event
    day.store.append([first, replace(first, received_at=first.received_at)])
    day.look()
    assert day.sequence() == before


def test_shares_that_sum_to_150_percent_never_go_out(day: ElectionDay, door: Client) -> None:
    results = f"elections/{VOTE}/results.csv"
    row = "vote_share_pct,moon,,north,final,2024-06-02,"

    stays(day, door, lambda: day.replace(results, f"{row}35.71", f"{row}85.71"))
    assert any(results in one for one in rows_told(day))


def test_a_unit_that_is_left_out_is_missed(day: ElectionDay, door: Client) -> None:
    def leave_out() -> None:
        path = day.country / TURNOUT
        rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(one for one in rows if not one.startswith(NORTH)) + "\n", "utf-8")

    stays(day, door, leave_out)
    assert any(TURNOUT in row for row in rows_told(day))


def test_a_total_does_not_fall(day: ElectionDay, door: Client) -> None:
    stays(day, door, lambda: day.replace(TURNOUT, NORTH, NORTH[:-2] + "9"))
    assert f"{TURNOUT}, line 4" in rows_told(day)
    day.replace(TURNOUT, NORTH[:-2] + "9", NORTH)
    assert day.look().state == "out"


def test_test_messages_do_not_get_into_the_live_store(day: ElectionDay, door: Client) -> None:
    test = Event("bulletin/x", 1, Kind.BULLETIN, {"unit": "s1"}, "desk", EVENING, is_test=True)

    def push() -> None:
        with pytest.raises(FaultyEvents, match="never mix"):
            day.store.append([test])

    stays(day, door, push)


def test_rows_that_call_themselves_simulated_do_not_go_out(day: ElectionDay, door: Client) -> None:
    stays(day, door, lambda: day.announce("s1", "41.5", source="SIMULATED bulletin"))
    assert rows_told(day) == {"message bulletin/s1/16:00"}


def test_a_rehearsal_put_in_the_place_of_live_releases_is_not_shown(
    day: ElectionDay, door: Client, tmp_path: Path
) -> None:
    rehearsal = tmp_path / "rehearsed"
    rehearsal.mkdir()
    shutil.copytree(day.var, rehearsal / "var", symlinks=True)
    other = ElectionDay(rehearsal, is_test=True)
    other.announce("s1", "41.5")
    other.look()
    other.store.close()
    made = ReleaseFolder(rehearsal / "var" / "rehearsal" / "releases")
    assert made.in_force() is not None

    def mix_up() -> None:
        shutil.rmtree(day.releases.root)
        shutil.copytree(made.root, day.releases.root)

    before = door.get(LIVING).text
    mix_up()
    # Pages that are kept in memory go on; nothing of the rehearsal is sent.
    answer = door.get(LIVING)
    assert answer.status_code in (200, 503)
    assert answer.status_code == 503 or answer.text == before
    day.restart()
    assert day.look().state == "withheld"
    assert day.releases.in_force() == made.in_force()


@pytest.mark.parametrize("name", ["manifest.json", "list", "page"])
def test_a_file_that_is_written_by_half_is_never_sent(
    day: ElectionDay, door: Client, name: str
) -> None:
    manifest = day.releases.in_force()
    assert manifest is not None
    before = door.get(LIVING).text
    if name == "manifest.json":
        place = day.releases.root / "manifest.json"
    else:
        file = day.file()
        assert file is not None
        digest = file.digest if name == "page" else manifest.lists[f"en/{VOTE}"].digest
        place = day.releases.objects.place(digest, "gzip")
    place.write_bytes(place.read_bytes()[:40])
    assert door.get(LIVING).text == before
    fresh = Client(
        SiteDoor(ReleaseFollower(day.var, is_test=False), Flask("x").wsgi_app, Headers())
    ).get(LIVING, headers={"Accept-Encoding": "gzip"})
    assert fresh.status_code in (200, 404, 503)
    assert b"Traceback" not in fresh.data
    # A look of a publisher that starts now makes it whole again.
    day.restart()
    assert day.look().state == "out"
    assert verify(source_of(str(day.releases.root))).manifest.sequence >= manifest.sequence


def test_a_publisher_that_stops_leaves_its_last_word_and_goes_on_later(
    day: ElectionDay, door: Client
) -> None:
    day.announce("s1", "41.5")
    before = door.get(LIVING).text
    # Nobody looks: the page stays, with the moment it was made.
    assert door.get(LIVING).text == before
    assert door.get(VIEW).status_code == 404
    day.restart()
    day.look()
    assert ">41.5<" in door.get(VIEW).text


def test_the_store_that_is_away_changes_nothing_and_is_read_again_later(
    day: ElectionDay, door: Client
) -> None:
    """A database that fails in the middle of the night."""
    day.announce("s1", "41.5")
    day.look()
    before = door.get(VIEW).text
    day.announce("s1", "42.5")
    day.store.close()
    kept = day.var / "store.sqlite"
    away = [path.rename(path.with_name(f"away-{path.name}")) for path in day.var.glob("store.sql*")]
    kept.write_bytes(b"this is no database at all" * 100)
    day.restart()
    publisher = Publisher(day.settings)
    assert publisher._look(day.publisher) is None or day.told()
    assert door.get(VIEW).text == before
    kept.unlink()
    for path in away:
        path.rename(path.with_name(path.name.removeprefix("away-")))
    day.restart()
    day.look()
    assert ">42.5<" in door.get(VIEW).text


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of a few megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("only root may make a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full_keeps_the_last_good_release_until_there_is_room(
    day: ElectionDay, small_disk: Path
) -> None:
    shutil.copytree(day.var / "releases", small_disk / "releases")
    shutil.rmtree(day.var / "releases")
    (day.var / "releases").symlink_to(small_disk / "releases")
    client = Client(
        SiteDoor(ReleaseFollower(day.var, is_test=False), Flask("x").wsgi_app, Headers())
    )
    before, sequence = client.get(LIVING).text, day.sequence()
    assert sequence > 0
    room = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - 8 * 4096))
    day.announce("s1", "41.5")
    status = day.look()
    assert status.state == "withheld"
    assert any("No space left" in fault for fault in status.faults)
    assert day.sequence() == sequence
    assert client.get(LIVING).text == before
    ballast.unlink()
    assert day.look().state == "out"
    assert ">41.5<" in client.get(VIEW).text
    assert verify(source_of(str(day.releases.root))).manifest.sequence > sequence


def test_a_publisher_killed_at_any_moment_leaves_a_whole_release(day: ElectionDay) -> None:
    """kill -9 while it writes, again and again: what is in force can always be verified."""
    environ = os.environ | {
        "BAQYLAU_VAR": str(day.var),
        "BAQYLAU_COUNTRY": str(day.country),
        "BAQYLAU_SITE_ADDRESS": "https://example.org",
    }
    last = day.sequence()
    for attempt in range(4):
        day.announce("s1", f"41.{attempt}")
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "publisher"],
            cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        objects = day.releases.objects.folder
        until, there = time.monotonic() + 120, sum(1 for _ in objects.rglob("*"))
        # Until it has begun to write; each time a little later.
        while time.monotonic() < until and process.poll() is None:
            if sum(1 for _ in objects.rglob("*")) > there + attempt * 40:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert day.sequence() >= last
        last = day.sequence()
        assert verify(source_of(str(day.releases.root))).manifest.sequence == last
    day.restart()
    assert day.look().state == "out"
    assert ">41.3<" in day.page(f"{VIEW}index.html")
    verify(source_of(str(day.releases.root)))
