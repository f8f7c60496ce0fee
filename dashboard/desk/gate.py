"""The gate: what is out, what would go out next exactly, what is held, and who lets it out.

Letting something out before its time takes two people of the leadership, each with the password
given just now; what they say is kept in the mission's store, where the publisher reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from flask import Flask, Response, abort, jsonify

from dashboard.desk.bodies import sent
from dashboard.desk.desk import Desk, person
from dashboard.desk.gate_choices import offered
from dashboard.desk.gate_words import NOW, GateWords
from dashboard.desk.missions import Followed
from dashboard.desk.proof import must_have_proved
from dashboard.desk.record import What
from dashboard.releases.outlook import Next, Outlook
from geodata.boundaries.index import read_index
from geodata.releases.gate import CLASSES, PEOPLE_NEEDED, act
from geodata.store.events import Event
from layouts.address import ViewAddress, parse
from layouts.desk.gate_page import gate_page
from layouts.markup import Assets
from layouts.site import MapFiles, SitePages
from layouts.words import Words

_ABOUT = ("release", "hold", "withdraw", "restore")
_NO_ASSETS = Assets("", "", "", "", "")


def offer_gate(server: Flask, desk: Desk) -> None:
    """The page, pictures of what would go out, and the acts."""
    room = GateRoom(desk)
    rule = "/<language>/<mission>/gate/"
    server.add_url_rule(rule, "gate", room.page)
    server.add_url_rule(f"{rule}act", "gate-act", room.act, methods=["POST"])
    view = f"{rule}preview/<what>/<path:place>/"
    server.add_url_rule(view, "gate-preview", room.preview)


@dataclass(frozen=True)
class GateRoom:
    desk: Desk
    _outlooks: dict[bool, Outlook] = field(default_factory=dict)

    def page(self, language: str, mission: str) -> str:
        words, followed = self._words(language), self._followed(mission)
        frame = self.desk.frame(language, f"{mission}/gate/")
        return gate_page(frame, GateWords(self, followed, words).shown())

    def act(self, language: str, mission: str) -> Response:
        """Keep what somebody of the leadership says, once the password was given just now."""
        words, followed = self._words(language), self._followed(mission)
        given = sent("about", "measure", "language")
        about, measure = given["about"], given["measure"]
        stands = GateWords(self, followed, words).stands
        withdrawable = offered(followed.mission, self.desk.country, stands)
        allowed = CLASSES if about in ("release", "hold") else withdrawable
        if about not in _ABOUT or measure not in allowed:
            abort(400)
        must_have_proved()
        subject = followed.mission.election, measure
        at = datetime.now(UTC)
        event = act(about, subject, person().name, at, is_test=followed.mission.is_test)
        followed.store.append([event])
        followed.look_again()
        note = {"mission": mission, "act": about, "election": subject[0], "measure": measure}
        self.desk.record.note(What.GATE, person().name, note)
        return jsonify(to=f"/{language}/{mission}/gate/")

    def preview(self, language: str, mission: str, what: str, place: str) -> Response:
        """The picture of a view as it would go out."""
        self._words(language)
        followed = self._followed(mission)
        if what not in (NOW, *CLASSES):
            abort(404)
        pages = self.pages(self.next(followed, what))
        address = parse(f"/{language}/{place}/")
        if not isinstance(address, ViewAddress) or not pages.catalogue.has(address):
            abort(404)
        picture = pages.picture(pages.view(address))
        return Response(picture, content_type="image/svg+xml; charset=utf-8")

    def next(self, followed: Followed, what: str = NOW) -> Next:
        """What would go out now; or if enough people let a class out, too."""
        now = datetime.now(UTC)
        acts: tuple[Event, ...] = ()
        if what != NOW:
            subject = followed.mission.election, what
            test = followed.mission.is_test
            people = [f"preview-{at}" for at in range(PEOPLE_NEEDED)]
            acts = tuple(act("release", subject, one, now, is_test=test) for one in people)
        return self.outlook(followed).next(now, acts)

    def outlook(self, followed: Followed) -> Outlook:
        """What looks ahead for missions of this sort."""
        is_test = followed.mission.is_test
        if is_test not in self._outlooks:
            self._outlooks[is_test] = Outlook(self.desk.settings, is_test)
        return self._outlooks[is_test]

    def pages(self, coming: Next) -> SitePages:
        """Pages of what would go out."""
        return SitePages(coming.country, self._maps, _NO_ASSETS, self.desk.settings.site_address)

    @cached_property
    def _maps(self) -> dict[str, MapFiles]:
        built = read_index(self.desk.settings.var)
        there = {name: one for name, one in built.items() if one.is_there}
        return {name: MapFiles(one.read_sheet(), "", "") for name, one in there.items()}

    def _words(self, language: str) -> Words:
        return self.desk.words(language) or abort(404)

    def _followed(self, mission: str) -> Followed:
        return self.desk.missions.find(mission) or abort(404)
