"""A whole election day made up from a seed: the mission it belongs to, and all that is sent.

The same seed, with the same boundaries installed, gives the same day to the last byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from geodata.country import Country
from geodata.imports.form_map import FormMap, read_form_map
from geodata.missions.mission import Mission
from geodata.rehearsal.bulletins import announce
from geodata.rehearsal.contingents import contingents
from geodata.rehearsal.desk_acts import enter_calls, enter_deployments, tell_incidents
from geodata.rehearsal.mishaps import send_reports
from geodata.rehearsal.routes import routes
from geodata.rehearsal.scene import scene
from geodata.rehearsal.sendings import Made, Sending
from geodata.rehearsal.team_days import team_days, visits
from geodata.store.events import Event

ID = "rehearsal"
OBSERVERS, STATIONS_EACH, SEED = 400, 10, 20160320
FORM_MAP = Path(__file__).parents[1] / "imports" / "example" / "station-visit.toml"


@dataclass(frozen=True)
class Rehearsal:
    """A made-up day. ``mishaps`` counts what went wrong on purpose, by what it is."""

    mission: Mission
    sendings: tuple[Sending, ...]
    mishaps: Mapping[str, int]

    @property
    def begins(self) -> datetime:
        """When the first message comes in."""
        return self.sendings[0].received_at

    @property
    def ends(self) -> datetime:
        """When the last message comes in."""
        return self.sendings[-1].received_at

    @property
    def events(self) -> tuple[Event, ...]:
        """Every message that is let in, in the order of arrival; some come twice."""
        return tuple(one for sent in self.sendings if not sent.refused for one in sent.events)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a rehearsal is: observers in pairs, and stations that each pair visits."""

    observers: int = OBSERVERS
    stations_each: int = STATIONS_EACH


def rehearse(
    country: Country, election: str, var: Path, seed: int = SEED, size: Size | None = None
) -> Rehearsal:
    """Make up the day of an election; ``var`` is where boundaries are built."""
    size = size or Size()
    form_map: FormMap = read_form_map(FORM_MAP)
    stage = scene(country, election, form_map, var, seed)
    pairs = contingents(stage.election, country.organisations, stage.ground.country, size.observers)
    planned = routes(stage, pairs, size.stations_each)
    days = team_days(stage, planned)
    written = visits(stage, days)
    made = Made()
    enter_deployments(stage, days, made)
    enter_calls(stage, days, made)
    tell_incidents(stage, written, made)
    send_reports(stage, written, made)
    announce(stage, made)
    mission = Mission(
        id=ID,
        election=election,
        is_test=True,
        own_clock=True,
        form_map=form_map,
        stations=stage.places.stations,
        commissions=stage.places.commissions,
        teams=tuple(one.team for one in planned),
        plan=tuple(stop for one in planned for stop in one.stops()),
        organisations=country.organisations,
    )
    return Rehearsal(mission, made.in_order(), dict(sorted(made.mishaps.items())))
