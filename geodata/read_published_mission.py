"""Read what a mission published of itself in a vote's folder: its words, and what it left out.

The counts stand in tidy tables like all other figures; ``mission.toml`` says what they are about.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodata.elections import Key, PublishedMission
from geodata.errors import Fault
from geodata.figures import Nothing
from geodata.read_cells import Cells
from geodata.read_figures import KEY_COLUMNS, Scope, read_key
from geodata.read_texts import read_toml
from geodata.said import said
from geodata.tables import read_table

SETTINGS, NOTHINGS = "mission.toml", "mission-nothing.csv"
NOTHING_COLUMNS = (*KEY_COLUMNS, "nothing")
BASES = ("where-we-could-go", "random-sample")


def read_published_mission(
    folder: Path, country: Path, faults: list[Fault]
) -> PublishedMission | None:
    """What the mission's figures are about; None where there is no such file."""
    path = folder / SETTINGS
    if not path.is_file():
        return None
    content = read_toml(path, country, faults)
    name = path.relative_to(country).as_posix()
    title, basis = str(content.get("title", "")), str(content.get("basis", ""))
    if not title:
        faults.append(Fault(name, 0, "title", "", said("what the mission calls itself")))
    if basis not in BASES:
        faults.append(Fault(name, 0, "basis", basis, said("one of {choices}", choices=BASES)))
    lists = {}
    for key in ("scale", "irregularities"):
        found = content.get(key, [])
        is_list = isinstance(found, list) and all(isinstance(one, str) for one in found)
        if not is_list:
            faults.append(Fault(name, 0, key, str(found)[:80], said("a list of words")))
        lists[key] = tuple(str(one) for one in found) if isinstance(found, list) else ()
    names = content.get("names", {})
    return PublishedMission(title, basis, lists["scale"], lists["irregularities"], _names(names))


def _names(content: Any) -> Mapping[str, Mapping[str, str]]:  # noqa: ANN401  (as TOML has it)
    found = content if isinstance(content, dict) else {}
    return {
        str(one): {str(language): str(text) for language, text in texts.items()}
        for one, texts in found.items()
        if isinstance(texts, dict)
    }


def read_nothings(
    folder: Path, country: Path, scope: Scope, faults: list[Fault]
) -> Mapping[Key, Nothing]:
    """Key → why the mission has no figure for it; rows that cannot be used leave their faults."""
    path = folder / NOTHINGS
    found: dict[Key, Nothing] = {}
    if not path.is_file():
        return found
    for row in read_table(path, country, NOTHING_COLUMNS, faults):
        cells = Cells(row)
        key = read_key(cells, scope)
        word = cells.one_of("nothing", [str(one) for one in Nothing])
        faults += cells.faults
        if not cells.faults:
            found[key] = Nothing(word)
    return found
