"""A country folder is read as it was written: figures as printed, dates, versions, sources."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from geodata.country import Country
from geodata.elections import Key
from geodata.errors import FaultyData
from geodata.figures import Qualifier, Source
from geodata.read_country import read_country
from tests.geodata.reading.conftest import Copy

DAY = date(2024, 6, 2)
VOTE = "2024-06-02-assembly"


def test_a_country_has_its_settings_units_and_elections(testland: Country) -> None:
    assert testland.id == "testland"
    assert testland.languages == ("kk", "ru", "en")
    assert testland.bulletins == ("12:00", "16:00", "20:00")
    assert list(testland.elections) == ["2020-06-07-assembly", VOTE]
    assert list(testland.units("region", DAY)) == ["testland", "south", "north", "abroad"]
    assert testland.units("region", DAY)["south"].made_of == ("s1", "s2", "s3")
    assert testland.units("district", DAY)["n3"].parent == "north"


def test_a_figure_keeps_decimals_moment_and_source(testland: Country) -> None:
    figure = testland.elections[VOTE].figures[Key("turnout", "south", "16:00")]
    assert str(figure.value) == "40"
    assert figure.as_of == datetime(2024, 6, 2, 16, 0, tzinfo=timezone(timedelta(hours=6)))
    assert figure.sources == (
        Source("Commission of Testland", "https://example.org/2024-06-02", DAY),
    )
    share = testland.elections[VOTE].figures[Key("vote_share_pct", "testland", "final", "sun")]
    assert str(share.value) == "70.00"


def test_bounds_and_more_than_stay_what_they_are(testland: Country) -> None:
    figures = testland.elections["2020-06-07-assembly"].figures
    north = figures[Key("turnout", "north", "final")]
    assert (north.value, north.low, north.high) == (None, Decimal(38), Decimal(42))
    assert (north.qualifier, north.derived) == (Qualifier.BETWEEN, "38 <= x <= 42")
    country = figures[Key("turnout", "testland", "16:00")]
    assert (country.qualifier, country.notes) == (Qualifier.AT_LEAST, ("more-than",))


def test_what_was_not_published_has_no_figure(testland: Country) -> None:
    figures = testland.elections["2020-06-07-assembly"].figures
    assert Key("turnout", "north", "12:00") not in figures


def test_a_name_is_that_of_the_day(testland: Country) -> None:
    names = testland.gazetteer
    assert names.name("n3", "ru", date(2021, 12, 31), "short") == "Гавань"
    assert names.name("n3", "ru", date(2022, 1, 1), "short") == "Порт"
    assert names.all_names("n3")[:2] == ("Порт қаласы", "Порт")


def test_the_totals_of_testland_add_up_in_the_head(testland: Country) -> None:
    figures = testland.elections[VOTE].figures
    for measure, time in (("registered", "-"), ("ballots_issued", "final")):
        value = {
            key.unit: figure.value for key, figure in figures.items() if key.measure == measure
        }
        assert value["south"] == sum(value[f"s{n}"] or 0 for n in (1, 2, 3))
        assert value["north"] == sum(value[f"n{n}"] or 0 for n in (1, 2, 3))
        assert value["testland"] == (value["south"] or 0) + (value["north"] or 0), time


def test_conflicts_calendar_and_documents_name_sentences(testland: Country) -> None:
    vote = testland.elections[VOTE]
    assert vote.conflicts[0].kind == "conflicts.digit-dropped"
    assert [one.event for one in vote.calendar] == ["events.campaign", "events.vote"]
    assert vote.calendar[0].ends_on == date(2024, 5, 31)
    assert vote.documents[0].document == "documents.final-report"
    for sentences in testland.texts.values():
        assert {vote.conflicts[0].kind, vote.documents[0].document} <= sentences.keys()


def test_of_two_versions_the_first_is_shown_and_both_are_kept(copy: Copy) -> None:
    row = "turnout,,,south,16:00,,41,,,exact,percent,,,,The Testland Herald,,"
    copy.append("VOTE/turnout.csv", row)
    vote = read_country(copy.folder).elections[VOTE]
    key = Key("turnout", "south", "16:00")
    assert [record.figure.value for record in vote.records if record.key == key] == [40, 41]
    assert vote.figures[key].value == 40


def test_several_sources_of_one_figure_keep_their_addresses(copy: Copy) -> None:
    row = "stations,,,s1,final,,10,,,exact,stations,,,,Herald ; Gazette,http://a.org/1 ; http://b.org/2,"
    copy.append("VOTE/counts.csv", row)
    figure = read_country(copy.folder).elections[VOTE].figures[Key("stations", "s1", "final")]
    assert figure.sources == (
        Source("Herald", "http://a.org/1"),
        Source("Gazette", "http://b.org/2"),
    )


def test_a_byte_order_mark_is_no_fault(copy: Copy) -> None:
    path = copy.path("VOTE/turnout.csv")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert copy.faults() == []


def test_a_bad_row_is_set_aside_and_the_rest_is_read(copy: Copy) -> None:
    copy.replace("VOTE/turnout.csv", "south,16:00,2024-06-02T16:00+06:00,40", "south,16:00,,140")
    vote = read_country(copy.folder).elections[VOTE]
    assert Key("turnout", "south", "16:00") not in vote.figures
    assert Key("turnout", "north", "16:00") in vote.figures
    assert [(one.line, one.column, one.value) for one in vote.set_aside] == [(6, "value", "140")]


def test_bad_files_are_named_all_at_once(copy: Copy) -> None:
    copy.replace("VOTE/turnout.csv", "value,low", "worth,low")
    copy.replace("units/units.csv", "kind,parent", "sort,parent")
    with pytest.raises(FaultyData) as error:
        read_country(copy.folder)
    assert {fault.file.rsplit("/", 1)[-1] for fault in error.value.faults} >= {
        "turnout.csv",
        "units.csv",
    }


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FaultyData, match="the folder of a country; it is not there"):
        read_country(tmp_path / "nowhere")


def test_a_unit_keeps_the_clock_that_the_country_names_for_it(testland: Country) -> None:
    assert testland.zones == {"north": "Asia/Oral", "s3": "Asia/Aqtau"}
