"""The figures of a rehearsed day are the oracle's at ten of its moments, whatever came when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random

from geodata.country import Country
from geodata.coverage.following import Following
from geodata.rehearsal.rehearse import Rehearsal
from geodata.store.events import Event
from geodata.store.store import Store
from tests.geodata.coverage.comparing import compare
from tests.geodata.coverage.oracle import Oracle, land_of
from tests.geodata.rehearsal.rehearsed import (
    country,
    small_day_in_districts,
    the_testland,
    whole_day,
)

AT_ONCE = 400


def moments(day: Rehearsal, count: int = 10) -> list[datetime]:
    length = day.ends - day.begins
    return [day.begins + length * part / count for part in range(1, count + 1)]


def hold(store: Store, day: Rehearsal, land: Country, sent: Sequence[Event]) -> None:
    following = Following(store, day.mission, land)
    units = land_of(day.mission, land)
    for moment in moments(day):
        compare(following.at(moment), Oracle(day.mission, units, sent, moment))
    present = following.present(datetime.now(tz=UTC))
    assert present.as_at == max(one.event.received_at for one in store.messages())
    compare(present, Oracle(day.mission, units, sent, day.ends))


def test_a_day_in_districts_that_comes_in_its_order(fresh_url: Callable[[], str]) -> None:
    day = small_day_in_districts()
    with Store.open(fresh_url(), is_test=True) as store:
        for sending in day.sendings:
            if not sending.refused:
                store.append(sending.events)
        hold(store, day, the_testland(), day.events)


def test_the_whole_day_in_an_order_of_its_own(fresh_url: Callable[[], str]) -> None:
    sent = list(whole_day().events)
    Random(3).shuffle(sent)
    with Store.open(fresh_url(), is_test=True) as store:
        for start in range(0, len(sent), AT_ONCE):
            store.append(sent[start : start + AT_ONCE])
        hold(store, whole_day(), country(), sent)
