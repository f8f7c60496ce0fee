"""Messages of any day of Testland, as hypothesis makes them: late, corrected, contradicting."""

from __future__ import annotations

from hypothesis import strategies as st

from geodata.missions.mission import STAGES
from geodata.store.events import Event, Kind
from tests.geodata.coverage.little_mission import DISTRICTS, at, event, visit

TEAMS = ("core", "t1", "t2", "t3")
SEAL, PERSONS = "ballot-box-not-sealed", "unauthorised-persons"
WORDS = ("very-good", "good", "bad", "very-bad")
HOURS = ("12:00", "16:00", "20:00")
DAY_LONG = 20 * 60
MOMENTS = [at(DAY_LONG * part / 10) for part in range(1, 11)]

_UNITS = st.sampled_from((*DISTRICTS, "south", "nowhere"))
_MINUTES = st.integers(0, DAY_LONG)
_TEAMS = st.sampled_from((*TEAMS, "stranger"))


@st.composite
def visits(draw: st.DrawFn) -> Event:
    """A report (some late, corrected, conflicting, of a wrong clock or place)."""
    minutes = draw(_MINUTES)
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
        draw(_TEAMS),
        draw(_UNITS),
        str(draw(st.integers(1, 12))),
        minutes,
        draw(st.integers(1, 2)),
        seen_at=minutes + draw(st.sampled_from((-600, -60, -5, 0, 90))),
        **more,
    )


@st.composite
def acts(draw: st.DrawFn) -> Event:
    """A call, a word on a deployment, an incident or what was done about it, an announcement."""
    minutes, team = draw(_MINUTES), draw(_TEAMS)
    number, version = draw(st.integers(0, 6)), draw(st.integers(1, 2))
    kind = draw(st.sampled_from((Kind.CONTACT, Kind.DEPLOYMENT, Kind.INCIDENT, Kind.BULLETIN)))
    payload: dict[str, object] = {"team": team}
    if kind is Kind.CONTACT:
        payload |= {"means": "call", "note": draw(st.sampled_from(("all-well", "no-answer")))}
    elif kind is Kind.DEPLOYMENT:
        payload["state"] = draw(st.sampled_from(("deployed", "deployed", "stood-down")))
        if draw(st.booleans()):
            payload["units"] = draw(st.lists(_UNITS, max_size=2))
    elif kind is Kind.INCIDENT:
        payload |= {"unit": draw(_UNITS), "severity": "minor", "status": "open"}
        if version > 1:
            payload["follow_up"] = "noted"
    else:
        percent = str(draw(st.integers(0, 100)))
        payload = {"unit": draw(_UNITS), "time": draw(st.sampled_from(HOURS)), "percent": percent}
    # The hour of the device makes each a message of its own: the same bytes again would be none.
    return event(f"{kind}-{number}", kind, payload, minutes, version, at(minutes))


messages = st.one_of(visits(), visits(), visits(), acts())
