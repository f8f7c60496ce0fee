"""What whoever runs Baqylau may set, and nothing else in the program reads the environment.

Every setting has a default that works on one machine; a wrong one is refused at the start, all
wrong ones at once, each with what was expected.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
COUNTRIES = ROOT / "geodata" / "countries"
LOG_LEVELS = ("debug", "info", "warning", "error")
MOST_WORKERS = 64
_HOST = r"[A-Za-z0-9.:-]+"
# Kazakhstan moved to one zone on 1 March 2024; older tables are wrong by an hour after that day.
OLDEST_TZDATA = "2024a"


class WrongSettings(Exception):
    """The program cannot start as it is set up; the message names every reason."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs. ``site_address`` is absolute and has no slash at its end."""

    host: str
    port: int
    desk_host: str
    desk_port: int
    # How people reach the desk from elsewhere; "" where only this network does, by plain http.
    desk_address: str
    # Networks of proxies whose word on who asks is believed.
    trusted_proxies: tuple[str, ...]
    desk_idle_minutes: int
    desk_hours: int
    var: Path
    country: Path
    workers: int
    site_address: str
    log_level: str
    intake_per_minute: int = 60_000
    # What files that were brought to the desk, and nobody has taken yet, may fill of the disk.
    waiting_megabytes: int = 1_000
    odk_address: str = ""
    # What may hold a password is never printed with the rest.
    odk_email: str = field(default="", repr=False)
    odk_password: str = field(default="", repr=False)
    odk_token: str = field(default="", repr=False)
    database_url: str = field(default="", repr=False)
    rehearsal_database_url: str = field(default="", repr=False)
    # The same database as a role that may only read: what the publisher is given.
    publisher_database_url: str = field(default="", repr=False)
    # Whether the public door shows the releases of rehearsals, and no live one.
    shows_rehearsal: bool = False
    root: Path = ROOT

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the public map."""
        return _local_address(self.host, self.port)

    @property
    def local_desk_address(self) -> str:
        """Where a browser on this machine finds the desk."""
        return _local_address(self.desk_host, self.desk_port)

    @property
    def desk_is_secure(self) -> bool:
        """Whether people reach the desk by https, through a proxy that speaks it."""
        return self.desk_address.startswith("https:")

    def store_address(self, is_test: bool) -> str:
        """Where what came in is kept: the database named for it, else a file of its own.

        A rehearsal never comes near the live store: it has a setting of its own.
        """
        if is_test:
            return self.rehearsal_database_url or f"sqlite:///{self.var / 'rehearsal'}.sqlite"
        return self.database_url or f"sqlite:///{self.var / 'store'}.sqlite"

    def publisher_store(self, is_test: bool) -> str:
        """The store as the publisher reaches it, with a role of its own where one is set."""
        own = "" if is_test else self.publisher_database_url
        return own or self.store_address(is_test)

    @property
    def desk_database(self) -> str:
        """Where the desk keeps who may sign in, and the record of what was done."""
        return self.database_url or f"sqlite:///{self.var / 'desk'}.sqlite"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read BAQYLAU_* and the databases' addresses from the given environment, or the process's own.

    Raises WrongSettings.
    """
    given = _Given(os.environ if environ is None else environ, [])
    host = given.text("HOST", "127.0.0.1", _HOST, "a host name or IP")
    port = given.number("PORT", 8050, 65535)
    settings = Settings(
        host=host,
        port=port,
        desk_host=given.text("DESK_HOST", "127.0.0.1", _HOST, "a host name or IP"),
        desk_port=given.number("DESK_PORT", 8051, 65535),
        desk_address=given.address("DESK_ADDRESS", ""),
        trusted_proxies=given.networks(),
        desk_idle_minutes=given.number("DESK_IDLE_MINUTES", 30, 24 * 60),
        desk_hours=given.number("DESK_HOURS", 12, 7 * 24),
        var=Path(given.value("VAR", str(ROOT / "var"))).expanduser().absolute(),
        country=given.country(),
        workers=given.number("WORKERS", min(4, os.cpu_count() or 1), MOST_WORKERS),
        site_address=given.address("SITE_ADDRESS", _local_address(host, port)),
        log_level=given.text("LOG_LEVEL", "info", "|".join(LOG_LEVELS), " or ".join(LOG_LEVELS)),
        intake_per_minute=given.number("INTAKE_PER_MINUTE", 60_000, 10_000_000),
        waiting_megabytes=given.number("WAITING_MB", 1_000, 1_000_000),
        odk_address=given.address("ODK_ADDRESS", ""),
        odk_email=given.value("ODK_EMAIL", ""),
        odk_password=given.value("ODK_PASSWORD", ""),
        odk_token=given.value("ODK_TOKEN", ""),
        database_url=given.database_url("DATABASE_URL"),
        rehearsal_database_url=given.database_url("REHEARSAL_DATABASE_URL"),
        publisher_database_url=given.database_url("PUBLISHER_DATABASE_URL"),
        shows_rehearsal=given.text("REHEARSAL", "0", "[01]", "0 or 1") == "1",
    )
    given.faults.extend(time_zone_faults())
    if given.faults:
        raise WrongSettings("\n".join(given.faults))
    return settings


def time_zone_faults(version: str | None = None) -> list[str]:
    """Say whether the table of time zones is too old to name the hour of a vote."""
    if version is None:
        version = str(import_module("tzdata").IANA_VERSION)
    if version >= OLDEST_TZDATA:
        return []
    return [f"tzdata {version}: expected {OLDEST_TZDATA} or newer (pip install --upgrade tzdata)"]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the environment says, and what is wrong with it so far."""

    environ: Mapping[str, str]
    faults: list[str]

    def value(self, name: str, default: str) -> str:
        return self.environ.get(f"BAQYLAU_{name}") or default

    def text(self, name: str, default: str, shape: str, expected: str) -> str:
        value = self.value(name, default)
        if not re.fullmatch(shape, value):
            self.refuse(name, value, expected)
        return value

    def number(self, name: str, default: int, most: int) -> int:
        value = self.value(name, str(default))
        if value.isascii() and value.isdigit() and 1 <= int(value) <= most:
            return int(value)
        self.refuse(name, value, f"a whole number from 1 to {most}")
        return default

    def country(self) -> Path:
        """One of the countries that come along by its id, or any folder by its path."""
        here = sorted(path.parent.name for path in COUNTRIES.glob("*/country.toml"))
        value = self.value("COUNTRY", here[0] if len(here) == 1 else "")
        folder = COUNTRIES / value if value in here else Path(value).expanduser().absolute()
        if not (folder / "country.toml").is_file():
            known = ", ".join(here) or "none"
            self.refuse("COUNTRY", value, f"one of {known}, or a folder that has a country.toml")
        return folder

    def address(self, name: str, default: str) -> str:
        value = self.value(name, default).rstrip("/")
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and parts.netloc
        if value and (not usable or parts.query or parts.fragment):
            self.refuse(name, value, "an address such as https://example.org")
        return value

    def networks(self) -> tuple[str, ...]:
        """Addresses of machines or networks, with commas between them."""
        value = self.value("TRUSTED_PROXY", "")
        named = tuple(one.strip() for one in value.split(",") if one.strip())
        try:
            return tuple(str(ip_network(one)) for one in named)
        except ValueError:
            expected = (
                "the IP of the proxy, or a network such as 10.0.0.0/8; commas between several"
            )
            self.refuse("TRUSTED_PROXY", value, expected)
            return ()

    def database_url(self, name: str) -> str:
        """Under a name that hosts of databases give; it may hold a password, never repeated."""
        value = self.environ.get(name) or ""
        if value and not re.match(r"(postgres(ql)?://|sqlite:///)[^?]", value):
            expected = "postgresql://<user>@<host>/<database> or sqlite:///<file>"
            self.faults.append(f"{name}: expected {expected}")
        return value

    def refuse(self, name: str, value: str, expected: str) -> None:
        self.faults.append(f"BAQYLAU_{name}={value!r}: expected {expected}")


def _local_address(host: str, port: int) -> str:
    # Every address of the machine listens; a browser needs one of them.
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
