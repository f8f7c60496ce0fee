"""Reports as columns of numbers: one row for each visit that counts, quick to count by anything."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from geodata.coverage.territory import NONE, Ints, Territory
from geodata.errors import DataError
from geodata.missions.mission import STAGES
from geodata.store.events import Event, Kind

# A device whose clock is further ahead than this did not say when the visit was.
CLOCK_TOLERANCE = timedelta(minutes=5)
HOURS = 48
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
NO_HOUR, NO_STAGE = HOURS, len(STAGES)
MOST_QUESTIONS = 62
NAMES = (
    "counts", "team", "unit", "station", "commission", "unlisted", "stage", "hour", "overall",
    "asked", "seen", "voted", "registered", "turnout_hour", "received", "observed",
)  # fmt: skip
_NOT_COUNTED = (0,) * len(NAMES)


@dataclass(frozen=True, slots=True)
class Put:
    """Rows to be written: their numbers, and for each the values of ``NAMES``."""

    rows: Ints
    values: Ints


class Codes:
    """Words by number, in the order they were first met; ``sorted`` says them in a fixed order."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.first = list(words)
        self.number = {word: number for number, word in enumerate(self.first)}

    def of(self, word: str) -> int:
        """The number of a word, which is learnt where it is new."""
        return self.number.setdefault(word, len(self.number))

    def places(self) -> Ints:
        """For each number, the place of its word in ``sorted``."""
        told = {word: at for at, word in enumerate(self.sorted())}
        return np.array([told[word] for word in self.number], dtype=np.int64)

    def sorted(self) -> list[str]:
        """The words known from the start in their order, then the others by letter."""
        return [*self.first, *sorted(set(self.number) - set(self.first))]


@dataclass
class Reports:
    """Visits that count, one a row; every column is an array of whole numbers.

    ``counts`` is 0 for an instance that stopped being a report. ``unlisted`` marks a station or
    commission that is not in the mission's list. ``hour`` counts hours from the midnight on which
    the day of the vote begins, ``NO_HOUR`` where the device's clock cannot be right. ``asked``
    and ``seen`` hold one bit an irregularity. Moments are microseconds since 1970 in UTC; -1 is
    "not known" everywhere.
    """

    territory: Territory
    zone: ZoneInfo
    columns: dict[str, Ints] = field(init=False)
    length: int = 0

    def __post_init__(self) -> None:
        form_map = self.territory.mission.form_map
        overall = form_map.overall if form_map else None
        self.scale = Codes(overall.answers if overall else ())
        asked = form_map.irregularities if form_map else ()
        self.irregularities = Codes(dict.fromkeys(one.id for one in asked))
        self.turnout_hours = Codes()
        self.columns = {name: np.zeros(1024, np.int64) for name in NAMES}
        self._row: dict[str, int] = {}
        self._units: dict[str, int] = self.territory.unit_number
        midnight = datetime.combine(self.territory.ground.day, time(), self.zone)
        self._hour_of = _local_hours(midnight)

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name][: self.length]

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many words, irregularities and hours of turnout are known."""
        known = (self.scale, self.irregularities, self.turnout_hours)
        words, questions, hours = (len(one.number) for one in known)
        return words, questions, hours

    def read(self, changed: Sequence[Event]) -> Put:
        """What now counts of each of these instances, as rows; nothing is changed yet."""
        known = [one for one in changed if one.kind is Kind.REPORT or one.instance in self._row]
        values = [self._encoded(one) if one.kind is Kind.REPORT else _NOT_COUNTED for one in known]
        rows = [self._row.setdefault(one.instance, len(self._row)) for one in known]
        return Put(
            np.array(rows, dtype=np.int64),
            np.array(values, dtype=np.int64).reshape(-1, len(NAMES)),
        )

    def write(self, put: Put) -> None:
        """Change the rows."""
        self.length = len(self._row)
        for at, (name, column) in enumerate(self.columns.items()):
            if len(column) < self.length:
                grown = np.zeros(self.length + self.length // 2, np.int64)
                grown[: len(column)] = column
                self.columns[name] = grown
            self.columns[name][put.rows] = put.values[:, at]

    def some(self, rows: Ints) -> dict[str, Ints]:
        """The columns of some rows, of those that count."""
        rows = rows[self["counts"][rows] > 0]
        return {name: self[name][rows] for name in self.columns}

    def counted(self) -> dict[str, Ints]:
        """The columns of the rows that count."""
        columns = {name: self[name] for name in self.columns}
        counts = columns["counts"] > 0
        if counts.all():
            return columns
        return {name: column[counts] for name, column in columns.items()}

    def _encoded(self, event: Event) -> tuple[int, ...]:
        payload = event.payload
        unit, station, commission, unlisted = self._place(payload)
        received, observed = _micros(event.received_at), self._observed(event)
        asked, seen = self._bits(payload.get("irregularities") or {})
        stage, overall = payload.get("stage"), payload.get("overall")
        voted, hour = _count(payload.get("voted")), str(payload.get("turnout_at", ""))
        return (
            1,
            self.territory.team_number.get(str(payload.get("team", "")), NONE),
            unit,
            station,
            commission,
            unlisted,
            STAGES.index(stage) if stage in STAGES else NO_STAGE,
            NO_HOUR if observed == NONE else self._hour(observed),
            self.scale.of(overall) if overall else NONE,
            asked,
            seen,
            voted,
            _count(payload.get("registered")),
            self.turnout_hours.of(hour) if voted != NONE and _HOUR.fullmatch(hour) else NONE,
            received,
            observed,
        )

    def _place(self, payload: Mapping[str, object]) -> tuple[int, int, int, int]:
        """Unit, station, commission, and whether the place is not in the mission's list."""
        unit = self._units.get(str(payload.get("unit", "")), NONE)
        if name := payload.get("station"):
            station = self.territory.place("station", str(name), unit)
            if station == NONE:
                return unit, NONE, NONE, 1
            return int(self.territory.station_unit[station]), station, NONE, 0
        if name := payload.get("commission"):
            commission = self.territory.place("commission", str(name), unit)
            if commission == NONE:
                return unit, NONE, NONE, 1
            return int(self.territory.commission_unit[commission]), NONE, commission, 0
        return unit, NONE, NONE, 0

    def _observed(self, event: Event) -> int:
        observed = event.observed_at
        if observed is None or observed > event.received_at + CLOCK_TOLERANCE:
            return NONE
        return _micros(observed)

    def _hour(self, micros: int) -> int:
        hour = bisect_right(self._hour_of, micros) - 1
        return hour if 0 <= hour < HOURS else NO_HOUR

    def _bits(self, answers: Mapping[str, bool]) -> tuple[int, int]:
        asked = seen = 0
        for name, was_seen in answers.items():
            bit = self.irregularities.of(name)
            if bit >= MOST_QUESTIONS:
                raise DataError(
                    f"a mission can ask about {MOST_QUESTIONS} irregularities, not more"
                )
            asked |= 1 << bit
            seen |= bool(was_seen) << bit
        return asked, seen


def _local_hours(midnight: datetime) -> list[int]:
    """The moments at which the hours of the day, and of the next, begin; one more ends the last."""
    zone = midnight.tzinfo
    begins = []
    for hour in range(HOURS + 1):
        day = midnight.date() + timedelta(days=hour // 24)
        begins.append(_micros(datetime.combine(day, time(hour % 24), zone)))
    return begins


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else NONE
