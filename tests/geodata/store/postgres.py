"""A PostgreSQL of the tests' own: made from Debian's package in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

NO_POSTGRESQL = "no PostgreSQL here: apt-get install postgresql (`make test` does it)"
_DATABASE = "baqylau"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; the newest where there are several."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(debian, key=lambda path: int(path.parts[-3]))
    other = shutil.which("initdb")
    path = found[-1] if found else Path(other) if other else None
    return path.resolve().parent if path else None


@dataclass(frozen=True)
class Server:
    """A running server that listens in its own folder only."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://baqylau@/{_DATABASE}?host={quote(str(self.folder))}"

    def fresh_url(self) -> str:
        """The address of a schema of its own, empty."""
        name = f"store_{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return f"{self.url}&options={quote(f'-c search_path={name}')}"

    def kill(self) -> None:
        """End it as a power cut of its machine's programs would, and start it again."""
        self.control("stop", "-m", "immediate")
        self.control("start")

    def control(self, *words: str) -> None:
        """pg_ctl."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60"
        _run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o",
             options, *words)  # fmt: skip


@contextmanager
def postgres_server() -> Iterator[Server]:
    """Start a server; it is stopped and its folder removed at the end."""
    # Its user must be able to walk there, which a test's own folder forbids; and the address of
    # its socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="baqylau-pg-"))
    try:
        if os.geteuid() == 0:
            user = _other_user()
            os.chown(folder, user.pw_uid, user.pw_gid)
        _run("initdb", "-D", f"{folder}/data", "-U", "baqylau", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync")  # fmt: skip
        server = Server(folder)
        server.control("start")
        try:
            with psycopg.connect(server.url.replace(f"/{_DATABASE}?", "/postgres?")) as connection:
                connection.autocommit = True
                connection.execute(f"CREATE DATABASE {_DATABASE}".encode())
            yield server
        finally:
            server.control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


def _other_user() -> pwd.struct_passwd:
    """Whom the server runs as where the tests run as root, which it refuses."""
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _run(program: str, *words: str) -> None:
    folder = programs()
    assert folder is not None, NO_POSTGRESQL
    user = _other_user().pw_uid if os.geteuid() == 0 else None
    group = _other_user().pw_gid if os.geteuid() == 0 else None
    done = subprocess.run(
        [folder / program, *words],
        user=user,
        group=group,
        extra_groups=[] if user else None,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        # pg_ctl hands its output to the server, so a pipe would never end.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{program} ended with {done.returncode}: {' '.join(words)}"
