"""Taking measures off the public site: which rows go, and which go with them.

Leadership takes off a whole kind of figures ("results") or one measure alone ("seats"). Whatever
stays must not tell what was taken off: a figure from which it can be reckoned exactly goes with it,
and so does all that is worked out from it, since pages know rows and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from geodata.elections import Election, Key
from geodata.releases.classes import RESULT_MEASURES
from geodata.releases.gate import COVERAGE, FINDINGS, Gate

# A kind of figures → its rows. Stores name these, so no name may ever come to mean other rows.
KINDS: Mapping[str, frozenset[str]] = {
    "turnout": frozenset(("turnout", "ballots_issued")),
    "results": RESULT_MEASURES,
    "observers": frozenset(("observers", "senders", "journalists")),
    "stations": frozenset(("stations", "commissions", "stations_counted")),
    "registered": frozenset(("registered",)),
    COVERAGE: frozenset(("stations_observed", "stations_listed")),
    FINDINGS: frozenset(("visits_judged", "stations_asked", "stations_seen")),
}
# One measure alone → its rows, and those that would tell it: votes over valid votes are the share,
# and a share of few votes tells how many; the votes of all parties are the valid ones, and with the
# invalid ones the votes cast; a polling station has one precinct commission.
ALONE: Mapping[str, frozenset[str]] = {
    "ballots_issued": frozenset(("ballots_issued",)),
    "votes": frozenset(("votes", "vote_share_pct")),
    "seats": frozenset(("seats",)),
    "votes_cast": frozenset(("votes_cast", "votes_invalid")),
    "votes_valid": frozenset(("votes_valid", "votes", "votes_invalid")),
    "votes_invalid": frozenset(("votes_invalid", "votes_cast")),
    "candidates": frozenset(("candidates",)),
    "observers-alone": frozenset(("observers",)),
    "senders": frozenset(("senders",)),
    "journalists": frozenset(("journalists",)),
    "stations-alone": frozenset(("stations", "commissions")),
    "commissions": frozenset(("commissions",)),
    "stations_counted": frozenset(("stations_counted",)),
}
# Kinds of which one measure is public: ballots over listed voters are the turnout.
OF_ONE_MEASURE = ("turnout", "registered", COVERAGE)
# One finding of the mission: a stage that was judged or an irregularity that was asked about.
FINDING = f"{FINDINGS}-"
# Turnout stays without the ballots issued, but not where few are listed: there it tells them.
_TELLS_IN_SMALL_UNITS = {"ballots_issued": "turnout"}
_DECIMALS = 2
Row = Mapping[str, str]


def rows_of(what: str) -> frozenset[str]:
    """The measures whose rows go; none for one finding, which is some rows of its measures."""
    return KINDS.get(what) or ALONE.get(what, frozenset())


def may_be_missing(what: Iterable[str], key: Key) -> bool:
    """Whether a figure may be missing now that this is held back or was taken off."""
    return any(
        key.measure in rows_of(one)
        or key.measure == _TELLS_IN_SMALL_UNITS.get(one)
        or _is_of_finding(one, key.measure, key.subject, key.part)
        for one in what
    )


@dataclass(frozen=True)
class TakenOff:
    """What of a vote was taken off. ``listed`` maps a unit → the fewest voters listed there."""

    what: frozenset[str]
    listed: Mapping[str, Decimal]

    def __bool__(self) -> bool:
        return bool(self.what)

    @cached_property
    def _rows(self) -> frozenset[str]:
        return frozenset(measure for one in self.what for measure in rows_of(one))

    def takes(self, row: Row) -> bool:
        """Whether a row of a vote's tables is not public."""
        measure, subject, part = (
            (row.get(name) or "").strip() for name in ("measure", "subject", "part")
        )
        if measure in self._rows:
            return True
        if any(_is_of_finding(one, measure, subject, part) for one in self.what):
            return True
        told = {_TELLS_IN_SMALL_UNITS[one] for one in self.what if one in _TELLS_IN_SMALL_UNITS}
        return measure in told and self._tells_a_count(row)

    def _tells_a_count(self, row: Row) -> bool:
        """Whether a share in percent leaves only one count possible, of this many listed."""
        listed = self.listed.get((row.get("unit") or "").strip())
        if listed is None:
            return False
        amounts = (row.get(name) or "" for name in ("value", "low", "high"))
        decimals = max(_DECIMALS, *(len(one.strip().partition(".")[2]) for one in amounts))
        return listed <= Decimal(100).scaleb(decimals)


def taken_off(gate: Gate, election: Election) -> TakenOff:
    """What of a vote was taken off, as the gate stands."""
    listed: dict[str, Decimal] = {}
    for key, figure in election.figures.items():
        if key.measure == "registered" and figure.value is not None:
            listed[key.unit] = min(figure.value, listed.get(key.unit, figure.value))
    return TakenOff(gate.withdrawn(election.id), listed)


def _is_of_finding(what: str, measure: str, subject: str, part: str) -> bool:
    name = what.removeprefix(FINDING)
    return name != what and measure in KINDS[FINDINGS] and name in (subject, part)
