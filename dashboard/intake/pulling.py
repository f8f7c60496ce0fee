"""Fetching from ODK Central, again and again, without losing or doubling anything.

What was fetched is kept before it is noted how far one has come. Since Central gives the newest
first, that is noted only after a whole pass, and a little before it began: what was edited, or
written down late, during the pass comes again in the next one, and is known again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Engine, Table, Text, delete, insert, select

from dashboard.desk.database import METADATA
from dashboard.intake.boxes import Box, Boxes
from dashboard.intake.central import Form, Page, changed_since
from dashboard.intake.central_http import Account, LinkLost
from dashboard.intake.odata_rows import as_table, last_touched, stamps
from geodata.imports.run import import_table
from geodata.intake.answer import Answer
from geodata.intake.files import FileReading
from geodata.intake.from_entries import events_of
from geodata.intake.schema import REPORTS
from geodata.store.engines import writing

PULLED = Table(
    "intake_pulled",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("mission", Text, primary_key=True),
    # Address, project and form, as one.
    Column("form", Text, primary_key=True),
    # ISO 8601 in UTC: everything touched before this moment is kept.
    Column("until", Text, nullable=False),
)
# Clocks of Central's parts differ a little, and a submission is dated before it can be seen.
OVERLAP = timedelta(minutes=2)
_MOST_RESTARTS = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pull:
    """One form, fetched for one mission under the name of one source."""

    account: Account
    form: Form
    mission: str
    source: str
    engine: Engine
    boxes: Boxes

    def once(self, *, anew: bool = False) -> list[Answer]:
        """One whole pass, ``anew`` from the first submission on; what became of each page.

        Raises CentralError: then what came is kept, and the next pass begins where this one did.
        """
        for _ in range(_MOST_RESTARTS):
            try:
                return self._pass(anew)
            except LinkLost:
                _log.info("a page was lost on the way: beginning the pass again")
        return self._pass(anew)

    def _pass(self, anew: bool) -> list[Answer]:
        since = None if anew else self.until()
        box = self.boxes.box(self.mission)
        answers, began, latest = [], None, None
        for page in changed_since(self.account, self.form, since):
            began = began or page.asked_at
            latest = max((one for one in (latest, _latest(page)) if one), default=None)
            answers.append(self._keep(page.rows, box))
        if latest is not None:
            self._note(min(latest, began or latest) - OVERLAP)
        return answers

    def _keep(self, rows: Sequence[Mapping[str, Any]], box: Box) -> Answer:
        letters = box.letters
        post = letters.post(self.source, box.now(), REPORTS)
        setting = letters.setting
        read = import_table(as_table(rows, self.form.form), "odk", setting)
        events = events_of(read, setting.form_map, post, letters.known, stamps(rows))
        return letters.keep_reading(FileReading((read,), {read.file: events}), box.store)

    def until(self) -> datetime | None:
        """The moment before which everything is kept; None where nothing was fetched yet."""
        with self.engine.connect() as connection:
            found = connection.execute(select(PULLED.c.until).where(*self._mine())).scalar()
        return datetime.fromisoformat(found) if found else None

    def _note(self, until: datetime) -> None:
        before = self.until()
        if before is not None and until <= before:
            return
        row = {
            "source": self.source,
            "mission": self.mission,
            "form": self._form,
            "until": until.astimezone(UTC).isoformat(),
        }
        with writing(self.engine).begin() as connection:
            connection.execute(delete(PULLED).where(*self._mine()))
            connection.execute(insert(PULLED), row)

    @property
    def _form(self) -> str:
        return f"{self.account.address} {self.form.project} {self.form.form}"

    def _mine(self) -> tuple[Any, ...]:
        here = PULLED.c
        return here.source == self.source, here.mission == self.mission, here.form == self._form


def _latest(page: Page) -> datetime | None:
    touched = (moment for row in page.rows if (moment := last_touched(row)))
    return max(touched, default=None)
