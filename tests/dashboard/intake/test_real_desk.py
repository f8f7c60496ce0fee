"""The real desk, its own process and a real network: what it said it has taken in, it has.

On SQLite and on PostgreSQL; senders are threads with a connection each.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest

from dashboard.commands import mission as mission_command
from dashboard.intake.trial import TrialFailed
from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.silence import silence
from geodata.missions.read_mission import read_mission
from geodata.store.events import Kind
from geodata.store.store import Store
from tests.dashboard.desk.small_desk import TESTLAND, settings_in
from tests.dashboard.intake.letters import MISSION, Door, Post, letter
from tests.geodata.store.postgres import NO_POSTGRESQL, Server, postgres_server, programs
from tests.running import Program, free_port

TAKEN = (200, 201, 409)


@dataclass
class RealDesk:
    """The desk as ``python -m dashboard desk`` serves it, and a mission it takes letters for."""

    post: Post
    start: Callable[..., Program]
    port: int
    program: Program | None = None
    senders: list[Sender] = field(default_factory=list)

    def open(self) -> None:
        settings = self.post.door.settings
        self.program = self.start(
            [sys.executable, "-m", "dashboard", "desk"],
            BAQYLAU_VAR=str(settings.var),
            BAQYLAU_COUNTRY=str(TESTLAND),
            BAQYLAU_DESK_PORT=str(self.port),
            DATABASE_URL=settings.database_url,
            REHEARSAL_DATABASE_URL=settings.rehearsal_database_url,
        )
        self.program.wait_for("Mission desk: http")

    def kill(self) -> None:
        """End every process of it, as a power cut would."""
        assert self.program is not None
        self.program.stop(signal.SIGKILL)

    def sender(self) -> Sender:
        self.senders.append(Sender(self.port, self.post.token))
        return self.senders[-1]


@dataclass
class Sender:
    """One machine that sends over one connection."""

    port: int
    token: str

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def send(self, content: object) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        self.connection.request("POST", "/intake/reports", json.dumps(content), headers)
        response = self.connection.getresponse()
        return response.status, json.loads(response.read())


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    if programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(
    request: pytest.FixtureRequest,
    new_var: Callable[[], Path],
    start_program: Callable[..., Program],
) -> Iterator[RealDesk]:
    urls = {}
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        names = ("database_url", "rehearsal_database_url")
        urls = {name: server.fresh_url() for name in names}
    port = free_port()
    post = Post(Door(settings_in(new_var(), desk_port=port, **urls))).set_up()
    real = RealDesk(post, start_program, port)
    real.open()
    yield real
    for sender in real.senders:
        sender.connection.close()
    post.door.close()


def test_twenty_senders_of_the_same_sixty_reports_leave_sixty(desk: RealDesk) -> None:
    letters = [letter(f"visit-{number}", voted=number) for number in range(60)]

    def send_all(seed: int) -> Counter[int]:
        sender, order = desk.sender(), random.Random(seed).sample(letters, len(letters))
        if seed % 4 == 0:
            _, told = sender.send(order)
            return Counter(item["status"] for item in told["items"])
        return Counter(sender.send(one)[0] for one in order)

    with ThreadPoolExecutor(20) as senders:
        statuses = sum(senders.map(send_all, range(20)), Counter[int]())
    assert statuses == {201: 60, 200: 20 * 60 - 60}
    kept = desk.post.kept()
    assert {one.instance for one in kept} == {f"odk/visit-{number}" for number in range(60)}
    assert len(kept) == 60


def test_a_killed_desk_loses_nothing_it_acknowledged(desk: RealDesk) -> None:
    acknowledged: list[str] = []
    moments = random.Random(20160320)
    for round_ in range(4):
        stop = Signal()
        with ThreadPoolExecutor(8) as senders:
            running = [
                senders.submit(_send_until, desk.sender(), f"{round_}-{number}", stop)
                for number in range(8)
            ]
            time.sleep(0.2 + moments.random())
            desk.kill()
            stop.set()
            for one in running:
                acknowledged += one.result()
        if round_ < 3:
            desk.open()
    assert len(acknowledged) > 20
    with desk.post.store() as store:
        stored = list(store.messages())
    names = Counter(one.event.instance for one in stored)
    assert {f"odk/{name}" for name in acknowledged} <= names.keys()
    assert set(names.values()) == {1}
    assert [one.position for one in stored] == list(range(1, len(stored) + 1))


def _send_until(sender: Sender, name: str, stop: Signal) -> list[str]:
    """Send alone and in batches; what the desk said it has."""
    heard: list[str] = []
    number = 0
    with suppress(OSError, HTTPException, ValueError):
        while not stop.is_set():
            some = [letter(f"{name}-{number}-{each}") for each in range(1 + 6 * (number % 2))]
            status, told = sender.send(some if len(some) > 1 else some[0])
            if status in TAKEN:
                heard += [item["instance"] for item in told["items"] if item["status"] in TAKEN]
            number += 1
    return heard


def test_a_test_report_goes_all_the_way_and_counts_nowhere(
    desk: RealDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.sender().send(letter())
    before = figures(desk.post)

    def check(*words: str) -> str:
        parser = argparse.ArgumentParser()
        mission_command.add_arguments(parser)
        given = parser.parse_args(["check", MISSION, *words, "--send-test-report"])
        assert mission_command.run(given, desk.post.door.settings) == 0
        return capsys.readouterr().out

    assert "message 2 and counts nowhere" in check()
    assert "еш жерде есепке алынбайды" in check("--language", "kk")
    kinds = [event.kind for event in desk.post.kept()]
    assert kinds == [Kind.REPORT, Kind.PROBE, Kind.PROBE]
    assert figures(desk.post) == before
    desk.kill()
    with pytest.raises(TrialFailed, match="nobody answers"):
        check()


def figures(post: Post) -> Sequence[object]:
    """What a mission reads of its day."""
    country = post.door.desk.country
    day = Day(read_mission(post.folder, country), country)
    with Store.open(post.door.settings.store_address(True), is_test=True) as store:
        day.take(stored.event for stored in store.messages())
    now = next(iter(day.contacts.values())).any_sign
    return repr(coverage(day)), repr(silence(day, now))


def test_a_hundred_letters_of_nonsense_leave_the_desk_standing(desk: RealDesk) -> None:
    sender, draw = desk.sender(), random.Random(7)
    headers = {"Authorization": f"Bearer {sender.token}", "Content-Type": "application/json"}
    for _ in range(100):
        body = draw.choice([b"[" * 200_000, b"{}", b"null", draw.randbytes(300), b'{"a":NaN}'])
        sender.connection.request("POST", "/intake/reports", body, headers)
        response = sender.connection.getresponse()
        assert response.status == 400
        assert json.loads(response.read())["message"]
    assert sender.send(letter())[0] == 201
    assert desk.program is not None
    assert "Traceback" not in desk.program.log.read_text()


@pytest.mark.parametrize("desk", ["postgresql"], indirect=True)
def test_while_postgresql_is_away_a_sender_is_told_to_come_again(
    desk: RealDesk, postgresql: Server
) -> None:
    sender, stranger = desk.sender(), Sender(desk.port, "nobody's")
    desk.senders.append(stranger)
    assert sender.send(letter("before"))[0] == 201
    postgresql.control("stop", "-m", "fast")
    try:
        told = [one.send(letter("meanwhile")) for one in (sender, stranger)]
    finally:
        postgresql.control("start")
    assert [(status, answer["status"]) for status, answer in told] == [(503, "not-now")] * 2
    assert sender.send(letter("meanwhile"))[0] == 201
    assert {one.instance for one in desk.post.kept()} == {"odk/before", "odk/meanwhile"}
