"""Setting a mission up at the desk: what it lacks, its lists, a test report, who may send."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, jsonify, request

from dashboard.desk.bodies import sent
from dashboard.desk.desk import Desk, person
from dashboard.desk.doors import SETTERS_UP
from dashboard.desk.missions import Followed, mission_folder
from dashboard.desk.record import What
from dashboard.desk.work import shown_name
from dashboard.intake.tokens import all_tokens, end_token, make_token
from dashboard.intake.trial import send_test_report
from geodata.errors import DataError, Fault, FaultyData
from geodata.missions.checklist import checklist, texts
from geodata.missions.import_table import TAKEN, import_table
from geodata.missions.mission import Mission
from geodata.missions.read_mission import ground_of_mission, mission_faults
from geodata.missions.templates import TABLES, UNITS, units_rows, write_templates, write_units
from layouts.desk.foreign import fault_as_sent
from layouts.desk.setup_page import Asked, Sender, SetupShown, setup_page
from layouts.numbers import moment, number
from layouts.words import Words

_COUNTED = ("stations", "commissions", "teams", "plan")
# Pages of the desk itself, where a mission would not be found.
_OWN_PLACES = ("account", "people", "record", "sign-in")
# Nobody reads more lines of faults at once than this.
_MOST_FAULTS = 100
_SORTS = {"live": False, "test": True}


def offer_setup(server: Flask, desk: Desk) -> None:
    """The page, and what it sends."""
    room = SetupRoom(desk)
    rule = "/<language>/<mission>/setup/"
    server.add_url_rule(rule, "setup", room.page)
    server.add_url_rule(f"{rule}templates/<name>.csv", "setup-template", room.template)
    acts = {"bring": room.bring, "trial": room.trial, "token": room.token,
            "end-token": room.end_token, "new": room.new}  # fmt: skip
    for act, view in acts.items():
        server.add_url_rule(f"{rule}{act}", f"setup-{act}", view, methods=["POST"])


@dataclass(frozen=True)
class SetupRoom:
    """The room of one desk."""

    desk: Desk

    def page(self, language: str, mission: str) -> str:
        words, followed = self._words(language), self._followed(mission)
        return setup_page(
            self.desk.frame(language, f"{mission}/setup/"), self._shown(words, followed.mission)
        )

    def template(self, language: str, mission: str, name: str) -> Response:
        """The empty table of one of the mission's lists, or the units to fill it in with."""
        self._words(language)
        country, followed = self.desk.country, self._followed(mission)
        if name == UNITS:
            rows = units_rows(country, ground_of_mission(followed.mission, country))
        elif name in TABLES:
            rows = [TABLES[name]]
        else:
            abort(404)
        text = StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        answer = Response(text.getvalue(), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer

    def bring(self, language: str, mission: str) -> Response:
        """Take a list in, whole or not at all."""
        words = self._words(language)
        self._followed(mission)
        table = request.headers.get("X-Source", "")
        if table not in TAKEN:
            abort(400)
        name = shown_name(request.headers.get("X-File-Name", ""))
        with TemporaryDirectory() as place:
            file = Path(place) / f"{table}{Path(name).suffix.casefold()[:8]}"
            file.write_bytes(request.get_data())
            folder = mission_folder(self.desk.settings, mission)
            try:
                import_table(folder, table, file, self.desk.country)
            except FaultyData as error:
                # Where it lay on this machine is nobody's business, and says nothing to anybody.
                own = (replace(one, file=Path(one.file).name) for one in error.faults)
                answer = jsonify(message="\n".join(_faults(own, table, words)))
                answer.status_code = 422
                return answer
        note = {"mission": mission, "list": table}
        self.desk.record.note(What.MISSION_CHANGED, person().name, note)
        return jsonify(batch="", to=f"/{language}/{mission}/setup/")

    def trial(self, language: str, mission: str) -> Response:
        """Send a report that counts nowhere all the way through."""
        sent("language")
        words, followed = self._words(language), self._followed(mission)
        desk, who = self.desk, person().name
        try:
            trial = send_test_report(
                desk.settings, desk.engine, followed.mission, who, words.language
            )
        except DataError as error:
            return jsonify(message=error.in_language(words.language))
        arrived = texts(words.language)["about"]["test-report"]
        return jsonify(
            message=arrived.format(seconds=f"{trial.seconds:.2f}", position=trial.position)
        )

    def token(self, language: str, mission: str) -> Response:
        """A token for a source, shown this once."""
        given, words = sent("source", "language"), self._words(language)
        self._followed(mission)
        try:
            _, secret = make_token(self.desk.engine, given["source"], mission, person().name)
        except DataError:
            return _refused(words("setup.no-source"))
        return jsonify(message=words("setup.shown-once"), secret=secret)

    def end_token(self, language: str, mission: str) -> Response:
        """End a token of this mission."""
        self._words(language)
        given = sent("token", "language")
        own = [one.id for one in all_tokens(self.desk.engine) if one.mission == mission]
        if given["token"] not in own:
            abort(404)
        end_token(self.desk.engine, given["token"], person().name)
        return jsonify(to=f"/{language}/{mission}/setup/")

    def new(self, language: str, mission: str) -> Response:
        """A mission more, with empty lists."""
        words = self._words(language)
        self._followed(mission)
        given = sent("name", "election", "sort", "language")
        if given["election"] not in self.desk.country.elections or given["sort"] not in _SORTS:
            abort(400)
        made = Mission(given["name"], given["election"], is_test=_SORTS[given["sort"]])
        if made.id in _OWN_PLACES:
            return _refused(words("setup.id-taken"))
        try:
            folder = mission_folder(self.desk.settings, made.id)
        except DataError:
            return _refused(words("setup.no-id"))
        try:
            write_templates(folder, made)
            write_units(folder, self.desk.country, ground_of_mission(made, self.desk.country))
        except DataError:
            return _refused(words("setup.id-taken"))
        self.desk.record.note(What.MISSION_CHANGED, person().name, {"mission": given["name"]})
        return jsonify(to=f"/{language}/{given['name']}/setup/")

    def _shown(self, words: Words, mission: Mission) -> SetupShown:
        about = texts(words.language)["about"]
        country = self.desk.country
        faults = mission_faults(mission_folder(self.desk.settings, mission.id), country)
        zone = ZoneInfo(country.elections[mission.election].zone)
        return SetupShown(
            mission.id,
            words(f"elections.{mission.election}.short"),
            mission.is_test,
            _counts(mission, words),
            (
                about["rules"].format(
                    silence=mission.silence_minutes, smallest=mission.smallest_n
                ),
                about["sample" if mission.random_sample else "no-sample"],
            ),
            [
                Asked(one.words, one.is_done, one.is_needed)
                for one in checklist(mission, words.language)
            ],
            list(_lines(faults, words)),
            list(TAKEN),
            [*TABLES, UNITS],
            [
                Sender(one.id, one.source, _moment(one.made_at, zone, words), bool(one.ended_at))
                for one in all_tokens(self.desk.engine)
                if one.mission == mission.id
            ],
            [(one, words(f"elections.{one}.short")) for one in country.elections],
            person().role in SETTERS_UP,
        )  # fmt: skip

    def _words(self, language: str) -> Words:
        return self.desk.words(language) or abort(404)

    def _followed(self, mission: str) -> Followed:
        return self.desk.missions.find(mission) or abort(404)


def _moment(at: str, zone: ZoneInfo, words: Words) -> str:
    return moment(datetime.fromisoformat(at).astimezone(zone), words.language)


def _counts(mission: Mission, words: Words) -> str:
    lengths = {name: len(getattr(mission, name)) for name in _COUNTED}
    return ", ".join(
        words.plural(f"setup-count.{name}", count, value=number(Decimal(count), words.language))
        for name, count in lengths.items()
    )


def _faults(faults: Iterable[Fault], table: str, words: Words) -> Iterator[str]:
    """What is wrong, first in the list that was brought, then what follows of it in others."""
    # A short list of stations takes the ground from under thousands of lines of a plan.
    yield words("work.refused-how")
    own = table.replace("-", "_")
    yield from _lines(sorted(faults, key=lambda one: Path(one.file).stem != own), words)


def _lines(found: Sequence[Fault], words: Words) -> Iterator[str]:
    for one in found[:_MOST_FAULTS]:
        yield fault_as_sent(one, words.language)
    if (more := len(found) - _MOST_FAULTS) > 0:
        yield words("work.refused-more", count=number(Decimal(more), words.language))


def _refused(message: str) -> Response:
    answer = jsonify(message=message)
    answer.status_code = 422
    return answer
