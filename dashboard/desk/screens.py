"""The screens of a mission: pages, their views, and the same views again when something changed.

A view is made once for everyone who sees the same: by mission, address and sight, anew when a
message has come in or a minute has gone. A page that is open asks for its view again every other
second and names the state it has; while that is still so it is answered with nothing at all.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, redirect, request
from sqlalchemy.exc import OperationalError

from dashboard.desk.desk import Desk, person
from dashboard.desk.doors import ACTING, DOORS
from dashboard.desk.drawings import Drawings
from dashboard.desk.made import Answer, Made
from dashboard.desk.missions import Followed, Missions
from dashboard.desk.people import Person, Role
from dashboard.desk.report import offer_report
from dashboard.desk.screen_files import screen_assets
from dashboard.desk.wall import offer_wall
from dashboard.error_pages import error_answer
from geodata.coverage.scope import Scope
from geodata.coverage.situation import Situation
from layouts.desk.address import DeskAddress, parse_desk, past_moment
from layouts.desk.cards import card
from layouts.desk.pages import PERSON, DeskPages
from layouts.desk.screens import CONTENTS, has_measure, screen
from layouts.desk.subject import LOOKING, DeskSubject, Sight
from layouts.markup import Assets
from layouts.words import Words

_log = logging.getLogger(__name__)
_PREFIX = "/<language>/<mission>/"
_JSON = "application/json"
_PERSON = PERSON.encode()


@dataclass
class Screens:
    """What the screens of all missions are made from."""

    desk: Desk
    missions: Missions
    drawings: Drawings
    assets: Assets
    # Another start may have other code, so no browser may think it has this start's views.
    start: str
    made: Made = field(default_factory=Made)
    _writers: dict[str, DeskPages] = field(default_factory=dict)

    def words(self, language: str) -> Words:
        """The words of a language that the country speaks."""
        words = self.desk.words(language)
        return words if words is not None else abort(404)

    def address(self, language: str, mission: str, place: str) -> DeskAddress:
        """The address that a request names."""
        found = parse_desk(f"/{language}/{mission}/{place}/")
        if found is None or not (found.screen in CONTENTS or found.is_card):
            abort(404)
        return found

    def followed(self, mission: str) -> Followed:
        """The mission that a request names."""
        found = self.missions.find(mission)
        return found if found is not None else abort(404)

    def situation(self, followed: Followed, address: DeskAddress) -> Situation:
        """What the mission knew at the moment of an address."""
        election = self.desk.country.elections[followed.mission.election]
        moment = past_moment(address.moment, ZoneInfo(election.zone))
        if moment is None:
            return followed.present()
        if moment > followed.now():
            abort(404)
        return followed.following.at(moment)

    def answer(self, address: DeskAddress, kind: str) -> Answer:
        """A page or a view, as somebody made it for this sight or as it is made now."""
        return self.made_once(address, kind, lambda subject, tag: self._made(subject, kind, tag))

    def made_once(
        self, address: DeskAddress, kind: str, make: Callable[[DeskSubject, str], Answer]
    ) -> Answer:
        """What ``make`` makes of an address as its reader may see it; once for all of one sight."""
        followed, sight = self.followed(address.mission), sight_of(person())
        situation = self.situation(followed, address)
        # How far the day has gone decides which hours of it lead anywhere.
        now = situation.as_at if address.moment == "now" else followed.now()
        tag = self._tag(followed, situation, now)

        def made() -> Answer:
            subject = DeskSubject(
                address,
                Scope(situation, sight.units),
                self.words(address.language),
                self.drawings.drawn.sheets,
                now,
                sight,
            )
            return make(subject, tag)

        return self.made.get((address, sight, kind), tag, made)

    def _tag(self, followed: Followed, situation: Situation, now: datetime) -> str:
        minute = int(situation.as_at.timestamp()) // 60
        hour = int(now.timestamp()) // 3600
        read, drawn = followed.reading, len(self.drawings.drawn.sheets)
        return f"{self.start}.{read:x}.{drawn}.{situation.position}.{minute}.{hour}"

    def _made(self, subject: DeskSubject, kind: str, tag: str) -> Answer:
        pages, address = self._pages(subject.words), subject.address
        if address.is_card:
            found = card(subject)
            if found is None:
                abort(404)
            return Answer(tag, pages.card(address, found), _JSON)
        if not has_measure(subject):
            abort(404)
        shown = screen(subject)
        if kind == "page":
            return Answer(tag, pages.page(shown, tag).encode(), "text/html; charset=utf-8")
        return Answer(tag, pages.view(shown, tag), _JSON)

    def _pages(self, words: Words) -> DeskPages:
        drawn = self.drawings.drawn
        known = self._writers.get(words.language)
        if known is None or known.sheets is not drawn.sheets:
            known = DeskPages(words, drawn.sheets, drawn.maps, self.assets)
            self._writers[words.language] = known
        return known


def offer_screens(server: Flask, desk: Desk) -> None:
    """Send screens, cards, and views again."""
    drawings = Drawings(desk.settings, desk.country, desk.shelf)
    screens = Screens(desk, desk.missions, drawings, screen_assets(desk), secrets.token_hex(4))

    def page(language: str, mission: str, place: str) -> Response:
        address = screens.address(language, mission, place)
        if address.is_card:
            return redirect(address.to("day").path)  # type: ignore[return-value]
        answer = screens.answer(address, "page")
        line = person_line(desk, language, address)
        return _send(Answer("", answer.body.replace(_PERSON, line.encode(), 1), answer.kind))

    def view(language: str, mission: str, place: str) -> Response:
        return _send(screens.answer(screens.address(language, mission, place), "view"))

    def again(language: str, mission: str, place: str) -> Response:
        answer = screens.answer(screens.address(language, mission, place), "view")
        if request.headers.get("If-None-Match") == answer.tag:
            return Response(status=304)
        return _send(answer)

    def first(language: str, mission: str) -> Response:
        screens.words(language)
        screens.followed(mission)
        return redirect(first_screen(language, mission))  # type: ignore[return-value]

    def without_store(error: OperationalError) -> Response:
        _log.error("a store or database cannot be read: %s", error.orig)
        return error_answer(503)

    server.register_error_handler(OperationalError, without_store)
    server.add_url_rule("/<language>/<mission>/", "mission", first)
    server.add_url_rule("/<language>/<mission>/<path:place>/", "screen", page)
    server.add_url_rule("/<language>/<mission>/<path:place>/view.json", "view", view)
    server.add_url_rule("/<language>/<mission>/<path:place>/again.json", "again", again)
    offer_wall(server, screens)
    offer_report(server, screens)


def first_screen(language: str, mission: str) -> str:
    """Where a mission begins: its day as it is now."""
    return DeskAddress(language, mission, "work").to("day").path


def person_line(desk: Desk, language: str, address: DeskAddress) -> str:
    """The reader's own line of a page: other missions here, the account, the way out."""
    words = desk.words(language)
    if words is None:
        return ""
    links = [
        f'<a href="{escape(address.at(mission=one).to("day").path)}">{escape(one)}</a>'
        for one in desk.missions.ids()
        if one != address.mission
    ]
    links.append(f'<a href="/{language}/account/">{escape(person().name)}</a>')
    links.append(
        f'<form action="/sign-out" data-act data-out><button>{escape(words("door.sign-out"))}'
        "</button></form>"
    )
    return f'<nav class="person">{"".join(links)}</nav>'


def _send(answer: Answer) -> Response:
    is_small = request.accept_encodings["br"] > 0
    sent = Response(answer.squeezed() if is_small else answer.body, content_type=answer.kind)
    if is_small:
        sent.headers["Content-Encoding"] = "br"
    sent.headers["Vary"] = "Accept-Encoding"
    return sent


@lru_cache(maxsize=256)
def sight_of(one: Person) -> Sight:
    """What somebody sees: a long-term team its own units, and none where it was given none."""
    units = one.units
    if one.role is Role.LONG_TERM_TEAM and units is None:
        units = frozenset()
    rooms = {
        door.rule.removeprefix(_PREFIX).partition("/")[0]
        for door in DOORS
        if door.rule.startswith(_PREFIX) and one.role in door.roles
    }
    return Sight(units, one.role in ACTING, (*LOOKING, *sorted(rooms)))
