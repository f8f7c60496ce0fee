"""Nothing that was published is lost or changed on the way into the country folder."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from geodata.checks.accepted import read_accepted
from geodata.checks.release import release_checks
from geodata.country import Country
from geodata.elections import Key
from geodata.figures import Qualifier
from geodata.read_country import faults, read_country
from tests.geodata.reading.published_facts import VOTES, rows, turnout, unit_of

FOLDER = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
MARCH_2016 = "2016-03-20-mazhilis"


@pytest.fixture(scope="module")
def country() -> Country:
    return read_country(FOLDER)


def test_the_folder_has_no_fault_and_no_row_is_set_aside(country: Country) -> None:
    assert faults(FOLDER) == ()
    assert list(country.elections) == sorted(VOTES.values())
    assert not any(one.set_aside for one in country.elections.values())


def test_every_collected_turnout_figure_is_the_one_shown(country: Country) -> None:
    for election, unit, time, percent in turnout():
        figure = country.elections[election].figures[Key("turnout", unit, time)]
        assert str(figure.value) == percent, (election, unit, time)


def test_each_hour_has_as_many_regions_as_were_published(country: Country) -> None:
    collected = Counter((election, time) for election, unit, time, _ in turnout() if unit != "kz")
    # The final figures of 2016 are bounds, from a table of their own.
    collected[MARCH_2016, "final"] = 16
    ours = Counter(
        (name, key.time)
        for name, election in country.elections.items()
        for key in election.figures
        if key.measure == "turnout" and key.unit != "kz"
    )
    assert ours == collected


def test_a_late_stamp_belongs_to_the_nominal_hour_and_is_kept(country: Country) -> None:
    figures = country.elections["2023-03-19-mazhilis"].figures
    stamp = figures[Key("turnout", "kz", "18:00")].as_of
    assert isinstance(stamp, datetime)
    assert stamp.isoformat() == "2023-03-19T18:10:00+06:00"
    close = figures[Key("turnout", "kz", "final")]
    assert (close.status, str(close.as_of)) == ("preliminary-final", "2023-03-19 22:10:00+06:00")
    assert country.elections["2012-01-15-mazhilis"].times == ("20:00",)


def test_the_final_turnout_of_the_regions_of_2016_is_known_by_bounds(country: Country) -> None:
    for row in rows("turnout_2016_by_region.csv"):
        unit = unit_of({"iso_3166_2_legacy": row["iso_3166_2_2016"]}, "V16")
        figure = country.elections[MARCH_2016].figures[Key("turnout", unit, "final")]
        if unit == "kz":
            assert str(figure.value) == row["turnout_final_exact"]
            continue
        bounds = row["turnout_final_lower_bound"], row["turnout_final_upper_bound"]
        assert (str(figure.low), str(figure.high)) == bounds
        assert figure.qualifier is Qualifier.BETWEEN
        assert figure.notes
        assert figure.derived


def test_more_than_70_is_not_70(country: Country) -> None:
    figure = country.elections[MARCH_2016].figures[Key("turnout", "kz", "16:00")]
    assert (str(figure.value), figure.qualifier) == ("70", Qualifier.AT_LEAST)
    assert figure.notes == ("more-than",)


def test_the_results_of_2016_are_those_published_and_add_up(country: Country) -> None:
    figures = country.elections[MARCH_2016].figures
    value = {(key.measure, key.subject): one.value for key, one in figures.items()}
    parties = [subject for measure, subject in value if measure == "votes"]
    assert sum(value["votes", party] or 0 for party in parties) == value["votes_valid", ""]
    assert (value["votes_valid", ""] or 0) + (value["votes_invalid", ""] or 0) == 7566150
    assert sum(value["seats", party] or 0 for party in parties) == 98
    published = [row for row in rows("results_2016_by_region.csv") if row["percent_of_valid"]]
    ours = _printed(country, MARCH_2016, "vote_share_pct")
    assert sorted(row["percent_of_valid"] for row in published) == ours
    assert sorted(row["votes"] for row in published if row["votes"]) == _printed(
        country, MARCH_2016, "votes"
    )


def _printed(country: Country, election: str, measure: str) -> list[str]:
    records = country.elections[election].records
    return sorted(str(one.figure.value) for one in records if one.key.measure == measure)


def test_stations_abroad_are_part_of_the_whole(country: Country) -> None:
    figures = country.elections[MARCH_2016].figures
    stations = {
        key.unit: one.value
        for key, one in figures.items()
        if (key.measure, key.subject) == ("stations", "")
    }
    assert stations["kz"] == 9840
    parts = [value or 0 for unit, value in stations.items() if unit.startswith("abroad/")]
    assert sum(parts) == stations["abroad"] == 65
    in_country = figures[Key("stations", "kz", "-", "in-country")]
    assert in_country.value == 9775
    assert in_country.derived == "9840 - 65"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("registered_voters_other.csv", "registered_voters"),
        ("polling_stations_2016.csv", "value"),
        ("turnout_other_elections.csv", "ballots_issued"),
        ("observers_other_elections.csv", "total"),
        ("observers_other_elections.csv", "organisations_total"),
        ("observers_other_elections.csv", "n_states"),
    ],
)
def test_every_collected_count_appears(table: str, column: str, country: Country) -> None:
    for row in rows(table):
        printed = row[column].replace(",", "").split(" ")[0].replace("6980", "6980000")
        values = {
            str(one.figure.value) for one in country.elections[VOTES[row["election"]]].records
        }
        assert not printed or printed in values, (row["election"], printed)


def test_every_collected_number_of_observers_of_2016_appears(country: Country) -> None:
    observers = {"observers", "senders", "journalists"}
    ours = {
        str(one.figure.value)
        for one in country.elections[MARCH_2016].records
        if one.key.measure in observers
    }
    words = {"about", "more", "than", "LTO", "+", "STO", "from", "countries"}
    for row in rows("observers_2016_by_org.csv"):
        if row["measure"] not in ("invited", "accreditation deadline"):
            numbers = [part for part in row["value"].split() if part not in words]
            assert set(numbers[: 1 if "from" in row["value"] else None]) <= ours, row
    regional = {row["observers"] for row in rows("observers_2016_by_region.csv")} - {""}
    assert regional <= ours


def test_a_total_is_never_called_the_core_team(country: Country) -> None:
    records = country.elections[MARCH_2016].records
    core = {str(one.figure.value) for one in records if one.key.part.startswith("core-team/")}
    assert core == {"15", "11"}
    forty = [one for one in records if one.figure.value == 40]
    assert [one.key.part for one in forty] == ["all/accredited"]


def test_every_known_conflict_is_there_but_the_unexplained_one(country: Country) -> None:
    ours = {one.id[:3] for vote in country.elections.values() for one in vote.conflicts}
    collected = {row["id"] for row in rows("published_conflicts.csv")}
    assert ours == collected - {"C17"}


def test_the_unexplained_likeness_appears_nowhere() -> None:
    files = [path for path in FOLDER.rglob("*") if path.suffix in (".csv", ".toml")]
    assert not [path.name for path in files if "C17" in path.read_text("utf-8")]


def test_a_conflict_speaks_of_a_figure_that_is_shown(country: Country) -> None:
    for name, vote in country.elections.items():
        for conflict in vote.conflicts:
            garbled = conflict.kind == "conflicts.garbled"
            assert garbled or conflict.key in vote.figures, (name, conflict.id)


def test_every_figure_has_a_source(country: Country) -> None:
    for vote in country.elections.values():
        for record in vote.records:
            assert record.figure.sources, (record.file, record.line)
            assert all(source.title.strip() for source in record.figure.sources)


def test_every_language_says_the_same_things(country: Country) -> None:
    kk, ru, en = (country.texts[language].keys() for language in ("kk", "ru", "en"))
    assert kk == ru == en


def test_no_observer_is_named() -> None:
    text = "".join(path.read_text("utf-8") for path in FOLDER.rglob("*.csv"))
    for row in rows("odihr_coverage.csv"):
        for name in row["head_of_mission"].split(";"):
            surname = name.split("(")[0].strip().rsplit(" ", 1)[-1]
            assert not surname or surname not in text


def test_every_error_found_in_the_figures_was_looked_at(country: Country) -> None:
    for name, vote in country.elections.items():
        accepted = read_accepted(FOLDER / "elections" / name, country.languages)
        found = release_checks(country, vote, accepted)
        assert not [one for one in found if one.code.startswith("F") and not one.accepted]


def test_every_sentence_of_the_country_is_said_somewhere(country: Country) -> None:
    said = {one.note for one in country.boundary_sets if one.note}
    for name, vote in country.elections.items():
        said |= {f"elections.{name}.name", f"elections.{name}.short"}
        for record in vote.records:
            said |= {f"notes.{note}" for note in record.figure.notes}
            said.add(f"quantity.{record.key.measure}-{record.key.subject}")
        said |= {one.event for one in vote.calendar} | {one.kind for one in vote.conflicts}
        said |= {one.document for one in vote.documents}
    assert sorted(set(country.texts["en"]) - said) == []


def test_the_west_was_still_voting_at_20_00(country: Country) -> None:
    figures = country.elections["2021-01-10-mazhilis"].figures
    noted = {
        key.unit
        for key, figure in figures.items()
        if key.time == "20:00" and "still-voting" in figure.notes
    }
    assert noted == {"aktobe", "atyrau", "kyzylorda", "mangystau", "west_kz"}


def test_accredited_observers_add_up(country: Country) -> None:
    for name, vote in country.elections.items():
        accredited = {
            key.subject: figure.value or 0
            for key, figure in vote.figures.items()
            if (key.measure, key.part, key.unit) == ("observers", "all/accredited", "kz")
        }
        if "states" in accredited:
            whole = accredited.pop("all")
            assert accredited["organisations"] + accredited.pop("states") == whole, name
        if name == "2021-01-10-mazhilis":
            assert sum(accredited.values()) - 322 == accredited["organisations"] == 322
