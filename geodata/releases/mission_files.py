"""What a mission found, as files for the public: by region, in counts, and nothing of its teams.

Shares of too few stations or visits are held back, and with them what would give them away; where
nobody was, that is all that is said.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from geodata.coverage.day import START
from geodata.coverage.findings import Findings
from geodata.coverage.situation import Situation
from geodata.figures import Nothing
from geodata.missions.mission import STAGES
from geodata.read_figures import COLUMNS
from geodata.read_published_mission import NOTHING_COLUMNS, NOTHINGS, SETTINGS
from geodata.releases.gate import COVERAGE, FINDINGS

Row = dict[str, str]
COVERAGE_ROWS, FINDING_ROWS = "mission-coverage.csv", "mission-findings.csv"


def coverage_files(situation: Situation) -> dict[str, bytes]:
    """Where the mission was: stations observed of those on its list, country and regions."""
    counts, like = situation.coverage, _like(situation)
    numbers = counts.territory.unit_number
    rows = [
        like | {"measure": measure, "unit": unit, "value": str(int(of[numbers[unit]]))}
        for unit in _public_units(situation)
        for measure, of in (
            ("stations_observed", counts.observed),
            ("stations_listed", counts.stations),
        )
        if counts.stations[numbers[unit]]
    ]
    return {SETTINGS: _settings(situation), COVERAGE_ROWS: _table(COLUMNS, rows)}


def finding_files(situation: Situation) -> dict[str, bytes]:
    """What the mission found: visits by how they were judged, stations by what was seen there."""
    found = situation.findings
    shown: list[Row] = []
    nothing: list[Row] = []
    for unit in _public_units(situation):
        for rows in (_judged(found, unit), _irregularities(found, unit)):
            for row, why in rows:
                (shown if why is None else nothing).append(row if why is None else row | why)
    like = _like(situation)
    return {
        SETTINGS: _settings(situation),
        FINDING_ROWS: _table(COLUMNS, [like | one for one in shown]),
        NOTHINGS: _table(NOTHING_COLUMNS, [{"time": "-", **one} for one in nothing]),
    }


FILES = {COVERAGE: coverage_files, FINDINGS: finding_files}
Told = Iterator[tuple[dict[str, str], dict[str, str] | None]]


def _judged(found: Findings, unit: str) -> Told:
    """A row for each stage and word, or why there is none."""
    for stage in STAGES:
        assessment = found.assessment(unit, stage)
        for word in found.scale:
            row = {"measure": "visits_judged", "subject": word, "part": stage, "unit": unit}
            if isinstance(assessment, Nothing):
                yield row, {"nothing": str(_public(assessment))}
            else:
                yield (
                    row | {"value": str(assessment.words[word].part), "counted_in": "visits"},
                    None,
                )


def _irregularities(found: Findings, unit: str) -> Told:
    for name in found.irregularities:
        share = found.irregularity(unit, name)
        row = {"subject": name, "unit": unit}
        if isinstance(share, Nothing):
            yield row | {"measure": "stations_seen"}, {"nothing": str(_public(share))}
            continue
        for measure, value in (("stations_seen", share.part), ("stations_asked", share.whole)):
            yield row | {"measure": measure, "value": str(value), "counted_in": "stations"}, None


def _public(why: Nothing) -> Nothing:
    """Whether teams were sent to a place is for the mission alone to know."""
    return why if why is Nothing.HELD_BACK else Nothing.NOT_YET_REPORTED


def _public_units(situation: Situation) -> list[str]:
    territory = situation.coverage.territory
    regions = [territory.units[number] for number in territory.at("region")]
    return [situation.country.id, *regions]


def _like(situation: Situation) -> dict[str, str]:
    """What all rows of a mission have in common."""
    return {
        "time": "-",
        "as_of": _as_of(situation),
        "qualifier": "exact",
        "counted_in": "stations",
        "source": title(situation),
    }


def _as_of(situation: Situation) -> str:
    """The moment of the last report, by the clock of the vote; "" before the first."""
    last = max((one.report for one in situation.day.contacts.values()), default=START)
    if last == START:
        return ""
    zone = ZoneInfo(situation.country.elections[situation.mission.election].zone)
    return _minute(last.astimezone(UTC).astimezone(zone))


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def title(situation: Situation) -> str:
    """What the mission calls itself: the organisations of its teams, without their parts."""
    organisations = situation.mission.organisations
    sent = dict.fromkeys(team.organisation for team in situation.mission.teams)
    named = []
    for one in sent:
        whole = organisations[one].part_of if one in organisations else ""
        if one in organisations and whole not in sent:
            names = organisations[one].names
            named.append(names.get("en") or next(iter(names.values())))
    return ", ".join(named) or situation.mission.id


def _settings(situation: Situation) -> bytes:
    found, form_map = situation.findings, situation.mission.form_map
    lines = [
        f"title = {_text(title(situation))}",
        f"basis = {_text(found.basis)}",
        f"scale = {_text(list(found.scale))}",
        f"irregularities = {_text(list(found.irregularities))}",
    ]
    for one, texts in sorted((form_map.names if form_map else {}).items()):
        lines.append(f"[names.{_text(one)}]")
        lines += [f"{_text(language)} = {_text(text)}" for language, text in sorted(texts.items())]
    return "\n".join((*lines, "")).encode()


def _text(value: str | Sequence[str]) -> str:
    # Basic strings of TOML, and lists of them, are those of JSON.
    return json.dumps(value, ensure_ascii=False)


def _table(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
