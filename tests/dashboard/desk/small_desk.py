"""A desk over Testland in a folder of its own, and people of every role who are signed in to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import Client, TestResponse

from dashboard.desk import people
from dashboard.desk.app import create_desk
from dashboard.desk.desk import Desk
from dashboard.desk.passwords import digest
from dashboard.desk.people import Person, Role
from dashboard.desk.record import Record
from dashboard.settings import Settings, read_settings
from geodata.store.engines import writing

TESTLAND = Path(__file__).parents[2] / "testland"
HOST = "127.0.0.1:8051"
PASSWORD = "seven lamps of the steppe"
# Checking a password is slow on purpose; once is enough for everyone here.
KEPT = digest(PASSWORD)
UNITS_OF_A_TEAM = frozenset({"north"})


def settings_in(folder: Path, **changed: object) -> Settings:
    """The settings of a desk whose files all lie in ``folder``."""
    return replace(read_settings({}), var=folder, country=TESTLAND, **changed)  # type: ignore[arg-type]


@dataclass
class SmallDesk:
    """The desk as its server, and as many browsers as one asks for."""

    settings: Settings
    clients: dict[str, Client] = field(default_factory=dict)

    @cached_property
    def server(self) -> Flask:
        server: Flask = create_desk(self.settings).server
        return server

    @property
    def engine(self) -> Engine:
        """The desk's database."""
        desk: Desk = self.server.extensions["desk"]
        return desk.engine

    @property
    def record(self) -> Record:
        return Record(self.engine)

    def stranger(self) -> Client:
        """A browser that nobody has signed in with."""
        return Client(self.server)

    def add(self, name: str, role: Role, units: frozenset[str] | None = None) -> None:
        """Somebody who has chosen ``PASSWORD``."""
        with writing(self.engine).begin() as connection:
            people.add(connection, Person(name, role, units), KEPT)

    def signed_in(self, role: Role) -> Client:
        """The browser of somebody of that role, by the name of the role."""
        if role not in self.clients:
            self.add(role, role, UNITS_OF_A_TEAM if role is Role.LONG_TERM_TEAM else None)
            client = self.stranger()
            assert sign_in(client, role).status_code == 200
            self.clients[role] = client
        return self.clients[role]

    def close(self) -> None:
        if "server" in self.__dict__:
            self.engine.dispose()


def ask(
    client: Client,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> TestResponse:
    """Ask as a page of the desk does."""
    own = {"Host": HOST} | ({} if method == "GET" else {"Origin": f"http://{HOST}"})
    sent = own | dict(headers or {})
    more.setdefault("environ_base", {"REMOTE_ADDR": "127.0.0.1"})
    return client.open(path, method=method, headers=sent, **more)  # type: ignore[arg-type]


def send(client: Client, path: str, **sent: object) -> TestResponse:
    """Send what a form of a page holds."""
    return ask(client, path, "POST", json={"language": "en"} | sent)


def sign_in(client: Client, name: str, password: str = PASSWORD) -> TestResponse:
    """Sign in with a browser."""
    return send(client, "/sign-in", name=name, password=password)


def said(answer: TestResponse) -> str:
    """The message that a form shows."""
    told: Mapping[str, str] = answer.get_json()
    return told["message"]
