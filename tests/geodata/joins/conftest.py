"""The command that joins a list, its answer as JSON, and what it says of faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main
from tests.geodata.joins.joining import Run


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(text: str, *words: str, name: str = "list.csv") -> tuple[int, dict[str, Any], str]:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        fixed = ["--on", "2023-03-19", "--level", "region", "--var", str(tmp_path / "var")]
        code = main(["join", str(path), *fixed, "--json", *words])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    return command
