"""Laws: whatever a file holds, the check names faults and never breaks; what is good comes back."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.elections import Key
from geodata.read_country import faults, read_country
from geodata.read_figures import COLUMNS
from tests.geodata.reading.conftest import TESTLAND, VOTE

FILES = (
    "country.toml",
    "units/units.csv",
    "units/names.csv",
    "parties.csv",
    "text/kk.toml",
    f"{VOTE}/election.toml",
    f"{VOTE}/turnout.csv",
    f"{VOTE}/conflicts.csv",
    f"{VOTE}/calendar.csv",
)
SEVERAL = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(TESTLAND, tmp_path_factory.mktemp("law") / "land"))


@SEVERAL
@given(name=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_any_bytes_are_faults_at_most(land: Path, name: str, content: bytes) -> None:
    path = land / name
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        assert all(str(fault) for fault in faults(land))
    finally:
        path.write_bytes(before)


@SEVERAL
@given(name=st.sampled_from(FILES), at=st.integers(0, 400), cell=st.text(max_size=12))
def test_any_text_in_any_place_is_a_fault_at_most(
    land: Path, name: str, at: int, cell: str
) -> None:
    path = land / name
    before = path.read_bytes()
    text = before.decode("utf-8")
    spoilt = text[:at] + cell + text[at:]
    path.write_bytes(spoilt.encode("utf-8", "replace"))
    try:
        assert all(fault.file and fault.expected for fault in faults(land))
    finally:
        path.write_bytes(before)


@SEVERAL
@given(
    st.decimals(0, 100, places=2), st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
)
def test_a_row_is_read_as_it_was_written_or_set_aside(
    land: Path, percent: Decimal, source: str
) -> None:
    row = dict.fromkeys(COLUMNS, "") | {
        "measure": "turnout", "unit": "n1", "time": "08:00", "value": str(percent),
        "qualifier": "exact", "counted_in": "percent", "source": source,
    }  # fmt: skip
    line = io.StringIO()
    csv.DictWriter(line, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(row)
    path = land / VOTE / "turnout.csv"
    before = path.read_bytes()
    path.write_bytes(before + line.getvalue().encode("utf-8"))
    try:
        vote = read_country(land).elections[Path(VOTE).name]
    finally:
        path.write_bytes(before)
    figure = vote.figures.get(Key("turnout", "n1", "08:00"))
    if figure is None:
        assert [(fault.line, fault.column) for fault in vote.set_aside] == [(17, "source")]
    else:
        assert str(figure.value) == str(percent)
        assert not vote.set_aside
