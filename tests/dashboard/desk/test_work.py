"""Desk work: nothing is kept before somebody takes it, and a conflict is decided by a person."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from werkzeug.test import Client, TestResponse

from dashboard.desk.people import Role
from dashboard.desk.record import What
from geodata.store.events import Kind
from geodata.store.store import Store
from tests.dashboard.desk.little_mission_folder import ID, open_store, write_mission
from tests.dashboard.desk.little_mission_folder import send as come_in
from tests.dashboard.desk.small_desk import SmallDesk, ask, send, sign_in
from tests.geodata.coverage.little_mission import visit

WORK = f"/en/{ID}/work/"
BULLETIN = "As of 12:00: North Region – 41.20%; South Region – 38.05%. 2 June 2024."
TABLE = "unit,visits\nnowhere,1\n"
VISITS = """place/region,place/district,place/station,stage,start,assessment/overall
South Region,Old Quarter,1,voting,2024-06-02T09:00:00+05:00,good
North Region,Old Quarter,2,voting,2024-06-02T09:00:00+05:00,good
"""


@pytest.fixture
def store(desk: SmallDesk) -> Iterator[Store]:
    """The store of a desk that has the mission of Testland."""
    write_mission(desk.settings.var)
    store = open_store(desk)
    yield store
    store.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second is shared."""
    monkeypatch.setattr("dashboard.desk.missions.SECONDS_SHARED", -1.0)


def bring(client: Client, content: bytes, name: str = "a.txt", **headers: str) -> TestResponse:
    """Bring a file as the page does."""
    own = {"Content-Type": "application/octet-stream", "X-File-Name": name}
    given = {f"X-{key.title()}": value for key, value in headers.items()}
    return ask(client, f"{WORK}bring", "POST", headers=own | given, data=content)


def read(client: Client, answer: TestResponse) -> str:
    """The page of what was brought, once it has been read."""
    path = answer.get_json()["to"]
    end = time.monotonic() + 120
    while "data-wait" in (page := ask(client, path).text):
        assert time.monotonic() < end
        time.sleep(0.05)
    return page


def test_an_announcement_is_read_shown_and_kept_only_when_taken(
    desk: SmallDesk, store: Store
) -> None:
    client = desk.signed_in(Role.CO_ORDINATOR)
    answer = bring(client, BULLETIN.encode(), "announcement.txt", kind="bulletins")
    page = read(client, answer)
    assert "41.20" in page
    assert "Nothing of this has been kept yet." in page
    assert store.position() == 0
    path = answer.get_json()["to"]
    assert send(client, f"{path}take").status_code == 200
    kept = [one.event for one in store.events()]
    assert {one.kind for one in kept} == {Kind.BULLETIN}
    assert len(kept) == 2
    assert all(one.is_test for one in kept)
    assert "It has been taken." in ask(client, path).text
    assert [one.what for one in desk.record.lines()].count(What.TAKEN) == 1


def test_what_became_of_a_file_is_still_there_after_a_restart(
    desk: SmallDesk, store: Store
) -> None:
    client = desk.signed_in(Role.CO_ORDINATOR)
    path = bring(client, BULLETIN.encode(), "announcement.txt", kind="bulletins").get_json()["to"]
    assert send(client, f"{path}take").status_code == 200
    again = SmallDesk(desk.settings)
    try:
        client = again.stranger()
        assert sign_in(client, Role.CO_ORDINATOR).status_code == 200
        assert f'href="{path}"' in ask(client, WORK).text
        page = ask(client, path).text
        assert "announcement.txt" in page
        assert "It has been taken." in page
        assert "new: 2" in page
    finally:
        again.close()
    assert store.position() == 2


def test_what_is_discarded_is_gone_and_was_never_kept(desk: SmallDesk, store: Store) -> None:
    client = desk.signed_in(Role.ANALYST)
    path = bring(client, BULLETIN.encode(), kind="bulletins").get_json()["to"]
    assert send(client, f"{path}discard").status_code == 200
    assert ask(client, path).status_code == 404
    assert send(client, f"{path}take").status_code == 404
    assert store.position() == 0


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04" + b"\0" * 400, "bomb.zip"),
        (b"<OGRVRTDataSource/>", "map.geojson"),
        (b"=HYPERLINK(1),b\n1,2\n", "../../etc/passwd"),
        (b"\xff\xfe\x00", "<img src=x onerror=alert(1)>.csv"),
        (TABLE.encode(), "%{customdata}\u202e.csv"),
    ],
)
def test_a_hostile_file_is_told_in_words_and_breaks_nothing(
    desk: SmallDesk, content: bytes, name: str
) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    answer = bring(client, content, quote(name))
    assert answer.status_code == 200
    page = read(client, answer)
    assert "<img src=x" not in page
    assert "Traceback" not in page
    assert "\u202e" not in page
    where = desk.settings.var / "waiting"
    assert all(re.fullmatch(r"[0-9a-f]{24}", one.name) for one in where.iterdir())


@pytest.mark.usefixtures("store")
def test_what_no_page_sends_is_refused(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    assert bring(client, b"").status_code in (400, 411)
    assert bring(client, b"x", kind="everything").status_code == 400
    assert bring(client, b"x", hour="25:00").status_code == 400
    assert bring(client, b"x", source="somebody-else").status_code == 400
    assert bring(client, b"x", batch="../../x").status_code == 404
    assert bring(client, b"x" * (10 * 1024 * 1024 + 1)).status_code == 413
    kind = {"Content-Type": "application/octet-stream"}
    assert ask(desk.stranger(), f"{WORK}bring", "POST", kind, data=b"x").status_code == 401


def test_a_conflict_stands_side_by_side_until_a_person_decides(
    desk: SmallDesk, store: Store
) -> None:
    first = visit("v1", "t1", "s1", "1", 11)
    second = replace(first, payload={**first.payload, "overall": "bad"})
    come_in(store, first, second)
    client = desk.signed_in(Role.CO_ORDINATOR)
    page = ask(client, WORK).text
    assert page.count("This one counts") == 2
    other = next(one.event for one in store.conflicts())
    name = {"instance": other.instance, "version": str(other.version), "sha256": other.sha256}
    assert send(client, f"{WORK}decide", **name).status_code == 200
    page = ask(client, WORK).text
    assert "This one counts" not in page
    assert "No message waits for a decision." in page
    made = [one.event for one in store.events() if one.event.kind is Kind.DECISION]
    assert [one.payload["who"] for one in made] == [str(Role.CO_ORDINATOR)]
    assert send(client, f"{WORK}decide", **name).status_code == 409


def test_districts_called_alike_are_decided_apart_and_taken_so(
    desk: SmallDesk, store: Store
) -> None:
    client = desk.signed_in(Role.ANALYST)
    answer = bring(client, VISITS.encode(), "visits.csv")
    path = answer.get_json()["to"]
    assert 'name="within" value="south"' in read(client, answer)
    for within, unit in (("south", "s2"), ("north", "n1")):
        choice = {"label": "Old Quarter", "within": within, "unit": unit}
        assert send(client, f"{path}accept", **choice).status_code == 200
    assert 'name="within"' not in read(client, answer)
    assert send(client, f"{path}take").status_code == 200
    assert [one.event.payload["unit"] for one in store.events()] == ["s2", "n1"]


def test_a_region_of_an_announcement_is_decided_and_taken(desk: SmallDesk, store: Store) -> None:
    client = desk.signed_in(Role.ANALYST)
    text = BULLETIN.replace("North", "Upper")
    answer = bring(client, text.encode(), "announcement.txt", kind="bulletins")
    path = answer.get_json()["to"]
    label = re.search(r'name="label" value="([^"]*Upper[^"]*)"', read(client, answer))
    assert label
    assert send(client, f"{path}accept", label=label[1], unit="north").status_code == 200
    read(client, answer)
    assert send(client, f"{path}take").status_code == 200
    assert {one.event.payload["unit"] for one in store.events()} == {"south", "north"}


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("role", [Role.VIEWER, Role.LONG_TERM_TEAM, Role.WALL])
def test_only_the_core_team_does_desk_work(desk: SmallDesk, role: Role) -> None:
    assert ask(desk.signed_in(role), WORK).status_code == 403


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_cannot_be_read_is_told_in_the_language_of_the_page(
    desk: SmallDesk, language: str
) -> None:
    client = desk.signed_in(Role.ANALYST)
    answer = bring(client, b"<xml/>", "a.csv")
    read(client, answer)
    page = ask(client, answer.get_json()["to"].replace("/en/", f"/{language}/")).text
    page = page.partition("<main")[2]
    assert 'lang="en"' not in page
    assert {"kk": "бұл – веб-бет немесе XML", "ru": "это веб-страница или XML"}[language] in page
    assert "expected" not in page
    assert "web page" not in page
