"""Desk work: conflicts are decided, files are read and taken or discarded, announcements pasted.

Nothing that is brought is kept before somebody has seen what came of it and takes it; then it goes
through the letterbox of the mission, like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

from flask import Flask, Response, abort, jsonify, request

from dashboard.desk.bodies import refused, sent
from dashboard.desk.desk import Desk, person
from dashboard.desk.missions import Followed
from dashboard.desk.readings import Readings
from dashboard.desk.record import What
from dashboard.desk.taken import TakenBatches
from dashboard.desk.waiting import BULLETINS, MEGABYTE, REPORTS, Batch, NoRoom, Waiting
from dashboard.desk.work_words import WorkWords
from dashboard.intake.boxes import Box, Boxes
from dashboard.intake.tokens import all_tokens
from geodata.country import Country
from geodata.errors import NoBoundaries
from geodata.intake.files import FileReading, NotTheseFiles, read_files
from geodata.intake.schema import BULLETINS as BULLETIN_KINDS
from geodata.intake.schema import REPORTS as REPORT_KINDS
from geodata.joins.accepted import Choice, remember
from geodata.store.decisions import SOURCE, decide
from geodata.store.events import Kind
from geodata.units import Level
from layouts.desk.work_page import batch_page, work_page
from layouts.words import Words

_KINDS = {REPORTS: REPORT_KINDS, BULLETINS: BULLETIN_KINDS}
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_LONGEST_NAME = 120
_LEVELS: tuple[Level, ...] = ("region", "district")
# What people accepted of labels lies beside the mission's lists, as ``uploads.accepted.csv``.
_ACCEPTED = "uploads"


def offer_work(server: Flask, desk: Desk) -> None:
    """The pages, and what they send."""
    room = WorkRoom(desk)
    rule = "/<language>/<mission>/work/"
    server.add_url_rule(rule, "work", room.page)
    server.add_url_rule(f"{rule}bring", "work-bring", room.bring, methods=["POST"])
    server.add_url_rule(f"{rule}decide", "work-decide", room.decide, methods=["POST"])
    server.add_url_rule(f"{rule}<batch>/", "work-batch", room.batch)
    for act in ("take", "discard", "accept"):
        view = getattr(room, act)
        server.add_url_rule(f"{rule}<batch>/{act}", f"work-{act}", view, methods=["POST"])


@dataclass(frozen=True)
class WorkRoom:
    """The room of one desk; what was read is shared by all who look."""

    desk: Desk
    readings: Readings = field(default_factory=Readings)

    def page(self, language: str, mission: str) -> str:
        words, followed = self._words(language), self._followed(mission)
        frame = self.desk.frame(language, f"{mission}/work/")
        return work_page(frame, WorkWords(self, followed, words).work())

    def batch(self, language: str, mission: str, batch: str) -> str:
        words, followed = self._words(language), self._followed(mission)
        frame = self.desk.frame(language, f"{mission}/work/{batch}/")
        shown = WorkWords(self, followed, words)
        if taken := self.taken.find(mission, batch):
            return batch_page(frame, shown.taken(taken))
        found = self.waiting.find(mission, batch) or abort(404)
        read = self.readings.look(batch, self._reader(found))
        return batch_page(frame, shown.batch(found, read))

    def bring(self, language: str, mission: str) -> Response:
        """One file more of a batch, or the first of a new one."""
        words = self._words(language)
        self._followed(mission)
        headers = request.headers
        kind, hour = headers.get("X-Kind", REPORTS), headers.get("X-Hour", "")
        source = headers.get("X-Source", "") or SOURCE
        if kind not in _KINDS or (hour and not _HOUR.fullmatch(hour)):
            abort(400)
        if source not in self.sources(mission):
            abort(400)
        name = shown_name(headers.get("X-File-Name", ""))
        content = request.get_data()
        if not content:
            abort(400)
        known = headers.get("X-Batch", "")
        place = f"/{language}/{mission}/work/"
        try:
            if known:
                batch = self.waiting.find(mission, known) or abort(404)
                batch = self.waiting.add(batch, name, content)
            else:
                at = datetime.now(UTC).isoformat(timespec="seconds")
                new = Batch("", mission, kind, source, hour, person().name, at, ())
                batch = self.waiting.begin(new, name, content)
        except NoRoom as no:
            message = words(f"work.no-room.{no.why}", most=no.most)
            begun = {"to": f"{place}{known}/", "begun": words("work.begun")} if known else {}
            return refused(413, message=message, **begun)
        self.readings.forget(batch.id)
        self.desk.record.note(What.UPLOADED, person().name, {"mission": mission, "file": name})
        return jsonify(batch=batch.id, to=f"{place}{batch.id}/")

    def take(self, language: str, mission: str, batch: str) -> Response:
        """Keep what was read, through the letterbox."""
        self._words(language)
        sent("language")
        found = self.waiting.find(mission, batch) or abort(404)
        read = self.readings.wait(batch, self._reader(found))
        if isinstance(read, NotTheseFiles):
            abort(422)
        box = self._box(mission)
        answer = box.letters.keep_reading(read, box.store)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.taken.keep(found, person().name, at, answer.counts)
        self.waiting.drop(found)
        self.readings.forget(batch)
        self._followed(mission).look_again()
        note = {"mission": mission, "files": list(found.names), **answer.counts}
        self.desk.record.note(What.TAKEN, person().name, note)
        return jsonify(to=f"/{language}/{mission}/work/{batch}/")

    def discard(self, language: str, mission: str, batch: str) -> Response:
        """Let go of a batch; nothing of it was kept."""
        self._words(language)
        sent("language")
        found = self.waiting.find(mission, batch) or abort(404)
        self.waiting.drop(found)
        self.readings.forget(batch)
        note = {"mission": mission, "files": list(found.names)}
        self.desk.record.note(What.DISCARDED, person().name, note)
        return jsonify(to=f"/{language}/{mission}/work/")

    def accept(self, language: str, mission: str, batch: str) -> Response:
        """Remember which unit a label means, and read the batch again."""
        self._words(language)
        given = sent("label", "unit", "language", optional=("within",))
        found = self.waiting.find(mission, batch) or abort(404)
        followed = self._followed(mission)
        country, day = self.desk.country, followed.mission.election
        vote = country.elections[day].day
        level = _level_of(given["unit"], country, vote) or abort(400)
        choice = Choice(given["label"], given["unit"], given["within"])
        of = country.boundary_set(level, vote)
        remember(self.accepted(mission), [choice], of, person().name)
        self.readings.forget(batch)
        note = {"mission": mission, "label": given["label"], "unit": given["unit"]}
        self.desk.record.note(What.DECIDED, person().name, note)
        return jsonify(to=f"/{language}/{mission}/work/{found.id}/")

    def decide(self, language: str, mission: str) -> Response:
        """One wording of a message counts from now on."""
        self._words(language)
        given = sent("instance", "version", "sha256", "language")
        followed = self._followed(mission)
        situation = followed.present()
        name = (given["instance"], given["version"])
        found = [
            wording
            for one in situation.conflicts
            for wording in one.wordings
            if (one.instance, str(one.version)) == name and wording.sha256 == given["sha256"]
        ]
        if not found:
            abort(409)
        earlier = {
            tuple(one.payload["about"]): one for one in situation.acts.get(Kind.DECISION, ())
        }
        before = earlier.get(found[0].key)
        made = decide(found[0], person().name, self._box(mission).now(), before)
        followed.store.append([made])
        followed.look_again()
        note = {"mission": mission, "message": given["instance"], "version": given["version"]}
        self.desk.record.note(What.DECIDED, person().name, note)
        return jsonify(to=f"/{language}/{mission}/work/")

    @property
    def waiting(self) -> Waiting:
        """The batches that wait."""
        settings = self.desk.settings
        return Waiting(settings.var, settings.waiting_megabytes * MEGABYTE)

    @property
    def taken(self) -> TakenBatches:
        """What became of batches that were taken."""
        return TakenBatches(self.desk.settings.var)

    def accepted(self, mission: str) -> Path:
        """Beside what the decisions on labels lie."""
        return self.desk.settings.var / "missions" / mission / _ACCEPTED

    def sources(self, mission: str) -> list[str]:
        """Whose reports may be brought: those that may send, and the desk itself."""
        tokens = all_tokens(self.desk.engine)
        return list(
            dict.fromkeys([SOURCE, *(one.source for one in tokens if one.mission == mission)])
        )

    def _reader(self, batch: Batch) -> Callable[[], FileReading]:
        box = self._box(batch.mission)
        letters = box.letters

        def read() -> FileReading:
            setting = replace(letters.setting, hour=batch.hour)
            post = letters.post(batch.source, box.now(), _KINDS[batch.kind])
            files = list(self.waiting.files(batch, self.accepted(batch.mission)))
            return read_files(files, "auto", setting, post, letters.known)

        return read

    def _box(self, mission: str) -> Box:
        return Boxes(self.desk.missions, self.desk.settings, self.desk.country).box(mission)

    def _words(self, language: str) -> Words:
        return self.desk.words(language) or abort(404)

    def _followed(self, mission: str) -> Followed:
        return self.desk.missions.find(mission) or abort(404)


def _level_of(unit: str, country: Country, day: date) -> Level | None:
    """The level at which a unit stands on a day; None where there is no such unit."""
    for level in _LEVELS:
        try:
            if unit in country.units(level, day):
                return level
        except NoBoundaries:
            continue
    return None


def shown_name(text: str) -> str:
    """A file's own name as it may be shown and kept: without folders, printable, not too long."""
    plain = unquote(text, errors="replace").replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in plain if letter.isprintable())[-_LONGEST_NAME:]
    return shown or "file"
