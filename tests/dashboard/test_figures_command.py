"""A mission's figures are printed in three languages, at any moment, and written for an analyst."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.commands import figures as command
from dashboard.rehearsal.prepare import prepare
from dashboard.settings import Settings, read_settings
from geodata.coverage.following import Following
from geodata.coverage.situation import Situation
from geodata.errors import DataError
from geodata.store.store import Store
from tests.geodata.rehearsal.rehearsed import small_day_in_districts, the_testland
from tests.running import ROOT

MARK = "ЖАТТЫҒУ ДЕРЕКТЕРІ / УЧЕБНЫЕ ДАННЫЕ / SIMULATED"
NOON = "2024-06-02T12:00+05:00"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var, country = tmp_path_factory.mktemp("var"), ROOT / "tests" / "testland"
    found = replace(read_settings({}), var=var, country=country)
    day = small_day_in_districts()
    prepare(found, the_testland(), day, is_running=False)
    with Store.open(found.store_address(True), is_test=True) as store:
        store.append(day.events)
    return found


@pytest.fixture
def following(settings: Settings) -> Iterator[Following]:
    with Store.open(settings.store_address(True), is_test=True) as store:
        yield Following(store, small_day_in_districts().mission, the_testland())


def run(settings: Settings, *words: str) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.run(parser.parse_args(["rehearsal", *words]), settings) == 0


def as_json(settings: Settings, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    run(settings, *words, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def table(content: dict[str, Any], name: str) -> list[dict[str, Any]]:
    (found,) = (one["rows"] for one in content["tables"] if one["name"] == name)
    rows: list[dict[str, Any]] = found
    return rows


def number(told: Situation, name: str, unit: str) -> int:
    return int(getattr(told.coverage, name)[told.coverage.territory.unit_number[unit]])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Where we could go, not a sample"),
        ("ru", "это не выборка"),
        ("kk", "бұл іріктеме емес"),
    ],
)
def test_everything_in_short_in_each_language(
    settings: Settings, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    run(settings, "--language", language)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == MARK
    assert len(lines) == 1 + len(command.SCREENS)
    assert said in "\n".join(lines)


@pytest.mark.parametrize("what", list(command.SCREENS))
@pytest.mark.parametrize("level", ["region", "district"])
def test_each_figure_is_printed_with_its_watermark(
    settings: Settings, capsys: pytest.CaptureFixture[str], what: str, level: str
) -> None:
    run(settings, what, "--level", level, "--at", "12:00")
    out = capsys.readouterr().out
    assert out.startswith(MARK)
    assert "12:00" in out.splitlines()[1]
    assert len(out.splitlines()) > 4


def test_the_figures_for_programs_are_those_of_the_situation(
    settings: Settings, capsys: pytest.CaptureFixture[str], following: Following
) -> None:
    content = as_json(settings, capsys, "--at", NOON)
    assert content["simulated"] == MARK
    assert content["is_test"] is True
    assert content["as_at"] == "2024-06-02T07:00:00+00:00"
    assert content["basis"] == "where-we-could-go"
    told = following.at(small_day_in_districts().begins.fromisoformat(content["as_at"]))
    rows = {one["unit"]: one for one in table(content, "coverage") if one["group"] == "all"}
    for unit in ("testland", "south", "s1"):
        assert rows[unit]["observed"] == number(told, "observed", unit)
        assert rows[unit]["visits"] == number(told, "visits", unit)
    assert [one["team"] for one in table(content, "silence")] == [one.team for one in told.silence]
    assert len(table(content, "incidents")) == len(told.incident_log)
    assert {one["message"] for one in table(content, "conflicts")} == {
        one.instance for one in told.conflicts
    }


def test_a_past_moment_is_what_was_known_then(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    def visits(*words: str) -> int:
        content = as_json(settings, capsys, "coverage", *words)
        rows = [one for one in table(content, "coverage") if one["group"] == "all"]
        return int(next(one["visits"] for one in rows if one["unit"] == "testland"))

    counts = [visits("--at", hour) for hour in ("06:00", "10:00", "14:00", "20:00")]
    assert counts == sorted(counts) and counts[0] == 0 and counts[-1] > counts[1]
    assert visits() >= counts[-1]


def test_teams_near_a_gap_are_told_with_what_they_have_left(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    run(settings, "gaps", "--level", "district", "--unit", "s1", "--at", "12:00")
    assert " km" in capsys.readouterr().out
    content = as_json(settings, capsys, "gaps", "--unit", "s1", "--at", "12:00")
    near = [one for one in table(content, "near") if one["straight_line_km"] is not None]
    distances = [one["straight_line_km"] for one in near]
    assert distances == sorted(distances) and distances


def test_the_export_of_a_moment_is_written_where_one_says(
    settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(settings, "export", "--at", "12:00", "--to", str(tmp_path / "out"))
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert all(path.is_file() and path.name.startswith("SIMULATED-") for path in written)
    with (tmp_path / "out" / "SIMULATED-rehearsal-about.csv").open(encoding="utf-8") as file:
        about = {row["what"]: row["value"] for row in csv.DictReader(file)}
    assert about["as_at"] == "2024-06-02T07:00:00+00:00"
    run(settings, "export", "--at", "12:00")
    default = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert default[0].parent == settings.var / "exports" / "rehearsal-2024-06-02T12-00"
    assert [path.read_bytes() for path in default] == [path.read_bytes() for path in written]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--at", "yesterday"), "expected an hour such as 14:00"),
        (("--at", "2024-06-02T12:00"), "expected an hour such as 14:00"),
        (("--at", "2030-01-01T12:00+05:00"), "not still to come"),
        (("gaps", "--unit", "nowhere"), "the id of a unit"),
        (("coverage", "--measure", "colour"), "the mission does not have it"),
    ],
)
def test_what_cannot_be_shown_is_said_in_words(
    settings: Settings, words: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(DataError, match=expected):
        run(settings, *words)
