"""The same figures, worked out once more by other means: pandas over every message as it was sent.

Nothing of the program's fold, columns or sums is used; only the mission and the raw messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from geodata.missions.mission import Mission
from geodata.store.events import Event

REGION = {"s1": "south", "s2": "south", "s3": "south", "n1": "north", "n2": "north", "n3": "north"}
UNITS = ("testland", "south", "north", "abroad", *REGION)
LEVELS = {"country": UNITS[:1], "region": UNITS[1:4], "district": UNITS[4:]}
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def chain(unit: str) -> list[str]:
    """A unit and the units it lies in."""
    above = [REGION[unit]] if unit in REGION else []
    return list(dict.fromkeys([unit, *above, "testland"])) if unit in UNITS else []


def state(messages: Iterable[Event], until: datetime) -> list[Event]:
    """What counts: the highest version; of two wordings of it the one received first."""
    known = [one for one in messages if one.received_at <= until]
    if not known:
        return []
    frame = pd.DataFrame(
        {
            "instance": [one.instance for one in known],
            "version": [one.version for one in known],
            "received": [one.received_at for one in known],
            "sha": [one.sha256 for one in known],
            "event": known,
        }
    )
    best = frame.sort_values(
        ["instance", "version", "received", "sha"], ascending=[True, False, True, True]
    )
    return list(best.drop_duplicates("instance")["event"])


def reports(counted: Sequence[Event], mission: Mission) -> pd.DataFrame:
    """One row a report that counts, with its unit and whether its station is listed."""
    stations = {(one.unit, one.id): one.registered for one in mission.stations}
    rows = []
    for event in counted:
        if event.kind != "report":
            continue
        told = dict(event.payload)
        observed = event.observed_at
        if observed and observed > event.received_at + timedelta(minutes=5):
            observed = None
        place = (str(told.get("unit")), str(told.get("station")))
        listed = place in stations
        rows.append(
            {
                "team": told.get("team"),
                "unit": told["unit"] if told.get("unit") in UNITS else None,
                "station": f"{told['unit']}/{told['station']}" if listed else None,
                "stage": told.get("stage"),
                "hour": hour_of(observed),
                "overall": told.get("overall"),
                "irregularities": told.get("irregularities", {}),
                "voted": told.get("voted"),
                "registered": told.get("registered") or stations.get(place),
                "turnout_at": told.get("turnout_at"),
                "received": event.received_at,
            }
        )
    columns = ["team", "unit", "station", "stage", "hour", "overall", "irregularities", "voted",
               "registered", "turnout_at", "received"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns, dtype=object)


def hour_of(observed: datetime | None) -> int | None:
    """Hours since the midnight on which the day of the vote begins, of two days."""
    if observed is None:
        return None
    local = observed.astimezone(ZoneInfo("Asia/Almaty"))
    hours = (local.date() - datetime(2024, 6, 2).date()).days * 24 + local.hour
    return hours if 0 <= hours < 48 else None


def within(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of a unit and all its parts."""
    return frame.loc[[unit in chain(one or "") for one in frame["unit"]]]


def coverage_of(frame: pd.DataFrame, unit: str) -> dict[str, object]:
    """Counts of one unit."""
    here = within(frame, unit)
    hours = here[["stage", "hour"]].fillna({"hour": -1}).value_counts()
    return {
        "visits": len(here),
        "observed": here["station"].nunique(),
        "reporting": here["team"].nunique(),
        "stage_hour": {
            (key[0], None if key[1] < 0 else int(key[1])): int(count)  # type: ignore[index]
            for key, count in hours.items()
        },
    }


def findings_of(frame: pd.DataFrame, unit: str, name: str) -> tuple[int, int]:
    """Stations where an irregularity was seen, and where it was asked about."""
    here = within(frame, unit).dropna(subset="station")
    asked = here.loc[[name in one for one in here["irregularities"]]]
    seen = asked.loc[[one[name] for one in asked["irregularities"]]]
    return seen["station"].nunique(), asked["station"].nunique()


def assessed(frame: pd.DataFrame, unit: str, stage: str) -> dict[str, int]:
    """Visits of a stage by word."""
    here = within(frame, unit)
    counts = here[here["stage"] == stage]["overall"].dropna().value_counts()
    return {str(word): int(count) for word, count in counts.items()}


def turnout_of(
    frame: pd.DataFrame, unit: str, hour: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Voted, registered and stations at the hour; and the same of figures carried on to it."""
    told = within(frame, unit).dropna(subset=["station", "voted", "turnout_at", "registered"])
    told = told[told["voted"] <= told["registered"]].astype({"voted": int, "registered": int})
    told = told[told["turnout_at"] <= hour]
    last = told.sort_values(["turnout_at", "received", "voted", "registered"])
    last = last.drop_duplicates("station", keep="last")
    fresh, old = last[last["turnout_at"] == hour], last[last["turnout_at"] < hour]
    return tuple(  # type: ignore[return-value]
        (int(one["voted"].sum()), int(one["registered"].sum()), len(one)) for one in (fresh, old)
    )


def gap_order(frame: pd.DataFrame, mission: Mission, level: str) -> list[tuple[str, int]]:
    """Units and stations without a visit, those never visited first."""
    seen = set(frame["station"].dropna())
    rows = []
    for place, unit in enumerate(LEVELS[level]):
        own = [one for one in mission.stations if unit in chain(one.unit)]
        missed = [one for one in own if f"{one.unit}/{one.id}" not in seen]
        known = all(one.registered for level_unit in LEVELS[level] for one in mission.stations
                    if level_unit in chain(one.unit))  # fmt: skip
        weight = sum(one.registered or 0 for one in missed) if known else len(missed)
        if missed:
            rows.append((len(missed) < len(own), -weight, place, unit, weight))
    return [(unit, weight) for *_, unit, weight in sorted(rows)]


def contact_of(messages: Iterable[Event], team: str, until: datetime) -> tuple[datetime, datetime]:
    """When a team was last heard of, and when its last report came."""
    heard = [
        one
        for one in messages
        if one.received_at <= until
        and one.payload.get("team") == team
        and one.kind in ("report", "incident", "contact")
    ]
    signs = max((one.received_at for one in heard), default=LONG_AGO)
    return signs, max((one.received_at for one in heard if one.kind == "report"), default=LONG_AGO)
