"""What a person decided of a label beside a file is obeyed at either level, in whatever is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.imports.form_map import FormMap
from geodata.imports.run import Outcome, run_import
from geodata.imports.setting import make_setting
from geodata.joins.accepted import Choice, remember
from geodata.units import Level
from tests.geodata.coverage.little_mission import ELECTION, FORM_MAP, ROOT, TESTLAND

FOLDER = ROOT / "tests" / "testland"
VOTE = TESTLAND.elections[ELECTION]
HEADER = "place/region,place/district,place/station,stage,start,assessment/overall"
BULLETIN = "As of 12:00: Upper Region – 41.20%; South Region – 38.05%. 2 June 2024.\n"


def read(file: Path, form_map: FormMap) -> Outcome:
    return run_import([file], "auto", make_setting(TESTLAND, FOLDER, VOTE, form_map, file.parent))


def decide(file: Path, level: Level, label: str, unit: str, within: str = "") -> None:
    boundary_set = TESTLAND.boundary_set(level, VOTE.day)
    remember(file, [Choice(label, unit, within)], boundary_set, "analyst")


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Two visits to a district that is called by another name in either region."""
    rows = (
        f"{region} Region,Old Quarter,{number},voting,2024-06-02T09:00:00+05:00,good"
        for number, region in enumerate(("South", "North"), start=1)
    )
    file = tmp_path / "visits.csv"
    file.write_text("\n".join((HEADER, *rows)), "utf-8")
    return file


def test_a_district_nobody_knows_is_told_with_those_of_its_region(visits: Path) -> None:
    (file,) = read(visits, FORM_MAP).files
    assert [one.place.unit for one in file.taken] == ["south", "north"]
    told = {one.region: one for one in file.open_districts}
    assert (told["south"].label, told["south"].rows) == ("Old Quarter", 1)
    assert set(told["south"].candidates) == {"s1", "s2", "s3"}
    assert set(told["north"].candidates) == {"n1", "n2", "n3"}


def test_a_decision_on_a_district_counts_in_its_own_region_alone(visits: Path) -> None:
    decide(visits, "district", "old  quarter", "s2")
    (file,) = read(visits, FORM_MAP).files
    assert [one.place.unit for one in file.taken] == ["s2", "north"]
    assert [one.region for one in file.open_districts] == ["north"]


def test_districts_called_alike_are_decided_apart(visits: Path) -> None:
    decide(visits, "district", "Old Quarter", "s2", "south")
    decide(visits, "district", "Old Quarter", "n1", "north")
    (file,) = read(visits, FORM_MAP).files
    assert [one.place.unit for one in file.taken] == ["s2", "n1"]
    assert not file.open_districts


def test_a_table_of_districts_asks_and_obeys_inside_each_region(tmp_path: Path) -> None:
    table = tmp_path / "turnout.csv"
    rows = ("South Region,Old Quarter,41.20", "North Region,Old Quarter,38.05")
    table.write_text("\n".join(("region,district,12:00", *rows)), "utf-8")
    aside = read(table, FormMap()).files[0].set_aside
    assert [one.within for one in aside] == ["South Region", "North Region"]
    for one, unit in zip(aside, ("s3", "n2"), strict=True):
        decide(table, "district", one.about, unit, one.within)
    assert [one.key.unit for one in read(table, FormMap()).records[table.name]] == ["s3", "n2"]


def test_a_code_is_not_overruled_by_a_decision_on_its_label(tmp_path: Path) -> None:
    table = tmp_path / "turnout.csv"
    table.write_text("code,region,12:00\nsouth,Upper Region,41.20\n", "utf-8")
    decide(table, "region", "Upper Region", "north")
    assert [one.key.unit for one in read(table, FormMap()).records[table.name]] == ["south"]


def test_an_announcement_obeys_a_decision_too(tmp_path: Path) -> None:
    file = tmp_path / "announcement.txt"
    file.write_text(BULLETIN, "utf-8")
    assert {one.key.unit for one in read(file, FormMap()).records[file.name]} == {"south"}
    (aside,) = read(file, FormMap()).files[0].set_aside
    decide(file, "region", aside.about, "north")
    records = read(file, FormMap()).records[file.name]
    assert {one.key.unit for one in records} == {"south", "north"}
