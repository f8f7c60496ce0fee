"""The desk under load: eight people read on while reports arrive at twenty a second.

``python -m bench.desk`` starts the real desk with the day of the rehearsal, lets the morning come
in, and then measures how long a change of view takes and how soon a report is seen.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.desk_readers import SECONDS_BETWEEN_LOOKS, Reader, Seen
from dashboard.desk.database import open_desk_database
from dashboard.desk.passwords import digest
from dashboard.desk.people import Person, Role, add
from dashboard.intake.tokens import make_token
from dashboard.listeners import desk_listener
from dashboard.rehearsal.prepare import prepare
from dashboard.rehearsal.sender import Sender
from dashboard.settings import ROOT, Settings, read_settings
from geodata.boundaries.build import build_boundaries
from geodata.read_country import read_country
from geodata.rehearsal.rehearse import Rehearsal, Size, rehearse
from geodata.rehearsal.sendings import SOURCE
from geodata.store.engines import writing
from geodata.store.store import Store
from tests.running import free_port

READERS, REPORTS_A_SECOND, SECONDS = 8, 20, 60
AIM_MS = 1000.0
PASSWORD = "a password for measuring"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--readers", type=int, default=READERS)
    chosen = parser.parse_args()
    with TemporaryDirectory(prefix="bench-desk-") as folder:
        settings = replace(read_settings(), var=Path(folder), desk_port=free_port())
        for line in measure(settings, chosen.readers, chosen.seconds):
            print(line)
    return 0


def lines() -> Iterator[str]:
    """What ``make bench`` prints."""
    with TemporaryDirectory(prefix="bench-desk-") as folder:
        yield from measure(replace(read_settings(), var=Path(folder), desk_port=free_port()))


def measure(settings: Settings, readers: int = READERS, seconds: int = SECONDS) -> list[str]:
    """Start the desk over a folder of its own and measure; the lines of a table."""
    country = read_country(settings.country)
    build_boundaries(settings.country, country, settings.var)
    # Twice the teams of a usual mission: enough reports for a minute after a full morning.
    day = rehearse(country, country.default_election, settings.var, size=Size(observers=800))
    with redirect_stdout(StringIO()):
        prepare(settings, country, day, is_running=False)
    engine = open_desk_database(settings)
    with writing(engine).begin() as connection:
        add(connection, Person("reader", Role.LEADERSHIP), digest(PASSWORD))
    _, secret = make_token(engine, SOURCE, day.mission.id, "bench")
    engine.dispose()
    with Store.open(settings.store_address(True), is_test=True) as store:
        process = _start(settings)
        try:
            return _measure(settings, day, store, secret, readers, seconds, process.pid)
        finally:
            process.terminate()
            process.wait(20)


def _measure(  # noqa: PLR0913, PLR0917
    settings: Settings, day: Rehearsal, store: Store, secret: str,
    readers: int, seconds: int, pid: int,
) -> list[str]:  # fmt: skip
    events = day.events
    morning = max(0, len(events) - REPORTS_A_SECOND * seconds)
    store.append(events[:morning])
    seen, cookie = Seen(), _sign_in(settings)
    reading = [
        Reader(settings.desk_port, cookie, day.mission.id, seen, number)
        for number in range(readers)
    ]
    for one in reading:
        one.start()
    time.sleep(2 * SECONDS_BETWEEN_LOOKS)
    # The first second reads the whole morning and compiles every template once.
    seen.forget()
    sender, sent = Sender(settings.local_desk_address, secret, store), {}
    began, spent = time.monotonic(), _cpu_seconds(pid)
    last = events[morning - 1].received_at
    rest = [one for one in day.sendings if one.received_at > last]
    for number, sending in enumerate(rest):
        time.sleep(max(0.0, began + number / REPORTS_A_SECOND - time.monotonic()))
        if time.monotonic() - began > seconds:
            break
        sender.send(sending)
        sent[store.position()] = time.monotonic()
    lasted, spent = time.monotonic() - began, _cpu_seconds(pid) - spent
    time.sleep(2 * SECONDS_BETWEEN_LOOKS)
    for one in reading:
        one.stop.set()
    for one in reading:
        one.join()
    sender.close()
    return list(_told(seen, sent, lasted, spent))


def _told(seen: Seen, sent: dict[int, float], lasted: float, spent: float) -> Iterator[str]:
    delays = _delays(seen, sent)
    within = sum(one <= AIM_MS for one in seen.changes) / len(seen.changes)
    rate = len(sent) / lasted
    yield (f"{rate:.1f} reports a second for {lasted:.0f} s, desk busy {spent / lasted:.0%}")
    for name, times in (
        ("change of view", seen.changes),
        ("look again", seen.looks),
        ("report until read", delays),
    ):
        yield (
            f"{name:18} {len(times):6} times   median {statistics.median(times):7.1f} ms   "
            f"95 % within {_percentile(times):7.1f} ms   longest {max(times):7.1f} ms"
        )
    said = "met" if within >= 0.95 else "NOT MET"
    yield (f"aim, 95 % of view changes within 1 s: {within:.1%}, {said}")


def _delays(seen: Seen, sent: dict[int, float]) -> list[float]:
    """For each report and each reader, how long it was until that one had a view with it."""
    found = []
    for views in seen.at.values():
        for position, when in sent.items():
            first = next((at for at, known in views if known >= position and at >= when), None)
            if first is not None:
                found.append(1000 * (first - when))
    return found


def _percentile(times: Sequence[float], share: float = 0.95) -> float:
    return sorted(times)[math.ceil(share * len(times)) - 1]


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    environ = os.environ | {
        "BAQYLAU_VAR": str(settings.var),
        "BAQYLAU_DESK_PORT": str(settings.desk_port),
        "BAQYLAU_LOG_LEVEL": "warning",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "desk"], cwd=ROOT, env=environ,
        stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while not desk_listener(settings).answers():
        if process.poll() is not None:
            raise RuntimeError(f"the desk did not start: exit code {process.returncode}")
        time.sleep(0.2)
    return process


def _sign_in(settings: Settings) -> str:
    address = settings.local_desk_address
    connection = HTTPConnection("127.0.0.1", settings.desk_port, timeout=30)
    body = json.dumps({"name": "reader", "password": PASSWORD, "language": "en"})
    headers = {"Origin": address, "Content-Type": "application/json"}
    connection.request("POST", "/sign-in", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"could not sign in: {answer.status}")
    cookies = answer.headers.get_all("Set-Cookie") or []
    return "; ".join(one.partition(";")[0] for one in cookies)


def _cpu_seconds(pid: int) -> float:
    """What a process and all its children have worked so far."""
    pids, found = [pid], 0.0
    while pids:
        one = pids.pop()
        try:
            parts = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            pids += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue
        found += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return found


if __name__ == "__main__":
    sys.exit(main())
