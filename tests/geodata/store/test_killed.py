"""What was acknowledged is there, whatever was killed and whenever."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geodata.store.store import Store
from tests.geodata.store.postgres import NO_POSTGRESQL, postgres_server, programs
from tests.geodata.store.writer import BATCH

ROOT = Path(__file__).parents[3]


@contextmanager
def writer(url: str, name: str) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "tests.geodata.store.writer", url, name]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process


def acknowledged_until_killed(url: str, name: str, seconds: float) -> list[str]:
    """The visits that the writer said were kept, once it had begun and then some seconds passed."""
    with writer(url, name) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    # A line that was cut short was not heard.
    return [line.rstrip("\n") for line in (first + rest).splitlines(True) if line.endswith("\n")]


def check_kept(url: str, acknowledged: list[str]) -> None:
    with Store.open(url, is_test=True) as store:
        stored = list(store.events())
    assert set(acknowledged) <= {each.event.instance for each in stored}
    assert [each.position for each in stored] == list(range(1, len(stored) + 1))
    # A batch is there whole or not at all.
    batches = Counter(each.event.instance.rpartition(" ")[0] for each in stored)
    for batch, visits in batches.items():
        assert visits == (BATCH if int(batch.rpartition(" ")[2]) % 2 else 1)


def test_a_killed_writer_loses_nothing_it_acknowledged(url: str) -> None:
    acknowledged: list[str] = []
    moments = random.Random(20160320)
    for number in range(5):
        acknowledged += acknowledged_until_killed(url, f"writer {number}", moments.random() / 4)
        check_kept(url, acknowledged)
    assert len(acknowledged) > 5


def test_a_killed_postgresql_loses_nothing_it_acknowledged() -> None:
    if programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with postgres_server() as server:
        url = server.fresh_url()
        with writer(url, "writer") as process:
            assert process.stdout is not None
            heard = [process.stdout.readline() for _ in range(50)]
            server.kill()
            rest, said = process.communicate()
        assert process.returncode != 0
        assert "OperationalError" in said
        check_kept(url, [line.strip() for line in (*heard, *rest.splitlines())])
