"""What changed since the last release: which figure said what, what it says now, and why.

Figures that nobody had seen before are news, not corrections; they are told apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geodata.checks.finding import printed_value
from geodata.checks.release import Accepted
from geodata.country import Country
from geodata.elections import Election, Key, Record
from geodata.read_figures import REVISED

PUBLISHED, CHANGED, TAKEN_OFF = "published", "changed", "taken-off"
# Why a figure changed: keys of words, where nobody wrote a reason of their own.
BY_SOURCE, IN_FOLDER, HELD = "revised-by-source", "corrected", "taken-off"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that changed. ``old`` and ``new`` are as printed, with their qualifier and what
    they are counted in, "" for none; ``why`` is a key of words, ``reasons`` what a person wrote, by
    language."""

    election: str
    key: Key
    kind: str
    old: str
    new: str
    counted_in: str
    why: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


def changes(
    before: Country | None, after: Country, accepted: Mapping[str, Accepted] | None = None
) -> tuple[Change, ...]:
    """Every figure that a release shows otherwise than the one before, in the order of votes."""
    earlier = before.elections if before else {}
    return tuple(
        change
        for name in dict.fromkeys((*after.elections, *earlier))
        for change in _of_vote(
            name, earlier.get(name), after.elections.get(name), (accepted or {}).get(name, {})
        )
    )


def corrections(found: Iterable[Change]) -> tuple[Change, ...]:
    """Those that changed or took off what readers had seen."""
    return tuple(one for one in found if one.kind != PUBLISHED)


def _of_vote(
    name: str, before: Election | None, after: Election | None, accepted: Accepted
) -> Iterator[Change]:
    if before and after and before.records == after.records:
        return
    old, new = _first(before), _first(after)
    revised = {key for key, one in _all(after) if one.figure.status == REVISED}
    for key in sorted({*old, *new}):
        was, now = _printed(old.get(key)), _printed(new.get(key))
        if was == now:
            continue
        kind = CHANGED if was and now else PUBLISHED if now else TAKEN_OFF
        why = {PUBLISHED: "", TAKEN_OFF: HELD}.get(kind, BY_SOURCE if key in revised else IN_FOLDER)
        one = new.get(key) or old[key]
        reasons = _reasons(key, accepted) if kind != PUBLISHED else ()
        yield Change(name, key, kind, was, now, one.figure.counted_in, why, reasons)


def _all(election: Election | None) -> Iterator[tuple[Key, Record]]:
    yield from ((one.key, one) for one in (election.records if election else ()))


def _first(election: Election | None) -> dict[Key, Record]:
    found: dict[Key, Record] = {}
    for key, record in _all(election):
        found.setdefault(key, record)
    return found


def _printed(record: Record | None) -> str:
    if record is None:
        return ""
    qualifier = str(record.figure.qualifier)
    value = printed_value(record)
    return value if qualifier in ("exact", "between") else f"{qualifier} {value}"


def _reasons(key: Key, accepted: Accepted) -> tuple[tuple[str, str], ...]:
    """The reason that a person wrote when accepting what the checks said of this figure."""
    for (_, about), decision in accepted.items():
        if about == key:
            return tuple(sorted(decision.reasons.items()))
    return ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The changes of one release, as its file keeps them for good."""

    sequence: int
    made_at: datetime
    changes: tuple[Change, ...]


def entry_content(entry: Entry) -> bytes:
    """The entry as a file: the same bytes for the same changes."""
    content = {
        "sequence": entry.sequence,
        "made_at": entry.made_at.isoformat(),
        "changes": [_as_json(one) for one in entry.changes],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def read_entry(content: bytes) -> Entry:
    """An entry back from its file. Raises ValueError."""
    try:
        fields = json.loads(content)
        made_at = datetime.fromisoformat(fields["made_at"])
        found = tuple(_from_json(one) for one in fields["changes"])
        return Entry(int(fields["sequence"]), made_at, found)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"expected the changes of a release: {error}") from None


def _as_json(one: Change) -> dict[str, Any]:
    key = one.key
    return {
        "election": one.election,
        "measure": key.measure,
        "subject": key.subject,
        "part": key.part,
        "unit": key.unit,
        "time": key.time,
        "kind": one.kind,
        "old": one.old,
        "new": one.new,
        "counted_in": one.counted_in,
        "why": one.why,
        "reasons": dict(one.reasons),
    }


def _from_json(fields: Mapping[str, Any]) -> Change:
    names = ("measure", "unit", "time", "subject", "part")
    return Change(
        fields["election"],
        Key(*(fields[name] for name in names)),
        fields["kind"],
        fields["old"],
        fields["new"],
        fields["counted_in"],
        fields["why"],
        tuple(sorted(fields["reasons"].items())),
    )
