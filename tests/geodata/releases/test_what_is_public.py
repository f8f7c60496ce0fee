"""What may be public when, decided by which rows are read and by nothing after that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from geodata.elections import Key
from geodata.polls import last_close
from geodata.read_country import read_country
from geodata.releases.classes import RESULT_MEASURES, next_opening
from geodata.releases.gate import Gate, act, gate
from geodata.releases.manifest import Held
from tests.geodata.releases.testland_data import (
    EARLIER,
    LAST_CLOSE,
    LATER,
    TESTLAND,
    VOTE,
    Land,
    bulletin,
    came_in,
)

KAZAKHSTAN = Path(__file__).parents[3] / "geodata" / "countries" / "kz"


@pytest.fixture
def land(tmp_path: Path) -> Land:
    return Land(tmp_path)


def results(land: Land, gate: Gate | None = None, now: object = LATER) -> set[str]:
    """The units whose votes are public."""
    country = land.public(gate, now)  # type: ignore[arg-type]
    figures = country.elections[VOTE].figures
    return {key.unit for key in figures if key.measure in RESULT_MEASURES}


def test_what_was_published_of_all_votes_stays_public() -> None:
    for folder in (TESTLAND, KAZAKHSTAN):
        land = read_country(folder)
        for election in land.elections.values():
            assert last_close(land, election) < LATER


def test_nothing_is_lost_on_the_way_to_the_public(land: Land) -> None:
    country, public = read_country(land.folder), land.public()
    assert public.elections == country.elections
    assert public == country
    assert land.data is not None
    assert (land.data.held, land.data.not_shown) == ((), ())


def test_polls_close_by_the_clock_of_each_place() -> None:
    country = read_country(KAZAKHSTAN)
    closes = last_close(country, country.elections["2016-03-20-mazhilis"])
    assert closes.isoformat() == "2016-03-20T20:00:00+05:00"
    testland = read_country(TESTLAND)
    assert last_close(testland, testland.elections[VOTE]) == LAST_CLOSE


def test_without_hours_polls_close_when_the_day_is_over_everywhere(land: Land) -> None:
    (land.folder / "elections" / VOTE / "polls.csv").unlink()
    country = read_country(land.folder)
    closes = last_close(country, country.elections[VOTE])
    assert closes.isoformat() == "2024-06-03T00:00:00+05:00"


def test_no_result_is_public_until_the_last_poll_in_the_country_has_closed(land: Land) -> None:
    before = LAST_CLOSE - timedelta(seconds=1)
    assert results(land, now=before) == set()
    assert land.data is not None
    assert land.data.held == (Held(VOTE, "results", "polls-open", "2024-06-02T20:00:00+05:00"),)
    assert next_opening(land.data.held, before) == LAST_CLOSE
    assert not any(b"votes," in content for content in land.data.files.values())
    assert results(land, now=LAST_CLOSE) == {"testland", "south", "north"}


def test_two_leaders_do_not_open_the_results_while_anybody_votes(land: Land) -> None:
    opened = gate(_released("results"))
    assert results(land, opened, LAST_CLOSE - timedelta(minutes=1)) == set()


def test_a_misspelt_row_is_no_way_round_the_embargo(land: Land) -> None:
    land.replace("results.csv", "votes,sun", "vots,sun")
    land.public(now=LAST_CLOSE - timedelta(minutes=1))
    assert land.data is not None
    assert not any(b"vots" in content for content in land.data.files.values())


def _preliminary(land: Land) -> None:
    land.replace("results.csv", ",final,,,Commission", ",interim,,,Commission")


def test_results_that_are_not_final_wait_for_enough_stations(land: Land) -> None:
    _preliminary(land)
    assert results(land) == set()
    assert land.data is not None
    assert land.data.held == (Held(VOTE, "results", "stations-in"),)
    settings = land.folder / "elections" / VOTE / "election.toml"
    settings.write_text(settings.read_text() + "results_threshold = 0.9\n")
    counted = "stations_counted,,,testland,final,2024-06-02,{},,,exact,stations,interim,,,C,,\n"
    counts = land.folder / "elections" / VOTE / "counted.csv"
    header = (land.folder / "elections" / VOTE / "counts.csv").read_text().partition("\n")[0]
    # Of 65 stations 58 are too few for nine tenths.
    counts.write_text(f"{header}\n{counted.format(58)}")
    assert results(land) == set()
    counts.write_text(f"{header}\n{counted.format(59)}")
    assert results(land) == {"testland", "south", "north"}


def test_a_region_that_is_declared_final_is_shown_while_the_others_wait(land: Land) -> None:
    _preliminary(land)
    path = land.folder / "elections" / VOTE / "results.csv"
    lines = path.read_text("utf-8").splitlines()
    final = [one.replace(",interim,", ",final,") if ",south," in one else one for one in lines]
    path.write_text("\n".join(final) + "\n", "utf-8")
    assert results(land) == {"south"}


def test_two_different_leaders_release_results_before_enough_stations_are_in(land: Land) -> None:
    _preliminary(land)
    one, other = _released("results")
    twice = act("release", (VOTE, "results"), "leader-1", LATER, is_test=False)
    assert results(land, gate([one])) == set()
    assert results(land, gate([one, twice])) == set()
    assert results(land, gate([other, one])) == {"testland", "south", "north"}
    held = act("hold", (VOTE, "results"), "leader-2", LATER, is_test=False)
    assert results(land, gate([one, other, held])) == set()


def _released(what: str) -> tuple:  # type: ignore[type-arg]
    return tuple(
        act("release", (VOTE, what), who, LAST_CLOSE + timedelta(minutes=at), is_test=False)
        for at, who in enumerate(("leader-1", "leader-2"))
    )


def test_one_measure_is_withdrawn_and_the_rest_stays(land: Land) -> None:
    off = act("withdraw", (VOTE, "turnout"), "leader-1", LATER, is_test=False)
    measures = {key.measure for key in land.public(gate([off])).elections[VOTE].figures}
    assert "turnout" not in measures
    assert {"votes", "registered", "observers"} <= measures
    assert land.data is not None
    assert land.data.held == (Held(VOTE, "turnout", "withdrawn"),)
    # A sentence about a figure goes with the figure.
    assert b"digit-dropped" not in land.data.files[f"elections/{VOTE}/conflicts.csv"]
    assert land.public(gate([off])).elections[EARLIER].figures
    again = act("restore", (VOTE, "turnout"), "leader-2", LATER + timedelta(1), is_test=False)
    assert land.public(gate([off, again])) == read_country(land.folder)


def test_a_bulletin_is_public_as_announced_with_its_source(land: Land) -> None:
    country = land.public(coming=[came_in(bulletin("s1", "41.5"))])
    figure = country.elections[VOTE].figures[Key("turnout", "s1", "16:00")]
    assert str(figure.value) == "41.5"
    assert figure.status == "interim"
    assert figure.sources[0].title == "example.org"
    assert figure.sources[0].address == "https://example.org/bulletin"
    assert land.data is not None
    assert land.data.origins[f"elections/{VOTE}/bulletins.csv", 2] == "message bulletin/s1/16:00"


def test_a_revised_bulletin_is_shown_and_what_it_said_before_stays(land: Land) -> None:
    first, second = bulletin("s1", "41.5"), bulletin("s1", "14.5", version=2)
    same = bulletin("s1", "14.5", version=3)
    election = land.public(coming=[came_in(first, second, same)]).elections[VOTE]
    key = Key("turnout", "s1", "16:00")
    assert str(election.figures[key].value) == "14.5"
    assert [(str(one.value), one.status) for one in election.versions[key]] == [
        ("14.5", "interim"), ("41.5", "revised"),
    ]  # fmt: skip


def test_a_bulletin_that_names_no_source_is_not_shown_and_the_desk_is_told(land: Land) -> None:
    country = land.public(coming=[came_in(bulletin("s1", "41.5", address=""))])
    assert Key("turnout", "s1", "16:00") not in country.elections[VOTE].figures
    assert land.data is not None
    assert [(one.instance, one.why) for one in land.data.not_shown] == [
        ("bulletin/s1/16:00", "no-source")
    ]


def test_a_bulletin_that_cannot_be_is_set_aside_and_counted(land: Land) -> None:
    wrong = (bulletin("s1", "141.5"), bulletin("nowhere", "12"))
    election = land.public(coming=[came_in(*wrong)]).elections[VOTE]
    assert len(election.set_aside) == 2
    assert {one.column for one in election.set_aside} == {"value", "unit"}


def test_a_rehearsal_speaks_of_its_own_turnout_and_not_of_the_published(land: Land) -> None:
    coming = came_in(bulletin("s1", "41.5"), is_test=True)
    country = land.public(coming=[coming])
    turnout = {key for key in country.elections[VOTE].figures if key.measure == "turnout"}
    assert turnout == {Key("turnout", "s1", "16:00")}
    assert not {key.measure for key in country.elections[VOTE].figures} & RESULT_MEASURES
    assert country.elections[EARLIER] == read_country(land.folder).elections[EARLIER]
