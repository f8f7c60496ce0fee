"""How many reports a second the real desk takes in for certain, through HTTP: one by one, and in
batches. Senders are processes of their own and share the machine with the desk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.desk.database import open_desk_database
from dashboard.intake.tokens import make_token
from dashboard.settings import Settings, read_settings
from geodata.read_country import read_country
from geodata.store.store import Store
from tests.geodata.store.postgres import NO_POSTGRESQL, postgres_server, programs
from tests.running import Program, free_port, with_fonts

SENDERS = 2
FORM_MAP = Path(__file__).parents[1] / "geodata" / "imports" / "example" / "station-visit.toml"
MISSION = "bench"


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent by all senders together, and what is aimed at."""

    name: str
    requests: int
    batch: int
    connections: int
    aim: int


LOADS = (
    Load("one by one", 6_400, 1, 16, 500),
    Load("in batches of 100", 400, 100, 4, 10_000),
)


def lines() -> Iterator[str]:
    """What was measured, a line each; every answer waited until the disk had it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
        yield from _measure("SQLite", folder / "sqlite", {})
        if programs() is None:
            yield f"intake, PostgreSQL: {NO_POSTGRESQL}"
            return
        server = stack.enter_context(postgres_server())
        names = ("DATABASE_URL", "REHEARSAL_DATABASE_URL")
        urls = {name: server.fresh_url() for name in names}
        yield from _measure("PostgreSQL", folder / "postgresql", urls)


def _measure(engine: str, folder: Path, urls: Mapping[str, str]) -> Iterator[str]:
    with _desk(folder, urls) as (settings, token):
        country = read_country(settings.country)
        unit = next(one for one, about in country.units(
            "region", country.elections[country.default_election].day
        ).items() if about.level == "region")  # fmt: skip
        for load in LOADS:
            seconds = _sent(settings, token, unit, load)
            rate = load.requests * load.batch / seconds
            met = "met" if rate >= load.aim else "not met"
            yield (
                f"intake, {engine}, {load.name}, {SENDERS * load.connections} connections: "
                f"{rate:,.0f} durable reports a second (aim {load.aim:,}: {met})"
            )
        with Store.open(settings.store_address(True), is_test=True) as store:
            sent = sum(load.requests * load.batch for load in LOADS)
            if store.position() != sent:
                raise AssertionError(f"{sent} reports were acknowledged, {store.position()} kept")


@contextmanager
def _desk(folder: Path, urls: Mapping[str, str]) -> Iterator[tuple[Settings, str]]:
    """The real desk with a mission, and a token for it."""
    settings = replace(
        read_settings(),
        var=folder / "var",
        desk_port=free_port(),
        database_url=urls.get("DATABASE_URL", ""),
        rehearsal_database_url=urls.get("REHEARSAL_DATABASE_URL", ""),
    )
    with_fonts(settings.var, folder.parent / "fonts-of-this-run")
    _write_mission(settings)
    engine = open_desk_database(settings)
    token = make_token(engine, "bench", MISSION, "bench")[1]
    engine.dispose()
    program = Program(
        folder,
        free_port(),
        [sys.executable, "-m", "dashboard", "desk"],
        {
            "BAQYLAU_VAR": str(settings.var),
            "BAQYLAU_DESK_PORT": str(settings.desk_port),
            "BAQYLAU_INTAKE_PER_MINUTE": "1000000",
            "BAQYLAU_LOG_LEVEL": "warning",
            **urls,
        },
    )
    try:
        program.wait_for("Mission desk: http")
        yield settings, token
    finally:
        program.stop()


def _write_mission(settings: Settings) -> None:
    folder = settings.var / "missions" / MISSION
    folder.mkdir(parents=True)
    election = read_country(settings.country).default_election
    about = {"id": MISSION, "election": election, "is_test": True, "form_map": "map.toml"}
    text = "".join(f"{name} = {json.dumps(value)}\n" for name, value in about.items())
    (folder / "mission.toml").write_text(text, "utf-8")
    (folder / "map.toml").write_text(FORM_MAP.read_text("utf-8"), "utf-8")


def _sent(settings: Settings, token: str, unit: str, load: Load) -> float:
    """Seconds until the last of them had all its answers."""
    numbers = [load.requests // SENDERS, load.batch, load.connections]
    words = [sys.executable, "-m", "bench.intake_sender", str(settings.desk_port), token]
    with ExitStack() as stack:
        senders = [
            stack.enter_context(
                subprocess.Popen(
                    [*words, f"{load.batch}-{number}", unit, *map(str, numbers)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    cwd=settings.root,
                    env=dict(os.environ),
                )
            )
            for number in range(SENDERS)
        ]
        for one in senders:
            assert one.stdout is not None
            one.stdout.readline()
        for one in senders:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        return max(float(one.communicate()[0]) for one in senders)


if __name__ == "__main__":
    for line in lines():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
