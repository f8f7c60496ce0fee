"""Whatever a list holds, rows in are rows out, and units with and without rows are all units."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.joins.join import Columns, as_json, join_list
from geodata.joins.safe_cells import guarded, unguarded
from geodata.lists.read import read_list
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from tests.geodata.joins.joining import COUNTRY, REAL, REGIONS, table

FACTS = Path(__file__).parents[3] / ".." / "shared" / "facts" / "turnout_other_elections.csv"


@pytest.mark.parametrize("code", ["", "iso_3166_2_legacy", "iso_3166_2_current"])
def test_every_row_of_published_turnout_is_joined_and_code_and_name_agree(code: str) -> None:
    if not FACTS.is_file():
        pytest.skip("the published figures are not beside the project")
    facts = read_list(FACTS)
    resolver = Resolver(REAL.gazetteer, REAL.boundary_sets, read_rules(COUNTRY))
    days = facts.column("election_date", "--on")
    columns = Columns(
        facts.column("unit", "--label"), code=facts.column(code, "--code") if code else None
    )
    joined = 0
    for day in sorted({row.cell(days) for row in facts.rows}):
        part = replace(facts, rows=tuple(row for row in facts.rows if row.cell(days) == day))
        found = join_list(part, columns, resolver.at("region", date.fromisoformat(day)))
        assert found.is_complete, (day, as_json(found))
        joined += len(found.rows)
    assert joined == len(facts.rows) > 400


names = [name.name for name in REAL.gazetteer.names if name.unit in REGIONS.units]
labels = st.lists(st.sampled_from(names) | st.text(max_size=12), max_size=25)


@given(labels)
@settings(deadline=None)
def test_rows_in_are_rows_out(rows: list[str]) -> None:
    found = as_json(join_list(table(rows), Columns(0), REGIONS))
    numbers = []
    for kind in ("matched", "ambiguous", "unmatched"):
        part = found[kind]
        assert isinstance(part, list)
        numbers += [row["row"] for row in part]
    assert found["rows"] == len(rows)
    assert sorted(numbers) == list(range(1, len(rows) + 1))


@given(labels, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_rows_changes_no_answer(rows: list[str], chance: random.Random) -> None:
    def answers(order: list[str]) -> list[tuple[str, str]]:
        joined = join_list(table(order), Columns(0), REGIONS)
        return sorted((row.label, repr(row.answer)) for row in joined.rows)

    turned = list(rows)
    chance.shuffle(turned)
    assert answers(rows) == answers(turned)


@given(labels)
@settings(deadline=None)
def test_units_with_and_without_rows_are_all_units(rows: list[str]) -> None:
    joined = join_list(table(rows), Columns(0), REGIONS)
    reached = {answer.unit for _, answer in joined.matched}
    assert not reached & set(joined.units_without_rows)
    regions = {unit.id for unit in REGIONS.units.values() if unit.kind in ("oblast", "city")}
    assert regions <= reached | set(joined.units_without_rows)


@given(st.text(max_size=20))
def test_a_guarded_cell_runs_nothing_and_is_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
