"""A measure that leadership took off is nowhere on the public site; the rest is where it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask.testing import FlaskClient

from dashboard.public import create_app
from geodata.releases.gate import act
from geodata.releases.listing import pinned_in
from tests.dashboard.release_places import VOTE
from tests.dashboard.releases.election_day import EVENING, ElectionDay

RESULTS = f"/en/{VOTE}/results/country/final/"
TURNOUT = f"/en/{VOTE}/turnout/region/12-00/"


def take_off(day: ElectionDay, what: str, about: str = "withdraw", minutes: int = 1) -> None:
    """One of the leadership says so, and the publisher looks."""
    at = EVENING + timedelta(minutes=minutes)
    day.store.append([act(about, (VOTE, what), "leader-1", at, is_test=False)])
    status = day.look(minutes)
    assert (status.state, status.broken) == ("out", ())


def living(day: ElectionDay) -> Iterator[tuple[str, bytes]]:
    """Every living file of the release in force, but the record of what was changed."""
    manifest = day.releases.in_force()
    assert manifest is not None
    for ref in manifest.lists.values():
        for path, file in day.releases.files(ref).items():
            if pinned_in(path) is None and "/changes/" not in path:
                yield path, day.releases.objects.read(file)


def door(day: ElectionDay) -> FlaskClient:
    """The public door as it was just opened: it has looked at no earlier release."""
    client: FlaskClient = create_app(day.settings).server.test_client()
    return client


def test_turnout_leads_to_the_nearest_view_and_is_in_no_file(day: ElectionDay) -> None:
    assert door(day).get(TURNOUT).status_code == 200
    take_off(day, "turnout")
    for rest in ("", "embed/full/", "embed/map/"):
        answer = door(day).get(f"{TURNOUT}{rest}")
        assert answer.status_code == 302
        where = answer.headers["Location"]
        assert where.endswith(f"?instead={TURNOUT}{rest}")
        assert f"/{VOTE}/turnout" not in where.partition("?")[0]
        assert door(day).get(where).status_code == 200
    for kept in ("table.csv", "table.xlsx", "map.geojson", "view.json", "map.svg", "card.png"):
        assert door(day).get(f"{TURNOUT}{kept}").status_code != 200
    for path, content in living(day):
        if not path.startswith("/data/"):
            assert f"/{VOTE}/turnout" not in path
            assert f"turnout-vs-{VOTE}" not in path
            assert f"/{VOTE}/turnout".encode() not in content, path
    rows = [content for path, content in living(day) if path.startswith(f"/data/elections/{VOTE}/")]
    assert not any(b"\nturnout," in one or b"ballots_issued" in one for one in rows)


def test_seats_go_alone_and_what_else_there_is_of_the_results_stays(day: ElectionDay) -> None:
    before = {path for path, _ in living(day)}
    whole = door(day).get(RESULTS).text
    assert "Seats" in whole
    take_off(day, "seats")
    assert {path for path, _ in living(day)} == before
    page = door(day).get(RESULTS).text
    assert "Seats" not in page
    assert "Share of valid votes, %" in page
    assert "Valid votes" in page
    for path, content in living(day):
        assert b"\nseats," not in content, path
    table = door(day).get(f"{RESULTS}table.csv").text
    assert "Seats" not in table
    assert "Votes" in table
    take_off(day, "seats", "restore", 2)
    assert "Seats" in door(day).get(RESULTS).text


def test_what_was_pinned_and_the_record_of_changes_keep_what_was_said(day: ElectionDay) -> None:
    pinned = f"/r/1{RESULTS}"
    said = door(day).get(pinned).text
    take_off(day, "seats")
    assert door(day).get(pinned).text == said.replace("data-newer hidden", "data-newer")
    changes = door(day).get("/en/changes/").text
    assert "Taken off" in changes or "taken off" in changes
