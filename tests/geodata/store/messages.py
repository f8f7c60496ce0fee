"""Messages of an election day, made for tests, and how hypothesis makes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from geodata.store.decisions import decide
from geodata.store.events import Event, Kind

MORNING = datetime(2016, 3, 20, 1, tzinfo=UTC)


def report(
    instance: str = "visit 1", version: int = 1, minute: float = 0, **fields: object
) -> Event:
    """A report received some minutes into the morning."""
    return Event(
        instance,
        version,
        Kind.REPORT,
        {"team": "team 7", "stage": "voting", **fields},
        "rehearsal",
        MORNING + timedelta(minutes=minute),
        is_test=True,
    )


_letters = st.characters(codec="utf-8")
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(_letters),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(_letters), inner),
    max_leaves=6,
)
_clocks = st.none() | st.datetimes(
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
)


@st.composite
def any_event(draw: st.DrawFn) -> Event:
    """Any event at all that a store may hold: any clock, any letters, any numbers."""
    return Event(
        draw(st.text(_letters.filter(str.isprintable), min_size=1, max_size=200).filter(_is_name)),
        draw(st.integers(0, 2**63 - 1)),
        draw(st.sampled_from([kind for kind in Kind if kind not in (Kind.DECISION, Kind.GATE)])),
        draw(st.dictionaries(st.text(_letters), _values, max_size=4)),
        "rehearsal",
        draw(st.datetimes(timezones=st.just(UTC))),
        draw(_clocks),
        is_test=True,
    )


def _is_name(text: str) -> bool:
    return text == text.strip()


@st.composite
def day(draw: st.DrawFn, most: int = 25) -> list[Event]:
    """Messages of few visits, so that versions, other wordings and decisions meet each other."""
    reports = draw(
        st.lists(
            st.builds(
                report,
                st.sampled_from(["visit 1", "visit 2", "visit 3"]),
                st.integers(1, 3),
                st.integers(0, 600),
                voted=st.integers(0, 2),
            ),
            min_size=1,
            max_size=most,
        )
    )
    messages = list(reports)
    for _ in range(draw(st.integers(0, 4))):
        taken = draw(st.sampled_from(reports))
        at = MORNING + timedelta(minutes=draw(st.integers(0, 600)))
        earlier = decide(taken, "desk", at) if draw(st.booleans()) else None
        messages.append(decide(taken, "desk", at, earlier))
    return messages
