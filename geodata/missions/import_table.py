"""Take a list into a mission: it is put in place only if the whole mission is sound with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.country import Country
from geodata.errors import Fault, FaultyData
from geodata.missions.mission import Mission
from geodata.missions.read_mission import SETTINGS, mission_faults, read_mission
from geodata.missions.tables import ENDINGS
from geodata.missions.templates import TABLES
from geodata.said import either, said, with_hint

FORM_MAP, ORGANISATIONS = "form-map", "organisations"
# What may be taken in → the endings a file of it may have.
TAKEN = {**dict.fromkeys(TABLES, ENDINGS), ORGANISATIONS: (".csv",), FORM_MAP: (".toml",)}
_NAMES = {FORM_MAP: "form_map"}
_FORM_MAP_LINE = re.compile(r"^#?[ \t]*form_map[ \t]*=.*$", re.MULTILINE)


def import_table(folder: Path, table: str, file: Path, country: Country) -> Mission:
    """Put a file in the place of one of the mission's tables, or of its form map.

    Raises FaultyData, and changes nothing, where the mission would have faults that it does not
    have now.
    """
    ending, endings = file.suffix.casefold(), TAKEN[table]
    if ending not in endings or not file.is_file():
        expected = said("a file that ends with {endings}", endings=either(endings))
        if not file.is_file():
            expected = with_hint(expected, said("there is none of this name"))
        raise FaultyData([Fault(str(file), 0, "", "", expected)])
    before = set(mission_faults(folder, country))
    with TemporaryDirectory(dir=folder.parent, prefix=".import-") as place:
        tried = Path(shutil.copytree(folder, Path(place) / "mission"))
        _put(tried, table, file, ending)
        new = [one for one in mission_faults(tried, country) if one not in before]
        if new:
            raise FaultyData(new)
        _put(folder, table, tried / f"{_name(table)}{ending}", ending)
    return read_mission(folder, country)


def _name(table: str) -> str:
    return _NAMES.get(table, table)


def _put(folder: Path, table: str, file: Path, ending: str) -> None:
    name = _name(table)
    _replace(folder / f"{name}{ending}", file.read_bytes())
    for other in TAKEN[table]:
        if other != ending:
            (folder / f"{name}{other}").unlink(missing_ok=True)
    if table == FORM_MAP:
        _name_form_map(folder / SETTINGS, f"{name}{ending}")


def _name_form_map(settings: Path, name: str) -> None:
    """Let the mission's settings name its form map; nothing else of them changes."""
    text, line = settings.read_text("utf-8"), f'form_map = "{name}"'
    changed, found = _FORM_MAP_LINE.subn(line, text, count=1)
    _replace(settings, (changed if found else f"{text.rstrip()}\n{line}\n").encode())


def _replace(path: Path, content: bytes) -> None:
    # Written beside its place and renamed, so that a broken copy is never read.
    waiting = path.with_name(f".{path.name}")
    waiting.write_bytes(content)
    waiting.replace(path)
