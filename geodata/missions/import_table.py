"""Take a list into a mission: it is put in place only if the whole mission is sound with it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.country import Country
from geodata.errors import Fault, FaultyData
from geodata.missions.mission import Mission
from geodata.missions.read_mission import mission_faults, read_mission
from geodata.missions.tables import ENDINGS


def import_table(folder: Path, table: str, file: Path, country: Country) -> Mission:
    """Put a CSV or XLSX file in the place of one of the mission's tables.

    Raises FaultyData, and changes nothing, where the mission would have faults that it does not
    have now.
    """
    ending = file.suffix.casefold()
    if ending not in ENDINGS or not file.is_file():
        expected = f"a file that ends with {' or '.join(ENDINGS)}"
        raise FaultyData([Fault(str(file), 0, "", "", expected)])
    before = set(mission_faults(folder, country))
    with TemporaryDirectory(dir=folder.parent, prefix=".import-") as place:
        tried = Path(shutil.copytree(folder, Path(place) / "mission"))
        _put(tried, table, file, ending)
        new = [one for one in mission_faults(tried, country) if one not in before]
        if new:
            raise FaultyData(new)
        _put(folder, table, tried / f"{table}{ending}", ending)
    return read_mission(folder, country)


def _put(folder: Path, table: str, file: Path, ending: str) -> None:
    # Written beside its place and renamed, so that a broken copy is never read.
    waiting = folder / f".{table}{ending}"
    shutil.copyfile(file, waiting)
    waiting.replace(folder / f"{table}{ending}")
    for other in ENDINGS:
        if other != ending:
            (folder / f"{table}{other}").unlink(missing_ok=True)
