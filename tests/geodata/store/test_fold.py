"""What is true now does not depend on how the messages came; and any past moment can be had."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from geodata.store.decisions import decide
from geodata.store.events import Event, Kind
from geodata.store.fold import Fold, fold
from tests.geodata.store.messages import MORNING, day, report


def at(minute: float) -> timedelta:
    return timedelta(minutes=minute)


def counts(*messages: Event) -> Event:
    return fold(messages)["visit 1"]


def test_a_correction_replaces_what_it_corrects_in_whatever_order_they_come() -> None:
    first, corrected = report(version=1, voted=1), report(version=2, minute=-5, voted=2)
    assert counts(first, corrected) == counts(corrected, first) == corrected


def test_of_two_wordings_the_first_received_counts_until_somebody_decides() -> None:
    first, other = report(minute=1, voted=1), report(minute=2, voted=2)
    assert counts(other, first) == first
    decision = decide(other, "desk", MORNING + at(3))
    assert counts(decision, other, first) == other
    changed = decide(first, "desk", MORNING + at(4), decision)
    assert counts(changed, decision, other, first) == first


def test_a_decision_on_words_that_are_not_here_changes_nothing() -> None:
    first, other = report(minute=1, voted=1), report(minute=2, voted=2)
    nowhere = decide(report(voted=3), "desk", MORNING + at(3))
    assert counts(first, other, nowhere) == first
    assert counts(first, report(version=2), decide(first, "desk", MORNING)) == report(version=2)


def test_a_decision_leaves_what_its_next_version_is_not_about() -> None:
    first, other = report(minute=1, voted=1), report(minute=2, voted=2)
    decision = decide(other, "desk", MORNING + at(3))
    elsewhere = decide(report("visit 2"), "desk", MORNING + at(4))
    moved = Event(**{**vars(elsewhere), "instance": decision.instance, "version": 2})
    assert counts(first, other, decision, moved) == first


def test_what_waits_for_a_decision_is_named_with_every_wording() -> None:
    first, other = report(minute=1, voted=1), report(minute=2, voted=2)
    state = Fold()
    state.take([other, first, report("visit 2")])
    assert state.undecided() == {"visit 1": (first, other)}
    state.take([decide(other, "desk", MORNING)])
    assert state.undecided() == {}


def test_going_on_says_what_changed_and_what_counted_before() -> None:
    state = Fold()
    assert state.take([report(voted=1)]) == {"visit 1": None}
    assert state.take([report(voted=1), report(minute=9, voted=2)]) == {}
    assert state.take([report(version=2), report("visit 2")]) == {
        "visit 1": report(voted=1),
        "visit 2": None,
    }
    assert set(state.present) == {"visit 1", "visit 2"}


def test_wrong_device_clocks_choose_nothing() -> None:
    future = Event(**{**vars(report(version=1)), "observed_at": MORNING + at(600_000)})
    past = Event(**{**vars(report(version=2)), "observed_at": MORNING - at(600_000)})
    assert counts(future, past) == past


@given(messages=day(), data=st.data())
def test_order_and_repetition_change_nothing(messages: list[Event], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(messages), max_size=10))
    shuffled = data.draw(st.permutations(messages + again))
    assert fold(shuffled) == fold(messages)


@given(messages=day(), cut=st.integers(0, 30))
def test_batches_change_nothing_and_every_change_is_told(messages: list[Event], cut: int) -> None:
    state = Fold()
    told = dict(state.present)
    for batch in (messages[:cut], messages[cut:]):
        before = dict(state.present)
        changed = state.take(batch)
        assert changed == {
            instance: before.get(instance)
            for instance, event in state.present.items()
            if before.get(instance) != event
        }
        told |= {instance: state.present[instance] for instance in changed}
    assert told == dict(state.present) == fold(messages)


@given(messages=day(), minute=st.integers(0, 600))
def test_a_past_moment_is_as_it_was_whatever_came_after(messages: list[Event], minute: int) -> None:
    moment = MORNING + at(minute)
    then = [each for each in messages if each.received_at <= moment]
    assert fold(messages, until=moment) == fold(then)


@given(messages=day())
def test_the_fold_is_what_the_rule_says(messages: list[Event]) -> None:
    decisions = [each for each in fold(messages).values() if each.kind is Kind.DECISION]
    for instance, event in fold(messages).items():
        own = [each for each in messages if each.instance == instance]
        last = [each for each in own if each.version == max(every.version for every in own)]
        first = min(last, key=lambda each: (each.received_at, each.sha256))
        about = [
            each.payload["taken"] for each in decisions if each.payload["about"] == [*event.key]
        ]
        wanted = [each for each in last if each.sha256 in about]
        assert event.sha256 == (wanted[0] if wanted else first).sha256
