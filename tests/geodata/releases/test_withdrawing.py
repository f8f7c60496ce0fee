"""One measure is taken off alone: what would tell it goes too, and everything else stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from geodata.country import Country
from geodata.elections import Key
from geodata.measures import shown
from geodata.read_country import read_country
from geodata.releases.gate import Gate, act, gate
from geodata.releases.invariants import broken
from geodata.releases.manifest import Held
from geodata.releases.public_data import CameIn
from geodata.releases.withdrawing import ALONE, KINDS
from tests.geodata.coverage.little_mission import ELECTION
from tests.geodata.releases.test_mission_measures import found, situation_of
from tests.geodata.releases.testland_data import LATER, VOTE, Land, bulletin, came_in


@pytest.fixture
def land(tmp_path: Path) -> Land:
    return Land(tmp_path)


def without(*what: str) -> Gate:
    return gate(act("withdraw", (VOTE, one), "leader-1", LATER, is_test=False) for one in what)


def measures(country: Country) -> set[str]:
    return {key.measure for key in country.elections[VOTE].figures}


def pages(country: Country) -> set[str]:
    return {one.measure.id for one in shown(country, country.elections[VOTE])}


def everything(land: Land) -> bytes:
    assert land.data is not None
    return b"\n".join(land.data.files.values())


def test_what_stores_say_by_kind_goes_on_meaning_the_same(land: Land) -> None:
    whole = measures(read_country(land.folder))
    for kind, rows in {
        "turnout": {"turnout", "ballots_issued"},
        "results": {"votes", "vote_share_pct", "seats", "votes_cast", "votes_valid",
                    "votes_invalid"},
        "observers": {"observers", "senders", "journalists"},
        "stations": {"stations", "commissions", "stations_counted"},
        "registered": {"registered"},
    }.items():  # fmt: skip
        assert KINDS[kind] == rows
        assert measures(land.public(without(kind))) == whole - rows


@pytest.mark.parametrize("what", ALONE)
def test_one_measure_goes_and_every_other_stays(land: Land, what: str) -> None:
    before = read_country(land.folder).elections[VOTE].figures
    country = land.public(without(what))
    after = country.elections[VOTE].figures
    assert {one.measure for one in before} - {one.measure for one in after} <= {
        *ALONE[what],
        "turnout",
    }
    assert not {one.measure for one in after} & ALONE[what]
    kept = {key for key in before if key.measure not in {*ALONE[what], "turnout"}}
    assert kept == {key for key in after if key.measure != "turnout"}
    assert land.data is not None
    assert land.data.held == (Held(VOTE, what, "withdrawn"),)
    # Figures that are missing because somebody took them off hold no release back.
    assert broken(read_country(land.folder), land.candidate(without(what))) == ()
    later = LATER + timedelta(minutes=1)
    back = act("restore", (VOTE, what), "leader-2", later, is_test=False)
    off = act("withdraw", (VOTE, what), "leader-1", LATER, is_test=False)
    assert land.public(gate([off, back])) == read_country(land.folder)


def test_no_count_of_votes_can_be_reckoned_from_the_others(land: Land) -> None:
    for what, gone in {
        "votes_cast": {"votes_invalid"},
        "votes_invalid": {"votes_cast"},
        "votes_valid": {"votes", "votes_invalid"},
        "votes": {"vote_share_pct"},
        "stations-alone": {"commissions"},
        "turnout": {"ballots_issued"},
    }.items():
        assert not gone & measures(land.public(without(what)))


def test_results_keep_their_page_while_any_of_them_is_public(land: Land) -> None:
    whole = pages(read_country(land.folder))
    for what in ("votes", "seats", "votes_cast", "votes_valid", "votes_invalid"):
        assert "results" in pages(land.public(without(what)))
    assert pages(land.public(without("votes_valid"))) == whole
    assert "results" not in pages(land.public(without("results")))


def test_what_is_worked_out_from_turnout_goes_with_it(land: Land) -> None:
    gone = pages(read_country(land.folder)) - pages(land.public(without("turnout")))
    assert {one.partition("-2")[0] for one in gone} == {
        "turnout", "turnout-change", "turnout-vs",
    }  # fmt: skip


def test_turnout_stays_without_the_ballots_but_where_it_would_tell_them(land: Land) -> None:
    for listed, stays in (("100", False), ("10000", False), ("10001", True)):
        counts = land.folder / "elections" / VOTE / "counts.csv"
        rows = counts.read_text("utf-8").splitlines()
        for at, row in enumerate(rows):
            cells = row.split(",")
            if cells[0] == "registered":
                cells[6] = listed if cells[3] == "south" else "1000000"
                rows[at] = ",".join(cells)
        counts.write_text("\n".join(rows) + "\n", "utf-8")
        country = land.public(without("ballots_issued"))
        units = {key.unit for key in country.elections[VOTE].figures if key.measure == "turnout"}
        assert ("south" in units) is stays
        assert "testland" in units
        coming = [came_in(bulletin("south", "41.5"))]
        told = land.public(without("ballots_issued"), coming=coming).elections[VOTE].figures
        assert (Key("turnout", "south", "16:00") in told) is stays


def test_one_finding_goes_and_the_mission_s_others_stay(land: Land) -> None:
    files = found("coverage", "findings", one=situation_of(smallest_n=2))
    coming = [CameIn(ELECTION, found=files)]

    def variants(*what: str) -> set[str]:
        acts = (act("withdraw", (ELECTION, one), "leader", LATER, is_test=False) for one in what)
        country = land.public(gate(acts), coming=coming)
        return set(_findings(country))

    whole = variants()
    assert {"findings-voting", "findings-restricted-access"} <= whole
    assert variants("findings-restricted-access") == whole - {"findings-restricted-access"}
    assert b"stations_seen,restricted-access" not in everything(land)
    assert variants("findings-voting") == whole - {"findings-voting"}
    assert b",voting,testland," not in everything(land)
    assert b"stations_observed" in everything(land)


def _findings(country: Country) -> Iterable[str]:
    every = (one.measure for one in shown(country, country.elections[ELECTION]))
    return (one.id for one in every if one.family.id == "findings")
