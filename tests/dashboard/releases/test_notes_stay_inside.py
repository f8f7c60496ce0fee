"""What the publisher notes for the desk may name rows of a mission: nobody else comes upon it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.test import Client

from dashboard.freeze.folder import Folder
from dashboard.freeze.frozen import Frozen
from dashboard.headers import Headers
from dashboard.shown_release import ReleaseFollower
from dashboard.site_files import publisher_notes
from dashboard.site_server import SiteDoor
from geodata.releases.folder import MANIFESTS, OBJECTS
from geodata.releases.manifest import NAME
from tests.dashboard.releases.election_day import ElectionDay

SECRET = "elephant"


def test_a_fault_of_a_mission_is_told_to_the_desk_and_to_nobody_else(
    day: ElectionDay, tmp_path: Path
) -> None:
    (day.var / "missions" / "league" / "mission.toml").write_text(f'election = "{SECRET}"\n')
    day.look()
    told = day.told()
    assert told is not None
    assert SECRET in "".join(told.faults)
    follower = ReleaseFollower(day.var, is_test=False)
    door = Client(SiteDoor(follower, Flask("behind").wsgi_app, Headers()))
    notes = [path.name for path in publisher_notes(day.var).iterdir()]
    assert "status.json" in notes
    for name in notes:
        for address in (f"/{name}", f"/publisher/{name}", f"/manifests/../../publisher/{name}"):
            assert door.get(address).status_code == 404
    shown = follower.present()
    assert shown is not None
    Frozen(day.settings, Folder(tmp_path / "frozen")).bring_up_to_date(shown)
    for file in (tmp_path / "frozen").rglob("*"):
        assert file.name not in notes
        assert file.is_dir() or SECRET.encode() not in file.read_bytes()


def test_the_folder_of_releases_has_nothing_but_releases(day: ElectionDay) -> None:
    assert {one.name for one in day.releases.root.iterdir()} == {NAME, MANIFESTS, OBJECTS}


def test_notes_of_an_older_version_are_taken_out_of_the_releases(day: ElectionDay) -> None:
    for name in ("status.json", "complete.json", "lock"):
        (day.releases.root / name).write_text(SECRET)
    with day.publisher.alone():
        assert day.look().state == "out"
    assert {one.name for one in day.releases.root.iterdir()} == {NAME, MANIFESTS, OBJECTS}
    assert (publisher_notes(day.var) / "status.json").is_file()
