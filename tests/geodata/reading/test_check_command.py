"""The check as a data keeper runs it: a line for each fault, a count, an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.__main__ import main
from tests.geodata.reading.conftest import TESTLAND, Copy

ABOVE_100 = "turnout,,,south,20:00,,140,,,exact,percent,,,,Herald,,"


def test_the_check_says_that_a_folder_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TESTLAND)]) == 0
    assert capsys.readouterr().out == "no faults\n"


def test_the_check_prints_a_line_for_each_fault_and_a_count(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.append("VOTE/turnout.csv", ABOVE_100)
    copy.replace("VOTE/calendar.csv", "campaign", "parade")
    assert main(["check", str(copy.folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "2 faults in 2 files"
    assert len(lines) == 3


def test_the_check_speaks_json(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.append("VOTE/turnout.csv", ABOVE_100)
    assert main(["check", str(copy.folder), "--json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert (fault["line"], fault["column"], fault["value"]) == (17, "value", "140")


def test_the_check_looks_at_accepted_findings_too(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.path("VOTE/accepted.csv").write_text("code,measure\nF102,turnout\n")
    assert main(["check", str(copy.folder)]) == 1
    assert "accepted.csv" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_an_error_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "it is not there" in capsys.readouterr().err
