"""The brake on guessing: the same for all workers, and no stranger can hold it for long."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update

from dashboard.desk.people import Role
from dashboard.desk.throttle import (
    SECONDS,
    TRIES,
    TRIES_FOR_A_NAME,
    TRIES_FROM_AN_ADDRESS,
    Throttle,
    network_of,
)
from geodata.store.engines import writing
from tests.dashboard.desk.small_desk import HOST, PASSWORD, SmallDesk, ask, said, sign_in


def guess(desk: SmallDesk, name: str, address: str, password: str = "a wild guess") -> int:
    sent = {"name": name, "password": password, "language": "en"}
    client = desk.stranger()
    return ask(
        client, "/sign-in", "POST", json=sent, environ_base={"REMOTE_ADDR": address}
    ).status_code


def a_minute_later(desk: SmallDesk) -> None:
    with writing(desk.engine).begin() as connection:
        connection.execute(update(TRIES).values(at=TRIES.c.at - SECONDS - 1))


def test_after_ten_wrong_passwords_one_waits_a_minute(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    tries = [guess(desk, "aidana", "10.0.0.1") for _ in range(12)]
    assert tries == [401] * TRIES_FOR_A_NAME + [429] * 2
    assert guess(desk, "aidana", "10.0.0.1", PASSWORD) == 429
    a_minute_later(desk)
    assert guess(desk, "aidana", "10.0.0.1", PASSWORD) == 200


def test_whoever_waits_is_told_how_long(desk: SmallDesk) -> None:
    client = desk.stranger()
    answers = [sign_in(client, "nobody", "a wild guess") for _ in range(11)]
    assert answers[-1].headers["Retry-After"] == "60"
    assert said(answers[-1]) == "Too many attempts. Wait a minute, then try again."


def test_a_stranger_elsewhere_cannot_keep_somebody_out(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    for _ in range(30):
        guess(desk, "aidana", "203.0.113.9")
    assert guess(desk, "aidana", "10.0.0.1", PASSWORD) == 200


def test_a_stranger_on_the_same_network_cannot_keep_out_a_browser_that_was_here_before(
    desk: SmallDesk,
) -> None:
    mine = desk.signed_in(Role.ANALYST)
    for _ in range(TRIES_FROM_AN_ADDRESS + 5):
        guess(desk, Role.ANALYST, "127.0.0.1")
    assert sign_in(desk.stranger(), Role.ANALYST).status_code == 429
    assert sign_in(mine, Role.ANALYST).status_code == 200
    assert [sign_in(mine, Role.ANALYST, "a wild guess").status_code for _ in range(11)][-1] == 429


def test_trying_many_names_from_one_address_is_held_as_well(desk: SmallDesk) -> None:
    tries = [
        guess(desk, f"name-{number}", "10.0.0.1") for number in range(TRIES_FROM_AN_ADDRESS + 3)
    ]
    assert tries.count(429) == 3


def test_all_workers_count_together(either_desk: SmallDesk) -> None:
    """Two applications over one database, each asked by several at once."""
    either_desk.add("aidana", Role.ANALYST)
    other = SmallDesk(either_desk.settings)
    desks = [either_desk, other] * 20
    assert either_desk.server is not other.server
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda desk: guess(desk, "aidana", "10.0.0.1"), desks))
    other.close()
    assert sorted(answers) == [401] * TRIES_FOR_A_NAME + [429] * 30


def test_signing_in_clears_what_went_wrong_before(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    for _ in range(3):
        assert [guess(desk, "aidana", "10.0.0.1") for _ in range(9)] == [401] * 9
        assert guess(desk, "aidana", "10.0.0.1", PASSWORD) == 200


def test_the_record_is_not_filled_by_guessing(desk: SmallDesk) -> None:
    for _ in range(40):
        guess(desk, "nobody", "10.0.0.1")
    lines = [line.what for line in desk.record.all_lines()]
    assert lines == ["sign-in-refused"] * TRIES_FOR_A_NAME + ["sign-ins-held"]


@pytest.mark.parametrize("forged", ["1.2.3.4", "127.0.0.1, 9.9.9.9", "not an address", ""])
def test_what_a_stranger_says_of_their_address_is_not_believed(
    desk: SmallDesk, forged: str
) -> None:
    for number in range(12):
        sent = {"name": "nobody", "password": "x", "language": "en"}
        headers = {"X-Forwarded-For": f"{forged}{number}" if forged else f"10.9.9.{number}"}
        answer = ask(desk.stranger(), "/sign-in", "POST", headers=headers, json=sent)
    assert answer.status_code == 429


def test_a_proxy_that_is_trusted_says_who_asks(desk: SmallDesk) -> None:
    behind = SmallDesk(replace(desk.settings, trusted_proxies=("127.0.0.1/32",)))
    for number in range(12):
        # What the stranger wrote stands left of what the proxy saw.
        headers = {"X-Forwarded-For": f"9.9.9.{number}, 203.0.113.9"}
        sent = {"name": "nobody", "password": "x", "language": "en"}
        answer = ask(behind.stranger(), "/sign-in", "POST", headers=headers, json=sent)
    assert answer.status_code == 429
    elsewhere = {"X-Forwarded-For": "203.0.113.10", "Host": HOST}
    answer = ask(behind.stranger(), "/sign-in", "POST", headers=elsewhere, json=sent)
    assert answer.status_code == 401
    assert behind.record.lines(most=1)[0].told["address"] == "203.0.113.10"


def test_a_household_of_addresses_counts_as_one() -> None:
    assert (
        network_of("2001:db8:1:2::7") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    )
    assert network_of("10.0.0.1") == "10.0.0.1"
    assert network_of("unix:") == "unknown"


def test_old_tries_are_forgotten(desk: SmallDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    brake = Throttle(desk.engine)
    assert brake.may_try({"a": 1})
    assert not brake.may_try({"a": 1, "b": 5})
    later = time.time() + SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert brake.may_try({"a": 1})
