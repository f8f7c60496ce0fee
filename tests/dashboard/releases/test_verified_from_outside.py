"""`python -m dashboard verify URL` on the public map as anyone reaches it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboard.releases.election_day import VIEW, ElectionDay
from tests.dashboard.releases.programs import Programs
from tests.running import ROOT, free_port

PAGE = f"{VIEW.replace('district/16-00', 'region/12-00')}index.html"


@pytest.fixture
def programs(day: ElectionDay, tmp_path: Path) -> Iterator[Programs]:
    """Nothing runs yet; two releases are out."""
    day.announce("s1", "41.5")
    assert day.look().state == "out"
    made = Programs(day, tmp_path / "programs")
    yield made
    made.kill(*tuple(made.running))


def verify(*words: str) -> tuple[int, str, str]:
    """The command as whoever checks runs it: exit code, what it said, what it complained of."""
    command = [sys.executable, "-m", "dashboard", "verify", *words]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.returncode, found.stdout, found.stderr


def test_the_public_map_is_as_it_was_let_out(programs: Programs) -> None:
    manifest = programs.day.releases.in_force()
    assert manifest is not None
    programs.start("public")
    code, said, complained = verify(programs.address, "--key", manifest.key)
    assert (code, complained) == (0, "")
    assert said.startswith(f"true: release {manifest.sequence} (live)")
    assert verify(f"{programs.address}/", "--key", "0" * 64)[0] == 1


def test_changed_bytes_are_named_with_their_path(programs: Programs) -> None:
    file = programs.day.file(PAGE)
    assert file is not None
    for encoding in file.kept:
        place = programs.day.releases.objects.place(file.digest, encoding)
        content = bytearray(place.read_bytes())
        content[len(content) // 2] ^= 1
        place.write_bytes(content)
    programs.start("public")
    code, said, complained = verify(programs.address)
    assert (code, said) == (1, "")
    assert complained.startswith("NOT TRUE: ")
    assert PAGE in complained


def test_where_nobody_answers_there_is_no_verdict() -> None:
    code, said, complained = verify(f"http://127.0.0.1:{free_port()}")
    assert (code, said) == (3, "")
    assert complained.startswith("Nothing to check: ")
