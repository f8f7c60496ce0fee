"""Every fault of a folder is found, with file, line, column, value and what was expected."""

from __future__ import annotations

import pytest

from tests.geodata.reading.conftest import Copy

TURNOUT = "turnout,,,south,20:00,,{value},{low},{high},{qualifier},percent,,,,Herald,,"


def turnout(value: str = "", low: str = "", high: str = "", qualifier: str = "exact") -> str:
    return TURNOUT.format(value=value, low=low, high=high, qualifier=qualifier)


def changed(old: str, new: str, row: str = turnout("50")) -> str:
    assert old in row
    return row.replace(old, new, 1)


ROWS = {
    "a percentage above 100": (turnout("140"), "column value: '140': at most 100 percent"),
    "a number below nought": (turnout("-1"), "'-1': not less than nought"),
    "a decimal comma": (turnout('"20,5"'), "'20,5': a number such as 77.12 or 9840"),
    "not a number at all": (turnout("NaN"), "'NaN': a number such as 77.12 or 9840"),
    "digits of another script": (turnout("٥٠"), "a number such as 77.12 or 9840"),
    "an exact figure without value": (turnout(), "with exact: a value"),
    "bounds the wrong way round": (
        turnout(low="80", high="70", qualifier="between"), "low not above high",
    ),
    "bounds beside a value": (
        turnout("75", "70", "80", "between"), "with between: low and high, and no value",
    ),
    "bounds without their qualifier": (
        turnout("75", "70", "80"), "with low or high: the qualifier between",
    ),
    "an unknown qualifier": (
        turnout("75", qualifier="roughly"),
        "'roughly': one of: about, at-least, at-most, between, exact",
    ),
    "an unknown unit": (
        changed("south", "soth"), "'soth': a unit of a set in force on the day of the election",
    ),
    "no hour": (changed("20:00", "25:00"), "'25:00': an hour such as 18:00, final, or -"),
    "an unknown measure": (changed("turnout", "turnuot"), "column measure: 'turnuot': one of"),
    "turnout of a party": (changed("turnout,,", "turnout,sun,"), "column subject: 'sun'"),
    "votes of nobody": (
        "votes,,,south,final,,5,,,exact,votes,,,,Herald,,", "can have; one of: moon, sun",
    ),
    "observers of no known stage": (
        "observers,league,all/seen,south,-,,5,,,exact,observers,,,,Herald,,",
        "'all/seen': role/stage, such as core-team/accredited",
    ),
    "half an observer": (
        "observers,league,all/planned,south,-,,5.5,,,exact,observers,,,,Herald,,",
        "'5.5': a whole number",
    ),
    "counted in something else": (changed("percent", "votes"), "'votes': one of: percent"),
    "an unknown status": (changed("percent,", "percent,nearly"), "column status: 'nearly'"),
    "a note without sentence": (
        changed("percent,,,", "percent,,,nowhere"), "table notes; it has no nowhere",
    ),
    "no source": (changed("Herald", ""), "column source: not empty"),
    "an address that is no web address": (
        changed("Herald,", "Herald,javascript:alert(1)"), "'javascript:alert(1)': a web address",
    ),
    "fewer addresses than sources": (
        changed("Herald,", "Herald ; Gazette,https://a.org/1"),
        "one address for each of 2 sources, or none",
    ),
    "a day that does not exist": (
        changed("20:00,", "20:00,2024-02-30"), "a day such as 2016-03-20",
    ),
    "a moment without offset": (
        changed("20:00,", "20:00,2024-06-02T20:00"), "a moment such as 2016-03-20T18:00+06:00",
    ),
    "too few cells": ("turnout,,,south", "'4 cells': 17 cells, as in the header"),
    "a control sign": (changed("Herald", "Her\x07ald"), "only signs that print; it has U+0007"),
    "writing turned around": (changed("Herald", "Her\u202eald"), "it has U+202E"),
    "a page pasted into a cell": (
        changed("Herald", "H" * 1501), "at most 1500 characters; it has 1501",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_a_faulty_row_is_named_with_its_line(kind: str, copy: Copy) -> None:
    row, expected = ROWS[kind]
    copy.append("VOTE/turnout.csv", row)
    found = copy.faults()
    assert found, kind
    assert all(fault.startswith("VOTE/turnout.csv, line 17") for fault in found)
    assert any(expected in fault for fault in found), found


PLACES = {
    "the same row twice": (
        "VOTE/turnout.csv", "north,12:00,2024-06-02T12:00+06:00,10",
        "south,12:00,2024-06-02T12:00+06:00,20", "line 4: each row once; it stands in line 3",
    ),
    "a missing column": (
        "VOTE/turnout.csv", "qualifier,counted_in", "counted_in",
        "line 1, column qualifier: missing",
    ),
    "an unknown column": (
        "VOTE/turnout.csv", "status,derived", "status,mood,derived", "column mood: unknown column",
    ),
    "an open quote": ("VOTE/turnout.csv", "turnout,,,south", '"turnout,,,south', "closed quotes"),
    "a district above its whole": (
        "VOTE/counts.csv", "registered,,,s1,-,2024-06-02,100", "registered,,,s1,-,2024-06-02,999",
        "at least 1199, the sum of its units",
    ),
    "more ballots than voters": (
        "VOTE/counts.csv", "s1,final,2024-06-02,70", "s1,final,2024-06-02,101",
        "at most 100, the registered of s1",
    ),
    "parties above the valid votes": (
        "VOTE/results.csv", "final,2024-06-02,210", "final,2024-06-02,211",
        "at least 301, the sum of the parties",
    ),
    "shares above the whole": (
        "VOTE/results.csv", "70.00", "71.00", "shares of at most 100 percent together",
    ),
    "a conflict without sentence": (
        "VOTE/conflicts.csv", "digit-dropped", "digit-lost", "table conflicts",
    ),
    "a conflict printed by nobody": (
        "VOTE/conflicts.csv", ",2,The Testland Herald", ",2,", "column source_b: not empty",
    ),
    "an event that ends before it starts": (
        "VOTE/calendar.csv", "2024-05-31", "2024-04-30", "a day not before starts_on, 2024-05-01",
    ),
    "an event without sentence": ("VOTE/calendar.csv", "campaign", "parade", "table events"),
    "a document without address": (
        "VOTE/documents.csv", "https://example.org/report", "", "column address: not empty",
    ),
    "a document of an unknown organisation": (
        "VOTE/documents.csv", "league", "guild", "one of: all, league, league-house",
    ),
    "a unit without parent": (
        "units/units.csv", "district,south", "district,west", "a unit of units.csv",
    ),
    "a unit made of unknown parts": (
        "units/units.csv", "s1 s2 s3", "s1 s2 s9", "units of districts; it has no s9",
    ),
    "an unknown kind of unit": ("units/units.csv", "oblast", "canton", "'canton': one of"),
    "two names at once": (
        "units/names.csv", "n3,ru,full,город Порт,2022-01-01", "n3,ru,full,город Порт,2021-06-01",
        "one name at a time",
    ),
    "a name that ends before it starts": (
        "units/names.csv", "город Порт,2022-01-01,", "город Порт,2022-01-01,2021-01-01",
        "a day not before valid_from",
    ),
    "a unit without a name in one language": (
        "units/names.csv", "south,kk,full,", "south,kk,alias,", "a full kk name on 2000-01-01",
    ),
    "a place without the letters of its name": (
        "units/where.csv", "en,*,in *", "en,*,in it", "one * where the name has one, else none",
    ),
    "a code of an unknown unit": ("units/codes.csv", "\ns1,map", "\ns9,map", "'s9'"),
    "a party without a name": ("parties.csv", "Party of the Sun", "", "name_en: not empty"),
    "part of an unknown organisation": (
        "organisations.csv", "parliament,league", "parliament,guild", "organisation of this file",
    ),
    "a sentence missing in one language": (
        "text/kk.toml", 'bounds = "', '# bounds = "', "text/kk.toml, column notes.bounds",
    ),
    "a control sign in a sentence": (
        "text/ru.toml", "Агитация", "Аги\\u202Eтация", "it has U+202E",
    ),
    "an unknown table of sentences": ("text/en.toml", "[events]", "[evnts]", "the tables are"),
    "a broken text file": ("text/en.toml", "[events]", "[events", "a TOML file"),
    "a vote of another kind": (
        "VOTE/election.toml", '"assembly"', '"senate"', "the kind in the name of the folder",
    ),
    "an unknown zone": ("VOTE/election.toml", "Asia/Almaty", "Asia/Almata", "an IANA zone"),
    "an unknown default election": (
        "country.toml", "2024-06-02-assembly", "2024-06-03-assembly", "the folder of an election",
    ),
    "sets that overlap": (
        "country.toml", 'level = "district"', 'level = "region"', "no day that regions has too",
    ),
    "a set drawn from an unknown one": (
        "country.toml", 'drawn_from = "districts"', 'drawn_from = "wards"', "a set of this file",
    ),
    "a clock that nobody has": (
        "country.toml", "Asia/Oral", "Asia/Orel", "'Asia/Orel': IANA zones",
    ),
    "a clock of a lost unit": ("country.toml", '["s3"]', '["s9"]', "'s9': IANA zones"),
    "a set without credit": ("country.toml", 'credit = "Drawn by hand"', "", "credit, licence"),
    "a note that has no sentence": ("country.toml", '"sets.regions"', '"sets.lost"', "sets.lost"),
    "sets that are no list": (
        "country.toml", '[[boundary_set]]\nid = "districts"', '[boundary_sat]\nid = "districts"',
        "a set of this file",
    ),
    "an inset without radius": (
        "country.toml", "radius_km = 60", "radius_m = 60", "country.toml, column inset: 'n3'",
    ),
    "hours out of order": (
        "country.toml", '"12:00", "16:00"', '"16:00", "12:00"', "hours in their order",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLACES)
def test_a_faulty_place_is_named(kind: str, copy: Copy) -> None:
    name, old, new, expected = PLACES[kind]
    copy.replace(name, old, new)
    found = copy.faults()
    assert any(expected in fault for fault in found), found


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("cp1251", "UTF-8; the file is in another encoding"), ("utf-16", "'UTF-16': a text file")],
)
def test_another_encoding_is_named(encoding: str, expected: str, copy: Copy) -> None:
    path = copy.path("VOTE/turnout.csv")
    text = path.read_text("utf-8").replace("Commission of Testland", "Комиссия")
    path.write_bytes(text.encode(encoding))
    assert any(expected in fault for fault in copy.faults())


def test_a_workbook_is_not_taken_for_a_table(copy: Copy) -> None:
    copy.path("VOTE/turnout.csv").write_bytes(b"PK\x03\x04 and the rest")
    assert any("a workbook or zip archive" in fault for fault in copy.faults())


def test_a_row_of_several_lines_is_named_by_its_first(copy: Copy) -> None:
    copy.append("VOTE/turnout.csv", changed("Herald", '"Her\n\nald"'))
    copy.append("VOTE/turnout.csv", turnout("140"))
    assert [fault.split(",")[1] for fault in copy.faults()] == [" line 17", " line 20"]


def test_all_faults_come_at_once(copy: Copy) -> None:
    for row, _ in ROWS.values():
        copy.append("VOTE/turnout.csv", row)
    copy.replace("VOTE/calendar.csv", "campaign", "parade")
    copy.replace("text/ru.toml", 'bounds = "', '# bounds = "')
    found = copy.faults()
    places = {fault.split(":")[0].split(", column")[0] for fault in found}
    assert len(places) == len(ROWS) + 2


def test_a_missing_file_is_named(copy: Copy) -> None:
    for name in ("units/names.csv", "parties.csv", "VOTE/election.toml", "text/ru.toml"):
        copy.path(name).unlink()
    missing = [fault for fault in copy.faults() if "a readable file; it is not there" in fault]
    assert len(missing) == 4


def test_a_folder_of_no_date_is_named(copy: Copy) -> None:
    copy.path("elections/spring-vote").mkdir()
    assert any("a folder named <date>-<kind>" in fault for fault in copy.faults())
