"""What the publisher tells the desk: what is out, what holds the next release back, what waits.

It lies as a small file among the publisher's notes, so that the desk reads it without asking
anybody, and sees by its age whether the publisher is alive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from geodata.boundaries.files import write_whole
from geodata.releases.bulletin_rows import NotShown
from geodata.releases.invariants import Broken
from geodata.releases.manifest import Held

NAME = "status.json"
OUT, WITHHELD = "out", "withheld"


@dataclass(frozen=True)
class Status:
    """The publisher's last look.

    ``state`` is "out" (the release in force says all it may) or "withheld" (something broke, and
    the last good release stays). ``broken`` names the rows, ``faults`` what could not be read.
    ``since`` is when it came to be so; ``opens_at`` when something opens by itself.
    """

    state: str
    looked_at: str
    sequence: int
    made_at: str
    since: str
    broken: tuple[Broken, ...] = ()
    faults: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    not_shown: tuple[NotShown, ...] = ()
    opens_at: str = ""


def write_status(notes: Path, status: Status) -> None:
    """Tell the desk, in the folder of the publisher's notes. Raises OSError."""
    content = json.dumps(asdict(status), ensure_ascii=False, indent=1)
    write_whole(notes / NAME, content.encode())


def read_status(notes: Path) -> Status | None:
    """What the publisher said last, None where it never said a word."""
    try:
        fields: dict[str, Any] = json.loads((notes / NAME).read_bytes())
        return Status(
            **{
                **fields,
                "broken": tuple(Broken(**_tuples(one)) for one in fields["broken"]),
                "faults": tuple(fields["faults"]),
                "held": tuple(Held(**one) for one in fields["held"]),
                "not_shown": tuple(NotShown(**one) for one in fields["not_shown"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {**fields, "rows": tuple(fields["rows"])}


def moment(at: datetime) -> str:
    """A moment as the file has it."""
    return at.isoformat(timespec="seconds")
