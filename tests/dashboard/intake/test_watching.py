"""A folder is watched: whole files are taken once, half-written ones wait, nothing lies about."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.commands import watch as command
from dashboard.intake.boxes import Boxes
from dashboard.intake.watching import SECONDS_OF_PATIENCE, Watch
from geodata.errors import FaultyData
from geodata.intake.schema import BULLETINS, REPORTS
from geodata.store.events import Kind
from tests.dashboard.intake.exports import odk, odk_archive, visit
from tests.dashboard.intake.letters import MISSION, Post, letter
from tests.dashboard.intake.test_announcements import ANNOUNCED


@pytest.fixture
def post(new_post: Callable[..., Post]) -> Post:
    return new_post().set_up()


@pytest.fixture
def watch(post: Post, tmp_path: Path) -> Iterator[Watch]:
    desk = post.door.desk
    boxes = Boxes(desk.missions, desk.settings, desk.country)
    yield Watch(tmp_path, MISSION, "folder", REPORTS, boxes, quiet=0)


def lying(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def long_ago(path: Path) -> None:
    moment = time.time() - SECONDS_OF_PATIENCE - 1
    os.utime(path, (moment, moment))


def test_a_whole_file_is_taken_and_reported_beside(watch: Watch, post: Post) -> None:
    (watch.folder / "visits.csv").write_bytes(odk(("uuid:1", 0, "", visit())))
    ((path, answer),) = watch.look()
    assert (path, answer.counts["new"]) == (watch.folder / "taken" / "visits.csv", 1)
    assert lying(watch.folder) == ["taken/visits.csv", "taken/visits.csv.report.json"]
    report = json.loads((watch.folder / "taken" / "visits.csv.report.json").read_text("utf-8"))
    assert (report["status"], report["files"][0]["taken"]) == ("new", 1)
    (event,) = post.kept()
    assert (event.source, event.instance) == ("folder", "folder/uuid:1")


def test_the_same_file_twice_is_no_double(watch: Watch, post: Post) -> None:
    for _ in range(2):
        (watch.folder / "visits.csv").write_bytes(odk(("uuid:1", 0, "", visit())))
        watch.look()
    assert len(post.kept()) == 1
    assert "taken/visits-2.csv" in lying(watch.folder)


def test_letters_archives_and_announcements_come_in_as_by_the_door(
    watch: Watch, post: Post
) -> None:
    (watch.folder / "letters.json").write_text(json.dumps([letter("a"), letter("b")]), "utf-8")
    (watch.folder / "visits.zip").write_bytes(odk_archive(odk(("uuid:1", 0, "", visit()))))
    assert sum(answer.counts["new"] for _, answer in watch.look()) == 3
    (watch.folder / "at noon.txt").write_text(ANNOUNCED, "utf-8")
    watch.kinds = BULLETINS
    assert [answer.counts["new"] for _, answer in watch.look()] == [2]
    assert [event.kind for event in post.kept()].count(Kind.BULLETIN) == 2


def test_a_file_that_is_still_written_to_waits(watch: Watch, post: Post) -> None:
    watch.quiet = 3_600
    path = watch.folder / "visits.csv"
    path.write_bytes(odk(("uuid:1", 0, "", visit())))
    assert watch.look() == []
    assert watch.is_waiting
    watch.quiet = 0
    (watch.folder / "visits2.csv.part").write_bytes(b"half")
    (watch.folder / ".visits3.csv").write_bytes(b"half")
    assert [at.name for at, _ in watch.look()] == ["visits.csv"]
    assert lying(watch.folder)[0] == ".visits3.csv"
    assert len(post.kept()) == 1


def test_what_cannot_be_read_yet_is_given_time_and_then_refused(watch: Watch, post: Post) -> None:
    archive = odk_archive(odk(("uuid:1", 0, "", visit())))
    path = watch.folder / "visits.zip"
    path.write_bytes(archive[:200])
    assert watch.look() == [] and watch.is_waiting
    path.write_bytes(archive)
    assert [at.parent.name for at, _ in watch.look()] == ["taken"]
    other = watch.folder / "other.zip"
    other.write_bytes(archive[:200])
    long_ago(other)
    ((refused, answer),) = watch.look()
    assert (refused.parent.name, answer.status) == ("refused", 400)
    report = json.loads(refused.with_name("other.zip.report.json").read_text("utf-8"))
    assert report["faults"][0]["place"] == "other.zip"
    assert len(post.kept()) == 1


def test_that_a_file_waits_to_be_whole_is_said_once(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    path = watch.folder / "visits.zip"
    path.write_bytes(odk_archive(odk(("uuid:1", 0, "", visit())))[:200])
    for _ in range(3):
        assert watch.look() == []
    (said,) = caplog.messages
    assert said.startswith("visits.zip cannot be read; it may still be on its way, refused in ")
    long_ago(path)
    assert [at.parent.name for at, _ in watch.look()] == ["refused"]
    assert len(caplog.messages) == 1


def test_what_is_written_into_a_file_after_it_was_taken_is_not_lost(
    watch: Watch, post: Post
) -> None:
    whole = odk(*((f"uuid:{number}", 0, "", visit(number)) for number in range(3)))
    first = whole[: whole.index(b"uuid:1")].rpartition(b"\n")[0] + b"\n"
    path = watch.folder / "visits.csv"
    with path.open("wb", buffering=0) as file:
        file.write(first)
        watch.look()
        assert len(post.kept()) == 1
        file.write(whole[len(first) :])
    watch.look()
    assert len(post.kept()) == 3
    assert lying(watch.folder) == ["taken/visits.csv", "taken/visits.csv.report.json"]


def test_links_and_folders_are_left_alone(watch: Watch, post: Post, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.csv"
    secret.write_bytes(odk(("uuid:1", 0, "", visit())))
    (watch.folder / "link.csv").symlink_to(secret)
    (watch.folder / "older").mkdir()
    assert watch.look() == [] and not watch.is_waiting
    assert post.kept() == []
    secret.unlink()


def test_the_command_takes_what_is_there_and_says_so(
    post: Post, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> int:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        given = parser.parse_args([*words, "--mission", MISSION, "--once", "--left-alone", "0.1"])
        return command.run(given, post.door.settings)

    (tmp_path / "visits.csv").write_bytes(odk(("uuid:1", 0, "", visit())))
    assert run(str(tmp_path)) == 0
    assert capsys.readouterr().out == "taken: visits.csv: new 1\n"
    (tmp_path / "people.pdf").write_bytes(b"%PDF-1.4")
    long_ago(tmp_path / "people.pdf")
    assert run(str(tmp_path)) == 1
    assert capsys.readouterr().out == "refused: people.pdf\n"
    with pytest.raises(FaultyData, match="a folder"):
        run(str(tmp_path / "nowhere"))
