"""Whatever is sent, the answer is in words: never a traceback, never an error of ours."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dashboard.intake.letters import Post, letter

SOUND = json.dumps(letter()).encode()
NONSENSE = {
    "null": b"null",
    "a number": b"7",
    "a text": b'"visit"',
    "an empty list": b"[]",
    "a list of lists": b"[[]]",
    "a list of null": b"[null]",
    "NaN": b'{"instance":"a","version":NaN}',
    "infinity": b'{"instance":"a","version":-Infinity}',
    "a huge exponent": b'{"instance":"a","version":1e99999999999999999999}',
    "a huge number": b'{"instance":"a","version":' + b"9" * 10_000 + b"}",
    "a name twice": b'{"instance":"a","instance":"b"}',
    "deep nesting": b"[" * 200_000,
    "deep fields": b'{"a":' * 200_000,
    "cut": SOUND[:-5],
    "more after it": SOUND + b"x",
    "NUL": b'{"instance":"a\x00b"}',
    "NUL escaped": b'{"instance":"a\\u0000b","version":1,"payload":{}}',
    "half a letter": b'{"instance":"a\\ud800","version":1,"payload":{}}',
    "another encoding": '{"instance":"облысы"}'.encode("cp1251"),
    "UTF-16": SOUND.decode().encode("utf-16"),
    "a list for fields": b'{"instance":[],"version":{},"payload":[]}',
    "yes for a number": b'{"instance":"a","version":true,"payload":{}}',
    "too many": b"[" + b"{}," * 10_000 + b"{}]",
    "XML": b"<a/>",
}


FILES = (
    "text/csv", "text/plain", "application/zip", "application/octet-stream", "multipart/form-data",
    "multipart/form-data; boundary=x",
)  # fmt: skip


@pytest.mark.parametrize("to", ["reports", "bulletins"])
@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE.keys())
def test_a_body_of_nonsense_is_answered_in_words(post: Post, body: bytes, to: str) -> None:
    answer = post.send(body, to)
    assert answer.status_code == 400
    told = answer.get_json()
    faults = [*told.get("faults", ()), *(f for i in told.get("items", ()) for f in i["faults"])]
    assert faults and all(fault["expected"] for fault in faults)
    assert "Traceback" not in answer.get_data(as_text=True)
    assert post.kept() == []


@pytest.mark.parametrize("kind", ["application/xml", "application/x-www-form-urlencoded", "", "x"])
def test_other_types_are_not_read(post: Post, kind: str) -> None:
    answer = post.put(SOUND, kind)
    assert (answer.status_code, answer.get_json()["status"]) == (415, "type")
    packed = post.put(SOUND, "application/json", headers={"Content-Encoding": "gzip"})
    assert packed.status_code == 415


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("to", ["reports", "bulletins"])
def test_files_of_nonsense_are_answered_in_words(post: Post, kind: str, to: str) -> None:
    for body in (b"\x00\x01\x02", b"PK\x03\x04nothing", b"a,b\n1,2\n", b'"open', b"%PDF-1.4"):
        answer = post.put(body, kind, to)
        assert answer.status_code == 400, (kind, body)
        assert answer.get_json()["status"] == "faulty"
    assert post.kept() == []


def test_a_body_without_its_length_is_answered_in_words(post: Post) -> None:
    answer = post.put(b"", "text/csv")
    assert (answer.status_code, answer.get_json()["status"]) == (411, "length")


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)
_names = ["instance", "version", "kind", "observed_at", "payload", "is_test", "received_at"]
_fields = ["team", "unit", "station", "stage", "irregularities", "voted", "percent", "form", "time"]
_letters = st.fixed_dictionaries({}, optional=dict.fromkeys(_names, _values)) | st.builds(
    lambda payload: {**letter(), "payload": payload},
    st.fixed_dictionaries({}, optional=dict.fromkeys(_fields, _values)),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=_values | _letters | st.lists(_letters, max_size=5),
    to=st.sampled_from(["reports", "bulletins"]),
)
def test_any_json_at_all_is_taken_or_refused(post: Post, content: object, to: str) -> None:
    answer = post.send(json.dumps(content).encode(), to)
    assert answer.status_code in (200, 201, 207, 400, 409)
    assert answer.get_json()["message"]


def test_an_error_of_ours_is_answered_in_words_and_logged_without_what_was_sent(
    new_post: Callable[..., Post], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("CANARY of Aliya")

    post = new_post().set_up()
    monkeypatch.setattr("geodata.intake.letterbox.read_messages", fail)
    with caplog.at_level(logging.DEBUG):
        answer = post.send(letter())
    assert (answer.status_code, answer.get_json()["status"]) == (500, "error")
    assert "RuntimeError" in caplog.text and "CANARY" not in caplog.text
    assert "CANARY" not in answer.get_data(as_text=True)


def test_a_mission_with_a_fault_keeps_its_last_good_letterbox(
    post: Post, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post.send(letter("a")).status_code == 201
    monkeypatch.setattr("dashboard.desk.missions._SECONDS_BETWEEN_LOOKS", -1.0)
    (post.folder / "mission.toml").write_text("nothing")
    assert post.send(letter("b")).status_code == 201
    assert "stays as it was" in caplog.text


def test_a_mission_that_cannot_be_read_is_no_reason_to_lose_anything(post: Post) -> None:
    (post.folder / "mission.toml").unlink()
    answer = post.send(letter())
    assert (answer.status_code, answer.get_json()["status"]) == (503, "no-mission")
    assert int(answer.headers["Retry-After"]) > 0
