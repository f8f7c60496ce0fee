"""Every figure, at ten moments of any day, in any order of arrival, is the one pandas works out."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.findings import findings
from geodata.coverage.gaps import gaps
from geodata.coverage.silence import silence
from geodata.coverage.turnout import turnout
from geodata.missions.mission import STAGES
from geodata.store.events import Event, Kind
from tests.geodata.coverage import oracle
from tests.geodata.coverage.little_mission import DISTRICTS, TESTLAND, at, event, mission, visit

TEAMS = ("core", "t1", "t2", "t3")
SEAL, PERSONS = "ballot-box-not-sealed", "unauthorised-persons"
WORDS = ("very-good", "good", "bad", "very-bad")
HOURS = ("12:00", "16:00", "20:00")
DAY_LONG = 20 * 60
MOMENTS = [at(DAY_LONG * part / 10) for part in range(1, 11)]

UNIT = st.sampled_from((*DISTRICTS, "south", "nowhere"))
MINUTES = st.integers(0, DAY_LONG)


@st.composite
def messages(draw: st.DrawFn) -> Event:
    """A report (some late, corrected, conflicting, of a wrong clock or place) or a call."""
    minutes, team = draw(MINUTES), draw(st.sampled_from(TEAMS))
    if draw(st.integers(0, 9)) == 0:
        payload = {"team": team, "means": "call"}
        return event(f"call-{draw(st.integers(0, 9))}", Kind.CONTACT, payload, minutes)
    more: dict[str, object] = {"stage": draw(st.sampled_from(STAGES))}
    if draw(st.booleans()):
        more["overall"] = draw(st.sampled_from(WORDS))
    more["irregularities"] = draw(
        st.dictionaries(st.sampled_from((SEAL, PERSONS)), st.booleans(), max_size=2)
    )
    if draw(st.booleans()):
        more["voted"] = draw(st.integers(0, 12))
        more["turnout_at"] = draw(st.sampled_from(HOURS))
    return visit(
        f"visit-{draw(st.integers(0, 25))}",
        team,
        draw(UNIT),
        str(draw(st.integers(1, 12))),
        minutes,
        draw(st.integers(1, 2)),
        seen_at=minutes + draw(st.sampled_from((-600, -60, -5, 0, 90))),
        **more,
    )


@settings(max_examples=5, deadline=None)
@given(st.lists(messages(), max_size=60), st.randoms(use_true_random=False))
def test_every_figure_is_the_oracles_in_any_order(sent: list[Event], chance: Random) -> None:
    the_mission = mission(smallest_n=1)
    again = sent + chance.sample(sent, len(sent) // 3)
    chance.shuffle(again)
    for until in MOMENTS:
        day = Day(the_mission, TESTLAND, until)
        for start in range(0, len(again), 7):
            day.take(again[start : start + 7])
        compare(day, sent, until)


@settings(max_examples=25, deadline=None)
@given(st.lists(messages(), min_size=1, max_size=60), st.integers(0, 60))
def test_going_on_from_what_was_known_gives_what_beginning_anew_gives(
    sent: list[Event], cut: int
) -> None:
    grown, anew = Day(mission(), TESTLAND), Day(mission(), TESTLAND)
    grown.take(sent[:cut])
    for one in sent[cut:]:
        assert grown.sums.totals
        grown.take([one])
    anew.take(sent)
    wanted = anew.sums.totals
    assert {
        name for name, sums in grown.sums.totals.items() if (sums != wanted[name]).any()
    } == set()
    assert (coverage(grown).teams.deployed == coverage(anew).teams.deployed).all()


def compare(day: Day, sent: list[Event], until: datetime) -> None:
    """Hold every figure of a day to the oracle's."""
    frame = oracle.reports(oracle.state(sent, until), day.mission)
    _compare_coverage(day, frame)
    _compare_findings_and_turnout(day, frame)
    counts = coverage(day)
    for level in oracle.LEVELS:
        found = gaps(counts, level)  # type: ignore[arg-type]
        ranked = [(one.unit, one.missed) for one in found.gaps]
        assert ranked == oracle.gap_order(frame, day.mission, level)
    for team in silence(day, until):
        known = (team.contact or oracle.LONG_AGO, team.report or oracle.LONG_AGO)
        assert known == oracle.contact_of(sent, team.team, until)


def _compare_coverage(day: Day, frame: pd.DataFrame) -> None:
    counts = coverage(day)
    for number, unit in enumerate(counts.territory.units):
        wanted = oracle.coverage_of(frame, unit)
        table = counts.by_stage_and_hour[number]
        assert int(counts.visits[number]) == wanted["visits"]
        assert int(counts.observed[number]) == wanted["observed"]
        assert int(counts.teams.reporting[number]) == wanted["reporting"]
        found = {
            (STAGES[stage], None if hour == 48 else hour): int(table[stage, hour])
            for stage, hour in zip(*(axis.tolist() for axis in table.nonzero()), strict=True)
        }
        assert found == wanted["stage_hour"]
        for role, group in counts.roles.items():
            teams = [one.id for one in day.mission.teams if one.role == role]
            own = oracle.coverage_of(frame[frame["team"].isin(teams)], unit)
            assert int(group.observed[number]) == own["observed"]
            assert int(group.visits[number]) == own["visits"]
    assert counts.unplaced == int(frame["unit"].isna().sum())


def _compare_findings_and_turnout(day: Day, frame: pd.DataFrame) -> None:
    counts = coverage(day)
    result, ballots = findings(day, counts), turnout(day, counts)
    for number, unit in enumerate(counts.territory.units):
        for name in result.irregularities:
            pair = (int(result.seen[name][number]), int(result.asked[name][number]))
            assert pair == oracle.findings_of(frame, unit, name)
        for stage, judged in zip(STAGES, result.judged[number].tolist(), strict=True):
            told = {word: n for word, n in zip(result.scale, judged, strict=True) if n}
            assert told == oracle.assessed(frame, unit, stage)
        for at_hour, hour in enumerate(ballots.hours):
            fresh, old = (
                tuple(int(ballots.sums[f"{kind}{name}"][number, at_hour]) for name in
                      ("voted", "registered", "stations"))
                for kind in ("", "carried_")
            )  # fmt: skip
            assert (fresh, old) == oracle.turnout_of(frame, unit, hour)


def test_the_oracle_can_tell_a_wrong_figure() -> None:
    right = [visit("a", "t1", "s1", "1", 60)]
    day = Day(mission(smallest_n=1), TESTLAND)
    day.take([visit("a", "t1", "s1", "2", 60), visit("b", "t1", "s1", "3", 60)])
    with pytest.raises(AssertionError):
        compare(day, right, datetime(2024, 6, 3, tzinfo=UTC))
