"""The analyst's export: every figure with its n, nobody to be recognised, any moment."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from geodata.coverage.anonymous import HELD, anonymous_table
from geodata.coverage.cross_tabs import Value
from geodata.coverage.day import Day
from geodata.coverage.export import export_tables, write_export
from geodata.missions.checklist import LANGUAGES
from geodata.missions.mission import Mission
from geodata.store.events import Event
from tests.geodata.coverage.little_mission import DISTRICTS, TESTLAND, at, mission, visit

SEAL = "ballot-box-not-sealed"
TEXTS = Path(__file__).parents[3] / "geodata" / "coverage" / "text"


def day_of(*messages: Event, of: Mission | None = None) -> Day:
    day = Day(of or mission(), TESTLAND)
    day.take(messages)
    return day


def seals(number: int, unit: str, minutes: int = 60) -> Event:
    seen = {SEAL: number % 2 == 1}
    name = f"{unit}-{number}"
    return visit(name, "t1", unit, str(number), minutes, irregularities=seen, overall="good")


def rows(day: Day, name: str) -> list[dict[str, Value]]:
    (table,) = (one for one in export_tables(day, at(900)) if one.name == name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_cross_tabs_have_their_n_and_say_why_there_is_nothing() -> None:
    day = day_of(seals(1, "s1"), seals(2, "s1"), seals(3, "s2"), seals(5, "s3"))
    found = {str(one["unit"]): one for one in rows(day, "irregularities")}
    assert (found["s1"]["part"], found["s1"]["n_stations"], found["s1"]["pct"]) == (1, 2, 50)
    assert found["s1"]["basis"] == "where-we-could-go"
    assert (found["s2"]["part"], found["s2"]["nothing"]) == (None, HELD)
    everyone = [one for one in rows(day, "coverage") if one["group"] == "all"]
    assert [one["observed"] for one in everyone if one["unit"] in ("testland", "s1")] == [4, 2]
    assert (
        sum(int(str(one["visits"])) for one in rows(day, "visits") if one["unit"] == "south") == 4
    )


def test_files_are_written_as_csv_and_workbook_with_the_same_rows(tmp_path: Path) -> None:
    paths = write_export(day_of(seals(1, "s1"), seals(2, "s1")), at(900), tmp_path)
    book = load_workbook(paths[-1], read_only=True)
    assert len(paths) == len(book.sheetnames) + 1
    for path, name in zip(paths, book.sheetnames, strict=False):
        with path.open(encoding="utf-8") as file:
            assert len(list(csv.reader(file))) == sum(1 for _ in book[name].rows)
    book.close()


def test_a_rehearsals_files_say_simulated_in_name_and_in_every_row(tmp_path: Path) -> None:
    test_mission = mission(is_test=True)
    sent = [replace(seals(one, "s1"), is_test=True) for one in (1, 2)]
    for path in write_export(day_of(*sent, of=test_mission), at(900), tmp_path):
        assert path.name.startswith("SIMULATED-")
        if path.suffix == ".csv":
            with path.open(encoding="utf-8") as file:
                header, *lines = csv.reader(file)
            mark = "ЖАТТЫҒУ ДЕРЕКТЕРІ / УЧЕБНЫЕ ДАННЫЕ / SIMULATED"
            assert [header[-1], *(line[-1] for line in lines)] == [
                "simulated",
                *[mark] * len(lines),
            ]


def test_the_same_moment_gives_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    sent = [seals(one, unit, 60 + one) for one in range(1, 6) for unit in ("s1", "n2")]
    one = write_export(day_of(*sent), at(900), tmp_path / "one")
    other = write_export(day_of(*reversed(sent)), at(900), tmp_path / "other")
    assert [path.read_bytes() for path in one[:-1]] == [path.read_bytes() for path in other[:-1]]


def test_every_column_of_the_table_stands_in_the_codebook() -> None:
    day = day_of(seals(1, "s1"))
    table = anonymous_table(day)
    assert [one["column"] for one in rows(day, "codebook")] == list(table.columns)
    assert not {"team", "station", "instance", "district"} & set(table.columns)


VISITS = st.lists(st.tuples(st.sampled_from(DISTRICTS), st.integers(0, 600)), max_size=30)


@given(VISITS, st.integers(1, 6))
def test_no_row_stands_out_and_every_row_is_shown_or_counted(
    places: list[tuple[str, int]], smallest: int
) -> None:
    sent = [
        visit(f"v{number}", "t1", unit, "1", minutes)
        for number, (unit, minutes) in enumerate(places)
    ]
    table = anonymous_table(day_of(*sent, of=mission(smallest_n=smallest)))
    counts = Counter(row[:3] for row in table.rows)
    assert all(count >= smallest for count in counts.values())
    assert len(table.rows) + table.left_out == len(sent)


def test_all_languages_have_the_same_words() -> None:
    keys = [tomllib.loads((TEXTS / f"{one}.toml").read_text("utf-8")).keys() for one in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]
