"""A file that was sent is imported from memory; every row of it can be listed by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from geodata.errors import FaultyData
from geodata.imports.form_map import FormMap, read_form_map
from geodata.imports.rows import Row, rows_of
from geodata.imports.run import Setting, run_import
from geodata.imports.source_files import SourceFile
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country
from tests.geodata.imports import exports
from tests.geodata.imports.exports import VISIT

HOUSE = Path(__file__).parents[3] / "geodata"
MAP = HOUSE / "imports/example/station-visit.toml"


@cache
def of_2023() -> Setting:
    folder = HOUSE / "countries" / "kz"
    country, rules = read_country(folder), read_rules(folder)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    return Setting(country, country.elections["2023-03-19-mazhilis"], rules, resolver, FormMap())


def mapped() -> Setting:
    return replace(of_2023(), form_map=read_form_map(MAP))


def sent(name: str, text: str) -> SourceFile:
    return SourceFile(name, text.encode())


def test_a_sent_export_is_read_without_touching_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    export = sent("C:\\exports\\visits.csv", exports.odk(("uuid:1", "", VISIT)))
    outcome = run_import([export], "auto", mapped())
    (file,) = outcome.files
    assert (file.file, file.format, file.rows) == ("visits.csv", "odk", 1)
    assert [entry.place.unit for entry in file.taken] == ["akmola"]
    assert not list(tmp_path.iterdir())


def test_every_row_is_listed_with_what_became_of_it() -> None:
    export = exports.odk(("uuid:1", "", VISIT), ("uuid:2", "rejected", VISIT))
    outcome = run_import([sent("visits.csv", export)], "auto", mapped())
    assert rows_of(outcome) == (
        Row("visits.csv", 2, "taken", "Акмолинская область / 127", "akmola", "uuid:1"),
        Row("visits.csv", 3, "set-aside", reason="refused-in-review"),
    )


def test_rows_of_a_table_of_turnout_name_their_unit() -> None:
    table = "region,12:00\nАкмолинская область,20.1\nАтлантида,3\n"
    outcome = run_import([sent("t.csv", table)], "auto", of_2023())
    assert [(row.line, row.became, row.unit) for row in rows_of(outcome)] == [
        (2, "taken", "akmola"), (3, "set-aside", ""),
    ]  # fmt: skip


def test_two_files_of_one_name_are_not_mixed_up() -> None:
    table = "region,12:00\nАкмолинская область,20.1\n"
    with pytest.raises(FaultyData, match="another file of this name"):
        run_import([sent("a/t.csv", table), sent("b/t.csv", table)], "auto", of_2023())
