"""What is compared: the same units, hours and measures for our page and for the two others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from bench.test_data import with_districts
from dashboard.publisher import publish
from dashboard.settings import ROOT, Settings
from dashboard.site_files import releases_in
from geodata.boundaries.index import read_index
from geodata.boundaries.sources import read_sources
from geodata.country import Country
from geodata.figures import Figure
from geodata.measures import level_readings, shown
from geodata.read_country import read_country
from geodata.units import Level

COPY = ROOT / ".." / "shared" / "boundaries" / "geokz"
DISTRICT_HOURS = ("10:00", "12:00", "14:00", "16:00", "18:00", "20:00")
REGION_VOTE, DISTRICT_VOTE = "2016-03-20-mazhilis", "2023-03-19-mazhilis"
MEASURES = ("turnout", "turnout-change")
HOURS = ("16:00", "18:00")


@dataclass(frozen=True, slots=True)
class Case:
    """A vote at one level.

    ``drawn`` is the number of units, ``unit`` the one whose colour is watched: its class differs
    between the two hours. ``data`` is the file the other two pages read.
    """

    name: str
    election: str
    level: Level
    drawn: int
    unit: str
    data: Path

    def path(self, measure: str, hour: str) -> str:
        """The address of one of our views."""
        return f"/en/{self.election}/{measure}/{self.level}/{hour.replace(':', '-')}/"


def district_folder(var: Path) -> Path | None:
    """Where the district outlines are: a named folder, those installed here, or a copy nearby."""
    named = os.environ.get("BAQYLAU_DISTRICTS")
    folders = [Path(named)] if named else [var / "boundaries" / "source", COPY]
    return next((folder for folder in folders if any(folder.glob("*.shp"))), None)


def prepare(
    settings: Settings, folder: Path, districts: Path | None
) -> tuple[Settings, list[Case]]:
    """Publish our site into ``folder`` and write what the other two pages need."""
    country = settings.country
    if districts:
        country = with_districts(country, DISTRICT_VOTE, DISTRICT_HOURS, folder)
        _install(country, folder / "var", districts)
    own = replace(settings, var=folder / "var", country=country, log_level="warning")
    publish(own)
    content = read_country(country)
    cases = [_case("regions", content, REGION_VOTE, "region", own)]
    if districts:
        cases.append(_case("districts, test data", content, DISTRICT_VOTE, "district", own))
    return own, cases


def _install(country: Path, var: Path, folder: Path) -> None:
    wanted = [name for name, one in read_sources(country).files.items() if one.sha256]
    command = [sys.executable, "-m", "geodata", "districts", "install", "--from", str(folder)]
    for name in wanted:
        command += ["--set", name]
    command += ["--country", str(country), "--var", str(var)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _case(name: str, country: Country, election: str, level: Level, own: Settings) -> Case:
    vote = country.elections[election]
    boundary_set = country.boundary_set(level, vote.day).id
    outlines = json.loads(read_index(own.var)[boundary_set].outlines.path.read_bytes())
    units = [feature["id"] for feature in outlines["features"]]
    values = _values(country, election, level)
    unit = _changing(own, election, level, units)
    data = own.var.parent / f"{level}.json"
    content = {
        "title": country.texts["en"][f"elections.{election}.name"],
        "measures": list(MEASURES),
        "hours": sorted({hour for by_hour in values.values() for hour in by_hour}),
        "first": [MEASURES[0], HOURS[0]],
        "names": {one: country.gazetteer.name(one, "en", vote.day) for one in units},
        "values": values,
        "outlines": outlines,
        "projection": {
            "parallels": country.projection.parallels,
            "centre": [country.projection.centre_lon, country.projection.centre_lat],
        },
    }
    data.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return Case(f"{len(units)} {name}", election, level, len(units), unit, data)


def _values(
    country: Country, election: str, level: Level
) -> dict[str, dict[str, dict[str, float]]]:
    """Measure → hour → unit → value, of the two measures at every hour they have."""
    vote = country.elections[election]
    values: dict[str, dict[str, dict[str, float]]] = {name: {} for name in MEASURES}
    for one in shown(country, vote):
        if one.measure.id in values and one.level == level and one.time != "final":
            readings = level_readings(country, vote, one.measure, level, one.time)
            values[one.measure.id][one.time] = {
                unit: float(reading.value)
                for unit, reading in readings.items()
                if isinstance(reading, Figure) and reading.value is not None
            }
    return values


def _changing(own: Settings, election: str, level: Level, units: list[str]) -> str:
    """A unit whose colour on our page changes with the hour and again with the measure."""
    states = [_states(own, election, MEASURES[0], level, hour) for hour in HOURS]
    found = [one for one in units if states[0].get(one, "") != states[1].get(one, "")]
    # From the middle of the file: neither the first to be drawn nor the last.
    return found[len(found) // 2]


def _states(own: Settings, election: str, measure: str, level: Level, hour: str) -> dict[str, str]:
    folder, path = (
        releases_in(own.var),
        f"/en/{election}/{measure}/{level}/{hour.replace(':', '-')}/view.json",
    )
    manifest = folder.in_force()
    file = folder.find(manifest, path) if manifest else None
    if file is None:
        raise LookupError(path)
    view = json.loads(folder.objects.read(file))
    states: dict[str, str] = view["states"]
    return states
