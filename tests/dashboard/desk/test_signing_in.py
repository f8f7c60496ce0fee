"""Signing in, staying signed in, and every way in which that ends."""

from __future__ import annotations

from werkzeug.test import Client

from dashboard.desk.people import Role
from dashboard.desk.people_acts import shut_out
from geodata.read_country import read_country
from tests.dashboard.desk.small_desk import TESTLAND, SmallDesk, ask, said, sign_in

COUNTRY = read_country(TESTLAND)


def word(client: Client) -> str:
    cookie = client.get_cookie("baqylau-desk", "127.0.0.1")
    return cookie.value if cookie else ""


def is_in(client: Client) -> bool:
    return ask(client, "/en/account/").status_code == 200


def test_the_right_name_and_password_lead_in(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    assert is_in(client)
    assert "leadership: Leadership" in ask(client, "/en/account/").text


def test_the_name_is_taken_as_people_type_it(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    assert sign_in(desk.stranger(), " Aidana ").status_code == 200


def test_whoever_is_refused_is_told_the_same_whatever_was_wrong(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    desk.add("berik", Role.ANALYST)
    shut_out(desk.engine, "admin", _with_an_administrator(desk))
    wrong = sign_in(desk.stranger(), "aidana", "not hers at all")
    unknown = sign_in(desk.stranger(), "nobody", "not hers at all")
    out = sign_in(desk.stranger(), "berik")
    assert wrong.status_code == unknown.status_code == out.status_code == 401
    assert said(wrong) == said(unknown) == said(out)


def _with_an_administrator(desk: SmallDesk) -> str:
    desk.add("admin", Role.ADMINISTRATOR)
    return "berik"
