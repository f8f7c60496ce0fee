"""What strangers and people with a grudge may send: bodies, names, sizes, other sites' pages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from dashboard.desk.doors import DOORS, FEW_BYTES, Who
from dashboard.desk.people import Role
from tests.dashboard.desk.small_desk import HOST, PASSWORD, SmallDesk, ask, said, send, sign_in
from tests.dashboard.desk.test_doors import PARTS

REFUSED = (400, 401, 403, 404, 411, 413, 415, 422, 429)
ACTS = [door.rule for door in DOORS if door.method == "POST" and door.who is Who.SIGNED_IN]
BODIES: list[bytes] = [
    b"",
    b"null",
    b"[]",
    b"7",
    b'"text"',
    b"{",
    b'{"name": NaN}',
    b"\xff\xfe\x00",
    b"[" * 60_000,
    b'{"a":' * 10_000,
    b'{"name": {"$ne": ""}, "password": {"$ne": ""}, "language": "en"}',
    b'{"name": ["admin"], "password": 1, "language": "en"}',
    b'{"name": "\\ud800", "password": "x", "language": "en"}',
    b'{"name": "a\\u0000b", "password": "x", "language": "en"}',
    b'{"name": "x", "password": "x", "language": "../../etc"}',
    json.dumps({"name": "x" * 10_000, "password": "x", "language": "en"}).encode(),
    b'{"name": "x", "password": "x", "language": "en", "role": "administrator"}',
]
NAMES = [
    "<script>alert(1)</script>",
    "<a href='https://evil.example'>RESULT: 97%</a>",
    "%{customdata[0]}",
    "{{ 7 * 7 }}",
    "$\\href{javascript:alert(1)}{x}$",
    "\u202eadmin",
    "ad\u200bmin",
    "admin\u0000",
    "' OR 1=1 --",
    '=HYPERLINK("https://evil.example")',
    "../../etc/passwd",
    "n" * 10_000,
    "аdmin",
    "new",
    "terminal",
]


def raw(desk: SmallDesk, role: Role | None, path: str, body: bytes, kind: str) -> int:
    client = desk.signed_in(role) if role else desk.stranger()
    return ask(client, path, "POST", data=body, content_type=kind).status_code


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:30]))
def test_a_body_that_makes_no_sense_is_refused_and_is_no_error_of_ours(
    shared_desk: SmallDesk, body: bytes
) -> None:
    for path in ("/sign-in", "/prove", "/people/add", "/people/change", "/account/password"):
        role = None if path == "/sign-in" else Role.ADMINISTRATOR
        assert raw(shared_desk, role, path, body, "application/json") in REFUSED, path


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)
FIELDS = st.dictionaries(
    st.sampled_from(["name", "password", "language", "role", "units", "old", "new", "next", "x"]),
    JSON | st.sampled_from(["en", "nobody", "long-term-team", "viewer"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=FIELDS | JSON)
def test_whatever_json_is_sent_nothing_breaks(shared_desk: SmallDesk, body: object) -> None:
    sent = json.dumps(body).encode()
    for path in ("/sign-in", "/prove", "/people/change", "/people/reset", "/people/let-in"):
        role = None if path == "/sign-in" else Role.ADMINISTRATOR
        assert raw(shared_desk, role, path, sent, "application/json") in REFUSED


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:20]))
def test_a_name_that_would_fool_a_reader_is_not_taken(desk: SmallDesk, name: str) -> None:
    client = desk.signed_in(Role.ADMINISTRATOR)
    answer = send(client, "/people/add", name=name, role="viewer", units=[])
    assert answer.status_code in (400, 422)
    assert sign_in(desk.stranger(), name).status_code in (400, 401)
    for page in ("/en/people/", "/en/record/"):
        assert name not in ask(client, page).text.replace("/people/new/", "")


@pytest.mark.parametrize("name", NAMES[:12], ids=lambda name: repr(name[:20]))
def test_an_address_with_a_hostile_part_shows_nothing_of_it(
    shared_desk: SmallDesk, name: str
) -> None:
    client = shared_desk.signed_in(Role.ADMINISTRATOR)
    for path in (f"/en/people/{name}/", f"/{name}/record/", f"/en/record/?before={name}"):
        answer = client.get(path, headers={"Host": HOST})
        assert answer.status_code in (400, 404), path
        assert name not in answer.text


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data"]
)
def test_what_a_form_of_another_site_could_send_is_refused(
    shared_desk: SmallDesk, kind: str
) -> None:
    body = json.dumps({"name": "x", "password": "x", "language": "en"}).encode()
    assert raw(shared_desk, None, "/sign-in", body, kind) == 415
    for path in ACTS:
        assert raw(shared_desk, Role.ADMINISTRATOR, path, body, kind) in (403, 415)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": f"http://{HOST}.evil.example"},
        {"Origin": "http://127.0.0.1:8050"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
    ids=str,
)
def test_what_a_page_of_another_site_sends_is_refused_even_with_my_cookie(
    shared_desk: SmallDesk, headers: dict[str, str]
) -> None:
    client = shared_desk.signed_in(Role.ADMINISTRATOR)
    sent = {"language": "en", "name": "viewer"}
    answer = ask(client, "/people/shut-out", "POST", headers=headers, json=sent)
    assert answer.status_code == 403
    assert (
        ask(shared_desk.stranger(), "/sign-in", "POST", headers=headers, json={}).status_code == 403
    )


def test_no_answer_lets_another_site_read_it(shared_desk: SmallDesk) -> None:
    for path in ("/en/sign-in/", "/en/people/", "/_dash-layout", "/nowhere"):
        client = shared_desk.signed_in(Role.ADMINISTRATOR)
        answer = ask(client, path, headers={"Origin": "https://evil.example"})
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_too_much_is_refused_at_every_door(shared_desk: SmallDesk) -> None:
    client = shared_desk.signed_in(Role.ADMINISTRATOR)
    for door in DOORS:
        if door.method == "POST":
            path = "".join(PARTS.get(part, part) for part in door.rule.split("<"))
            body = b" " * (door.most_bytes + 1)
            answer = ask(client, path, "POST", data=body, content_type="application/json")
            assert answer.status_code in (403, 413), door.rule
            assert door.most_bytes <= 10 * 1024 * 1024


def test_what_says_no_length_is_not_read_at_all(shared_desk: SmallDesk) -> None:
    headers = [("Host", HOST), ("Origin", f"http://{HOST}"), ("Content-Type", "application/json")]
    body = io.BytesIO(b" " * (FEW_BYTES + 1))
    builder = EnvironBuilder("/sign-in", method="POST", headers=headers, input_stream=body)
    environ = builder.get_environ() | {"wsgi.input_terminated": True}
    environ.pop("CONTENT_LENGTH", None)
    assert run_wsgi_app(shared_desk.server, environ)[1].startswith("411")
    assert body.tell() == 0


def test_no_password_and_no_session_is_written_down_anywhere(
    desk: SmallDesk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        client = desk.signed_in(Role.ADMINISTRATOR)
        sign_in(desk.stranger(), PASSWORD, "administrator")
        answer = send(client, "/people/add", name="aidana", role="viewer", units=[])
        secret = answer.get_json()["secret"]
        send(client, "/account/password", old=PASSWORD, new="a lamp over the steppe")
    cookies = [
        client.get_cookie(name, "127.0.0.1") for name in ("baqylau-desk", "baqylau-desk-known")
    ]
    words = [cookie.value for cookie in cookies if cookie]
    assert len(words) == 2
    files = b"".join(path.read_bytes() for path in desk.settings.var.glob("desk.sqlite*"))
    record = "".join(f"{line.who} {line.about}" for line in desk.record.all_lines())
    for hidden in (PASSWORD, secret, "a lamp over the steppe", *words):
        assert hidden not in caplog.text
        assert hidden not in record
        assert hidden.encode() not in files


def test_an_error_of_ours_shows_no_trace(
    new_desk: Callable[..., SmallDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    client = desk.signed_in(Role.ADMINISTRATOR)

    def fail(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("dashboard.desk.people.everyone", fail)
    answer = ask(client, "/en/people/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert said(sign_in(desk.stranger(), "x", "y")) == "The name or the password is not right."
