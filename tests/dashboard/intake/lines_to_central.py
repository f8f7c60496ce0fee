"""A stand-in Central, a mission of Testland, and the connector between them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.intake.pulling import Pull
from geodata.store.events import Event, Kind
from tests.dashboard.intake.letters import Post
from tests.dashboard.intake.stand_in_central import Central


@dataclass
class Line:
    """A stand-in Central, a mission, and the connector between them."""

    central: Central
    post: Post
    pull: Pull
    slept: list[float]

    def counting(self) -> dict[str, Event]:
        return {
            name.removeprefix("odk/uuid:"): one
            for name, one in self.post.counting().items()
            if one.kind is Kind.REPORT
        }

    def voted(self) -> dict[str, object]:
        return {name: one.payload["voted"] for name, one in self.counting().items()}
