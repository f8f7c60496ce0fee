"""Every address of both doors, tried by strangers and by every role: what no line opens is shut."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse

from dashboard.desk.doors import DOORS, Door, Who
from dashboard.desk.people import Role
from dashboard.public import dash_app
from tests.dashboard.desk.small_desk import SmallDesk, ask

TABLE = {(door.method, door.rule): door for door in DOORS}
CALLBACKS = "/_dash-update-component"
# What a part of a rule may stand for; whether there is such a thing is another question.
PARTS = {"language": "en", "name": "nobody", "mission": "none", "screen": "day"}


def rules(server: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in server.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            if method not in ("HEAD", "OPTIONS"):
                yield method, rule


def path_of(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: PARTS.get(part[1], "x"), rule.rule)


def knock(client: Client, method: str, path: str) -> TestResponse:
    """A body that no page sends: whoever is let in is told that, and nothing is done."""
    return ask(client, path, method, json=[] if method != "GET" else None)


def is_let_in(answer: TestResponse) -> bool:
    return answer.status_code < 500 and answer.status_code not in (401, 403)


def test_every_line_of_the_table_is_an_address_of_the_desk(shared_desk: SmallDesk) -> None:
    there = {(method, rule.rule) for method, rule in rules(shared_desk.server)}
    assert set(TABLE) - there == set()


def test_only_the_way_in_is_open_to_strangers() -> None:
    anyone = {(door.method, door.rule) for door in DOORS if door.who is Who.ANYONE}
    assert anyone == {
        ("GET", "/"),
        ("GET", "/files/<path:name>"),
        ("GET", "/<language>/sign-in/"),
        ("POST", "/sign-in"),
    }


def test_tokens_open_nothing_but_the_two_boxes_for_machines() -> None:
    token = {(door.method, door.rule) for door in DOORS if door.who is Who.TOKEN}
    boxes = ("/intake/reports", "/intake/bulletins")
    assert token == {(method, box) for method in ("GET", "POST") for box in boxes}


def test_reading_changes_nothing_and_no_line_has_another_method() -> None:
    assert {door.method for door in DOORS} == {"GET", "POST"}


def test_the_wall_can_do_nothing_but_be_taken_down() -> None:
    acts = {door.rule for door in DOORS if door.method == "POST" and Role.WALL in door.roles}
    assert acts == {"/sign-out"}


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_each_address_lets_in_whom_the_table_says_and_nobody_else(
    shared_desk: SmallDesk, role: Role | None
) -> None:
    wrong = []
    for method, rule in rules(shared_desk.server):
        door = TABLE.get((method, rule.rule))
        if rule.rule == "/sign-out-everywhere" and role:
            # Its own test tries it; here it would send everyone of this role away.
            continue
        client = shared_desk.signed_in(role) if role else shared_desk.stranger()
        answer = knock(client, method, path_of(rule))
        if not _as_the_table_says(door, role, answer):
            wrong.append((method, rule.rule, answer.status_code))
    assert wrong == []


def _as_the_table_says(door: Door | None, role: Role | None, answer: TestResponse) -> bool:
    if door is None:
        return answer.status_code == (404 if role else 401)
    if door.who is Who.TOKEN:
        return answer.status_code == 401
    if door.who is Who.SIGNED_IN and role not in door.roles:
        return answer.status_code == (403 if role else 401)
    return is_let_in(answer)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_other_method_opens_anything(shared_desk: SmallDesk, method: str) -> None:
    for path in ("/", "/sign-in", "/en/people/", "/files/x", "/intake/reports"):
        assert ask(shared_desk.stranger(), path, method).status_code == 401
        answer = ask(shared_desk.signed_in(Role.ADMINISTRATOR), path, method)
        assert answer.status_code == 404


CLOSED = ("/_mcp", "/_alive_x", "/_reload-hash", "/_dash-ws-callback", "/_favicon.ico", "/metrics")


@pytest.mark.parametrize("path", [*CLOSED, CALLBACKS, "/assets/x.css", "/_dash-component-suites/x"])
def test_surfaces_for_developers_and_machines_are_shut(shared_desk: SmallDesk, path: str) -> None:
    assert ask(shared_desk.stranger(), path).status_code == 401
    assert ask(shared_desk.signed_in(Role.ADMINISTRATOR), path).status_code == 404


def labelled(output: str, path: str = "/") -> dict[str, Any]:
    """The body that opened private callbacks of a library: an input is called the address bar."""
    return {
        "output": output,
        "outputs": {"id": output.partition(".")[0], "property": "children"},
        "inputs": [{"id": "_pages_location", "property": "pathname", "value": path}],
        "changedPropIds": ["_pages_location.pathname"],
        "state": [{"id": "x", "property": "data", "value": {"role": "administrator"}}],
    }


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_no_callback_of_dash_is_answered_however_it_is_labelled(
    shared_desk: SmallDesk, role: Role | None
) -> None:
    client = shared_desk.signed_in(role) if role else shared_desk.stranger()
    outputs = [*dash_app().callback_map, "_pages_content.children", "..a.children...b.data.."]
    assert len(outputs) > 2
    for output in outputs:
        for path in ("/", "/en/sign-in/", "/en/people/"):
            answer = ask(client, CALLBACKS, "POST", json=labelled(output, path))
            assert answer.status_code == (404 if role else 401)


def test_a_refusal_stands_in_the_record_without_what_was_sent(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.VIEWER)
    ask(client, "/people/add", "POST", json={"name": "a secret of mine"})
    line = desk.record.lines(most=1)[0]
    assert (line.what, line.who) == ("refused", "viewer")
    assert line.told == {"method": "POST", "door": "/people/add"}


def test_the_public_map_knows_nothing_of_the_desk() -> None:
    """What one process has not loaded it cannot give away."""
    import subprocess
    import sys

    told = "import dashboard.public, sys, json; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    loaded = json.loads(answer.stdout)
    private = (
        "dashboard.desk",
        "dashboard.intake",
        "geodata.store",
        "geodata.missions",
        "sqlalchemy",
    )
    assert [name for name in loaded if name.startswith(private)] == []


def test_each_page_of_the_desk_names_only_what_its_reader_may_open(
    shared_desk: SmallDesk,
) -> None:
    for role in Role:
        if role is Role.WALL:
            continue
        client = shared_desk.signed_in(role)
        page = ask(client, "/en/account/").text
        for path in set(re.findall(r'href="(/en/[^"]+/)"', page)):
            assert ask(client, path).status_code in (200, 302), (role, path)


def test_what_lies_in_the_folder_of_the_program_cannot_be_asked_for(
    shared_desk: SmallDesk,
) -> None:
    names = ["../desk.sqlite", "%2e%2e/desk.sqlite", "..%2f..%2fapp.py", "/etc/passwd", "x" * 300]
    for name in [*names, "a%00b", "CON", "..\\..\\app.py"]:
        answer = ask(shared_desk.stranger(), f"/files/{name}")
        assert answer.status_code in (401, 404), name
    assert Path(shared_desk.settings.var / "desk.sqlite").stat().st_mode & 0o077 == 0
