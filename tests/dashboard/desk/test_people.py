"""The people of the desk: who may be added as what, by a page and by a terminal."""

from __future__ import annotations

import re

import pytest

from dashboard.__main__ import main
from dashboard.desk import people
from dashboard.desk.people import Person, Role
from dashboard.desk.people_acts import add_first, shut_out
from geodata.store.engines import writing
from tests.dashboard.desk.small_desk import KEPT, SmallDesk, ask, said, send, sign_in


def everyone(desk: SmallDesk) -> dict[str, Person]:
    return {one.name: one for one in people.everyone(desk.engine)}


def test_the_first_start_makes_an_administrator_and_no_other_start_does(
    either_desk: SmallDesk,
) -> None:
    first = add_first(either_desk.engine)
    assert first is not None
    name, password = first
    assert name == "admin"
    assert re.fullmatch(r"([a-z2-9]{5}-){4}[a-z2-9]{5}", password)
    assert add_first(either_desk.engine) is None
    client = either_desk.stranger()
    assert sign_in(client, "admin", password).status_code == 200
    assert ask(client, "/en/people/").location == "/en/account/"
    send(client, "/account/password", old=password, new="a lamp over the steppe")
    assert ask(client, "/en/people/").status_code == 200


def test_two_desks_have_two_first_passwords(desk: SmallDesk) -> None:
    first = add_first(desk.engine)
    with writing(desk.engine).begin() as connection:
        admin = everyone(desk)["admin"]
        people.change(connection, Person(admin.name, Role.VIEWER), KEPT)
    second = add_first(desk.engine)
    assert first is not None
    assert second is not None
    assert first[1] != second[1]
    assert second[0] == "admin2"


def test_an_administrator_adds_somebody_who_then_chooses_a_password(either_desk: SmallDesk) -> None:
    admin = either_desk.signed_in(Role.ADMINISTRATOR)
    answer = send(admin, "/people/add", name="Aidana", role="long-term-team", units=["north", "s1"])
    secret = answer.get_json()["secret"]
    assert everyone(either_desk)["aidana"] == Person(
        "aidana", Role.LONG_TERM_TEAM, frozenset({"north", "s1"}), must_change=True
    )
    client = either_desk.stranger()
    sign_in(client, "aidana", secret)
    assert "North" in ask(client, "/en/account/").text
    assert (
        send(client, "/account/password", old=secret, new="a lamp over the steppe").status_code
        == 200
    )
    assert not everyone(either_desk)["aidana"].must_change


def test_a_wall_has_nobody_who_could_choose_a_password(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    send(admin, "/people/add", name="hall", role="wall", units=[])
    secret = send(admin, "/people/reset", name="hall").get_json()["secret"]
    assert not everyone(desk)["hall"].must_change
    wall = desk.stranger()
    assert sign_in(wall, "hall", secret).get_json() == {"to": "/"}
    # There is no mission here; with one it leads to the wall (test_wall.py).
    assert "account/" in ask(wall, "/en/").location
    assert ask(wall, "/en/people/").status_code == 403
    # Whoever it is made of later is a person, and somebody else knows that password.
    send(admin, "/people/change", name="hall", role="viewer", units=[])
    assert everyone(desk)["hall"].must_change
    send(admin, "/people/change", name="administrator", role="administrator", units=[])
    assert not everyone(desk)["administrator"].must_change


def test_whoever_had_to_choose_a_password_goes_on_from_there(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    secret = send(admin, "/people/add", name="aidana", role="viewer", units=[]).get_json()["secret"]
    client = desk.stranger()
    sign_in(client, "aidana", secret)
    chosen = "a lamp over the steppe"
    first = send(client, "/account/password", old=secret, new=chosen)
    assert first.get_json() == {"to": "/"}
    again = send(client, "/account/password", old=chosen, new="two lamps over the steppe")
    assert "has been changed" in said(again)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"name": "A", "role": "viewer"}, "2 to 40 Latin letters"),
        ({"name": "7aidana", "role": "viewer"}, "2 to 40 Latin letters"),
        ({"name": "айдана", "role": "viewer"}, "2 to 40 Latin letters"),
        ({"name": "new", "role": "viewer"}, "2 to 40 Latin letters"),
        ({"name": "terminal", "role": "viewer"}, "2 to 40 Latin letters"),
        ({"name": "administrator", "role": "viewer"}, "has that name already"),
        ({"name": "aidana", "role": "emperor"}, "no such role"),
        ({"name": "aidana", "role": "long-term-team"}, "at least one unit"),
        (
            {"name": "aidana", "role": "long-term-team", "units": ["atlantis"]},
            "no such unit: atlantis",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_so_is_said_in_words(
    desk: SmallDesk, wanted: dict[str, object], why: str
) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    answer = send(admin, "/people/add", **{"units": [], **wanted})
    assert answer.status_code == 422
    assert why in said(answer)
    assert set(everyone(desk)) == {"administrator"}


def test_it_is_said_in_the_language_of_the_page(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    answer = send(admin, "/people/reset", name="nobody", language="kk")
    assert said(answer) == "Мұндай атты адам жоқ."


def test_only_a_long_term_team_has_units_of_its_own(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    send(admin, "/people/add", name="aidana", role="analyst", units=["north"])
    assert everyone(desk)["aidana"].units is None


def test_there_is_always_an_administrator_who_may_sign_in(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    for path, more in (
        ("/people/shut-out", {}),
        ("/people/change", {"role": "viewer", "units": []}),
    ):
        answer = send(admin, path, name="administrator", **more)
        assert said(answer) == "There has to be an administrator who may sign in."
    desk.add("second", Role.ADMINISTRATOR)
    assert send(admin, "/people/shut-out", name="administrator").status_code == 200
    assert everyone(desk)["administrator"].is_out


def test_the_list_shows_role_units_and_access_of_everyone(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    desk.signed_in(Role.LONG_TERM_TEAM)
    desk.add("berik", Role.VIEWER)
    shut_out(desk.engine, "administrator", "berik")
    page = re.sub(r"(\s*<[^>]+>\s*)+", "|", ask(admin, "/ru/people/").text)
    assert "|long-term-team|Долгосрочная группа|Северная область|открыт|" in page
    assert "|berik|Читатель|вся страна|закрыт|" in page


def test_the_page_of_a_person_shows_what_is_chosen(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    desk.signed_in(Role.LONG_TERM_TEAM)
    page = ask(admin, "/en/people/long-term-team/").text
    assert 'value="long-term-team" checked' in page
    assert re.search(r'value="north" checked', page)
    assert not re.search(r'value="south" checked', page)
    assert ask(admin, "/en/people/nobody/").status_code == 404
    assert "This is you." in ask(admin, "/en/people/administrator/").text


def command(desk: SmallDesk, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("BAQYLAU_VAR", str(desk.settings.var))
    monkeypatch.setenv("BAQYLAU_COUNTRY", str(desk.settings.country))
    return main(["people", *words])


def test_people_are_seen_to_from_a_terminal(
    desk: SmallDesk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        command(desk, monkeypatch, "add", "aidana", "long-term-team", "--units", "north, s1") == 0
    )
    password = re.search(r"password (\S+)", capsys.readouterr().out)
    assert password is not None
    assert sign_in(desk.stranger(), "aidana", password[1]).status_code == 200
    assert command(desk, monkeypatch, "list") == 0
    assert capsys.readouterr().out == "aidana: long-term-team, north, s1\n"
    assert command(desk, monkeypatch, "change", "aidana", "analyst") == 0
    assert command(desk, monkeypatch, "shut-out", "aidana") == 0
    assert everyone(desk)["aidana"].is_out
    assert command(desk, monkeypatch, "let-in", "aidana") == 0
    assert command(desk, monkeypatch, "reset", "aidana") == 0
    assert sign_in(desk.stranger(), "aidana", password[1]).status_code == 401
    whos = {line.who for line in desk.record.all_lines() if line.what.startswith("person")}
    assert whos == {"terminal"}


def test_what_a_terminal_asks_in_vain_is_said_in_words(
    desk: SmallDesk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(desk, monkeypatch, "reset", "nobody") == 1
    assert command(desk, monkeypatch, "add", "aidana", "long-term-team", "--units", "atlantis") == 1
    assert capsys.readouterr().err.splitlines() == [
        "There is nobody of that name.",
        "There is no such unit: atlantis.",
    ]
