"""Desk work in words: what the pages of conflicts, files and announcements say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dashboard.desk.desk import person
from dashboard.desk.doors import CORE_TEAM
from dashboard.desk.missions import Followed
from dashboard.desk.readings import Read
from dashboard.desk.taken import Taken
from dashboard.desk.waiting import BULLETINS, Batch
from geodata.coverage.conflicts import Conflict
from geodata.imports import entries
from geodata.imports.bulletin import rows as figures
from geodata.imports.entries import Imported, OpenDistrict, SetAside
from geodata.imports.wording import reason, words_of
from geodata.intake.files import FileReading, NotTheseFiles
from geodata.intake.wording import expected, place
from geodata.store.events import Event, Kind
from layouts.desk.foreign import as_sent
from layouts.desk.work_page import (
    AsideShown,
    BatchShown,
    ConflictShown,
    DistrictShown,
    FieldShown,
    FileShown,
    Waits,
    Wording,
    WorkShown,
)
from layouts.numbers import moment
from layouts.words import Words

if TYPE_CHECKING:
    from dashboard.desk.work import WorkRoom

# Nobody reads more rows that were set aside than this on a page.
_MOST_ASIDE = 200
_MOST_DECIDED = 50
# Why a row is set aside whose label a person may give a unit.
_ABOUT_UNITS = {entries.NO_UNIT, entries.SEVERAL_UNITS, figures.NO_UNIT, figures.SEVERAL_UNITS}


@dataclass(frozen=True)
class WorkWords:
    """The words of one mission's desk work, in one language."""

    room: WorkRoom
    followed: Followed
    words: Words

    def work(self) -> WorkShown:
        """The page of desk work."""
        mission = self.followed.mission
        situation = self.followed.present()
        return WorkShown(
            mission.id,
            mission.is_test,
            [self._conflict(one) for one in situation.conflicts],
            list(self._decided(situation.acts)),
            [self._waits(one) for one in self.room.waiting.of(mission.id)],
            [self._waits(one) for one in self.room.taken.of(mission.id)[:_MOST_DECIDED]],
            self.room.sources(mission.id),
            self.room.desk.country.bulletins,
            self._may_act,
        )

    def batch(self, batch: Batch, read: Read | None) -> BatchShown:
        """A batch that waits: being read, read, or refused."""
        mission = self.followed.mission
        state = {type(None): "reading", NotTheseFiles: "refused"}.get(type(read), "read")
        events = read.events if isinstance(read, FileReading) else {}
        problems = read.wrong if isinstance(read, NotTheseFiles) else ()
        rows = [row.event for found in events.values() for row in found]
        language = self.words.language
        return BatchShown(
            mission.id,
            mission.is_test,
            batch.id,
            [as_sent(one) for one in batch.names],
            state,
            [self._file(one) for one in read.imported] if isinstance(read, FileReading) else (),
            list(self._figures(rows)) if batch.kind == BULLETINS else (),
            len(rows),
            [f"{place(one, language)}: {expected(one, language)}" for one in problems],
            may_act=self._may_act,
        )

    def taken(self, one: Taken) -> BatchShown:
        """A batch that was taken: what became of it."""
        mission = self.followed.mission
        files = [as_sent(name) for name in one.names]
        counts = [(kind, count) for kind, count in one.counts.items() if count]
        return BatchShown(mission.id, mission.is_test, one.id, files, "taken", counts=counts)

    @property
    def _may_act(self) -> bool:
        return person().role in CORE_TEAM

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.room.desk.country.elections[self.followed.mission.election].zone)

    def _moment(self, at: datetime) -> str:
        return moment(at.astimezone(self._zone), self.words.language)

    def _unit(self, unit: str) -> str:
        country = self.room.desk.country
        day = country.elections[self.followed.mission.election].day
        known = country.gazetteer.names_by_unit
        return country.gazetteer.name(unit, self.words.language, day) if unit in known else unit

    def _conflict(self, one: Conflict) -> ConflictShown:
        first = one.wordings[0]
        place = (self._unit(str(first.payload.get("unit", ""))), first.payload.get("station"))
        return ConflictShown(
            one.instance,
            one.version,
            ", ".join(as_sent(str(part)) for part in place if part),
            tuple(self._wording(event, at == 0) for at, event in enumerate(one.wordings)),
            tuple(self._fields(one)),
        )

    def _fields(self, one: Conflict) -> Iterator[FieldShown]:
        """Every field, in the words of the screens."""
        for name, values in one.fields:
            if name == "kind" and name not in one.differing:
                continue
            said = tuple(self._value(name, value) for value in values)
            yield FieldShown(self._field(name), said, name in one.differing)

    def _field(self, name: str) -> str:
        first, _, inner = name.partition(".")
        key = f"desk.irregularity.{inner}" if inner else f"work.field.{first}"
        return self.words.sentences.get(key) or as_sent(inner or first)

    def _value(self, name: str, value: object) -> str:
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self.words("work.yes" if value else "work.no")
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        if name == "unit":
            return self._unit(text)
        if name == "observed_at":
            return self._moment(datetime.fromisoformat(text))
        key = {"overall": f"desk.judged.{text}", "stage": f"desk.stage.{text}"}.get(name, "")
        return self.words.sentences.get(key) or as_sent(text)

    def _wording(self, event: Event, is_first: bool) -> Wording:
        received = self._moment(event.received_at)
        return Wording(event.sha256, as_sent(event.source), received, is_first)

    def _decided(self, acts: Mapping[Kind, Sequence[Event]]) -> Iterator[str]:
        for one in list(acts.get(Kind.DECISION, ()))[::-1][:_MOST_DECIDED]:
            about = one.payload["about"]
            yield self.words(
                "work.decided-line",
                message=as_sent(str(about[0])),
                who=one.payload.get("who", ""),
                moment=self._moment(one.received_at),
            )

    def _waits(self, batch: Batch | Taken) -> Waits:
        path = f"/{self.words.language}/{batch.mission}/work/{batch.id}/"
        detail = f"{batch.who}, {self._moment(datetime.fromisoformat(batch.at))}"
        if isinstance(batch, Batch):
            detail = self.words("work.until", brought=detail, until=self._moment(batch.until))
        return Waits(", ".join(as_sent(one) for one in batch.names), detail, path)

    def _file(self, one: Imported) -> FileShown:
        words = words_of(self.words.language)
        aside = [self._aside(row) for row in one.set_aside[:_MOST_ASIDE]]
        notes = [f"{words['notes'].get(note, note)}: {rows}" for note, rows in one.notes.items()]
        system = words["systems"].get(one.format, one.format)
        taken = one.rows - len(one.set_aside)
        dropped = [as_sent(name) for name in one.columns_dropped]
        open_to = [self._district(row) for row in one.open_districts[:_MOST_ASIDE]]
        file = as_sent(one.file)
        return FileShown(file, system, one.rows, taken, aside, notes, dropped, open_to)

    def _district(self, one: OpenDistrict) -> DistrictShown:
        units = tuple((unit, self._unit(unit)) for unit in one.candidates)
        region = self._unit(one.region)
        return DistrictShown(as_sent(one.label), one.label, one.region, region, one.rows, units)

    def _aside(self, row: SetAside) -> AsideShown:
        units = tuple(self._meanings(row)) if row.reason in _ABOUT_UNITS else ()
        why = reason(row.reason, self.words.language)
        return AsideShown(row.line, why, as_sent(row.about), row.about, row.within, units)

    def _meanings(self, row: SetAside) -> Iterator[tuple[str, str]]:
        """The units a label may mean, those alike first, then every other region."""
        if not row.candidates:
            # Nothing is chosen beforehand where nothing is alike.
            yield "", "–"
        election = self.followed.mission.election
        country = self.room.desk.country
        regions = country.units("region", country.elections[election].day)
        for unit in dict.fromkeys((*row.candidates, *(() if row.within else regions))):
            yield unit, self._unit(unit)

    def _figures(self, events: Sequence[Event]) -> Iterator[tuple[str, str, str]]:
        for one in events:
            payload = one.payload
            yield self._unit(str(payload["unit"])), str(payload["time"]), str(payload["percent"])
