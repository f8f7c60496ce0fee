"""The page on which leadership and administrators read the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, abort, request

from dashboard.desk.desk import Desk
from dashboard.desk.people_acts import FROM_TERMINAL
from dashboard.desk.record import Line, What
from layouts.desk.access_pages import LineShown, RecordShown, record_page
from layouts.words import Words

LINES_ON_A_PAGE = 100
_LARGEST_POSITION = 2**62


def offer_record(server: Flask, desk: Desk) -> None:
    """The page."""
    room = _RecordRoom(desk)
    server.add_url_rule("/<language>/record/", "record", room.page)


@dataclass(frozen=True, slots=True)
class _RecordRoom:
    desk: Desk

    def page(self, language: str) -> str:
        words = self.desk.words(language) or abort(404)
        before = _position(request.args.get("before"))
        lines = self.desk.record.lines(before, LINES_ON_A_PAGE + 1)
        shown = lines[:LINES_ON_A_PAGE]
        broken = self.desk.record.verify()
        content = RecordShown(
            lines=[_shown(line, words) for line in shown],
            count=self.desk.record.count(),
            broken=broken.position if broken else 0,
            before=shown[-1].position if len(lines) > len(shown) else 0,
            is_earlier=before is not None,
        )
        return record_page(self.desk.frame(language, "record/"), content)


def _position(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:20]) < _LARGEST_POSITION):
        abort(404)
    return int(text)


def _shown(line: Line, words: Words) -> LineShown:
    known = line.what in set(What)
    about = tuple(_fact(name, value, words) for name, value in line.told.items())
    return LineShown(
        position=line.position,
        at=line.at,
        when=_when(line.at),
        who=_who(line.who, words),
        what=words(f"record-what.{line.what}") if known else line.what,
        about=about,
    )


def _who(who: str, words: Words) -> str:
    if who == FROM_TERMINAL:
        return words("record.terminal")
    return who or words("record.stranger")


def _fact(name: str, value: object, words: Words) -> tuple[str, str]:
    """Name and value in words where there are some; what somebody named stands as it is."""
    sentences = words.sentences
    known = sentences.get(f"record-about.{name}") or sentences.get(f"work-became.{name}", name)
    if isinstance(value, list):
        return known, ", ".join(map(str, value))
    of_ours = {
        "role": f"role.{value}",
        "access": f"people.{value}",
        "kind": f"record-kind.{value}",
        "act": f"record-act.{value}",
        "list": f"setup-table.{value}",
        "measure": f"gate.measure-of.{value}",
    }
    return known, sentences.get(of_ours.get(name, ""), str(value))


def _when(at: str) -> str:
    try:
        return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return at
