"""The gate in words: what is out, what comes next, what is held, as its page says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dashboard.desk.desk import person
from dashboard.desk.gate_choices import choice_name, choices
from dashboard.desk.missions import Followed
from dashboard.desk.people import Role
from dashboard.releases.outlook import Next
from dashboard.releases.status import Status, read_status
from geodata.releases.corrections import Change, Entry
from geodata.releases.gate import CLASSES, PEOPLE_NEEDED, Gate, gate
from geodata.releases.manifest import Held, UnusableManifest
from geodata.releases.withdrawing import KINDS
from geodata.store.events import Kind
from layouts.address import ViewAddress
from layouts.changes import ChangesPages, Told
from layouts.desk.gate_page import BrokenShown, ClassShown, GateShown, OutShown
from layouts.numbers import moment
from layouts.words import Words

if TYPE_CHECKING:
    from dashboard.desk.gate import GateRoom

NOW = "now"
# The publisher looks every second; when it has not for so long, it is not there.
_LATE = timedelta(seconds=30)
_MOST_VIEWS = 12


@dataclass(frozen=True)
class GateWords:
    """The gate of one mission in words."""

    room: GateRoom
    followed: Followed
    words: Words

    @property
    def election(self) -> str:
        """The vote that the mission observes."""
        return self.followed.mission.election

    @cached_property
    def stands(self) -> Gate:
        """How the gate stands."""
        messages = (one.event for one in self.followed.store.events())
        return gate(one for one in messages if one.kind is Kind.GATE)

    @cached_property
    def coming(self) -> Next:
        """What would go out next."""
        return self.room.next(self.followed)

    def shown(self) -> GateShown:
        """Everything the page says."""
        mission, words, coming = self.followed.mission, self.words, self.coming
        return GateShown(
            mission=mission.id,
            election=self.election,
            vote=words(f"elections.{self.election}.short"),
            is_test=mission.is_test,
            out=self._out(),
            broken=tuple(
                BrokenShown(one.code, one.sentences[words.language], one.rows)
                for one in coming.broken
            ),
            faults=tuple(one.in_language(words.language) for one in coming.faults),
            next_up=self._told(coming.changes),
            views=tuple(self._views(coming)),
            classes=tuple(self._class(one) for one in CLASSES),
            measures=tuple(choices(mission, self.room.desk.country, self.stands, words)),
            held=tuple(
                self._held(one) for one in coming.data.held if one.election != self.election
            ),
            may_act=person().role is Role.LEADERSHIP,
        )

    def _told(self, changes: Sequence[Change]) -> Told:
        entry = Entry(0, datetime.now(UTC), tuple(changes))
        pages = self.room.pages(self.coming)
        return ChangesPages(self.coming.country, pages, ()).told(entry, self.words)

    def _out(self) -> OutShown | None:
        outlook = self.room.outlook(self.followed)
        try:
            manifest = outlook.folder.in_force()
        except UnusableManifest:
            manifest = None
        if manifest is None:
            return None
        status = read_status(outlook.notes)
        return OutShown(manifest.sequence, self._moment(manifest.made_at), *self._looked(status))

    def _looked(self, status: Status | None) -> tuple[str, str]:
        """When the publisher last looked, and a sentence where that is too long ago."""
        if status is None:
            return "", self.words("gate.no-publisher")
        at = datetime.fromisoformat(status.looked_at)
        said = self._moment(at)
        late = datetime.now(UTC) - at > _LATE
        return said, self.words("gate.late", moment=said) if late else ""

    def _moment(self, at: datetime) -> str:
        zone = ZoneInfo(self.room.desk.country.elections[self.election].zone)
        return moment(at.astimezone(zone), self.words.language)

    def _class(self, measure: str) -> ClassShown:
        """One class of the mission's vote: held for a reason, or out."""
        held = [
            one
            for one in self.coming.data.held
            if (one.election, one.what) == (self.election, measure)
        ]
        by = self.stands.released_by.get((self.election, measure), ())
        address = next(self._views_of(measure), None) if held else None
        return ClassShown(
            measure,
            self._name(measure),
            " ".join(self._held(one) for one in held),
            by,
            PEOPLE_NEEDED,
            self.stands.is_released(self.election, measure),
            person().name in by,
            self._preview(measure, address) if address else "",
        )

    def _views_of(self, measure: str) -> Iterator[ViewAddress]:
        """The views that a class would have, the regions first."""
        pages = self.room.pages(self.room.next(self.followed, measure))
        found = [
            one
            for one in pages.catalogue.views(self.words.language)
            if one.election == self.election and one.measure.partition("-")[0] == measure
        ]
        yield from sorted(found, key=lambda one: one.level != "region")

    def _views(self, coming: Next) -> Iterator[tuple[str, str]]:
        """Views of the measures that change, as links to pictures of what would go out."""
        rows = {change.key.measure for change in coming.changes if change.election == self.election}
        families = [name for name, of in KINDS.items() if rows & of]
        pages = self.room.pages(coming)
        found = [
            one
            for one in pages.catalogue.views(self.words.language)
            if one.election == self.election and one.measure in families and one.level != "district"
        ]
        for one in found[-_MOST_VIEWS:]:
            yield pages.view(one).title, self._preview(NOW, one)

    def _preview(self, what: str, one: ViewAddress) -> str:
        mission, language = self.followed.mission.id, self.words.language
        rest = one.path.split("/", 2)[2]
        return f"/{language}/{mission}/gate/preview/{what}/{rest}"

    def _held(self, held: Held) -> str:
        until = self._moment(datetime.fromisoformat(held.until)) if held.until else ""
        name = self._name(held.what)
        vote = self.words(f"elections.{held.election}.short")
        key = f"gate.why.{held.why}{'-until' if until else ''}"
        return self.words(key, what=name, vote=vote, until=until)

    def _name(self, measure: str) -> str:
        return choice_name(measure, self.followed.mission, self.words)
