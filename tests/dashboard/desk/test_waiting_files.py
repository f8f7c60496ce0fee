"""Files that wait at the desk: there is a limit to them, said in words, and a day's end to each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client, TestResponse

from dashboard.desk import waiting
from dashboard.desk.people import Role
from dashboard.desk.waiting import MOST_FILES
from tests.dashboard.desk.little_mission_folder import ID, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask, send

LANGUAGES = ("en", "kk", "ru")
HALF = 1024**2 // 2


@pytest.fixture
def small(new_desk: Callable[..., SmallDesk]) -> SmallDesk:
    """A desk of two missions at which a megabyte may wait."""
    desk = new_desk(waiting_megabytes=1)
    write_mission(desk.settings.var)
    write_mission(desk.settings.var, "other")
    write_mission(desk.settings.var, "third")
    return desk


def bring(
    client: Client, content: bytes, batch: str = "", mission: str = ID, language: str = "en"
) -> TestResponse:
    """Bring a file as the page does."""
    sent = {"Content-Type": "application/octet-stream", "X-File-Name": "a.txt", "X-Batch": batch}
    return ask(client, f"/{language}/{mission}/work/bring", "POST", headers=sent, data=content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mission_fills_half_of_the_room_and_is_told_so(small: SmallDesk, language: str) -> None:
    client = small.signed_in(Role.ANALYST)
    first = bring(client, b"a" * (HALF - 1000))
    assert first.status_code == 200
    no = bring(client, b"b" * 1001, language=language)
    assert no.status_code == 413
    assert "0" in no.get_json()["message"]
    assert no.get_json().keys() == {"message"}
    assert bring(client, b"b" * 1001, mission="other").status_code == 200
    assert send(client, f"{first.get_json()['to']}discard").status_code == 200
    assert bring(client, b"b" * 1001).status_code == 200


def test_all_missions_together_fill_no_more_than_there_is(small: SmallDesk) -> None:
    client = small.signed_in(Role.ANALYST)
    for mission in (ID, "other"):
        assert bring(client, b"a" * (HALF - 1000), mission=mission).status_code == 200
    no = bring(client, b"b" * 3000, mission="third")
    assert (no.status_code, "all missions" in no.get_json()["message"]) == (413, True)


def test_a_batch_has_so_many_files_and_those_before_are_found(small: SmallDesk) -> None:
    client = small.signed_in(Role.ANALYST)
    first = bring(client, b"x").get_json()
    for _ in range(MOST_FILES - 1):
        assert bring(client, b"x", first["batch"]).status_code == 200
    no = bring(client, b"x", first["batch"])
    assert no.status_code == 413
    assert str(MOST_FILES) in no.get_json()["message"]
    assert no.get_json()["to"] == first["to"]


def test_so_many_batches_wait_and_no_more(
    small: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_BATCHES", 2)
    client = small.signed_in(Role.ANALYST)
    answers = [bring(client, b"x") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 413]
    assert "already wait" in answers[2].get_json()["message"]


def test_the_page_says_when_a_batch_is_cleared_and_it_is(small: SmallDesk) -> None:
    client = small.signed_in(Role.ANALYST)
    brought = bring(client, b"x").get_json()
    folder = small.settings.var / "waiting" / brought["batch"]
    page = ask(client, f"/en/{ID}/work/").text
    assert "a day after it was brought" in page
    assert "cleared away" in page.split(brought["to"])[1]
    about = json.loads((folder / "about.json").read_bytes())
    about["at"] = (datetime.now(UTC) - timedelta(hours=24, minutes=1)).isoformat()
    (folder / "about.json").write_text(json.dumps(about))
    assert ask(client, brought["to"]).status_code == 404
    assert folder.exists()
    assert brought["to"] not in ask(client, f"/en/{ID}/work/").text
    assert not folder.exists()
