"""Read a mission from its folder, or say everything that is wrong with the folder at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from geodata.country import Country, Named
from geodata.elections import Election
from geodata.errors import Fault, FaultyData
from geodata.imports.form_map import FormMap, read_form_map
from geodata.missions.ground import Ground, ground_of
from geodata.missions.mission import SILENCE_MINUTES, SMALLEST_N, Mission
from geodata.missions.read_places import read_commissions, read_stations
from geodata.missions.read_teams import Places, read_plan, read_teams
from geodata.missions.unsure import Unsure
from geodata.read_named import read_organisations
from geodata.read_texts import read_toml
from geodata.said import Said, said

SETTINGS = "mission.toml"
KEYS = (
    "id", "election", "is_test", "own_clock", "silence_minutes", "smallest_n", "random_sample",
    "form_map", "statement_at", "coverage_during_day",
)  # fmt: skip
LONGEST_SILENCE = 24 * 60
LARGEST_N = 1000


def read_mission(folder: Path, country: Country) -> Mission:
    """Read a mission folder; raises FaultyData with every fault found.

    Files that are not there yet leave their part empty: ``missing_parts`` lists them.
    """
    mission, found = _read(folder, country)
    if found or mission is None:
        raise FaultyData(found)
    return mission


def mission_faults(folder: Path, country: Country) -> tuple[Fault, ...]:
    """Every fault of a mission folder, in the order of files and lines; none is raised."""
    return tuple(sorted(set(_read(folder, country)[1])))


def _read(folder: Path, country: Country) -> tuple[Mission | None, list[Fault]]:
    found: list[Fault] = []
    if not folder.is_dir():
        return None, [
            Fault(str(folder), 0, "", "", said("the folder of a mission; it is not there"))
        ]
    content = read_toml(folder / SETTINGS, folder, found)
    if found:
        return None, found
    settings = _Settings(content, found)
    election = settings.election(country)
    organisations = _organisations(folder, country, found)
    form_map = settings.form_map(folder)
    if election is None:
        return None, found
    ground = ground_of(country, election.day)
    no_place, no_team = Unsure(), Unsure()
    stations = read_stations(folder, ground, found, no_place)
    commissions = read_commissions(folder, ground, found, no_place)
    zone = ZoneInfo(election.zone)
    places = Places(ground, stations, commissions, election.day, zone, no_place)
    teams = read_teams(folder, places, organisations, found, no_team)
    plan = read_plan(folder, places, {one.id for one in teams}, found, no_team)
    is_test = settings.flag("is_test")
    mission = Mission(
        id=settings.text("id"),
        election=election.id,
        is_test=is_test,
        own_clock=settings.own_clock(is_test),
        silence_minutes=settings.count("silence_minutes", SILENCE_MINUTES, LONGEST_SILENCE),
        smallest_n=settings.count("smallest_n", SMALLEST_N, LARGEST_N),
        random_sample=settings.flag("random_sample"),
        form_map=form_map,
        statement_at=settings.moment("statement_at"),
        coverage_during_day=settings.flag("coverage_during_day"),
        stations=stations,
        commissions=commissions,
        teams=teams,
        plan=plan,
        organisations=organisations,
    )
    return mission, found


def ground_of_mission(mission: Mission, country: Country) -> Ground:
    """The units of the day on which the mission's election was held."""
    return ground_of(country, country.elections[mission.election].day)


def _organisations(folder: Path, country: Country, found: list[Fault]) -> Mapping[str, Named]:
    """The country's organisations, and those that only this mission knows."""
    if not (folder / "organisations.csv").is_file():
        return country.organisations
    own = read_organisations(folder, country.languages, found)
    expected = said("an id that the country does not have already")
    found += [
        Fault("organisations.csv", 0, "id", one, expected)
        for one in own
        if one in country.organisations
    ]
    return {**country.organisations, **own}


class _Settings:
    """mission.toml while it is read: each value that cannot be used leaves a fault."""

    def __init__(self, content: Mapping[str, object], found: list[Fault]) -> None:
        self.content, self.found = content, found
        for key in content:
            if key not in KEYS:
                self.wrong(key, said("one of {choices}", choices=KEYS))

    def wrong(self, key: str, expected: Said) -> None:
        value = str(self.content.get(key, ""))[:80]
        self.found.append(Fault(SETTINGS, 0, key, value, expected))

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if not isinstance(value, str) or not value:
            self.wrong(key, said("a text in quotes"))
        return str(value)

    def flag(self, key: str) -> bool:
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, said("true or false"))
        return value is True

    def moment(self, key: str) -> datetime | None:
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, datetime) and value.utcoffset() is not None:
            return value
        self.wrong(key, said("a moment with its offset, such as 2016-03-21T15:00:00+06:00"))
        return None

    def own_clock(self, is_test: bool) -> bool:
        own = self.flag("own_clock")
        if own and not is_test:
            expected = said("false: only a test mission may have a clock of its own")
            self.wrong("own_clock", expected)
        return own

    def count(self, key: str, default: int, most: int) -> int:
        value = self.content.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            self.wrong(key, said("a whole number from 1 to {most}", most=most))
            return default
        return value

    def election(self, country: Country) -> Election | None:
        election = country.elections.get(self.text("election"))
        if election is None and self.content.get("election"):
            self.wrong("election", said("one of {choices}", choices=list(country.elections)))
        return election

    def form_map(self, folder: Path) -> FormMap | None:
        if not self.content.get("form_map"):
            return None
        path = folder / self.text("form_map")
        if path.parent.resolve() != folder.resolve() or not path.is_file():
            self.wrong("form_map", said("the name of a file in the mission's folder"))
            return None
        try:
            return read_form_map(path)
        except FaultyData as error:
            self.found += error.faults
            return None
