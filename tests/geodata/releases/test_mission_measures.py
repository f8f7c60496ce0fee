"""What a mission found may be public after its statement: by region, in counts, never its teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from geodata.coverage.day import Day
from geodata.coverage.situation import Situation, situation
from geodata.elections import Key
from geodata.figures import Figure, Nothing, Reading
from geodata.measures import FAMILIES, Shown, shown
from geodata.mission_readings import coverage, finding
from geodata.missions.mission import Mission
from geodata.releases.classes import mission_openness
from geodata.releases.gate import Gate, act, gate
from geodata.releases.manifest import Held
from geodata.releases.mission_files import FILES
from geodata.releases.public_data import CameIn, MissionFiles
from geodata.store.events import Event
from tests.geodata.coverage.little_mission import ELECTION, TESTLAND, at, mission, visit
from tests.geodata.releases.testland_data import Land

STATEMENT = datetime(2024, 6, 3, 9, tzinfo=UTC)


def reports() -> Iterator[Event]:
    """Eight stations of the south, two of the north; one in four judged badly in the south."""
    for number in range(1, 9):
        word = "bad" if number % 4 == 0 else "very-good"
        seen = {"restricted-access": number == 8, "ballot-box-not-sealed": False}
        unit = "s1" if number <= 4 else "s2"
        yield visit(f"s{number}", "t2", unit, str(number), number * 10, overall=word,
                    irregularities=seen)  # fmt: skip
    for number in (1, 2):
        yield visit(f"n{number}", "t3", "n1", str(number), 100 + number, overall="good")


def situation_of(**changes: object) -> Situation:
    day = Day(mission(**changes), TESTLAND)
    day.take(reports())
    return situation(day, TESTLAND, at(200), 10)


def found(*what: str, one: Situation | None = None) -> tuple[MissionFiles, ...]:
    return tuple(MissionFiles(name, FILES[name](one or situation_of())) for name in what)


@pytest.fixture
def land(tmp_path: Path) -> Land:
    return Land(tmp_path)


def counts(reading: Reading) -> tuple[int, ...]:
    """The part and the whole of a share, () where there is none."""
    return tuple(int(one) for one in (reading.of or ())) if isinstance(reading, Figure) else ()


def opened(one: Mission, acts: Gate, now: datetime) -> dict[str, Held | None]:
    return mission_openness(one, acts, now)


def released(what: str) -> Gate:
    subject = (ELECTION, what)
    return gate(
        act("release", subject, who, STATEMENT, is_test=False) for who in ("leader-1", "leader-2")
    )


def test_nothing_of_a_mission_is_public_before_its_statement() -> None:
    one = replace(mission(), statement_at=STATEMENT)
    early = opened(one, released("coverage"), STATEMENT - timedelta(seconds=1))
    until = STATEMENT.isoformat()
    assert early["coverage"] == Held(ELECTION, "coverage", "statement", until)
    assert opened(one, Gate(), STATEMENT)["coverage"] == Held(ELECTION, "coverage", "leadership")
    late = opened(one, released("coverage"), STATEMENT)
    assert late["coverage"] is None
    assert late["findings"] == Held(ELECTION, "findings", "leadership")


def test_citizen_observers_may_show_their_coverage_during_the_day() -> None:
    one = replace(mission(), statement_at=STATEMENT, coverage_during_day=True)
    during = opened(one, Gate(), at(60))
    assert during["coverage"] is None
    assert during["findings"] is not None


def test_coverage_is_public_in_counts_by_region(land: Land) -> None:
    country = land.public(coming=[CameIn(ELECTION, found=found("coverage"))])
    election = country.elections[ELECTION]
    assert election.set_aside == ()
    south = coverage(country, election, "", "south", "-")
    assert isinstance(south, Figure)
    assert (str(south.value), south.derived) == ("26.7", "8 / 30")
    whole = coverage(country, election, "", "testland", "-")
    assert counts(whole) == (10, 65)
    # Districts, and the teams that were there, are for the mission alone.
    public = b"".join(land.data.files.values()) if land.data else b""
    mission_rows = [row for row in public.decode().splitlines() if row.startswith("stations_obs")]
    assert {row.split(",")[3] for row in mission_rows} == {
        "testland", "south", "north", "abroad",
    }  # fmt: skip
    assert not any(team in public for team in (b"t1,", b"t2", b"core-team/planned"))


def test_findings_have_their_n_beside_them(land: Land) -> None:
    files = found("findings", one=situation_of(smallest_n=2))
    country = land.public(coming=[CameIn(ELECTION, found=files)])
    election = country.elections[ELECTION]
    south = finding(country, election, "voting", "south", "-")
    assert isinstance(south, Figure)
    assert (str(south.value), counts(south)) == ("25.0", (2, 8))
    restricted = finding(country, election, "restricted-access", "south", "-")
    assert counts(restricted) == (1, 8)
    assert finding(country, election, "counting", "south", "-") is Nothing.NOT_PUBLISHED


def test_what_is_too_few_is_held_back_and_what_would_give_it_away(land: Land) -> None:
    files = found("findings", one=situation_of(smallest_n=3))
    country = land.public(coming=[CameIn(ELECTION, found=files)])
    election = country.elections[ELECTION]
    whole = finding(country, election, "voting", "testland", "-")
    assert counts(whole) == (2, 10)
    # Two visits in the north are too few; the country less the south would tell of them.
    for unit in ("north", "south"):
        assert finding(country, election, "voting", unit, "-") is Nothing.HELD_BACK
    assert land.data is not None
    rows = land.data.files[f"elections/{ELECTION}/mission-findings.csv"].decode().splitlines()
    units = {row.split(",")[3] for row in rows if row.startswith("visits_judged")}
    assert units == {"testland"}


def test_where_nobody_was_nothing_is_said_of_teams(land: Land) -> None:
    country = land.public(coming=[CameIn(ELECTION, found=found("findings"))])
    election = country.elections[ELECTION]
    kinds = set(election.nothings.values())
    assert kinds <= {Nothing.HELD_BACK, Nothing.NOT_YET_REPORTED}


def test_a_mission_has_measures_only_once_it_published_some(land: Land) -> None:
    def families(*what: str) -> set[str]:
        country = land.public(coming=[CameIn(ELECTION, found=found(*what))])
        every: Iterator[Shown] = shown(country, country.elections[ELECTION])
        return {
            one.measure.family.id for one in every if one.measure.family.release_class == "mission"
        }

    assert families() == set()
    assert families("coverage") == {"coverage"}
    assert families("coverage", "findings") == {"coverage", "findings"}
    assert {one.id for one in FAMILIES if one.release_class == "mission"} == {
        "coverage",
        "findings",
    }


def test_what_leadership_takes_off_again_is_gone_with_all_its_files(land: Land) -> None:
    off = gate([act("withdraw", (ELECTION, "findings"), "leader-1", STATEMENT, is_test=False)])
    coming = [CameIn(ELECTION, found=found("coverage", "findings"))]
    country = land.public(off, coming=coming)
    measures = {key.measure for key in country.elections[ELECTION].figures}
    assert "stations_observed" in measures
    assert "visits_judged" not in measures
    assert land.data is not None
    assert not any("findings" in name for name in land.data.files)


def test_only_a_random_sample_says_that_it_is_one(land: Land) -> None:
    for drawn, basis in ((False, "where-we-could-go"), (True, "random-sample")):
        files = found("findings", one=situation_of(random_sample=drawn))
        country = land.public(coming=[CameIn(ELECTION, found=files)])
        published = country.elections[ELECTION].mission
        assert published is not None
        assert published.basis == basis
        assert published.title == "League of Observers"
        assert published.scale == ("very-good", "good", "bad", "very-bad")


def test_the_moment_is_that_of_the_last_report(land: Land) -> None:
    country = land.public(coming=[CameIn(ELECTION, found=found("coverage"))])
    figure = country.elections[ELECTION].figures[Key("stations_observed", "south", "-")]
    assert isinstance(figure.as_of, datetime)
    assert figure.as_of == at(102)
