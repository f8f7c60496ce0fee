"""Templates: the empty files a new mission fills in, and what each of them still waits for."""

from __future__ import annotations

from pathlib import Path

from geodata.errors import Fault, FaultyData
from geodata.missions.mission import SILENCE_MINUTES, SMALLEST_N, Mission
from geodata.missions.read_mission import SETTINGS
from geodata.missions.read_places import COMMISSION_COLUMNS, STATION_COLUMNS
from geodata.missions.read_teams import PLAN_COLUMNS, TEAM_COLUMNS

TABLES = {
    "stations": STATION_COLUMNS,
    "commissions": COMMISSION_COLUMNS,
    "teams": TEAM_COLUMNS,
    "deployment": PLAN_COLUMNS,
}
_SETTINGS = """\
id = "{id}"
election = "{election}"
is_test = {is_test}             # true: reads test events only, marked SIMULATED everywhere
own_clock = {own_clock}           # true: a rehearsal that lives at the time its messages name
silence_minutes = {silence}       # a team without a sign for so long is silent
smallest_n = {smallest}             # shares of fewer stations or visits are held back
random_sample = false       # true only where planned stations were drawn at random
# form_map = "form_map.toml"   # the questionnaire's form map, a file in this folder
"""


def write_templates(
    folder: Path, mission: str, election: str, is_test: bool = False, own_clock: bool = False
) -> None:
    """Write the files of a new mission; raises FaultyData where the folder has one already."""
    if (folder / SETTINGS).exists():
        expected = "a new folder; a mission lies here already, and nothing of it was changed"
        raise FaultyData([Fault(str(folder), 0, "", "", expected)])
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in TABLES.items():
        (folder / f"{name}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
    text = _SETTINGS.format(
        id=mission,
        election=election,
        is_test=str(is_test).lower(),
        own_clock=str(own_clock).lower(),
        silence=SILENCE_MINUTES,
        smallest=SMALLEST_N,
    )
    (folder / SETTINGS).write_text(text, encoding="utf-8")


def missing_parts(mission: Mission) -> tuple[str, ...]:
    """What a mission still lacks, as keys of sentences: needed parts first, then useful ones."""
    placed = all(one.latitude is not None for one in mission.stations)
    waits = {
        "no-stations": not mission.stations,
        "no-teams": not mission.teams,
        "no-form-map": mission.form_map is None,
        "teams-without-place": any(not one.units and not one.stations for one in mission.teams),
        "no-plan": not mission.plan,
        "teams-without-plan": bool(mission.plan) and any(not one for one in mission.stops.values()),
        "no-register": any(one.registered is None for one in mission.stations),
        "stations-without-coordinates": bool(mission.stations) and not placed,
        "no-commissions": not mission.commissions,
        "sample-without-stations": mission.random_sample
        and not any(one.stations for one in mission.teams),
    }
    return tuple(key for key, waiting in waits.items() if waiting)
