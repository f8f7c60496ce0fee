"""Prepare a rehearsal by the commands a person would use; an earlier one is set aside and kept."""

from __future__ import annotations

import argparse
import importlib
import io
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.desk.missions import mission_folder
from dashboard.settings import Settings
from geodata.country import Country
from geodata.errors import DataError
from geodata.missions.import_table import FORM_MAP
from geodata.missions.read_mission import read_mission
from geodata.missions.write_tables import write_tables
from geodata.rehearsal import rehearse
from geodata.rehearsal.rehearse import Rehearsal
from geodata.store.store import Store

ASIDE = "rehearsals"
_SQLITE = "sqlite:///"


def prepare(settings: Settings, country: Country, day: Rehearsal, is_running: bool) -> None:
    """Make the mission of a rehearsal, and see that its store is empty.

    Raises DataError where an earlier one cannot be set aside.
    """
    folder = mission_folder(settings, day.mission.id)
    if folder.exists() or _messages(settings):
        _set_aside(settings, country, folder, is_running)
    _set_up(settings, day)


def _messages(settings: Settings) -> int:
    """How many messages lie in the store of rehearsals."""
    with Store.open(settings.store_address(True), is_test=True) as store:
        return store.position()


def _set_aside(settings: Settings, country: Country, folder: Path, is_running: bool) -> None:
    if folder.exists() and not read_mission(folder, country).is_test:
        raise DataError(f"{folder}: a live mission lies here; a rehearsal never touches one")
    if is_running:
        raise DataError(
            "An earlier rehearsal is open in the program that is running. End it (Ctrl-C in its "
            "terminal) and come again: the earlier rehearsal is then set aside and kept."
        )
    address = settings.store_address(True)
    if not address.startswith(_SQLITE) and _messages(settings):
        raise DataError(
            "The database of rehearsals (REHEARSAL_DATABASE_URL) holds an earlier one: expected an "
            "empty database. Back it up with: python -m dashboard store backup FILE --rehearsal"
        )
    place = settings.var / ASIDE / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    place.mkdir(parents=True)
    if folder.exists():
        folder.rename(place / "mission")
    if address.startswith(_SQLITE):
        store = Path(address.removeprefix(_SQLITE))
        for file in store.parent.glob(f"{store.name}*"):
            file.rename(place / file.name)
    print(f"The earlier rehearsal was set aside: {place}")


def _set_up(settings: Settings, day: Rehearsal) -> None:
    mission = day.mission.id
    told = _command(
        settings, "mission", "new", mission, "--rehearsal", "--election", day.mission.election
    )
    with TemporaryDirectory(prefix="rehearsal-") as place:
        files = {FORM_MAP: rehearse.FORM_MAP, **write_tables(day.mission, Path(place))}
        for table, file in files.items():
            told = _command(settings, "mission", "import", mission, table, str(file))
    print(told, end="")


def _command(settings: Settings, name: str, *words: str) -> str:
    """Run a command as a person would type it; what it said."""
    print(f"python -m dashboard {name} {' '.join(words)}", flush=True)
    command = importlib.import_module(f"dashboard.commands.{name}")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    said = io.StringIO()
    with redirect_stdout(said):
        command.run(parser.parse_args(words), settings)
    return said.getvalue()
