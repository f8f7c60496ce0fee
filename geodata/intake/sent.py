"""What was sent: messages as JSON, or files. The same for the door, for a folder, for a pull."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geodata.imports.source_files import SourceFile
from geodata.intake.answer import Answer
from geodata.intake.letterbox import Letterbox
from geodata.intake.strict_json import read_json
from geodata.store.events import Kind
from geodata.store.store import Store


@dataclass(frozen=True, slots=True)
class Sent:
    """Messages as JSON says them (``is_json``), or files."""

    is_json: bool
    content: object = None
    files: tuple[SourceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """How something came: from whom, when, by which door, and what was said of its files.

    ``system`` is one of the imports' or "auto"; ``hour`` that of an announcement which does not
    say it.
    """

    source: str
    received_at: datetime
    kinds: tuple[Kind, ...]
    system: str = "auto"
    hour: str = ""


def sent_as_json(body: bytes, name: str) -> Sent:
    """What a body of JSON says: messages, or an export of a system that gives JSON.

    Raises NotJson.
    """
    content = read_json(body)
    # What Kobo's interface gives: one object whose results are the submissions.
    if isinstance(content, dict) and isinstance(content.get("results"), list):
        return Sent(False, files=(SourceFile(name, body),))
    return Sent(True, content)


def deliver(sent: Sent, how: How, box: Letterbox, store: Store) -> Answer:
    """Put what was sent into a letterbox. Raises DataError where files cannot be read now."""
    post = box.post(how.source, how.received_at, how.kinds)
    if sent.is_json:
        return box.take_messages(sent.content, post, store)
    return box.take_files(sent.files, how.system, post, store, how.hour)
