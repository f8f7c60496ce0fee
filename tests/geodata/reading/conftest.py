"""Testland, to be read as it is and to be spoilt in a copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from geodata.country import Country
from geodata.read_country import faults, read_country

TESTLAND = Path(__file__).parents[2] / "testland"
VOTE = "elections/2024-06-02-assembly"


@dataclass(frozen=True)
class Copy:
    """A copy of Testland that a test may spoil."""

    folder: Path

    def path(self, name: str) -> Path:
        """A file of the folder; ``VOTE/`` stands for the vote of 2024."""
        return self.folder / name.replace("VOTE/", f"{VOTE}/")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place of a file; it must be there."""
        text = self.path(name).read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        self.path(name).write_text(text.replace(old, new, 1), "utf-8")

    def append(self, name: str, line: str) -> None:
        """Add a line to a file."""
        self.path(name).write_text(self.path(name).read_text("utf-8") + line + "\n", "utf-8")

    def faults(self) -> list[str]:
        """Every fault as the check prints it."""
        return [str(fault).replace(f"{VOTE}/", "VOTE/") for fault in faults(self.folder)]


@pytest.fixture(scope="session")
def testland() -> Country:
    """Testland as it is."""
    return read_country(TESTLAND)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of Testland's folder."""
    return Copy(Path(shutil.copytree(TESTLAND, tmp_path / "testland")))
