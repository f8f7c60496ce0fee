"""Coverage at India's size beside pandas: 1,000,000 reports over 1,050,000 stations.

``python -m bench.coverage`` prints how long a rebuild of every figure takes, how long the same
sums take in pandas on the same rows in memory, their ratio, and the refresh after 100 new reports.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from geodata.country import Named
from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.findings import findings
from geodata.coverage.gaps import gaps
from geodata.coverage.silence import silence
from geodata.coverage.sums import Sums
from geodata.coverage.territory import Territory
from geodata.coverage.turnout import turnout
from geodata.missions.ground import Ground
from geodata.missions.mission import STAGES, Mission, Station, Team
from geodata.store.events import Event, Kind
from geodata.units import Unit

REGIONS, DISTRICTS, ORGANISATIONS = 36, 800, 4
NAMES = tuple(f"irregularity-{number}" for number in range(8))
WORDS = ("very-good", "good", "bad", "very-bad")
TURNOUT_HOURS = ("09:00", "11:00", "13:00", "15:00", "17:00")
START = datetime(2024, 4, 19, 1, tzinfo=UTC)
AIM_RATIO, AIM_REFRESH_MS, NEW = 10, 300, 100


def main() -> int:
    """Measure and print; exit code 0 whatever came out."""
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--stations", type=int, default=1_050_000)
    parser.add_argument("--teams", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    chance = np.random.default_rng(20240419)
    print("Making stations, teams and reports ...", flush=True)
    day = _day(chosen.stations, chosen.teams)
    events = _events(day.mission, chosen.reports + NEW * chosen.runs, chance)
    first, new = events[: chosen.reports], events[chosen.reports :]
    took_in = _took(lambda: day.take(first))
    rows, answers = _frame(first)
    from_messages = _took(lambda: _pandas(*_frame(first)))
    ours = [_took(lambda: _rebuild(day)) for _ in range(chosen.runs)]
    theirs = [_took(lambda: _pandas(rows, answers)) for _ in range(chosen.runs)]
    refresh = []
    for run in range(chosen.runs):
        batch = new[run * NEW : (run + 1) * NEW]
        refresh.append(_took(lambda batch=batch: _refresh(day, batch)))  # type: ignore[misc]
    own, other = median(ours), median(theirs)
    print(f"every figure from rows in memory   {own:8.3f} s   pandas {other:8.3f} s   ", end="")
    print(f"ratio {own / other:6.2f} (aim: at most {AIM_RATIO})")
    whole = took_in + own
    print(
        f"every figure from messages         {whole:8.3f} s   pandas {from_messages:8.3f} s   ",
        end="",
    )
    print(f"ratio {whole / from_messages:6.2f} (aim: at most {AIM_RATIO})")
    print(f"refresh after {NEW} new reports     {1000 * median(refresh):8.0f} ms  ", end="")
    print(f"slowest {1000 * max(refresh):.0f} ms (aim: at most {AIM_REFRESH_MS})")
    _print_parts(day)
    return 0


def _refresh(day: Day, batch: list[Event]) -> None:
    day.take(batch)
    _figures(day)


def _took(work: Callable[[], object]) -> float:
    begins = perf_counter()
    work()
    return perf_counter() - begins


def _print_parts(day: Day) -> None:
    counts = coverage(day)
    parts: dict[str, Callable[[], object]] = {
        "coverage": lambda: coverage(day),
        "gaps": lambda: gaps(counts, "district"),
        "silence": lambda: silence(day, START + timedelta(hours=14)),
        "findings": lambda: findings(day, counts),
        "turnout": lambda: turnout(day, counts),
    }
    for name, work in parts.items():
        print(f"  {name:10} {1000 * median(_took(work) for _ in range(5)):6.0f} ms")


def _rebuild(day: Day) -> None:
    day.sums = Sums(day.reports, day.territory)
    _figures(day)


def _figures(day: Day) -> None:
    counts = coverage(day)
    gaps(counts, "district")
    gaps(counts, "region")
    silence(day, START + timedelta(hours=14))
    findings(day, counts)
    turnout(day, counts)


def _day(stations: int, teams: int) -> Day:
    """A day of a made-up country, with no message yet."""
    units = {"all": Unit("all", "regions", "country", "country", "")}
    for number in range(REGIONS):
        units[f"r{number}"] = Unit(f"r{number}", "regions", "region", "oblast", "all")
    for number in range(DISTRICTS):
        parent = f"r{number % REGIONS}"
        units[f"d{number}"] = Unit(f"d{number}", "districts", "district", "district", parent)
    named = {
        f"o{one}": Named(f"o{one}", "organisation", "", {}, {}) for one in range(ORGANISATIONS)
    }
    roles = ("short-term", "long-term", "citizen")
    mission = Mission(
        "bench",
        "2024-04-19-vote",
        True,
        stations=tuple(
            Station(str(one), f"d{one % DISTRICTS}", 900 + one % 200, 20.0, 78.0)
            for one in range(stations)
        ),
        teams=tuple(
            Team(f"t{one}", f"o{one % ORGANISATIONS}", roles[one % 3], (f"d{one % DISTRICTS}",))
            for one in range(teams)
        ),
        organisations=named,
    )
    ground = Ground(date(2024, 4, 19), units, "all")
    return Day.on(Territory(mission, ground), ZoneInfo("Asia/Kolkata"))


def _events(mission: Mission, count: int, chance: np.random.Generator) -> list[Event]:
    stations, teams = len(mission.stations), len(mission.teams)
    station, team = chance.integers(stations, size=count), chance.integers(teams, size=count)
    stage, word = chance.integers(len(STAGES), size=count), chance.integers(4, size=count)
    bits, voted = chance.random((count, len(NAMES))) < 0.05, chance.integers(900, size=count)
    minute, late = chance.integers(14 * 60, size=count), chance.integers(90, size=count)
    numbers = zip(
        station.tolist(), team.tolist(), stage.tolist(), word.tolist(), bits.tolist(),
        voted.tolist(), minute.tolist(), late.tolist(), strict=True,
    )  # fmt: skip
    events = []
    for at, (place, who, when, how, seen, ballots, observed, delay) in enumerate(numbers):
        payload: dict[str, object] = {
            "team": f"t{who}",
            "unit": f"d{place % DISTRICTS}",
            "station": str(place),
            "stage": STAGES[when],
            "overall": WORDS[how],
            "irregularities": dict(zip(NAMES, seen, strict=True)),
            "voted": ballots,
            "turnout_at": TURNOUT_HOURS[observed % 5],
        }
        seen_at = START + timedelta(minutes=observed)
        received = seen_at + timedelta(minutes=delay, microseconds=at)
        events.append(
            Event(f"v{at}", 1, Kind.REPORT, payload, "bench", received, seen_at, is_test=True)
        )
    return events


def _frame(events: list[Event]) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = pd.DataFrame.from_records([one.payload for one in events])
    answers = pd.DataFrame.from_records(rows.pop("irregularities").tolist())
    rows["received"] = pd.to_datetime([one.received_at for one in events])
    rows["observed"] = pd.to_datetime([one.observed_at or one.received_at for one in events])
    rows["region"] = "r" + (rows["unit"].str[1:].astype(int) % REGIONS).astype(str)
    rows["registered"] = 900 + rows["station"].astype(int) % 200
    rows["organisation"] = "o" + (rows["team"].str[1:].astype(int) % ORGANISATIONS).astype(str)
    rows["role"] = (rows["team"].str[1:].astype(int) % 3).astype(str)
    texts = ["team", "unit", "station", "stage", "overall", "turnout_at", "region", "organisation",
             "role"]  # fmt: skip
    rows[texts] = rows[texts].astype("category")
    rows["hour"] = rows["observed"].dt.tz_convert("Asia/Kolkata").dt.hour
    return rows, answers


def _pandas(rows: pd.DataFrame, answers: pd.DataFrame) -> None:
    """The same sums, as an analyst would write them."""
    for level in ("unit", "region"):
        by = rows.groupby(level, observed=True)
        by["station"].nunique()
        by["team"].nunique()
        rows.groupby([level, "stage", "hour"], observed=True).size()
        for group in ("organisation", "role"):
            both = rows.groupby([level, group], observed=True)
            both.size()
            both["station"].nunique()
            both["team"].nunique()
        rows.groupby([level, "stage", "overall"], observed=True).size()
        rows.groupby([level, "stage"], observed=True)["station"].nunique()
        last = rows.sort_values("received").drop_duplicates(["station", "turnout_at"], keep="last")
        last.groupby([level, "turnout_at"], observed=True)[["voted", "registered"]].sum()
    seen = answers.groupby(rows["station"], observed=True).max()
    unit = rows.drop_duplicates("station").set_index("station")["unit"]
    seen.groupby(unit, observed=True).agg(["sum", "count"])
    rows.groupby("team", observed=True)[["received", "observed"]].max()


if __name__ == "__main__":
    sys.exit(main())
