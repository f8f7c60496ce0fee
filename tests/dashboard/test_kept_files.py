"""Files made when asked for: once, for all, and never more than there is room for."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.kept_files import KeptFiles


def test_a_file_is_made_once_and_then_kept(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("made")
        return b"picture"

    kept = KeptFiles(tmp_path / "pictures")
    assert [kept.get(b"drawing", ".png", make) for _ in range(3)] == [b"picture"] * 3
    assert len(made) == 1
    assert kept.get(b"another drawing", ".png", make) == b"picture"
    assert kept.get(b"drawing", ".pdf", make) == b"picture"
    assert len(made) == 3


def test_what_nobody_asked_for_longest_goes_when_the_room_is_full(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, most_bytes=100)
    for number in range(4):
        kept.get(f"drawing {number}".encode(), ".png", lambda: b"." * 24)
        _age(tmp_path, 60)
    # The first is asked for again; the second is now the oldest.
    kept.get(b"drawing 0", ".png", lambda: b"made anew")
    kept.get(b"drawing 4", ".png", lambda: b"." * 24)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 80
    assert kept.get(b"drawing 0", ".png", lambda: b"made anew") == b"." * 24
    assert kept.get(b"drawing 1", ".png", lambda: b"made anew") == b"made anew"


def _age(folder: Path, seconds: float) -> None:
    for file in folder.iterdir():
        moment = file.stat().st_mtime - seconds
        os.utime(file, (moment, moment))


def test_a_picture_comes_even_where_nothing_can_be_kept(tmp_path: Path) -> None:
    blocked = tmp_path / "pictures"
    blocked.write_text("a file where the folder should be")
    assert KeptFiles(blocked).get(b"drawing", ".png", lambda: b"picture") == b"picture"


def test_many_ask_at_once_and_all_get_the_whole_file(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, most_bytes=200_000)
    drawings = [f"{number % 7}".encode() for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: kept.get(one, ".png", lambda: one * 40_000), drawings))
    assert found == [one * 40_000 for one in drawings]
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".new-")]


def test_a_fault_in_making_keeps_nothing(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no letters")

    with pytest.raises(ValueError, match="no letters"):
        KeptFiles(tmp_path).get(b"drawing", ".png", fail)
    assert not list(tmp_path.iterdir())
