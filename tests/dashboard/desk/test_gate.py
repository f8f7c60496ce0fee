"""The gate: leadership lets out by twos, anyone of the core team sees what would go out."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

from dashboard.desk.people import Role
from dashboard.desk.record import What
from geodata.boundaries.build import build_boundaries
from geodata.releases.gate import gate
from tests.dashboard.desk.little_mission_folder import ID, open_store, write_mission
from tests.dashboard.desk.small_desk import PASSWORD, SmallDesk, ask, send, sign_in
from tests.geodata.coverage.little_mission import ROOT, TESTLAND

PAGE = f"/en/{ID}/gate/"
ACT = f"{PAGE}act"


@pytest.fixture
def open_gate(desk: SmallDesk) -> SmallDesk:
    """A desk with the mission of Testland and its maps."""
    build_boundaries(ROOT / "tests" / "testland", TESTLAND, desk.settings.var)
    write_mission(desk.settings.var)
    return desk


def leader(desk: SmallDesk, name: str) -> Client:
    """Somebody of the leadership who has given the password just now."""
    desk.add(name, Role.LEADERSHIP)
    client = desk.stranger()
    assert sign_in(client, name).status_code == 200
    assert send(client, "/prove", password=PASSWORD).status_code == 200
    return client


def stands(desk: SmallDesk) -> dict[tuple[str, str], tuple[str, ...]]:
    """Who let out what, as the publisher reads it."""
    store = open_store(desk)
    try:
        return dict(gate(one.event for one in store.events()).released_by)
    finally:
        store.close()


@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.ANALYST, Role.CO_ORDINATOR])
def test_the_core_team_sees_what_is_out_what_comes_and_what_is_held(
    open_gate: SmallDesk, role: Role
) -> None:
    page = ask(open_gate.signed_in(role), PAGE)
    assert page.status_code == 200
    for title in ("Out now", "What would go out next", "Held", "Take a measure off"):
        assert title in page.text
    assert ("Let it out" in page.text) is (role is Role.LEADERSHIP)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LONG_TERM_TEAM, Role.WALL])
def test_others_do_not_come_near_the_gate(open_gate: SmallDesk, role: Role) -> None:
    assert ask(open_gate.signed_in(role), PAGE).status_code == 403


def test_letting_out_takes_two_people(open_gate: SmallDesk) -> None:
    first, second = leader(open_gate, "aigul"), leader(open_gate, "marat")
    assert send(first, ACT, about="release", measure="coverage").status_code == 200
    assert send(first, ACT, about="release", measure="coverage").status_code == 200
    ((subject, people),) = stands(open_gate).items()
    assert subject[1] == "coverage"
    assert people == ("aigul",)
    assert "aigul: 1 of 2" in ask(second, PAGE).text
    assert send(second, ACT, about="release", measure="coverage").status_code == 200
    assert stands(open_gate)[subject] == ("aigul", "marat")
    assert send(first, ACT, about="hold", measure="coverage").status_code == 200
    assert stands(open_gate) == {}


def test_the_password_is_asked_for_first(open_gate: SmallDesk) -> None:
    client = open_gate.signed_in(Role.LEADERSHIP)
    with_old = send(client, ACT, about="release", measure="findings")
    if with_old.status_code == 403:
        assert with_old.get_json()["prove"]
    assert ask(open_gate.stranger(), ACT, "POST", json={}).status_code == 401


def test_an_act_stands_in_the_record(open_gate: SmallDesk) -> None:
    client = leader(open_gate, "aigul")
    assert send(client, ACT, about="withdraw", measure="turnout").status_code == 200
    (line,) = [one for one in open_gate.record.lines() if one.what == What.GATE]
    assert line.who == "aigul"
    assert '"withdraw"' in line.about
    assert "taken off by aigul" in ask(client, PAGE).text
    assert send(client, ACT, about="restore", measure="turnout").status_code == 200
    assert "taken off by" not in ask(client, PAGE).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "Жарамсыз дауыстар да бірге алынады"),
        ("ru", "Вместе снимаются недействительные голоса"),
        ("en", "The invalid votes go with it"),
    ],
)
def test_one_measure_or_finding_is_offered_alone_with_what_goes_with_it(
    open_gate: SmallDesk, language: str, said: str
) -> None:
    client = leader(open_gate, "aigul")
    page = f"/{language}/{ID}/gate/"
    before = ask(client, page).text
    offered = ("seats", "votes_cast", "votes_invalid", "ballots_issued", "findings-voting")
    for what in (*offered, "turnout", "results", "findings"):
        assert f'<option value="{what}">' in before
    assert said in before
    assert send(client, ACT, about="withdraw", measure="votes_cast").status_code == 200
    after = ask(client, page).text
    assert '<option value="votes_cast">' not in after
    # The invalid votes have gone with them, and need no choice of their own.
    assert '<option value="votes_invalid">' not in after
    assert '<option value="seats">' in after
    assert said in after


@pytest.mark.parametrize(
    ("about", "measure"),
    [
        ("open", "coverage"),
        ("release", "turnout"),
        ("release", "seats"),
        ("withdraw", "nothing"),
        ("withdraw", "findings-nothing"),
        ("release", "<b>"),
    ],
)
def test_what_the_gate_does_not_know_is_refused(
    open_gate: SmallDesk, about: str, measure: str
) -> None:
    client = leader(open_gate, "aigul")
    assert send(client, ACT, about=about, measure=measure).status_code == 400
    assert stands(open_gate) == {}


def test_a_preview_is_the_picture_that_would_go_out(open_gate: SmallDesk) -> None:
    client = open_gate.signed_in(Role.ANALYST)
    place = "2020-06-07-assembly/turnout/region/12-00"
    picture = ask(client, f"{PAGE}preview/now/{place}/")
    if picture.status_code == 404:
        page = ask(client, PAGE).text
        path = page.split("/preview/", 1)[1].split('"', 1)[0]
        picture = ask(client, f"{PAGE}preview/{path}")
    assert picture.status_code == 200
    assert picture.content_type.startswith("image/svg+xml")
    assert ask(client, f"{PAGE}preview/everything/{place}/").status_code == 404
    assert ask(client, f"{PAGE}preview/now/nowhere/").status_code == 404
