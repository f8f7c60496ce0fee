"""Labels as they stand in published lists: each comes out right, and none comes out wrong."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geodata.names.answers import Ambiguous, Answer, Match
from geodata.names.resolve import Resolver
from geodata.units import Level

LABELS = Path(__file__).with_name("labels.csv")


def read_labels() -> list[dict[str, str]]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def level_of(row: dict[str, str]) -> Level:
    return "region" if row["level"] == "region" else "district"


def said(answer: Answer) -> str:
    if isinstance(answer, Match):
        return answer.unit
    return "ambiguous" if isinstance(answer, Ambiguous) else "unmatched"


def test_every_label_means_what_its_source_meant(kazakhstan: Resolver) -> None:
    rows = read_labels()
    wrong = []
    for row in rows:
        day = date.fromisoformat(row["day"])
        answer = kazakhstan.resolve(row["label"], day, level_of(row), row["parent"])
        if said(answer) != row["expected"]:
            wrong.append((row["label"], row["day"], row["parent"], row["expected"], answer))
    assert len(rows) >= 400
    assert not wrong, f"{len(wrong)} of {len(rows)} labels came out otherwise: {wrong[:5]}"


def test_the_labels_come_from_every_kind_of_source_and_script() -> None:
    rows = read_labels()
    sources = Counter(row["source"].split(" (")[0].split(",")[0] for row in rows)
    assert {"facts/turnout_2016_hourly.csv", "boundaries/units_adm1.csv", "press"} <= set(sources)
    for script in ("А", "A", "ا"):
        assert any(script in row["label"] for row in rows), f"no label with {script}"
    assert sum(1 for row in rows if row["expected"] in ("ambiguous", "unmatched")) >= 40


def test_a_comparison_of_names_as_they_stand_matches_few_of_them(kazakhstan: Resolver) -> None:
    """Why a resolver is needed: without it four labels of five stay without a unit."""
    rows = [row for row in read_labels() if row["level"] == "region"]
    exact = 0
    for row in rows:
        day = date.fromisoformat(row["day"])
        units = kazakhstan.at("region", day).units
        names = kazakhstan.gazetteer.names_by_unit
        found = [
            unit
            for unit in units
            if any(
                name.name == row["label"] and name.form != "alias" and name.on(day)
                for name in names.get(unit, ())
            )
        ]
        exact += found == [row["expected"]]
    print(f"{exact} of {len(rows)} region labels equal a name of the map")
    assert exact < len(rows) / 2


@pytest.mark.parametrize(
    ("label", "day", "unit"),
    [
        ("Алматинская область", "2022-06-07", "almaty_obl_pre2022"),
        ("Алматинская область", "2022-06-08", "almaty_obl"),
        ("East Kazakhstan", "2022-06-05", "east_kz_pre2022"),
        ("East Kazakhstan", "2022-11-20", "east_kz"),
        ("Қарағанды облысы", "2021-01-10", "karaganda_pre2022"),
        ("Қарағанды облысы", "2023-03-19", "karaganda"),
    ],
)
def test_a_name_that_outlived_a_reform_means_the_unit_of_the_day(
    kazakhstan: Resolver, label: str, day: str, unit: str
) -> None:
    answer = kazakhstan.resolve(label, date.fromisoformat(day), "region")
    assert answer == Match(unit, "name")
