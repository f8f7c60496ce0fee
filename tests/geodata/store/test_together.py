"""Senders that come at once share one wait for the disk; each gets its own answer."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import pytest

from geodata.store.events import Event, Taken
from geodata.store.together import Together
from tests.geodata.store.messages import report


class Disk:
    """Takes its time with the first batch, so that others gather behind it."""

    def __init__(self, fails: bool = False) -> None:
        self.batches: list[list[str]] = []
        self.began, self.goes_on = Signal(), Signal()
        self.fails = fails

    def write(self, events: Sequence[Event]) -> list[Taken]:
        self.batches.append([event.instance for event in events])
        self.began.set()
        assert self.goes_on.wait(30)
        if self.fails and len(self.batches) > 1:
            raise OSError("no space left")
        return [Taken.SAME if event.version else Taken.NEW for event in events]


def send_while_one_is_written(disk: Disk, together: Together) -> list[list[Taken] | str]:
    """One sender at the disk, three behind it with one, two and three messages."""

    def send(number: int) -> list[Taken] | str:
        messages = [report(f"{number} {each}", version=each) for each in range(number or 1)]
        try:
            return together.append(messages)
        except OSError as error:
            return str(error)

    with ThreadPoolExecutor(4) as senders:
        answers = [senders.submit(send, 0)]
        assert disk.began.wait(30)
        answers += [senders.submit(send, number) for number in (1, 2, 3)]
        while together.waiting < 3:
            assert not answers[0].done()
        disk.goes_on.set()
        return [answer.result() for answer in answers]


def test_those_who_wait_are_written_at_once_and_answered_apart() -> None:
    disk = Disk()
    answers = send_while_one_is_written(disk, Together(disk.write))
    assert [len(batch) for batch in disk.batches] == [1, 6]
    new, same = Taken.NEW, Taken.SAME
    assert answers == [[new], [new], [new, same], [new, same, same]]


def test_what_goes_wrong_is_told_to_everyone_whose_messages_were_in_it() -> None:
    disk = Disk(fails=True)
    answers = send_while_one_is_written(disk, Together(disk.write))
    assert answers == [[Taken.NEW], *["no space left"] * 3]


def test_after_a_failure_the_next_sender_is_served() -> None:
    calls: list[int] = []

    def write(events: Sequence[Event]) -> list[Taken]:
        calls.append(len(events))
        if len(calls) == 1:
            raise OSError("no space left")
        return [Taken.NEW] * len(events)

    together = Together(write)
    with pytest.raises(OSError, match="no space"):
        together.append([report()])
    assert together.append([report()]) == [Taken.NEW]
