"""Signing in: who gets in, what the others are told, and where one comes to."""

from __future__ import annotations

import pytest

from dashboard.desk.people import Role
from dashboard.desk.people_acts import shut_out
from tests.dashboard.desk.small_desk import PASSWORD, SmallDesk, ask, said, send, sign_in


def test_the_right_name_and_password_lead_in(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    assert "leadership: Leadership" in ask(client, "/en/account/").text


def test_the_name_is_taken_as_people_type_it(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    assert sign_in(desk.stranger(), " Aidana ").status_code == 200


def test_whoever_is_refused_is_told_the_same_whatever_was_wrong(desk: SmallDesk) -> None:
    for name, role in (
        ("admin", Role.ADMINISTRATOR),
        ("aidana", Role.ANALYST),
        ("berik", Role.VIEWER),
    ):
        desk.add(name, role)
    shut_out(desk.engine, "admin", "berik")
    wrong = sign_in(desk.stranger(), "aidana", "not hers at all")
    unknown = sign_in(desk.stranger(), "nobody", "not hers at all")
    out = sign_in(desk.stranger(), "berik")
    assert wrong.status_code == unknown.status_code == out.status_code == 401
    assert said(wrong) == said(unknown) == said(out)


def test_a_password_is_held_against_a_digest_even_where_nobody_has_the_name(
    desk: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow part of an answer is the same, so its time tells nothing."""
    from dashboard.desk import passwords

    held: list[str] = []
    real = passwords._hasher

    class Watched:
        def verify(self, kept: str, password: str) -> bool:
            held.append(kept)
            return real.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Watched())
    sign_in(desk.stranger(), "nobody", "not hers at all")
    assert len(held) == 1
    assert held[0].startswith("$argon2id$")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("too short", "From 12 to 200 characters."),
        ("aaaaaaaaaaaaaaa", "too easy"),
        ("analyst is my name", "too easy"),
        ("x" * 201, "From 12 to 200 characters."),
    ],
)
def test_a_password_that_is_easily_guessed_is_not_taken(
    desk: SmallDesk, password: str, why: str
) -> None:
    client = desk.signed_in(Role.ANALYST)
    refused = send(client, "/account/password", old=PASSWORD, new=password)
    assert refused.status_code == 422
    assert why in said(refused)
    refused = send(client, "/account/password", old="not it at all", new="a lamp over the steppe")
    assert said(refused) == "The password is not right."


@pytest.mark.parametrize(
    ("wanted", "to"),
    [
        ("/en/record/", "/en/record/"),
        ("/ru/some-mission/day/coverage/region/2016-03-20T14-00/", None),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/en/\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_comes_to_the_page_one_wanted_and_to_no_other_host(
    desk: SmallDesk, wanted: str, to: str | None
) -> None:
    desk.add("aidana", Role.ANALYST)
    client = desk.stranger()
    answer = send(client, "/sign-in", name="aidana", password=PASSWORD, next=wanted)
    assert answer.get_json() == {"to": wanted if to is None else to}


def test_a_stranger_at_any_page_meets_the_way_in_and_comes_back_to_it(desk: SmallDesk) -> None:
    answer = ask(desk.stranger(), "/ru/record/")
    assert answer.status_code == 401
    assert 'value="/ru/record/"' in answer.text
    assert "Вход" in answer.text
    by_script = ask(desk.stranger(), "/ru/record/", headers={"Sec-Fetch-Mode": "cors"})
    assert (by_script.status_code, by_script.text) == (401, "401\n")


def test_the_bare_address_leads_to_the_language_that_the_browser_likes(desk: SmallDesk) -> None:
    answer = ask(desk.stranger(), "/", headers={"Accept-Language": "ru, en;q=0.5"})
    assert answer.location == "/ru/sign-in/"
    client = desk.signed_in(Role.ADMINISTRATOR)
    assert ask(client, "/en/sign-in/").location == "/"
    assert ask(client, "/", headers={"Accept-Language": "kk"}).location == "/kk/"
