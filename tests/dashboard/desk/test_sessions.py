"""How long somebody stays signed in, and every way in which that ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select, update
from werkzeug.test import Client

from dashboard.desk.people import Person, Role
from dashboard.desk.people_acts import change_role, let_in, reset_password, shut_out
from dashboard.desk.sessions import SECONDS_A_PROOF_HOLDS, SESSIONS, Sessions
from geodata.read_country import read_country
from geodata.store.engines import writing
from tests.dashboard.desk.small_desk import PASSWORD, TESTLAND, SmallDesk, ask, send, sign_in

COUNTRY = read_country(TESTLAND)
HOUR = 3600.0


def word(client: Client) -> str:
    cookie = client.get_cookie("baqylau-desk", "127.0.0.1")
    return cookie.value if cookie else ""


def is_in(client: Client) -> bool:
    return ask(client, "/en/account/").status_code == 200


def make_older(desk: SmallDesk, name: str, column: str, seconds: float) -> None:
    """Let a session have begun, or been used, so much earlier."""
    with writing(desk.engine).begin() as connection:
        mine = update(SESSIONS).where(SESSIONS.c.name == name)
        connection.execute(mine.values({column: time.time() - seconds}))


def test_signing_in_begins_a_new_session_and_ends_the_one_before(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.ANALYST)
    first = word(client)
    sign_in(client, Role.ANALYST)
    assert word(client) != first
    assert is_in(client)
    stolen = desk.stranger()
    stolen.set_cookie("baqylau-desk", first, domain="127.0.0.1")
    assert not is_in(stolen)


def test_a_word_that_a_stranger_chose_never_becomes_a_session(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    client = desk.stranger()
    client.set_cookie("baqylau-desk", "chosen-by-a-stranger", domain="127.0.0.1")
    assert sign_in(client, "aidana").status_code == 200
    assert word(client) != "chosen-by-a-stranger"


def test_a_cookie_from_before_signing_out_is_worth_nothing(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.ANALYST)
    kept = word(client)
    assert send(client, "/sign-out").get_json() == {"to": "/"}
    assert word(client) == ""
    replayed = desk.stranger()
    replayed.set_cookie("baqylau-desk", kept, domain="127.0.0.1")
    assert ask(replayed, "/en/account/").status_code == 401


def test_signing_out_everywhere_ends_every_session_of_mine_and_no_other(desk: SmallDesk) -> None:
    here, there = desk.signed_in(Role.ANALYST), desk.stranger()
    other = desk.signed_in(Role.VIEWER)
    sign_in(there, Role.ANALYST)
    send(here, "/sign-out-everywhere")
    assert [is_in(one) for one in (here, there, other)] == [False, False, True]


def test_whoever_is_shut_out_is_out_at_the_next_request(desk: SmallDesk) -> None:
    desk.add("admin", Role.ADMINISTRATOR)
    client = desk.signed_in(Role.ANALYST)
    shut_out(desk.engine, "admin", Role.ANALYST)
    assert not is_in(client)
    let_in(desk.engine, "admin", Role.ANALYST)
    assert not is_in(client)
    assert sign_in(client, Role.ANALYST).status_code == 200


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    assert ask(client, "/en/record/").status_code == 200
    change_role(desk.engine, COUNTRY, "admin", Person(Role.LEADERSHIP, Role.VIEWER))
    assert ask(client, "/en/record/").status_code == 401
    sign_in(client, Role.LEADERSHIP)
    assert ask(client, "/en/record/").status_code == 403


def test_a_new_password_ends_sessions_and_has_to_be_changed(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    secret = reset_password(desk.engine, "admin", Role.LEADERSHIP)
    assert not is_in(client)
    assert sign_in(client, Role.LEADERSHIP).status_code == 401
    assert sign_in(client, Role.LEADERSHIP, secret).status_code == 200
    answer = ask(client, "/en/record/")
    assert (answer.status_code, answer.location) == (302, "/en/account/")
    assert send(client, "/prove", password=secret).status_code == 403
    own = send(client, "/account/password", old=secret, new="a lamp over the steppe")
    assert own.status_code == 200
    assert ask(client, "/en/record/").status_code == 200


def test_a_session_ends_when_nobody_has_touched_it_for_half_an_hour(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.ANALYST)
    make_older(desk, Role.ANALYST, "used_at", HOUR / 2 - 60)
    assert is_in(client)
    make_older(desk, Role.ANALYST, "used_at", HOUR / 2 + 1)
    assert not is_in(client)


def test_what_a_page_asks_for_by_itself_is_no_touch(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.ANALYST)
    make_older(desk, Role.ANALYST, "used_at", HOUR / 4)
    ask(client, "/_dash-layout")
    with desk.engine.connect() as connection:
        used = connection.execute(select(SESSIONS.c.used_at)).scalar_one()
    assert used < time.time() - HOUR / 5
    assert is_in(client)
    with desk.engine.connect() as connection:
        assert connection.execute(select(SESSIONS.c.used_at)).scalar_one() > used


def test_a_session_ends_after_twelve_hours_however_busy(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.ANALYST)
    make_older(desk, Role.ANALYST, "began_at", 12 * HOUR - 60)
    assert is_in(client)
    make_older(desk, Role.ANALYST, "began_at", 12 * HOUR + 1)
    assert not is_in(client)


def test_on_election_day_sessions_may_be_set_to_last(
    new_desk: Callable[..., SmallDesk],
) -> None:
    desk = new_desk(desk_idle_minutes=24 * 60, desk_hours=48)
    client = desk.signed_in(Role.ANALYST)
    make_older(desk, Role.ANALYST, "began_at", 40 * HOUR)
    make_older(desk, Role.ANALYST, "used_at", 20 * HOUR)
    assert is_in(client)


def test_the_wall_stays_signed_in_and_can_do_nothing(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.WALL)
    make_older(desk, Role.WALL, "began_at", 30 * 24 * HOUR)
    make_older(desk, Role.WALL, "used_at", 30 * 24 * HOUR)
    assert ask(client, "/_dash-layout").status_code == 200
    cookie = client.get_cookie("baqylau-desk", "127.0.0.1")
    assert cookie is not None
    assert cookie.max_age == 400 * 86_400
    assert ask(client, "/en/account/").status_code == 403
    assert send(client, "/prove", password=PASSWORD).status_code == 403


def test_what_cannot_be_undone_asks_for_the_password_once_more(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    sessions = Sessions(desk.engine, 30, 12)
    found = sessions.find(word(client), is_touch=False)
    assert found is not None
    assert found.is_proved
    make_older(desk, Role.LEADERSHIP, "proved_at", SECONDS_A_PROOF_HOLDS + 1)
    found = sessions.find(word(client), is_touch=False)
    assert found is not None
    assert not found.is_proved
    assert send(client, "/prove", password="not it at all").status_code == 403
    assert send(client, "/prove", password=PASSWORD).get_json() == {"proved": True}
    again = sessions.find(word(client), is_touch=False)
    assert again is not None
    assert again.is_proved
    assert not replace(again, proved_at=0.0).is_proved
