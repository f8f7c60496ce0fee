"""Who may send: a token for each source, shown once, ended at once; and not without measure."""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client

from dashboard.commands import token as command
from dashboard.desk.record import What
from dashboard.intake import tokens
from dashboard.intake.allowance import Allowance
from dashboard.intake.tokens import Tokens, all_tokens, end_token, make_token
from geodata.errors import DataError
from tests.dashboard.desk.small_desk import HOST
from tests.dashboard.intake.letters import Post, letter


def knock(post: Post, authorization: str | None) -> int:
    headers = {"Host": HOST} | ({} if authorization is None else {"Authorization": authorization})
    return (
        Client(post.door.server).post("/intake/reports", json=letter(), headers=headers).status_code
    )


def test_nobody_comes_in_without_a_good_token(post: Post) -> None:
    good = post.token
    for word in (
        None,
        "",
        good,
        f"Basic {good}",
        "Bearer",
        f"Bearer {good}x",
        "Bearer \u00e4\u00f6",
    ):
        assert knock(post, word) == 401
    assert knock(post, f"bearer  {good}") == 201
    answer = Client(post.door.server).post("/intake/reports", json={}, headers={"Host": HOST})
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.get_json()["status"] == "no-token"


@pytest.mark.parametrize(("word", "status"), [("wrong", 401), ("", 415)])
def test_what_is_refused_unread_is_read_away(post: Post, word: str, status: int) -> None:
    # Or a proxy in front of the desk tells its sender of a broken line (502), and not why.
    sent = io.BytesIO(b"x" * 3_000_000)
    answer = Client(post.door.server).post(
        "/intake/reports",
        input_stream=sent,
        content_length=3_000_000,
        content_type="image/png",
        headers={"Host": HOST, "Authorization": f"Bearer {word or post.token}"},
    )
    assert answer.status_code == status
    assert sent.tell() == 3_000_000


@pytest.mark.parametrize("box", ["reports", "bulletins"])
def test_who_may_send_is_told_that_there_is_nothing_to_read(post: Post, box: str) -> None:
    client, headers = Client(post.door.server), {"Host": HOST}
    assert client.get(f"/intake/{box}", headers=headers).status_code == 401
    headers["Authorization"] = f"Bearer {post.token}"
    answer = client.get(f"/intake/{box}", headers=headers)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_only_a_digest_of_a_token_is_kept(post: Post) -> None:
    secret = post.token
    assert post.send(letter()).status_code == 201
    for path in post.door.settings.var.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes()


def test_a_token_that_has_ended_is_refused(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post.send(letter()).status_code == 201
    (token,) = all_tokens(post.door.desk.engine)
    end_token(post.door.desk.engine, token.id, "test")
    # A second later at the latest.
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
    assert post.send(letter()).status_code == 401
    lines = post.door.desk.record.lines()
    assert [line.what for line in lines] == [What.TOKEN_ENDED, What.TOKEN_MADE]
    assert lines[0].told == {"token": token.id, "source": "odk", "mission": "league"}


def test_a_token_is_asked_for_anew_after_a_second_at_most(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = post.door.desk.engine
    token, secret = make_token(engine, "odk", "league", "test")
    known, now = Tokens(engine), 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    assert known.find(secret) is not None
    end_token(engine, token.id, "test")
    now = tokens.SECONDS_KNOWN
    assert known.find(secret) is None


def test_tokens_are_made_listed_and_ended_from_a_terminal(
    post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        assert command.run(parser.parse_args(words), post.door.settings) == 0
        return capsys.readouterr().out

    line, secret, once = run("make", "citizens", "--mission", "league").splitlines()
    assert "citizens to league" in line and "SIMULATED" in line and "shown this once" in once
    assert knock(post, f"Bearer {secret}") == 201
    name = line.partition(":")[0]
    assert secret not in run("list")
    assert "ended" in run("end", name) and f"{name}: citizens" in run("list")
    for words in (("make", "desk", "--mission", "league"), ("make", "A b", "--mission", "league"),
                  ("make", "a", "--mission", "../x"), ("make", "a", "--mission", "other"),
                  ("end", "00")):  # fmt: skip
        with pytest.raises(DataError):
            run(*words)


@pytest.fixture
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still within a minute."""
    monkeypatch.setattr(time, "time", lambda: 1_717_300_010.0)


def test_a_source_has_its_measure_whatever_the_number_of_workers(
    new_post: Callable[..., Post], one_minute: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = new_post(intake_per_minute=10).set_up()
    other = Allowance(first.door.desk.engine, 10)
    answers = [first.send(letter(f"visit-{number}")) for number in range(7)]
    assert {answer.status_code for answer in answers} == {201}
    assert sum(other.wait("odk") == 0 for _ in range(10)) == 3
    late = first.send(letter("late"))
    assert (late.status_code, late.headers["Retry-After"]) == (429, "10")
    assert late.get_json()["status"] == "too-many"
    assert first.other("citizens").send(letter()).status_code == 201
    monkeypatch.setattr(time, "time", lambda: 1_717_300_020.0)
    assert first.send(letter("late")).status_code == 201


def test_much_is_counted_in_parts_and_never_too_much(post: Post, one_minute: None) -> None:
    workers = [Allowance(post.door.desk.engine, 1_000) for _ in range(3)]
    passed = sum(worker.wait("odk") == 0 for _ in range(500) for worker in workers)
    assert passed == 1_000


def test_guessing_is_braked_and_hinders_no_one_who_has_a_token(
    post: Post, one_minute: None
) -> None:
    codes = [knock(post, f"Bearer guess-{number}") for number in range(70)]
    assert codes == [401] * 60 + [429] * 10
    assert post.send(letter()).status_code == 201


def test_what_is_sent_is_never_longer_than_ten_megabytes(post: Post) -> None:
    big = b"[" + b" " * (10 * 1024 * 1024) + b"]"
    for kind in ("application/json", "text/csv", "application/zip"):
        answer = post.put(big, kind)
        assert (answer.status_code, answer.get_json()["status"]) == (413, "too-large")
    assert not Path(post.door.settings.var / "rehearsal.sqlite").exists()
