"""A mission's folder, the command that imports its files, and what the tests ask of the report."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main
from geodata.country import Country
from geodata.read_country import read_country
from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK, VISIT

EXAMPLE = Path(__file__).parents[3] / "geodata/imports/example"
MAP = EXAMPLE / "station-visit.toml"
ELECTION = "2023-03-19-mazhilis"


class Mission:
    """A folder with files of a mission, and the command that imports them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.var = folder / "var"

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8", newline="")
        return path

    def run(self, *words: str) -> tuple[int, str]:
        code = main(["import", *words, "--election", ELECTION, "--var", str(self.var)])
        told = self.capsys.readouterr()
        assert MARK not in told.out + told.err
        return code, told.out + told.err

    def entries(self) -> list[dict[str, Any]]:
        """What was written of the reports."""
        return [
            json.loads(line)
            for path in sorted(self.var.glob("**/*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]

    def read(self, content: str, *words: str, name: str = "export.csv") -> dict[str, Any]:
        path = self.write(name, content)
        report: dict[str, Any] = json.loads(self.run(str(path), "--json", *words)[1])
        assert report["rows"] == report["taken"] + report["set_aside"]
        self.written = self.entries()
        for path in self.var.glob("**/*"):
            assert path.is_dir() or MARK not in path.read_text(encoding="utf-8")
        return report


@cache
def country_once(folder: Path) -> Country:
    return read_country(folder)


def reasons(report: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for file in report["files"]:
        for reason, rows in file["reasons"].items():
            found[reason] = found.get(reason, 0) + rows
    return found


def answered(**answers: str) -> tuple[str, ...]:
    visit = dict(zip(exports.EXAMPLE_QUESTIONS, VISIT, strict=True))
    return tuple((visit | {key.replace("_", "-"): one for key, one in answers.items()}).values())
