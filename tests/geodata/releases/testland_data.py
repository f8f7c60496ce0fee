"""Testland's folder as a test may change it, and what of it is public."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from geodata.checks.accepted import read_accepted
from geodata.country import Country
from geodata.read_country import read_country
from geodata.releases.gate import Gate
from geodata.releases.invariants import Candidate
from geodata.releases.public_data import CameIn, PublicData, public_data
from geodata.store.events import Event, Kind

TESTLAND = Path(__file__).parents[2] / "testland"
VOTE, EARLIER = "2024-06-02-assembly", "2020-06-07-assembly"
LATER = datetime(2024, 9, 1, tzinfo=UTC)
# The last poll of Testland closes at 20:00 in the north, where it is UTC+5.
LAST_CLOSE = datetime(2024, 6, 2, 15, tzinfo=UTC)


def bulletin(
    unit: str, percent: str, *, time: str = "16:00", version: int = 1, **more: str
) -> Event:
    """A bulletin as intake keeps it, received a minute after its version before."""
    payload = {
        "unit": unit,
        "time": time,
        "percent": percent,
        "as_of": "2024-06-02T16:00:00+06:00",
        "address": "https://example.org/bulletin",
        **more,
    }
    received = datetime(2024, 6, 2, 10, version, tzinfo=UTC)
    return Event(f"bulletin/{unit}/{time}", version, Kind.BULLETIN, payload, "desk", received)


def came_in(*bulletins: Event, is_test: bool = False) -> CameIn:
    """Bulletins as the publisher hands them over: all of them, and the last of each."""
    present: dict[str, Event] = {}
    for one in sorted(bulletins, key=lambda each: each.version):
        present[one.instance] = one
    return CameIn(VOTE, bulletins, present, is_test=is_test)


class Land:
    """A copy of Testland's folder, and where its public data is laid out to be read back."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(shutil.copytree(TESTLAND, folder / "testland"))
        self.laid = folder / "laid"
        self.data: PublicData | None = None

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.folder / "elections" / VOTE / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def public(
        self, gate: Gate | None = None, now: datetime = LATER, coming: Iterable[CameIn] = ()
    ) -> Country:
        """What is public, read back by the reader of country folders."""
        country = read_country(self.folder)
        self.data = public_data(self.folder, country, gate or Gate(), now, coming)
        shutil.rmtree(self.laid, ignore_errors=True)
        for name, content in self.data.files.items():
            path = self.laid / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return read_country(self.laid)

    def candidate(
        self, gate: Gate | None = None, now: datetime = LATER, coming: Iterable[CameIn] = ()
    ) -> Candidate:
        """A release that would go out."""
        country = self.public(gate, now, coming)
        assert self.data is not None
        accepted = {
            name: read_accepted(self.laid / "elections" / name, country.languages)
            for name in country.elections
        }
        return Candidate(country, accepted, self.data.held, self.data.origins)
