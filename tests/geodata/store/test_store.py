"""What comes in is kept once, in its order, on either database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from geodata.store.engines import UnusableStore
from geodata.store.events import Event, Taken
from geodata.store.faulty_events import FaultyEvents
from geodata.store.store import Store
from tests.geodata.store.messages import MORNING, any_event, report


def kept(store: Store) -> list[Event]:
    return [stored.event for stored in store.events()]


def test_a_message_is_new_once_and_then_the_same(store: Store) -> None:
    assert store.append([report()]) == [Taken.NEW]
    assert store.append([report(minute=9)]) == [Taken.SAME]
    assert kept(store) == [report()]


def test_other_bytes_under_a_name_are_kept_apart_for_a_decision(store: Store) -> None:
    store.append([report(voted=1)])
    assert store.append([report(voted=2)]) == [Taken.CONFLICT]
    assert store.append([report(voted=2)]) == [Taken.CONFLICT]
    assert store.append([report(voted=3)]) == [Taken.CONFLICT]
    assert kept(store) == [report(voted=1)]
    apart = [(each.event, each.apart) for each in store.conflicts()]
    assert apart == [(report(voted=2), True), (report(voted=3), True)]


def test_the_last_message_tells_when_it_was_received(store: Store) -> None:
    assert store.last_received() is None
    store.append([report(minute=5), report("visit 2", minute=3)])
    assert store.last_received() == MORNING + timedelta(minutes=3)
    store.append([report(voted=2, minute=9)])
    assert store.last_received() == MORNING + timedelta(minutes=9)


def test_the_same_report_at_another_hour_of_the_device_is_another_message(store: Store) -> None:
    first = report()
    moved = Event(**{**vars(report()), "observed_at": MORNING})
    assert store.append([first, moved]) == [Taken.NEW, Taken.CONFLICT]


def test_a_batch_is_answered_one_by_one(store: Store) -> None:
    batch = [report(), report(), report(voted=2), report(version=2), report(voted=2)]
    assert store.append(batch) == [
        Taken.NEW,
        Taken.SAME,
        Taken.CONFLICT,
        Taken.NEW,
        Taken.CONFLICT,
    ]
    assert [stored.position for stored in store.messages()] == [1, 2, 3]
    assert store.append([]) == []


def test_a_batch_with_a_fault_is_refused_whole_and_every_fault_is_named(store: Store) -> None:
    with pytest.raises(FaultyEvents) as refused:
        store.append([report(), report(" ", version=-1), report(voted=float("nan"))])
    assert [fault.split(":")[0] for fault in refused.value.faults] == [
        "event 2 (' ', version -1)",
        "event 2 (' ', version -1)",
        "event 3 ('visit 1', version 1)",
    ]
    assert kept(store) == []


def test_test_and_live_never_mix(fresh_url: Callable[[], str]) -> None:
    live = fresh_url()
    with Store.open(live, is_test=False) as store, pytest.raises(FaultyEvents, match="never mix"):
        store.append([report()])
    with pytest.raises(UnusableStore, match="this is a live store: expected a test store"):
        Store.open(live, is_test=True)
    with Store.open(fresh_url(), is_test=True) as store, pytest.raises(FaultyEvents):
        store.append([Event(**{**vars(report()), "is_test": False})])


def test_a_store_of_another_format_is_not_opened(url: str) -> None:
    with Store.open(url, is_test=True) as store, store.engine.begin() as connection:
        connection.execute(text("DROP TABLE store"))
        connection.execute(text("CREATE TABLE store (format integer, is_test boolean)"))
        connection.execute(text("INSERT INTO store VALUES (99, true)"))
    with pytest.raises(UnusableStore, match="format 99: expected 1"):
        Store.open(url, is_test=True)


def test_an_opened_store_holds_what_was_kept_before(url: str) -> None:
    for minute in range(3):
        with Store.open(url, is_test=True) as store:
            store.append([report(f"visit {minute}")])
    with Store.open(url, is_test=True) as store:
        assert [event.instance for event in kept(store)] == ["visit 0", "visit 1", "visit 2"]


def test_a_reader_goes_on_after_the_last_position_it_saw(store: Store) -> None:
    store.append([report("a"), report("b"), report("b", voted=1)])
    seen = store.position()
    store.append([report("c"), report("a", voted=2)])
    assert seen == 3
    assert [each.event.instance for each in store.messages(after=seen)] == ["c", "a"]
    assert [each.event.instance for each in store.events(after=seen)] == ["c"]
    assert [each.event.instance for each in store.conflicts(after=seen)] == ["a"]


def test_a_past_moment_holds_what_was_received_by_then(store: Store) -> None:
    store.append([report("late", minute=30), report("early", minute=10)])
    until = MORNING + timedelta(minutes=10)
    assert [each.event.instance for each in store.events(until=until)] == ["early"]
    assert list(store.events(until=until - timedelta(microseconds=1))) == []


def test_long_reading_goes_page_by_page(store: Store) -> None:
    store.append([report(f"visit {number}") for number in range(12_001)])
    read = [each.position for each in store.messages()]
    assert read == list(range(1, 12_002))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(any_event(), max_size=4))
@example(events=[report("visit 1"), report("visit 2")])
def test_what_is_kept_is_read_back_exactly(
    fresh_url: Callable[[], str], events: list[Event]
) -> None:
    # Every example has a store of its own: in one that others filled, what was new the first time
    # would be the same the second.
    with Store.open(fresh_url(), is_test=True) as store:
        taken = store.append(events)
        # By name: two visits can say the same, and then have one digest.
        back = {each.event.key: each.event for each in store.events()}
        new = [event for event, what in zip(events, taken, strict=True) if what is Taken.NEW]
        assert [_exactly(back[event.key]) for event in new] == [_exactly(one) for one in new]
        assert len(back) == len(new)


def _exactly(event: Event) -> tuple[Event, str, str | None]:
    """An event, and what equality of events does not see: its very text, and its clock's offset."""
    observed = event.observed_at
    return event, event.content, observed.isoformat() if observed else None


def test_twenty_senders_of_the_same_sixty_leave_sixty(url: str) -> None:
    visits = [report(f"visit {number}") for number in range(60)]

    def send(sender: int) -> list[Taken]:
        # Half of them have a store of their own, as another process would.
        if sender % 2:
            return [taken for visit in visits for taken in store.append([visit])]
        with Store.open(url, is_test=True) as own:
            return own.append(visits[sender:] + visits[:sender])

    with Store.open(url, is_test=True) as store, ThreadPoolExecutor(20) as senders:
        answers = [taken for sent in senders.map(send, range(20)) for taken in sent]
        assert answers.count(Taken.NEW) == 60
        assert answers.count(Taken.SAME) == 19 * 60
        assert sorted(event.instance for event in kept(store)) == sorted(
            visit.instance for visit in visits
        )
        assert [each.position for each in store.messages()] == list(range(1, 61))


def test_one_who_follows_the_log_misses_nothing_while_many_write(store: Store) -> None:
    def write(sender: int) -> None:
        for number in range(30):
            store.append([report(f"visit {sender} {number}")])

    followed: list[int] = []
    with ThreadPoolExecutor(4) as senders:
        writing = [senders.submit(write, sender) for sender in range(4)]
        while len(followed) < 120:
            ended = all(each.done() for each in writing)
            after = followed[-1] if followed else 0
            followed += [each.position for each in store.messages(after=after)]
            assert len(followed) == 120 or not ended
    assert followed == list(range(1, 121))


def test_a_reader_in_the_middle_does_not_hold_up_the_writer(store: Store) -> None:
    store.append([report(f"visit {number}") for number in range(10)])
    reading = store.messages()
    next(reading)
    with store.engine.connect() as other:
        other.execute(text("SELECT count(*) FROM event")).scalar()
        assert store.append([report("while it reads")]) == [Taken.NEW]
        assert other.execute(text("SELECT count(*) FROM event")).scalar() in (10, 11)
    # What began to be read before stays what it was.
    assert len(list(reading)) == 9


@pytest.mark.parametrize(
    "address", ["mysql://secret@host/x", "sqlite://", "sqlite:///:memory:", "no address"]
)
def test_an_address_that_is_none_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(UnusableStore, match="expected sqlite:///<file> or postgresql") as refused:
        Store.open(address, is_test=True)
    assert "secret" not in str(refused.value)


def test_a_database_that_does_not_answer_is_said_plainly(tmp_path: Path) -> None:
    nowhere = f"postgresql://desk:secret@/day?host={tmp_path}"
    with pytest.raises(UnusableStore, match="cannot be opened") as refused:
        Store.open(nowhere, is_test=True)
    assert "secret" not in str(refused.value)
