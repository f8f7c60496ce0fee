"""Signing in and out: the one way to a session, and the ways it ends.

Whoever is refused is told the same, after the same time, whether anybody has that name or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask, Response, abort, g, jsonify, redirect, request

from dashboard.desk import people
from dashboard.desk.bodies import sent
from dashboard.desk.cookies import browser_word, forget_session, keep_browser, keep_session
from dashboard.desk.desk import Desk, person, session
from dashboard.desk.hosts import is_loopback
from dashboard.desk.passwords import fits
from dashboard.desk.people import Person, Role
from dashboard.desk.record import What
from dashboard.desk.throttle import (
    SECONDS,
    TRIES_FOR_A_NAME,
    TRIES_FROM_AN_ADDRESS,
    network_of,
)
from layouts.desk.access_pages import sign_in_page

# What scripts ask for, as a browser tells it: they get no page.
_BY_SCRIPT = ("same-origin", "cors", "no-cors")
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9._~/-]*", re.ASCII)


def offer_sign_in(server: Flask, desk: Desk) -> None:
    """The page, and what it sends."""
    room = _SignIn(desk)
    server.add_url_rule("/<language>/sign-in/", "sign-in-page", room.page)
    server.add_url_rule("/sign-in", "sign-in", room.sign_in, methods=["POST"])
    server.add_url_rule("/sign-out", "sign-out", room.sign_out, methods=["POST"])
    server.add_url_rule(
        "/sign-out-everywhere", "sign-out-everywhere", room.sign_out_everywhere, methods=["POST"]
    )
    server.add_url_rule("/prove", "prove", room.prove, methods=["POST"])
    server.register_error_handler(401, room.ask_to_sign_in)


@dataclass(frozen=True, slots=True)
class _SignIn:
    desk: Desk

    def page(self, language: str) -> str | Response:
        words = self.desk.words(language)
        if g.session:
            return redirect("/")  # type: ignore[return-value]
        return self._page(language) if words else abort(404)

    def ask_to_sign_in(self, _: Exception) -> Response:
        """Answer a stranger at any door: a page with the way in, where a page was asked for."""
        if request.headers.get("Sec-Fetch-Mode") in _BY_SCRIPT or request.method != "GET":
            return Response("401\n", 401, content_type="text/plain")
        language = self.desk.language_of(request.path)
        return Response(self._page(language, request.path), 401)

    def _page(self, language: str, wanted: str = "") -> str:
        is_open = not (self.desk.settings.desk_is_secure or is_loopback(request.remote_addr))
        return sign_in_page(self.desk.frame(language), wanted, warns=is_open)

    def sign_in(self) -> Response:
        given = sent("name", "password", "language", optional=("next",))
        name, language = given["name"].strip().casefold(), given["language"]
        words = self.desk.words(language) or abort(400)
        key, limits = self._limits(name)
        if not self.desk.throttle.may_try(limits):
            self._note_held(key)
            answer = _said(words("sign-in.held"), 429)
            answer.headers["Retry-After"] = str(SECONDS)
            return answer
        found = self._check(name, given["password"])
        if found is None:
            return _said(words("sign-in.wrong"), 401)
        self.desk.throttle.forget(key)
        return self._begin(found, _own_path(given["next"]))

    def _limits(self, name: str) -> tuple[str, dict[str, int]]:
        word = browser_word(self.desk)
        network = network_of(request.remote_addr or "")
        known = word and self.desk.browsers.knows(word, name)
        key = f"browser {word} {name}" if known else f"name {name} from {network}"
        others = {} if known else {f"address {network}": TRIES_FROM_AN_ADDRESS}
        return key, {key: TRIES_FOR_A_NAME} | others

    def _note_held(self, key: str) -> None:
        """Once a minute for each key, or guessing would fill the record."""
        if self.desk.throttle.may_try({f"held {key}": 1}):
            about = {"address": request.remote_addr or ""}
            self.desk.record.note(What.SIGN_INS_HELD, "", about)

    def _check(self, name: str, password: str) -> Person | None:
        with self.desk.engine.connect() as connection:
            found = people.find(connection, name)
        kept = found[1] if found and not found[0].is_out else None
        if fits(kept, password) and found:
            return found[0]
        # What is no name of ours may be a password in the wrong field: it is not written down.
        about = {"name": name if found else "", "address": request.remote_addr or ""}
        self.desk.record.note(What.SIGN_IN_REFUSED, "", about)
        return None

    def _begin(self, found: Person, to: str) -> Response:
        if g.session:
            self.desk.sessions.end(g.session)
        word = self.desk.sessions.begin(found.name)
        self.desk.record.note(
            What.SIGNED_IN, found.name, {"address": request.remote_addr or "", "role": found.role}
        )
        answer = jsonify(to="/" if found.role is Role.WALL else to)
        keep_session(self.desk, answer, word, lasting=found.role is Role.WALL)
        keep_browser(self.desk, answer, self.desk.browsers.remember(found.name))
        return answer

    def sign_out(self) -> Response:
        sent(optional=("language",))
        self.desk.sessions.end(session())
        self.desk.record.note(What.SIGNED_OUT, person().name)
        return self._gone()

    def sign_out_everywhere(self) -> Response:
        sent(optional=("language",))
        self.desk.sessions.end_all(person().name)
        self.desk.record.note(What.SIGNED_OUT_EVERYWHERE, person().name)
        return self._gone()

    def prove(self) -> Response:
        """Take the password once more, before what cannot be undone."""
        given = sent("password", "language")
        words = self.desk.words(given["language"]) or abort(400)
        name = person().name
        key = f"prove {name}"
        if not self.desk.throttle.may_try({key: TRIES_FOR_A_NAME}):
            return _said(words("sign-in.held"), 429)
        if self._check(name, given["password"]) is None:
            return _said(words("sign-in.wrong-password"), 403)
        self.desk.throttle.forget(key)
        self.desk.sessions.prove(session())
        self.desk.record.note(What.PROVED, name)
        return jsonify(proved=True)

    def _gone(self) -> Response:
        answer = jsonify(to="/")
        forget_session(self.desk, answer)
        return answer


def _said(message: str, code: int) -> Response:
    answer = jsonify(message=message)
    answer.status_code = code
    return answer


def _own_path(wanted: str) -> str:
    """Where somebody wanted to go, if that is a page of ours: a path, and no other host."""
    return wanted if _OWN_PATH.fullmatch(wanted) else "/"
