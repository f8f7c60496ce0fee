"""Whatever is done to a file, every row of it is taken or set aside, and none is counted twice."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import FaultyData
from geodata.imports.form_map import FormMap, read_form_map
from geodata.imports.run import Outcome, Setting, run_import
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country
from tests.geodata.imports.exports import VISIT, kobo, odk

ROOT = Path(__file__).parents[3]
KZ = ROOT / "geodata/countries/kz"
MAP = ROOT / "geodata/imports/example/station-visit.toml"
PLACES = ("Акмолинская область", "г. Алматы", "Abai Region", "Алматы", "Атлантида", "")
keys = st.sampled_from(["", "a", "b", "c", "d"])
reviews = st.sampled_from(["", "approved", "rejected", "Not Approved"])
visits = st.lists(st.tuples(keys, reviews, st.sampled_from(PLACES)), max_size=12)


@cache
def setting(mapped: bool) -> Setting:
    country, rules = read_country(KZ), read_rules(KZ)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    form_map = read_form_map(MAP) if mapped else FormMap()
    return Setting(country, country.elections["2023-03-19-mazhilis"], rules, resolver, form_map)


def imported(text: str, encoding: str = "utf-8", mapped: bool = True) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(text.encode(encoding))
        return run_import([path], "auto", setting(mapped))


def rows_of(listed: list[tuple[str, str, str]]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(key, review, (VISIT[0], place, *VISIT[2:])) for key, review, place in listed]


def counts(outcome: Outcome) -> tuple[int, int]:
    (file,) = outcome.files
    return len(file.taken), len(file.set_aside)


@settings(deadline=None, max_examples=40)
@given(visits, st.randoms(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_row_is_taken_or_set_aside_whatever_their_order(
    listed: list[tuple[str, str, str]], random: object, encoding: str
) -> None:
    mixed = sorted(listed, key=lambda _: random.random())  # type: ignore[attr-defined]
    for write in (odk, kobo):
        taken, aside = counts(imported(write(*rows_of(listed)), encoding))
        assert taken + aside == len(listed)
        assert counts(imported(write(*rows_of(mixed)))) == (taken, aside)


@settings(deadline=None, max_examples=40)
@given(visits)
def test_a_file_written_twice_counts_no_row_twice(listed: list[tuple[str, str, str]]) -> None:
    once, twice = imported(odk(*rows_of(listed))), imported(odk(*rows_of(listed * 2)))
    assert counts(twice)[0] == counts(once)[0]
    assert sum(counts(twice)) == 2 * len(listed)


labels = st.one_of(st.sampled_from(PLACES[:-1]), st.text("абвABC", min_size=1, max_size=8))
cells = st.sampled_from(["20,5", "57.02 %", "", "many", "101"])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(labels, cells), max_size=12), st.sampled_from([";", "\t"]))
def test_every_figure_of_a_turnout_table_is_accounted_for(
    listed: list[tuple[str, str]], delimiter: str
) -> None:
    lines = [("Регион", "Час", "Явка"), *((label, "12:00", cell) for label, cell in listed)]
    text = "\n".join(delimiter.join(line) for line in lines)
    outcome = imported(text, mapped=False)
    (file,) = outcome.files
    shown = sum(len(records) for records in outcome.records.values())
    blank = file.notes.get("not-published", 0)
    assert file.rows + file.notes.get("empty-lines", 0) == len(listed)
    # A row that was set aside may have been blank, too; a row of a total has a figure.
    assert shown <= file.rows - len(file.set_aside)
    assert file.rows <= shown + len(file.set_aside) + len(file.cells_set_aside) + blank
    assert len({row.line for row in file.set_aside}) == len(file.set_aside)


wild = st.text(st.sampled_from("KEY,SubmitterID;_uuid\n\t\"'0123%абв:–{}[]"), max_size=200)


@settings(deadline=None, max_examples=80)
@given(wild, st.sampled_from(["auto", "odk", "kobo", "table", "apollo", "votemonitor", "nemo"]))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(text: str, system: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text(text, encoding="utf-8")
        try:
            outcome = run_import([path], system, setting(True))
        except FaultyData as error:
            assert "export.csv" in str(error)
        else:
            assert all(len(one.taken) <= one.rows for one in outcome.files)
