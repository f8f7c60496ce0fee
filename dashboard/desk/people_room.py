"""The administrator's pages: everyone of the desk, one person's rights, somebody new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort, jsonify, request

from dashboard.desk import people, people_acts
from dashboard.desk.bodies import sent
from dashboard.desk.desk import Desk, person
from dashboard.desk.people import Person, Role
from dashboard.desk.people_acts import WrongPerson, role_of, units_of
from dashboard.desk.units import choices, names_of
from layouts.desk.access_pages import PersonShown, people_page, person_page
from layouts.words import Words

_NEW = "new"


def offer_people(server: Flask, desk: Desk) -> None:
    """The pages, and what they send."""
    room = _People(desk)
    server.add_url_rule("/<language>/people/", "people", room.page)
    server.add_url_rule("/<language>/people/<name>/", "person", room.person)
    for act in ("add", "change", "reset", "shut-out", "let-in"):
        view = getattr(room, act.replace("-", "_"))
        server.add_url_rule(f"/people/{act}", f"people-{act}", view, methods=["POST"])
    server.register_error_handler(WrongPerson, room.wrong)


@dataclass(frozen=True, slots=True)
class _People:
    desk: Desk

    def page(self, language: str) -> str:
        words = self.desk.words(language) or abort(404)
        everyone = people.everyone(self.desk.engine)
        shown = [self._shown(one, words) for one in everyone]
        return people_page(self.desk.frame(language, "people/"), shown)

    def person(self, language: str, name: str) -> str:
        words = self.desk.words(language) or abort(404)
        one = None if name == _NEW else self._find(name)
        chosen = one.units if one and one.units else frozenset[str]()
        shown = self._shown(one, words) if one else PersonShown()
        regions = choices(self.desk, words, chosen)
        frame = self.desk.frame(language, f"people/{name}/")
        return person_page(frame, shown, [str(role) for role in Role], regions)

    def add(self) -> Response:
        given, words = self._given("role", lists=["units"])
        someone = _wanted(given)
        secret = people_acts.add(self.desk.engine, self.desk.country, person().name, someone)
        return jsonify(message=words("people.added", name=someone.name), secret=secret)

    def change(self) -> Response:
        given, _ = self._given("role", lists=["units"])
        engine, country = self.desk.engine, self.desk.country
        people_acts.change_role(engine, country, person().name, _wanted(given))
        return self._back(given)

    def reset(self) -> Response:
        given, words = self._given()
        secret = people_acts.reset_password(self.desk.engine, person().name, given["name"])
        return jsonify(message=words("people.reset-done", name=given["name"]), secret=secret)

    def shut_out(self) -> Response:
        given, _ = self._given()
        people_acts.shut_out(self.desk.engine, person().name, given["name"])
        return self._back(given)

    def let_in(self) -> Response:
        given, _ = self._given()
        people_acts.let_in(self.desk.engine, person().name, given["name"])
        return self._back(given)

    def wrong(self, error: WrongPerson) -> Response:
        """Say what cannot be so, in the language of the page that sent it."""
        words = self.desk.words(request.get_json()["language"]) or abort(400)
        answer = jsonify(message=words(f"people-wrong.{error.reason}", **error.values))
        answer.status_code = 422
        return answer

    def _given(self, *more: str, lists: Sequence[str] = ()) -> tuple[Any, Words]:
        given = sent("name", "language", *more, lists=lists)
        return given, self.desk.words(given["language"]) or abort(400)

    def _back(self, given: dict[str, str]) -> Response:
        return jsonify(to=f"/{given['language']}/people/")

    def _find(self, name: str) -> Person:
        with self.desk.engine.connect() as connection:
            found = people.find(connection, name)
        return found[0] if found else abort(404)

    def _shown(self, one: Person, words: Words) -> PersonShown:
        units = None if one.units is None else names_of(self.desk, one.units, words)
        is_self = one.name == person().name
        return PersonShown(one.name, str(one.role), units, one.must_change, one.is_out, is_self)


def _wanted(given: dict[str, Any]) -> Person:
    role = role_of(given["role"])
    return Person(given["name"].strip().casefold(), role, units_of(role, given["units"]))
