"""Conflicts: one message that came in several wordings, side by side, until a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from geodata.coverage.day import Day
from geodata.store.events import Event


@dataclass(frozen=True)
class Conflict:
    """A message that waits for a person. ``wordings`` are what came under its name, the first
    received first: that one counts until somebody decides."""

    instance: str
    version: int
    wordings: tuple[Event, ...]

    @cached_property
    def fields(self) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """Every field that any wording has, with what each of them says; None where nothing.

        Fields within fields are named with a point between them: ``irregularities.queue``.
        """
        told = [dict(_fields(one)) for one in self.wordings]
        names = dict.fromkeys(name for one in told for name in one)
        return tuple((name, tuple(one.get(name) for one in told)) for name in names)

    @cached_property
    def differing(self) -> frozenset[str]:
        """The fields on which the wordings are not of one mind."""
        return frozenset(
            name for name, values in self.fields if any(one != values[0] for one in values)
        )


def conflicts(day: Day) -> tuple[Conflict, ...]:
    """What waits for a decision, what came in first at the top."""
    found = [
        Conflict(instance, wordings[0].version, wordings)
        for instance, wordings in day.wordings().items()
    ]
    return tuple(sorted(found, key=lambda one: (one.wordings[0].received_at, one.instance)))


def _fields(event: Event) -> Iterator[tuple[str, object]]:
    yield "kind", event.kind.value
    yield "observed_at", event.observed_at.isoformat() if event.observed_at else None
    for name, value in event.payload.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", said) for inner, said in value.items())
        else:
            yield name, value
