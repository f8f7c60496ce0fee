"""Whatever is sent, repeated, contradicted, decided and reopened: the store is the plain model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from geodata.store.events import Event, Taken
from geodata.store.fold import Fold, fold
from geodata.store.store import Store
from tests.geodata.store.messages import MORNING, day


class Day(RuleBasedStateMachine):
    """One store on its way through a day, and a dictionary that does the same."""

    make_url: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.url = type(self).make_url()
        self.store = Store.open(self.url, is_test=True)
        self.kept: dict[tuple[str, int], Event] = {}
        self.apart: dict[tuple[str, int, str], Event] = {}
        self.order: list[Event] = []
        self.follower = Fold()
        self.followed = 0

    @rule(messages=day(most=6))
    def send(self, messages: list[Event]) -> None:
        assert self.store.append(messages) == [self._take(message) for message in messages]

    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        if self.order:
            again = data.draw(st.lists(st.sampled_from(self.order), max_size=5))
            answers = [self._take(message) for message in again]
            assert self.store.append(again) == answers
            assert Taken.NEW not in answers

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.url, is_test=True)

    @rule()
    def follow(self) -> None:
        for stored in self.store.messages(after=self.followed):
            self.follower.take([stored.event])
            self.followed = stored.position
        assert dict(self.follower.present) == fold(self.order)

    @rule(minute=st.integers(0, 600))
    def look_back(self, minute: int) -> None:
        moment = MORNING + timedelta(minutes=minute)
        read = fold(stored.event for stored in self.store.messages(until=moment))
        assert read == fold(self.order, until=moment)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        assert [stored.event for stored in self.store.events()] == list(self.kept.values())
        assert [stored.event for stored in self.store.conflicts()] == list(self.apart.values())
        assert [stored.event for stored in self.store.messages()] == self.order
        assert self.store.position() == len(self.order)

    def teardown(self) -> None:
        self.store.close()

    def _take(self, message: Event) -> Taken:
        if message.key not in self.kept:
            self.kept[message.key] = message
            self.order.append(message)
            return Taken.NEW
        if self.kept[message.key].sha256 == message.sha256:
            return Taken.SAME
        wording = (*message.key, message.sha256)
        if wording not in self.apart:
            self.apart[wording] = message
            self.order.append(message)
        return Taken.CONFLICT


def test_the_store_is_its_model(fresh_url: Callable[[], str]) -> None:
    machine = type("DayHere", (Day,), {"make_url": staticmethod(fresh_url)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
