"""A mission of Testland with its letterbox on a real desk, and letters to put in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from dashboard.desk.database import open_desk_database
from dashboard.desk.desk import Desk
from dashboard.desk.guard import guard_doors
from dashboard.desk.shelf import Shelf
from dashboard.intake.door import offer_intake
from dashboard.intake.tokens import make_token
from dashboard.settings import Settings
from geodata.read_country import read_country
from geodata.store.events import Event
from geodata.store.fold import fold
from geodata.store.store import Store
from tests.dashboard.desk.small_desk import HOST

ELECTION = "2024-06-02-assembly"
MISSION = "league"
FORM_MAP = Path(__file__).parents[3] / "geodata" / "imports" / "example" / "station-visit.toml"
MARK = "CANARY"


def letter(instance: str = "visit-1", version: int = 1, **payload: object) -> dict[str, Any]:
    """A report of a visit as a sender writes it."""
    fields = {"team": "t1", "unit": "s1", "station": "1", "stage": "voting", **payload}
    return {
        "instance": instance,
        "version": version,
        "observed_at": "2024-06-02T08:05:00+05:00",
        "payload": fields,
    }


def bulletin(instance: str, percent: object, **more: object) -> dict[str, Any]:
    """An announcement as a sender writes it."""
    payload = {"unit": "north", "time": "12:00", "percent": percent, **more}
    return {"instance": instance, "version": 1, "payload": payload}


@dataclass
class Door:
    """The door for machines on a server of its own, behind the desk's guard."""

    settings: Settings

    @cached_property
    def desk(self) -> Desk:
        engine, country = open_desk_database(self.settings), read_country(self.settings.country)
        # No page is asked for, so none of what pages are made of is needed.
        return Desk(self.settings, engine, country, Shelf(), files=None)  # type: ignore[arg-type]

    @cached_property
    def server(self) -> Flask:
        server = Flask("desk")
        offer_intake(server, self.desk)
        guard_doors(server, self.desk)
        return server

    def close(self) -> None:
        self.desk.missions.close()
        self.desk.engine.dispose()


@dataclass
class Post:
    """The door, one mission's folder, and a token to send with."""

    door: Door
    is_test: bool = True
    mission: str = MISSION
    source: str = "odk"
    language: str = "en"

    @cached_property
    def token(self) -> str:
        return make_token(self.door.desk.engine, self.source, self.mission, "test")[1]

    @property
    def folder(self) -> Path:
        return self.door.settings.var / "missions" / self.mission

    def set_up(self, form_map: str | None = None, **settings: object) -> Post:
        """Write the mission: two stations, a team, the example's form map."""
        self.folder.mkdir(parents=True)
        own = {"id": self.mission, "election": ELECTION, "is_test": self.is_test}
        given = own | {"form_map": "form_map.toml"} | settings
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in given.items()]
        (self.folder / "mission.toml").write_text("".join(lines), "utf-8")
        (self.folder / "form_map.toml").write_text(form_map or FORM_MAP.read_text("utf-8"), "utf-8")
        header = "station,unit,registered,latitude,longitude\n"
        (self.folder / "stations.csv").write_text(f"{header}1,s1,100,,\n2,s1,100,,\n", "utf-8")
        teams = "team,organisation,role,units,stations\nt1,league,short-term,s1,\n"
        (self.folder / "teams.csv").write_text(teams, "utf-8")
        return self

    def other(self, source: str) -> Post:
        """The same mission, sent to by another source."""
        return replace(self, source=source)

    def send(
        self,
        content: object,
        to: str = "reports",
        query: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Send JSON."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return self.put(body, "application/json", to, query=query, headers=headers)

    def put(
        self,
        body: bytes | Mapping[str, object],
        kind: str,
        to: str = "reports",
        *,
        query: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Send a body of any type."""
        own = {"Host": HOST, "Authorization": f"Bearer {self.token}"}
        asked = {"Accept-Language": self.language} | dict(headers or {})
        return Client(self.door.server).post(
            f"/intake/{to}{query}", data=body, content_type=kind, headers=own | asked
        )

    def kept(self) -> list[Event]:
        """Everything the store holds, in order."""
        with self.store() as store:
            return [stored.event for stored in store.messages()]

    def counting(self) -> dict[str, Event]:
        """What counts."""
        return fold(self.kept())

    def store(self) -> Store:
        return Store.open(self.door.settings.store_address(self.is_test), self.is_test)


def places(answer: TestResponse) -> list[str]:
    """The places of every fault named in an answer."""
    told = answer.get_json()
    faults = [*told.get("faults", ())]
    for item in told.get("items", ()):
        faults += item.get("faults", ())
    return [fault["place"] for fault in faults]


def statuses(answer: TestResponse) -> Sequence[int]:
    """The status of every item."""
    return [item["status"] for item in answer.get_json()["items"]]
