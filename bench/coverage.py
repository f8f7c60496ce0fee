"""Coverage at India's size beside pandas: 1,000,000 reports over 1,050,000 stations.

It prints how long a rebuild of every figure takes and how long the same sums take in pandas on the
same rows, their ratio, and how long after 100 new reports all that the screens read is there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from bench.india import ORGANISATIONS, REGIONS, START, deployments, new_day, reports
from geodata.country import Country
from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.findings import findings
from geodata.coverage.gaps import gaps
from geodata.coverage.near import near_teams
from geodata.coverage.silence import silence
from geodata.coverage.situation import situation
from geodata.coverage.sums import Sums
from geodata.coverage.turnout import turnout
from geodata.read_country import read_country
from geodata.store.events import Event

NOW = START + timedelta(hours=14)
ROOT = Path(__file__).parents[1]
AIM_RATIO, AIM_REFRESH_MS, NEW = 10, 300, 100


def main() -> int:
    """Measure and print; exit code 0 whatever came out."""
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--stations", type=int, default=1_050_000)
    parser.add_argument("--teams", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    for line in lines(chosen.reports, chosen.stations, chosen.teams, chosen.runs):
        print(line, flush=True)
    return 0


def lines(
    size: int = 1_000_000, stations: int = 1_050_000, teams: int = 20_000, runs: int = 5
) -> Iterator[str]:
    """What was measured, a line each."""
    chance = np.random.default_rng(20240419)
    yield f"{size:,} reports over {stations:,} stations, {teams:,} teams; medians of {runs}"
    day = new_day(stations, teams)
    sent = reports(day.mission, size + NEW * runs, chance)
    first, new = sent[:size], sent[size:]
    day.take(deployments(day.mission))
    took_in = _took(lambda: day.take(first))
    rows, answers = _frame(first)
    from_messages = _took(lambda: _pandas(*_frame(first)))
    own = median(_took(lambda: _rebuild(day)) for _ in range(runs))
    other = median(_took(lambda: _pandas(rows, answers)) for _ in range(runs))
    yield _beside("every figure from rows in memory", own, other)
    yield _beside("every figure from messages", took_in + own, from_messages)
    country = _country()
    situation(day, country, NOW, 0)
    batches = [new[run * NEW : (run + 1) * NEW] for run in range(runs)]
    refresh = [1000 * _took(partial(_refresh, day, country, batch)) for batch in batches]
    yield (
        f"all that screens read, after {NEW} new reports: {median(refresh):.0f} ms, "
        f"slowest {max(refresh):.0f} ms (aim: at most {AIM_REFRESH_MS})"
    )
    yield from _parts(day)


def _beside(what: str, own: float, other: float) -> str:
    ratio = f"ratio {own / other:.2f} (aim: at most {AIM_RATIO})"
    return f"{what}: {own:.2f} s, pandas {other:.2f} s, {ratio}"


def _refresh(day: Day, country: Country, batch: list[Event]) -> None:
    day.take(batch)
    situation(day, country, NOW, 0)


def _country() -> Country:
    """Any country: a situation carries it along and counts nothing of it."""
    return read_country(ROOT / "tests" / "testland")


def _took(work: Callable[[], object]) -> float:
    begins = perf_counter()
    work()
    return perf_counter() - begins


def _parts(day: Day) -> Iterator[str]:
    counts = coverage(day)
    parts: dict[str, Callable[[], object]] = {
        "coverage": lambda: coverage(day),
        "gaps": lambda: gaps(counts, "district"),
        "silence": lambda: silence(day, NOW),
        "findings": lambda: findings(day, counts),
        "turnout": lambda: turnout(day, counts),
        "teams near a gap": lambda: near_teams(day, "d0"),
    }
    for name, work in parts.items():
        yield f"  {name}: {1000 * median(_took(work) for _ in range(5)):.0f} ms"


def _rebuild(day: Day) -> None:
    day.sums = Sums(day.reports, day.territory)
    _figures(day)


def _figures(day: Day) -> None:
    counts = coverage(day)
    gaps(counts, "district")
    gaps(counts, "region")
    silence(day, NOW)
    findings(day, counts)
    turnout(day, counts)


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
