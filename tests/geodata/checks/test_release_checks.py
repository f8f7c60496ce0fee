"""What each release check finds, what it leaves alone, and how a person accepts a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.checks import CODES, Finding, read_accepted, sentence, turnout_checks
from geodata.checks.wording import texts
from geodata.elections import Record
from geodata.errors import FaultyData
from geodata.figures import Qualifier
from tests.geodata.checks.small_votes import DAY, SEVEN, country, hour, record

LANGUAGES = ("kk", "ru", "en")


def findings(*records: Record) -> tuple[Finding, ...]:
    return turnout_checks(country(), DAY, records)


def codes(*records: Record) -> list[str]:
    return [finding.code for finding in findings(*records)]


def count(unit: str, measure: str, value: str, time: str = "final", **more: str) -> Record:
    return record(unit, time, value, measure=measure, **more)  # type: ignore[arg-type]


def test_parts_that_add_up_to_more_than_the_country() -> None:
    rows = [count(unit, "registered", "100", "-") for unit in SEVEN[:5]]
    assert codes(*rows, count("land", "registered", "499", "-")) == ["F105"]
    assert codes(*rows, count("land", "registered", "700", "-")) == []


def test_all_parts_together_are_the_whole_and_nothing_less() -> None:
    rows = [count(unit, "registered", "100", "-") for unit in SEVEN]
    assert codes(*rows, count("land", "registered", "700", "-")) == []
    assert codes(*rows, count("land", "registered", "701", "-")) == ["F105"]


def test_the_countrys_share_lies_between_those_of_its_regions() -> None:
    rows = hour("10:00", ["11.1", "12.2", "13.3", "14.4", "15.5", "16.6", "17.7"])
    assert codes(*rows, record("land", "10:00", "14.03")) == []
    assert "F105" in codes(*rows, record("land", "10:00", "41.03"))


def test_votes_of_the_parties_are_the_valid_votes() -> None:
    parties = [count("land", "votes", "60", subject="a"), count("land", "votes", "39", subject="b")]
    cast = [count("land", "votes_invalid", "1"), count("land", "votes_cast", "100")]
    assert codes(*parties, *cast, count("land", "votes_valid", "99")) == []
    assert codes(*parties, *cast, count("land", "votes_valid", "98")) == ["F105", "F105"]


def test_a_partys_share_follows_from_its_votes() -> None:
    votes = [
        count("land", "votes", "6183757", subject="a"),
        count("land", "votes_valid", "7522868"),
    ]
    assert codes(*votes, count("land", "vote_share_pct", "82.20", subject="a")) == []
    assert codes(*votes, count("land", "vote_share_pct", "82.15", subject="a")) == ["W104"]
    assert codes(*votes, count("land", "vote_share_pct", "28.20", subject="a")) == ["F104"]


def test_a_share_of_the_first_evening_is_not_held_against_the_final_votes() -> None:
    rows = [
        count("land", "votes", "6183757", subject="a", status="final"),
        count("land", "votes_valid", "7522868", status="final"),
        count("land", "vote_share_pct", "81.15", subject="a", status="preliminary-final"),
    ]
    assert codes(*rows) == []


def test_more_ballots_than_voters() -> None:
    rows = [count("north", "registered", "100", "-"), count("north", "ballots_issued", "140")]
    assert codes(*rows) == ["F103"]


def test_a_unit_that_did_not_exist_on_the_day() -> None:
    (found,) = findings(record("atlantis", "10:00", "20"))
    assert (found.code, found.facts["unit"]) == ("F106", "atlantis")


def test_figures_of_a_part_of_the_world_abroad_are_known() -> None:
    assert codes(count("abroad/asia", "stations", "4", "-")) == []


def test_bounds_fall_only_where_no_value_could_have_risen() -> None:
    floor = record("north", "16:00", None, low="70", qualifier=Qualifier.AT_LEAST)
    assert codes(floor, record("north", "18:00", "75.16")) == []
    assert codes(floor, record("north", "18:00", "69.16")) == ["F102"]
    later = record("north", "final", None, low="60", high="65")
    assert codes(record("north", "18:00", "64"), later) == []
    assert codes(record("north", "18:00", "66"), later) == ["F102"]


def test_a_figure_said_to_be_rough_is_held_against_nothing() -> None:
    rough = record("north", "16:00", "80", qualifier=Qualifier.ABOUT)
    assert codes(rough, record("north", "16:00", "77.5", "agency")) == []


def test_a_step_quite_unlike_the_others() -> None:
    units = tuple(f"u{number}" for number in range(12))
    morning = hour("10:00", ["20.0"] * 12, units)
    noon = [f"{40 + number / 10:.1f}" for number in range(11)]
    rows = [*morning, *hour("12:00", [*noon, "81.5"], units)]
    found = turnout_checks(country(units), DAY, rows)
    assert [(f.code, f.key.unit) for f in found if f.code == "W110"] == [("W110", "u11")]


def test_a_first_figure_of_the_day_quite_unlike_the_others() -> None:
    units = tuple(f"u{number}" for number in range(12))
    values = [f"{20 + number / 10:.1f}" for number in range(11)]
    (found,) = turnout_checks(country(units), DAY, hour("10:00", [*values, "2.03"], units))
    assert (found.code, found.key.unit, found.facts["earlier"]) == ("W110", "u11", "opening")


def test_equal_rows_one_after_the_other_are_a_hint_and_no_error() -> None:
    rows = hour("10:00", ["11.1", "12.2", "12.2", "14.4", "15.5", "16.6", "17.7"])
    (found,) = findings(*rows)
    assert (found.code, found.key.unit, found.is_error) == ("W111", "east", False)


def test_equal_rows_apart_from_each_other_are_chance() -> None:
    assert codes(*hour("10:00", ["11.1", "12.2", "13.3", "11.1", "15.5", "16.6", "17.7"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_in_every_language(language: str) -> None:
    assert set(texts(language)["checks"]) == set(CODES)
    for table in ("measures", "times"):
        assert texts(language)[table].keys() == texts("en")[table].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_names_unit_hours_and_both_figures(language: str) -> None:
    (found,) = findings(record("north", "20:00", "77.28"), record("north", "22:00", "72.28"))
    words = sentence(found, language, str.upper)
    sign = "." if language == "en" else ","
    figures = (f"77{sign}28", f"72{sign}28")
    assert all(part in words for part in ("NORTH", "20:00", "22:00", *figures))


HEADER = "code,measure,subject,part,unit,time,reason_kk,reason_ru,reason_en,who,on\n"


def test_an_accepted_error_is_kept_and_shown_but_holds_nothing_back(tmp_path: Path) -> None:
    row = "F102,turnout,,,north,22:00,екі дерек,два источника,two sources,editor,2026-01-05\n"
    (tmp_path / "accepted.csv").write_text(HEADER + row, encoding="utf-8")
    accepted = read_accepted(tmp_path, LANGUAGES)
    rows = [record("north", "20:00", "77.28"), record("north", "22:00", "72.28")]
    (found,) = turnout_checks(country(), DAY, rows, accepted)
    assert found.code == "F102"
    assert not found.is_error
    assert found.accepted is not None
    assert found.accepted.reasons["ru"] == "два источника"
    (again,) = turnout_checks(country(), DAY, rows)
    assert again.is_error


def test_every_fault_of_the_accepted_findings_is_named_at_once(tmp_path: Path) -> None:
    rows = (
        "F999,turnout,,,north,22:00,a,b,c,editor,2026-01-05\nF102,turnout,,,north,22:00,a,,c,,x\n"
    )
    (tmp_path / "accepted.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(FaultyData) as error:
        read_accepted(tmp_path, LANGUAGES)
    assert [(fault.line, fault.column) for fault in error.value.faults] == [
        (2, "code"), (3, "on"), (3, "reason_ru"), (3, "who"),
    ]  # fmt: skip


def test_a_folder_where_nothing_was_accepted(tmp_path: Path) -> None:
    assert read_accepted(tmp_path, LANGUAGES) == {}
