"""Which version of a report a row of an export is: told by the row alone, never by when it came.

An export shows only how a report stands now. So that two exports can come in any order, or one of
them twice, the number of a version is worked out from what the system itself says of edits
(docs/intake.md has the table). Where it says nothing, another content is other bytes under the same
name, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from geodata.imports.form_map import FormMap

# A form map that is corrected during the day has a higher number, and rows read anew by it count.
MOST_MAPS = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EDITS = re.compile(r"\d{1,6}", re.ASCII)


def map_number(form_map: FormMap) -> int:
    """The version of a form map as a number below 1000; 0 where it is none."""
    text = form_map.version
    return int(text) if re.fullmatch(r"\d{1,3}", text, re.ASCII) else 0


def version_of(stamp: int, form_map: FormMap, is_withdrawn: bool = False) -> int:
    """The version: later edits before all, then the withdrawal of an edit, then newer form maps."""
    return (2 * stamp + is_withdrawn) * MOST_MAPS + map_number(form_map)


def stamp(system: str, instance: str, version: str, submitted_at: datetime | None) -> int:
    """How late an edit is, among the edits of one report; the same for the same edit."""
    return _STAMPS.get(system, _never)(instance, version, submitted_at)


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def plain_uuid(text: str) -> str:
    """A UUID without the prefix that some columns of Kobo have."""
    return text.removeprefix("uuid:")


def _edits(_: str, version: str, __: datetime | None) -> int:
    """ODK Central counts edits."""
    return int(version) if _EDITS.fullmatch(version) else 0


def _is_edited(instance: str, version: str, _: datetime | None) -> int:
    """Kobo only tells the first from an edited one: its id is no longer that of the root."""
    return int(bool(version) and plain_uuid(version) != plain_uuid(instance))


def _changed_at(_: str, __: str, submitted_at: datetime | None) -> int:
    """Apollo and Vote Monitor write the time of the last change."""
    return micros(submitted_at) if submitted_at and submitted_at >= _EPOCH else 0


def _never(_: str, __: str, ___: datetime | None) -> int:
    return 0


_STAMPS: dict[str, Callable[[str, str, datetime | None], int]] = {
    "odk": _edits,
    "kobo": _is_edited,
    "apollo": _changed_at,
    "votemonitor": _changed_at,
}
