"""The published figures as they were collected, to compare the country folder with."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "../shared"
VOTES = {
    "2012 Mazhilis": "2012-01-15-mazhilis",
    "2016 Mazhilis": "2016-03-20-mazhilis",
    "2019 presidential": "2019-06-09-presidential",
    "2021 Mazhilis": "2021-01-10-mazhilis",
    "2022 referendum": "2022-06-05-referendum",
    "2022 presidential": "2022-11-20-presidential",
    "2023 Mazhilis": "2023-03-19-mazhilis",
}
_SETS = {
    "V16": ("iso_3166_2_legacy", "iso_3166_2_2016", "in_2016"),
    "V17": ("iso_3166_2_legacy", "iso_3166_2_2018", "in_2018"),
    "V20": ("iso_3166_2_current", "iso_3166_2_2022", "in_2022"),
}


def rows(name: str, folder: str = "facts") -> list[dict[str, str]]:
    """A collected table; the test is skipped where it is not at hand."""
    path = SHARED / folder / name
    if not path.is_file():
        pytest.skip("the collected facts, which the project does not carry, are not beside it")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unit_of(row: Mapping[str, str], vintage: str) -> str:
    """The unit of a row, by its code in the codes of its time."""
    column, code, flag = _SETS[vintage]
    if row[column] == "KZ":
        return "kz"
    units = rows("units_adm1.csv", "boundaries")
    (unit,) = (one["area_id"] for one in units if one[code] == row[column] and one[flag] == "1")
    return unit


def turnout() -> Iterator[tuple[str, str, str, str]]:
    """Election, unit, nominal time and percentage of every turnout figure that was collected."""
    for row in rows("turnout_2016_hourly.csv"):
        if row["turnout_percent_cumulative"]:
            time = row["cut_off_local_astana_time"]
            unit = unit_of(row, "V16")
            yield VOTES[row["election"]], unit, time, row["turnout_percent_cumulative"]
    for row in rows("turnout_other_elections.csv"):
        if row["turnout_percent_cumulative"]:
            yield (
                VOTES[row["election"]],
                unit_of(row, row["boundary_vintage"]),
                _time(row),
                row["turnout_percent_cumulative"],
            )


def _time(row: Mapping[str, str]) -> str:
    stamp = row["cut_off_capital_time"]
    final = row["status"] == "preliminary final" and row["election"] != "2012 Mazhilis"
    return "final" if final else f"{stamp[:2]}:00"
