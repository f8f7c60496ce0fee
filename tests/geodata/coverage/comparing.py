"""Hold every figure of a situation to the oracle's."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.coverage.announced import Announced
from geodata.coverage.counts import Group
from geodata.coverage.situation import Situation
from geodata.missions.mission import STAGES
from tests.geodata.coverage.oracle import ORGANISATION, ROLE, Oracle
from tests.geodata.coverage.oracle_state import undecided


def compare(told: Situation, oracle: Oracle) -> None:
    """Every unit, at every level; raises AssertionError at the first figure that differs."""
    _compare_counts(told, oracle)
    _compare_teams(told, oracle)
    _compare_findings(told, oracle)
    _compare_turnout(told, oracle)
    for level in oracle.land.levels:
        found = told.gaps(level)  # type: ignore[arg-type]
        assert [(one.unit, one.missed) for one in found.gaps] == _gap_order(oracle, level), level
    for team in told.silence:
        known = oracle.contact(team.team)
        assert (team.contact or known[0], team.report or known[1]) == known, team.team
        assert (team.contact is None, team.report is None) == tuple(one.year == 1 for one in known)
    assert {one.instance for one in told.conflicts} == undecided(oracle.heard)
    last = {one.instance: one.sha256 for one in oracle.counted if one.kind == "incident"}
    assert {one.instance: one.sha256 for one in told.incidents} == last


def _compare_counts(told: Situation, oracle: Oracle) -> None:
    counts, units = told.coverage, told.coverage.territory.units
    spread = oracle.spread
    by = spread.groupby("within")
    wanted: dict[str, dict[Any, Any]] = {
        "visits": by.size().to_dict(),
        "observed": by["station"].nunique().to_dict(),
        "commissions_observed": by["commission"].nunique().to_dict(),
        "unlisted": by["unlisted"].sum().to_dict(),
    }
    for name, found in wanted.items():
        column = getattr(counts, name).tolist()
        assert dict(zip(units, column, strict=True)) == {unit: found.get(unit, 0) for unit in units}
    hours = spread[["within", "stage", "hour"]].fillna({"hour": -1, "stage": ""})
    table: dict[Any, int] = {key: int(count) for key, count in hours.value_counts().items()}
    in_words: dict[Any, int] = {
        (units[unit], STAGES[stage] if stage < len(STAGES) else "", -1 if hour == 48 else hour):
        int(counts.by_stage_and_hour[unit, stage, hour])
        for unit, stage, hour in zip(
            *(axis.tolist() for axis in counts.by_stage_and_hour.nonzero()), strict=True
        )
    }  # fmt: skip
    assert in_words == table
    assert counts.unplaced == int(oracle.visits["unit"].isna().sum())
    known = {one.id for one in oracle.mission.teams}
    assert counts.strangers == sum(one not in known for one in oracle.visits["team"])


def _compare_teams(told: Situation, oracle: Oracle) -> None:
    counts = told.coverage
    everyone = [one.id for one in oracle.mission.teams]
    _compare_group(counts.teams, None, everyone, told, oracle)
    for role, group in counts.roles.items():
        _compare_group(group, ROLE, oracle.of_group(ROLE, role), told, oracle)
    for name, group in counts.organisations.items():
        _compare_group(group, ORGANISATION, oracle.of_group(ORGANISATION, name), told, oracle)


def _compare_group(
    group: Group, kind: str | None, teams: list[str], told: Situation, oracle: Oracle
) -> None:
    units = told.coverage.territory.units
    for name in ("planned", "deployed", "reporting"):
        of_team: dict[str, set[str]] = getattr(oracle, name)
        wanted = pd.Series(
            [unit for team in teams for unit in of_team.get(team, ())], dtype=object
        ).value_counts()
        found = dict(zip(units, getattr(group, name).tolist(), strict=True))
        assert found == {unit: int(wanted.get(unit, 0)) for unit in units}, name
    spread = oracle.spread
    by = (spread if kind is None else spread[spread["team"].isin(teams)]).groupby("within")
    visits, observed = by.size().to_dict(), by["station"].nunique().to_dict()
    assert group.visits.tolist() == [visits.get(unit, 0) for unit in units]
    assert group.observed.tolist() == [observed.get(unit, 0) for unit in units]


def _compare_findings(told: Situation, oracle: Oracle) -> None:
    result, units = told.findings, told.coverage.territory.units
    at_stations = oracle.spread.dropna(subset="station")
    columns = ["within", "station", "irregularities"]
    answers = pd.DataFrame(
        [
            (unit, station, name, was_seen)
            for unit, station, told_of in at_stations[columns].itertuples(index=False)
            for name, was_seen in told_of.items()
        ],
        columns=["within", "station", "name", "seen"],
    ).astype({"seen": int})
    of_station = answers.groupby(["within", "name", "station"])["seen"].max()
    asked = of_station.groupby(["within", "name"]).size().to_dict()
    seen = of_station.groupby(["within", "name"]).sum().to_dict()
    judged = oracle.spread.dropna(subset=["overall", "stage"])
    words = judged[["within", "stage", "overall"]].value_counts().to_dict()
    places = judged.dropna(subset="station").groupby(["within", "stage"])["station"].nunique()
    for number, unit in enumerate(units):
        for name in result.irregularities:
            pair = int(result.seen[name][number]), int(result.asked[name][number])
            assert pair == (seen.get((unit, name), 0), asked.get((unit, name), 0)), (unit, name)
        for at, stage in enumerate(STAGES):
            told_words = dict(zip(result.scale, result.judged[number, at].tolist(), strict=True))
            assert told_words == {one: words.get((unit, stage, one), 0) for one in result.scale}
            assert int(result.judged_stations[number, at]) == int(places.get((unit, stage), 0))


def _compare_turnout(told: Situation, oracle: Oracle) -> None:
    result, units = told.turnout, told.coverage.territory.units
    figures = oracle.spread.dropna(subset=["station", "voted", "turnout_at", "registered"])
    figures = figures[figures["voted"] <= figures["registered"]]
    figures = figures.astype({"voted": int, "registered": int})
    order = ["turnout_at", "received", "voted", "registered"]
    for at, hour in enumerate(result.hours):
        last = figures[figures["turnout_at"] <= hour].sort_values(order)
        last = last.drop_duplicates(["within", "station"], keep="last")
        for kind, some in (
            ("", last[last["turnout_at"] == hour]),
            ("carried_", last[last["turnout_at"] < hour]),
        ):
            by: Any = some.groupby("within")
            for name, wanted in (
                ("voted", by["voted"].sum()),
                ("registered", by["registered"].sum()),
                ("stations", by.size()),
            ):
                found = result.sums[f"{kind}{name}"][:, at].tolist()
                assert found == [int(wanted.get(unit, 0)) for unit in units], (hour, kind, name)
    said = {
        key: str(one.said.percent)
        for key, one in result.announced.items()
        if isinstance(one, Announced)
    }
    assert said == oracle.announced()


def _gap_order(oracle: Oracle, level: str) -> list[tuple[str, int]]:
    """Units and what was missed there, those never visited first."""
    stations = pd.DataFrame(
        [
            (unit, f"{one.unit}/{one.id}", one.registered)
            for one in oracle.mission.stations
            for unit in oracle.land.chain(one.unit)
            if unit in oracle.land.levels[level]
        ],
        columns=["unit", "station", "registered"],
    )
    stations = stations[~stations["unit"].isin(_not_meant(oracle))]
    known = bool(stations["registered"].notna().all())
    missed = stations[~stations["station"].isin(set(oracle.visits["station"].dropna()))]
    by = missed.groupby("unit")
    weight = by["registered"].sum() if known else by.size()
    left, own = by.size(), stations.groupby("unit").size()
    rows = [
        (int(left[unit]) < int(own[unit]), -int(weight[unit]), place, unit)
        for place, unit in enumerate(oracle.land.levels[level])
        if unit in left.index
    ]
    return [(unit, -missing) for _, missing, _, unit in sorted(rows)]


def _not_meant(oracle: Oracle) -> list[str]:
    """Units abroad where nobody was to go and nobody went."""
    meant = set(oracle.spread["within"])
    for of_team in (oracle.planned, oracle.deployed, oracle.reporting):
        meant = meant.union(*of_team.values())
    abroad = [one for one in oracle.land.parent if one.partition("/")[0] == "abroad"]
    return [one for one in abroad if one not in meant]
