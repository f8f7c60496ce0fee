"""The checklist of a mission: what it has, and what it still lacks, needed things first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.missions.mission import Mission

LANGUAGES = ("kk", "ru", "en")
_TEXTS = Path(__file__).with_name("text")
# Without these there is no coverage to speak of; the others make it say more.
NEEDED = ("no-stations", "no-teams", "no-form-map")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: its key, what it asks for in words, and whether it is there."""

    key: str
    words: str
    is_done: bool
    is_needed: bool


def checklist(mission: Mission, language: str) -> tuple[Item, ...]:
    """Every line that concerns this mission, in one language."""
    said = texts(language)["checklist"]
    return tuple(
        Item(key, said[key], not waiting, key in NEEDED)
        for key, waiting in _waiting(mission).items()
    )


def missing_parts(mission: Mission) -> tuple[str, ...]:
    """What a mission still lacks, as keys of the checklist."""
    return tuple(key for key, waiting in _waiting(mission).items() if waiting)


@cache
def texts(language: str) -> Mapping[str, Mapping[str, str]]:
    """The words of one language: ``checklist`` and ``about``."""
    return tomllib.loads((_TEXTS / f"{language}.toml").read_text("utf-8"))


def _waiting(mission: Mission) -> dict[str, bool]:
    """Line of the checklist → whether it is lacking; those that cannot be told yet are left out."""
    stations, teams, stops = mission.stations, mission.teams, mission.stops.values()
    found = {
        "no-stations": not stations,
        "no-teams": not teams,
        "no-form-map": mission.form_map is None,
        "no-plan": not mission.plan,
        "no-commissions": not mission.commissions,
    }
    if mission.form_map:
        found["form-map-without-team"] = "team" not in mission.form_map.terms
    if teams:
        found["teams-without-place"] = any(not one.units and not one.stations for one in teams)
        if mission.plan:
            found["teams-without-plan"] = any(not one for one in stops)
    if stations:
        found["no-register"] = any(one.registered is None for one in stations)
        found["stations-without-coordinates"] = any(one.latitude is None for one in stations)
    if mission.random_sample:
        found["sample-without-stations"] = not any(one.stations for one in teams)
    return {key: found[key] for key in texts("en")["checklist"] if key in found}
