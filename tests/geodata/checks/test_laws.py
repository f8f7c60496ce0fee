"""Laws of the release checks: whatever the figures, these hold."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.checks import CODES, turnout_checks
from geodata.elections import Record
from tests.geodata.checks.small_votes import DAY, SEVEN, country, hour, record

HOURS = ("10:00", "12:00", "14:00", "16:00", "18:00")
percents = st.decimals(0, 100, places=2)
days = st.lists(st.lists(percents, min_size=7, max_size=7), min_size=1, max_size=5)
sources = st.sampled_from(["Commission", "agency"])


def day(values: list[list[Decimal]]) -> list[Record]:
    return [
        row
        for time, listed in zip(HOURS, values, strict=False)
        for row in hour(time, [str(value) for value in listed])
    ]


def grown(values: list[list[Decimal]]) -> list[list[Decimal]]:
    """The same days with each unit's figures in rising order."""
    columns = [sorted(column) for column in zip(*values, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


@settings(deadline=None)
@given(days, st.randoms())
def test_the_order_of_the_rows_never_matters(values: list[list[Decimal]], random: object) -> None:
    records = day(values)
    mixed = sorted(records, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert turnout_checks(country(), DAY, mixed) == turnout_checks(country(), DAY, records)


@settings(deadline=None)
@given(days)
def test_a_day_on_which_every_figure_grows_has_no_error(values: list[list[Decimal]]) -> None:
    found = turnout_checks(country(), DAY, day(grown(values)))
    assert [finding for finding in found if finding.is_error] == []


@settings(deadline=None)
@given(days)
def test_the_same_rows_from_two_sources_say_nothing_new(values: list[list[Decimal]]) -> None:
    rows = day(grown(values))
    again = [
        record(row.key.unit, row.key.time, str(row.figure.value), "agency", line=row.line)
        for row in rows
    ]
    found = turnout_checks(country(), DAY, [*rows, *again])
    assert [finding for finding in found if finding.is_error] == []


@settings(deadline=None)
@given(percents, st.decimals("0.11", 50, places=2))
def test_every_fall_above_a_tenth_is_an_error(value: Decimal, fall: Decimal) -> None:
    before, after = value + fall, value
    rows = [record("north", "10:00", str(before)), record("north", "12:00", str(after))]
    assert "F102" in {finding.code for finding in turnout_checks(country(), DAY, rows)}


@settings(deadline=None)
@given(st.one_of(st.decimals("100.01", 9999, places=2), st.decimals(-50, "-0.01", places=2)))
def test_no_share_outside_0_to_100_passes(value: Decimal) -> None:
    (found,) = turnout_checks(country(), DAY, [record("north", "10:00", str(value))])
    assert (found.code, found.is_error) == ("F101", True)


@settings(deadline=None)
@given(percents, percents)
def test_two_sources_either_agree_or_are_named(one: Decimal, other: Decimal) -> None:
    rows = [record("north", "10:00", str(one)), record("north", "10:00", str(other), "agency")]
    found = turnout_checks(country(), DAY, rows)
    assert [finding.code for finding in found] == ([] if one == other else ["F108"])


@settings(deadline=None)
@given(st.decimals(0, 99, places=2))
def test_rounding_to_one_decimal_is_no_disagreement(value: Decimal) -> None:
    rounded = value.quantize(Decimal("0.1"))
    rows = [record("north", "10:00", str(value)), record("north", "10:00", str(rounded), "agency")]
    assert turnout_checks(country(), DAY, rows) == ()


@settings(deadline=None)
@given(days, st.integers(0, 6))
def test_a_row_left_out_of_a_list_is_missed(values: list[list[Decimal]], gone: int) -> None:
    rows = [row for row in day(values) if row.key.unit != SEVEN[gone]]
    missing = [f for f in turnout_checks(country(), DAY, rows) if f.code == "W107"]
    assert {finding.facts["units"] for finding in missing} == {SEVEN[gone]}
    assert {finding.key.time for finding in missing} == {row.key.time for row in rows}


@settings(deadline=None)
@given(days)
def test_every_finding_has_a_known_code(values: list[list[Decimal]]) -> None:
    assert {finding.code for finding in turnout_checks(country(), DAY, day(values))} <= set(CODES)
