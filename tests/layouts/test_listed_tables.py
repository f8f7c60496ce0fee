"""Tables of what was published for the country: every version, each stage in its own column."""

from __future__ import annotations

import pytest

from geodata.measures import Measure, listed
from layouts.tables import DASH, Table
from tests.layouts.sites import EARLIER, LANGUAGES, kazakhstan, kz, land, land_site, view_at
from tests.layouts.test_headlines import plain

OBSERVERS = "2016-03-20-mazhilis/observers/country/-"


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell.words) for cell in row] for row in table.rows]


def line(table: Table, head: str) -> dict[str, str]:
    """Column → words of the row of that head."""
    (found,) = [row for row in cells(table) if row[0] == head]
    return dict(zip(table.columns, found, strict=True))


def under(table: Table, head: str) -> list[tuple[str, ...]]:
    """The rows that are set in under the row of that head."""
    heads = [row[0] for row in cells(table)]
    at = heads.index(head)
    found = []
    for depth, row in list(zip(table.depth, cells(table), strict=True))[at + 1 :]:
        if depth <= table.depth[at]:
            break
        found.append(tuple(row))
    return found


def test_requested_planned_accredited_and_deployed_are_columns_of_their_own() -> None:
    (table, *_) = kz(f"en/{OBSERVERS}").tables
    named = set(table.columns[1:])
    assert {"Requested", "Planned", "Expected", "Accredited", "Deployed"} <= named
    everybody = line(table, "All foreign observers")
    assert everybody["Deployed"] == "about 800"
    assert everybody["Requested"] == DASH


def test_two_printed_sizes_of_the_core_team_are_both_shown() -> None:
    for language in LANGUAGES:
        (table, *_) = kz(f"{language}/{OBSERVERS}").tables
        said = [cell for row in cells(table) for cell in row]
        assert "15 / 11" in said


def test_roles_stand_under_their_organisation() -> None:
    (table, *_) = kz(f"en/{OBSERVERS}").tables
    roles = [row[0] for row in under(table, "OSCE/ODIHR")]
    assert roles[:3] == ["core team", "long-term observers", "short-term observers"]
    short_term = [row for row in under(table, "OSCE/ODIHR") if row[0] == "short-term observers"]
    assert dict(zip(table.columns, short_term[0], strict=True))["Requested"] == "400"
    assert dict(zip(table.columns, short_term[0], strict=True))["Deployed"] == DASH


def test_a_part_of_an_organisation_stands_under_its_whole() -> None:
    (table, *_) = land("en/observers/country/-").tables
    assert [row[0] for row in under(table, "League of Observers")] == [
        "core team", "long-term observers", "short-term observers", "House of the League",
    ]  # fmt: skip


def test_stages_that_nobody_published_have_no_column() -> None:
    (table, *_) = land("en/observers/country/-").tables
    assert table.columns[1:] == ("Requested", "Accredited", "Deployed")


def test_a_dash_is_explained() -> None:
    (table, *_) = land("en/observers/country/-").tables
    assert table.has_dashes
    hints = {cell.hint for row in table.rows for cell in row if cell.words == DASH}
    assert hints == {"not published"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_as_wide_as_their_heads(language: str) -> None:
    for address in kazakhstan().catalogue.views(language):
        for table in kazakhstan().view(address).tables:
            assert len(table.columns) == len(table.numeric)
            assert len(table.rows) == len(table.depth)
            assert table.rows
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert all(row[0].words for row in table.rows)


def test_every_listed_figure_stands_in_a_table_in_every_version() -> None:
    """Whatever is printed of observers, stations, voters or results can be found on a page."""
    site = kazakhstan()
    for address in site.catalogue.views("en"):
        subject = site.subject(address)
        if not subject.is_listed or subject.measure.variant:
            continue
        shown = plain(
            " | ".join(
                cell.words for table in site.view(address).tables for row in table.rows
                for cell in row
            )
        )  # fmt: skip
        measure = Measure(subject.measure.family, "")
        for key in listed(subject.election, measure):
            if key.measure == "observers" and key.unit != site.country.id:
                continue
            for figure in subject.election.versions[key]:
                if figure.value is not None:
                    assert f"{figure.value:,}" in shown, (address.path, key)


def test_results_have_votes_share_and_seats_of_each_party() -> None:
    results, ballots = kz("en/2016-03-20-mazhilis/results/country/final").tables
    assert results.columns == ("Party", "Votes", "Share of valid votes, %", "Seats")
    assert cells(results)[0] == ["Nur Otan", "6,183,757", "82.20 / 82.15", "84"]
    assert len(results.rows) == 6
    assert line(ballots, "Votes cast")["Figure"] == "7,566,150"
    assert line(ballots, "Women among the candidates")["Figure"] == "47"


def test_a_partys_own_page_has_its_row_alone() -> None:
    results = kz("en/2016-03-20-mazhilis/results-ak-zhol/country/final").tables[0]
    assert [row[0] for row in cells(results)] == ["Ak Zhol Democratic Party"]


def test_seats_of_nought_are_nought_and_not_nothing() -> None:
    results = kz("en/2016-03-20-mazhilis/results/country/final").tables[0]
    assert line(results, "Birlik")["Seats"] == "0"


def test_stations_abroad_stand_under_the_country_and_their_parts_under_them() -> None:
    (table,) = kz("en/2016-03-20-mazhilis/stations/country/-").tables
    heads = dict(zip([row[0] for row in cells(table)], table.depth, strict=True))
    assert line(table, "Polling stations")["Figure"] == "9,840"
    abroad = next(head for head in heads if head.startswith("Abroad"))
    assert heads["Polling stations"] < heads[abroad] < heads["Abroad: Europe"]
    parts = [heads[head] for head in heads if head.startswith("Abroad: ")]
    assert len(parts) == 5


def test_every_row_of_a_count_names_its_source() -> None:
    (table,) = kz("en/2016-03-20-mazhilis/registered/country/-").tables
    assert table.columns[-1] == "Source"
    assert all(row[-1] for row in cells(table))
    assert [row[1] for row in cells(table)] == ["9,810,852", "9,791,165", "about 9,810,000"]


def test_the_countrys_day_has_turnout_and_change_of_every_bulletin() -> None:
    (table,) = kz("en/2016-03-20-mazhilis/turnout/country/18-00").tables
    assert [row[:3] for row in cells(table)] == [
        ["10:00", "17.57", "not published"],
        ["12:00", "40.21", "+22.64"],
        ["14:00", "60.22", "+20.01"],
        ["16:00", "more than 70", "not published"],
        ["18:00", "75.16", "not published"],
        ["20:00", "77.1", "+1.94"],
        ["Final", "77.12", "not published"],
    ]


def test_an_earlier_day_with_more_than_keeps_its_words() -> None:
    (table,) = view_at(land_site(), f"ru/{EARLIER}/turnout/country/final").tables
    assert "более 30" in [row[1] for row in cells(table)]


def test_figures_of_a_table_sort_by_their_values() -> None:
    results = kz("en/2016-03-20-mazhilis/results/country/final").tables[0]
    votes = [row[1].value for row in results.rows]
    assert all(one is not None for one in votes)
    assert votes == sorted(votes, key=lambda one: -(one or 0))
