"""The three classes of data, and when each may be public.

Announced figures are public as announced. Results are once the last poll in the country has closed
and enough stations are in, or the commission declared them final. What a mission found is not
before its statement, and only when its leadership lets it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from geodata.country import Country
from geodata.elections import Election, Key
from geodata.missions.mission import Mission
from geodata.polls import last_close
from geodata.read_figures import COUNTED_IN
from geodata.releases.gate import COVERAGE, FINDINGS, RESULTS, Gate
from geodata.releases.manifest import Held

# Rows of these measures are results; rows of missions come from missions only, and any other row of
# a country's folder was announced.
RESULT_MEASURES = frozenset(
    ("votes", "vote_share_pct", "seats", "votes_valid", "votes_invalid", "votes_cast")
)
# What a rehearsal makes up, and therefore does not take from the vote it rehearses.
REHEARSED = RESULT_MEASURES | {"turnout", "ballots_issued"}
FINAL = "final"
POLLS_OPEN, STATIONS_IN, STATEMENT, LEADERSHIP, WITHDRAWN = (
    "polls-open", "stations-in", "statement", "leadership", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True)
class Openness:
    """What may be public of one vote at a moment: ``results`` all result rows, ``final_results``
    those that the commission declared final; ``held`` says why the rest is not."""

    results: bool
    final_results: bool
    held: tuple[Held, ...]

    def lets_out(self, measure: str, status: str) -> bool:
        """Whether a row of the country's folder may be public.

        While results are held a row of an unknown measure may be a result that was misspelt.
        """
        if self.results or (measure in COUNTED_IN and measure not in RESULT_MEASURES):
            return True
        return self.final_results and measure in RESULT_MEASURES and status == FINAL


def results_openness(country: Country, election: Election, gate: Gate, now: datetime) -> Openness:
    """Whether the results of a vote may be public."""
    if not any(key.measure in RESULT_MEASURES for key in election.figures):
        return Openness(results=True, final_results=True, held=())
    closes = last_close(country, election)
    if now < closes:
        held = Held(election.id, RESULTS, POLLS_OPEN, closes.isoformat())
        return Openness(results=False, final_results=False, held=(held,))
    enough = stations_in(country, election) or declared(country, election)
    if enough or gate.is_released(election.id, RESULTS):
        return Openness(results=True, final_results=True, held=())
    return Openness(
        results=False, final_results=True, held=(Held(election.id, RESULTS, STATIONS_IN),)
    )


def declared(country: Country, election: Election) -> bool:
    """Whether the commission has declared the results of the country final."""
    return any(
        one.key.measure in RESULT_MEASURES
        and one.key.unit == country.id
        and one.figure.status == FINAL
        for one in election.records
    )


def stations_in(country: Country, election: Election) -> bool:
    """Whether the share of stations that the vote's folder asks for has reported its results."""
    counted, every = (
        election.figures.get(Key(measure, country.id, time))
        for measure, time in (("stations_counted", FINAL), ("stations", "-"))
    )
    if election.results_threshold is None or not (counted and counted.value):
        return False
    whole = every.value if every else None
    return bool(whole) and counted.value / Decimal(whole or 1) >= election.results_threshold


def mission_openness(mission: Mission, gate: Gate, now: datetime) -> dict[str, Held | None]:
    """Coverage and findings → why they are held, None where they may be public.

    A group of citizen observers may show coverage by region while the day goes on.
    """
    found: dict[str, Held | None] = {}
    for what in (COVERAGE, FINDINGS):
        if what == COVERAGE and mission.coverage_during_day:
            found[what] = None
        elif mission.statement_at and now < mission.statement_at:
            until = mission.statement_at.isoformat()
            found[what] = Held(mission.election, what, STATEMENT, until)
        elif gate.is_released(mission.election, what):
            found[what] = None
        else:
            found[what] = Held(mission.election, what, LEADERSHIP)
    return found


def next_opening(held: tuple[Held, ...], now: datetime) -> datetime | None:
    """The next moment at which something opens by itself, None where nothing does."""
    moments = [datetime.fromisoformat(one.until) for one in held if one.until]
    return min((one for one in moments if one > now), default=None)


def withdrawn(gate: Gate, election: str) -> Iterator[Held]:
    """What was taken off the public site of a vote."""
    for measure in sorted(gate.withdrawn(election)):
        yield Held(election, measure, WITHDRAWN)
