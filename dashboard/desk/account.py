"""One's own account: who one is on the desk, and one's own password."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, abort, jsonify

from dashboard.desk import people
from dashboard.desk.bodies import sent
from dashboard.desk.desk import Desk, person, session
from dashboard.desk.passwords import LEAST_LETTERS, MOST_LETTERS, fits, weakness
from dashboard.desk.people_acts import choose_password
from dashboard.desk.throttle import TRIES_FOR_A_NAME
from dashboard.desk.units import names_of
from layouts.desk.access_pages import account_page


def offer_account(server: Flask, desk: Desk) -> None:
    """The page, and what it sends."""
    room = _Account(desk)
    server.add_url_rule("/<language>/account/", "account", room.page)
    server.add_url_rule("/account/password", "own-password", room.choose, methods=["POST"])


@dataclass(frozen=True, slots=True)
class _Account:
    desk: Desk

    def page(self, language: str) -> str:
        words = self.desk.words(language) or abort(404)
        own = person().units
        units = None if own is None else names_of(self.desk, own, words)
        frame = self.desk.frame(language, "account/")
        return account_page(frame, units, LEAST_LETTERS, person().must_change)

    def choose(self) -> Response:
        given = sent("old", "new", "language")
        words = self.desk.words(given["language"]) or abort(400)
        if reason := weakness(given["new"], person().name):
            values = {"least": LEAST_LETTERS, "most": MOST_LETTERS} if reason == "length" else {}
            return _refused(words(f"password.{reason}", **values))
        key = f"prove {person().name}"
        if not self.desk.throttle.may_try({key: TRIES_FOR_A_NAME}):
            return _refused(words("sign-in.held"))
        with self.desk.engine.connect() as connection:
            found = people.find(connection, person().name)
        if not fits(found[1] if found else None, given["old"]):
            return _refused(words("sign-in.wrong-password"))
        self.desk.throttle.forget(key)
        was_shut = person().must_change
        choose_password(self.desk.engine, person(), given["new"], session().id)
        # Whoever had to choose one first came for something else.
        return jsonify(to="/") if was_shut else jsonify(message=words("account.changed"))


def _refused(message: str) -> Response:
    answer = jsonify(message=message)
    answer.status_code = 422
    return answer
