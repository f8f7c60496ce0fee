"""What whoever runs a mission may do from a terminal: each module here is one command."""

from __future__ import annotations

from pathlib import Path

COMMANDS = tuple(
    sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")
)
