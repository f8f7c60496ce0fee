"""What the release in force was made of: a note of the publisher's own, for its next start."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from geodata.boundaries.files import write_whole

NAME = "complete.json"


@dataclass(frozen=True, slots=True)
class Complete:
    """A release (the digest of its manifest) that has all pages there are to be made of this data
    by this program (digests)."""

    release: str = ""
    data: str = ""
    program: str = ""


def read_complete(notes: Path) -> Complete:
    """The note; an empty one where there is none."""
    try:
        return Complete(**json.loads((notes / NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return Complete()


def write_complete(notes: Path, note: Complete) -> None:
    """Note it. Raises OSError."""
    write_whole(notes / NAME, json.dumps(asdict(note)).encode())
