"""The mission of Testland as a folder of the desk, and its store."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from geodata.missions.mission import Mission
from geodata.missions.templates import write_templates
from geodata.missions.write_tables import write_tables
from geodata.store.events import Event
from geodata.store.store import Store
from tests.dashboard.desk.small_desk import SmallDesk
from tests.geodata.coverage.little_mission import ROOT, mission

FORM_MAP = ROOT / "geodata" / "imports" / "example" / "station-visit.toml"
ID = "league"


def write_mission(var: Path, name: str = ID, of: Mission | None = None) -> Path:
    """Its folder: a test mission that lives at the time of its last message."""
    folder = var / "missions" / name
    folder.mkdir(parents=True)
    little = replace(of or mission(is_test=True, own_clock=True), id=name)
    write_templates(folder, little)
    write_tables(little, folder)
    shutil.copy(FORM_MAP, folder / "form_map.toml")
    settings = folder / "mission.toml"
    settings.write_text(settings.read_text("utf-8").replace("# form_map", "form_map"), "utf-8")
    return folder


def open_store(desk: SmallDesk) -> Store:
    """The store of test messages, as another process sees it."""
    return Store.open(desk.settings.store_address(True), True)


def send(store: Store, *events: Event) -> None:
    """Let messages come in."""
    store.append([replace(one, is_test=True) for one in events])
