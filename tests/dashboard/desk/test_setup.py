"""Setting a mission up at the desk: the checklist, lists taken in whole, who may send."""

from __future__ import annotations

import pytest

from dashboard.desk.people import Role
from tests.dashboard.desk.little_mission_folder import ID, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask, send

SETUP = f"/en/{ID}/setup/"
STATIONS = "station,unit,registered,latitude,longitude\n"


@pytest.fixture(autouse=True)
def _mission(desk: SmallDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mission of Testland, looked at anew by everyone."""
    monkeypatch.setattr("dashboard.desk.missions._SECONDS_BETWEEN_LOOKS", -1.0)
    write_mission(desk.settings.var)


def bring(desk: SmallDesk, table: str, content: str, name: str = "list.csv") -> tuple[int, str]:
    """Bring a list as the page does; the status, and what is said."""
    headers = {
        "Content-Type": "application/octet-stream", "X-File-Name": name, "X-Source": table,
    }  # fmt: skip
    client = desk.signed_in(Role.CO_ORDINATOR)
    answer = ask(client, f"{SETUP}bring", "POST", headers, data=content.encode())
    told = answer.get_json(silent=True) or {}
    return answer.status_code, str(told.get("message", ""))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_checklist_says_what_there_is_and_what_lacks(desk: SmallDesk, language: str) -> None:
    page = ask(desk.signed_in(Role.CO_ORDINATOR), f"/{language}/{ID}/setup/").text
    assert "☑" in page
    assert "65" in page


def test_a_list_with_faults_changes_nothing_and_names_every_fault(desk: SmallDesk) -> None:
    status, said = bring(desk, "stations", f"{STATIONS}1,nowhere,100,,\n2,s1,many,,\n")
    assert status == 422
    assert "nowhere" in said
    assert "many" in said
    assert "65" in ask(desk.signed_in(Role.CO_ORDINATOR), SETUP).text


def test_a_sound_list_takes_the_place_of_the_one_before(desk: SmallDesk) -> None:
    page = ask(desk.signed_in(Role.CO_ORDINATOR), f"{SETUP}templates/commissions.csv").text
    status, _ = bring(desk, "commissions", f"{page}c9,s1,,\n")
    assert status == 200
    folder = desk.settings.var / "missions" / ID
    assert "c9" in (folder / "commissions.csv").read_text("utf-8")


def test_only_lists_that_a_mission_has_are_taken(desk: SmallDesk) -> None:
    assert bring(desk, "passwords", "a,b\n")[0] == 400
    status, said = bring(desk, "teams", "a,b\n", "../../teams.exe")
    assert status == 422
    assert said.splitlines()[1].startswith("teams.exe: ")
    client = desk.signed_in(Role.CO_ORDINATOR)
    assert ask(client, f"{SETUP}templates/..%2fmission.csv").status_code in (401, 404)


def test_a_token_is_shown_once_and_can_be_ended(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.ADMINISTRATOR)
    told = send(client, f"{SETUP}token", source="odk-teams").get_json()
    assert len(told["secret"]) > 30
    page = ask(client, SETUP).text
    assert told["secret"] not in page
    assert "odk-teams" in page
    token = page.split('name="token" value="', 1)[1].split('"', 1)[0]
    assert send(client, f"{SETUP}end-token", token=token).status_code == 200
    assert send(client, f"{SETUP}end-token", token="0000").status_code == 404
    assert send(client, f"{SETUP}token", source="desk").status_code == 422


def test_the_units_that_lists_are_filled_in_with_can_be_fetched(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.CO_ORDINATOR)
    assert f"{SETUP}templates/units.csv" in ask(client, SETUP).text
    header, *rows = ask(client, f"{SETUP}templates/units.csv").text.splitlines()
    assert header == "unit,level,part_of,kk,ru,en"
    (apple,) = (row for row in rows if row.startswith("s1,district,south,"))
    assert apple.endswith("Apple District")


def test_a_mission_more_begins_with_empty_lists(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    vote = "2024-06-02-assembly"
    made = send(client, f"{SETUP}new", name="second", election=vote, sort="test")
    assert made.get_json()["to"] == "/en/second/setup/"
    assert ask(client, "/en/second/setup/").status_code == 200
    again = send(client, f"{SETUP}new", name="second", election=vote, sort="test")
    assert again.status_code == 422
    assert send(client, f"{SETUP}new", name="../x", election=vote, sort="live").status_code == 422
    assert send(client, f"{SETUP}new", name="people", election=vote, sort="test").status_code == 422
    russian = send(client, f"/ru/{ID}/setup/new", name="second", election=vote, sort="test")
    assert russian.get_json() == {"message": "Миссия с таким именем уже есть."}
    assert send(client, f"{SETUP}new", name="x", election="never", sort="live").status_code == 400


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.LONG_TERM_TEAM, Role.WALL])
def test_others_do_not_set_missions_up(desk: SmallDesk, role: Role) -> None:
    assert ask(desk.signed_in(role), SETUP).status_code == 403


def test_a_co_ordinator_gives_no_tokens(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.CO_ORDINATOR)
    assert "Who may send" not in ask(client, SETUP).text
    assert send(client, f"{SETUP}token", source="x").status_code == 403


def test_what_there_is_is_counted_in_words_that_fit_the_number(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.CO_ORDINATOR)
    head = ask(client, f"{SETUP}templates/commissions.csv").text
    assert bring(desk, "commissions", f"{head}c9,s1,,\n")[0] == 200
    assert " 1 commission, " in ask(client, SETUP).text
    assert " 1 комиссия, " in ask(client, f"/ru/{ID}/setup/").text
