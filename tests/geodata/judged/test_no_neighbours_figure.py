"""However an announcement is laid out, a region gets its own figure or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import fill

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.imports.bulletin.read import read_bulletin
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

COUNTRY = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
KZ = read_country(COUNTRY)
AT = Resolver(KZ.gazetteer, KZ.boundary_sets, read_rules(COUNTRY)).at("region", date(2023, 3, 19))
REGIONS = {
    "abai": "Abai Region", "akmola": "Akmola Region", "aktobe": "Aktobe Region",
    "atyrau": "Atyrau Region", "west_kz": "West Kazakhstan", "karaganda": "Karaganda Region",
    "pavlodar": "Pavlodar Region", "ulytau": "Ulytau Region", "astana": "Astana",
    "shymkent": "Shymkent city", "almaty": "Almaty city",
}  # fmt: skip
LAYOUTS = (
    "{unit} – {value}%", "{unit} {value}%", "{unit}: {value} %", "{unit} ({value} percent)",
    "{value}% in {unit}", "{value} percent voted in {unit}", "in {unit} - {value} %",
)  # fmt: skip
BETWEEN = (", ", "; ", ",\n", ";\n", "\n", ".\n")
MARKED = (", ", "; ", ". ")
BEFORE = ("", "ASTANA. ", "Turnout by area (Astana time): ", "ALMATY – Here is the turnout:\n")
MIXED = st.lists(st.sampled_from(LAYOUTS), min_size=11, max_size=11)
LISTED = st.lists(st.sampled_from(sorted(REGIONS)), min_size=2, max_size=11, unique=True)


@settings(max_examples=200, deadline=None)
@given(LISTED, st.sampled_from(LAYOUTS), st.sampled_from(BETWEEN), st.sampled_from(BEFORE))
def test_a_list_in_any_layout(units: list[str], layout: str, between: str, before: str) -> None:
    values = [f"{number}.25" for number in range(20, 20 + len(units))]
    rows = [
        layout.format(unit=REGIONS[unit], value=value)
        for unit, value in zip(units, values, strict=True)
    ]
    reading = read_bulletin(before + between.join(rows) + ".", AT.resolve, KZ.id)
    taken = {line.unit: line.printed for line in reading.taken}
    assert taken == dict(zip(units, values, strict=True))


@settings(max_examples=200, deadline=None)
@given(LISTED, MIXED, st.sampled_from(BETWEEN))
def test_rows_of_several_layouts(units: list[str], layouts: list[str], between: str) -> None:
    truth = {unit: f"{number}.25" for number, unit in enumerate(units, start=20)}
    rows = [
        layout.format(unit=REGIONS[unit], value=value)
        for (unit, value), layout in zip(truth.items(), layouts, strict=False)
    ]
    reading = read_bulletin(between.join(rows) + ".", AT.resolve, KZ.id)
    taken = {line.unit: line.printed for line in reading.taken}
    assert {unit: truth[unit] for unit in taken} == taken


@settings(max_examples=300, deadline=None)
@given(LISTED, MIXED, st.sampled_from(MARKED), st.sampled_from(BEFORE), st.integers(24, 90))
def test_a_text_broken_at_the_width_of_a_page(
    units: list[str], layouts: list[str], between: str, before: str, width: int
) -> None:
    truth = {unit: f"{number}.25" for number, unit in enumerate(units, start=20)}
    rows = [
        layout.format(unit=REGIONS[unit], value=value)
        for (unit, value), layout in zip(truth.items(), layouts, strict=False)
    ]
    reading = read_bulletin(fill(before + between.join(rows) + ".", width), AT.resolve, KZ.id)
    taken = {line.unit: line.printed for line in reading.taken}
    assert {unit: truth[unit] for unit in taken} == taken


@settings(max_examples=200, deadline=None)
@given(LISTED, st.sampled_from(LAYOUTS), st.sampled_from(MARKED), st.integers(30, 90))
def test_running_text_loses_no_row_to_the_width_of_a_page(
    units: list[str], layout: str, between: str, width: int
) -> None:
    truth = {unit: f"{number}.25" for number, unit in enumerate(units, start=20)}
    rows = [layout.format(unit=REGIONS[unit], value=value) for unit, value in truth.items()]
    reading = read_bulletin(fill(between.join(rows) + ".", width), AT.resolve, KZ.id)
    found = {line.unit: line.printed for line in reading.taken}
    listed = [one.printed for one in reading.set_aside if one.printed]
    assert {unit: truth[unit] for unit in found} == found
    assert len(found) + len(listed) == len(truth)
