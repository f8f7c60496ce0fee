"""What became of files that were taken, kept for a week: whoever brought them still sees it.

One file each, written whole or not at all, so that a restart loses none of it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.desk.waiting import Batch
from geodata.boundaries.files import write_whole

_ID = re.compile(r"[0-9a-f]{24}")
_SECONDS_KEPT = 7 * 86_400


@dataclass(frozen=True)
class Taken:
    """A batch that was taken: by whom, when, and how many messages became what."""

    id: str
    mission: str
    who: str
    at: str
    names: tuple[str, ...]
    counts: Mapping[str, int]


class TakenBatches:
    """What became of the batches of all missions, under ``var/taken``."""

    def __init__(self, var: Path) -> None:
        self._folder = var / "taken"

    def keep(self, batch: Batch, who: str, at: str, counts: Mapping[str, int]) -> None:
        """Keep what became of a batch."""
        self._clear_away()
        self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        made = Taken(batch.id, batch.mission, who, at, batch.names, dict(counts))
        write_whole(self._folder / f"{batch.id}.json", json.dumps(asdict(made)).encode())

    def find(self, mission: str, name: str) -> Taken | None:
        """What became of a batch of a mission; None where nothing is known of it."""
        found = self._read(self._folder / f"{name}.json") if _ID.fullmatch(name) else None
        return found if found and found.mission == mission else None

    def of(self, mission: str) -> list[Taken]:
        """What was taken lately, the latest first."""
        found = [self._read(path) for path in self._folder.glob("*.json")]
        own = [one for one in found if one and one.mission == mission]
        return sorted(own, key=lambda one: one.at, reverse=True)

    def _read(self, path: Path) -> Taken | None:
        try:
            fields = json.loads(path.read_bytes())
            return Taken(**{**fields, "names": tuple(fields["names"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _clear_away(self) -> None:
        for path in self._folder.glob("*.json"):
            if time.time() - path.stat().st_mtime > _SECONDS_KEPT:
                path.unlink(missing_ok=True)
