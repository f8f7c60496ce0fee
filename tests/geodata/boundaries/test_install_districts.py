"""Installing districts: from an address or a folder, all of it or nothing, and never unchecked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from geodata.__main__ import main
from geodata.boundaries.install import check_installed
from geodata.boundaries.sources import INSTALLED, locate, read_sources
from geodata.errors import DataError

GOOD = {"land.shp": b"outlines", "land.dbf": b"codes"}


class StandIn(BaseHTTPRequestHandler):
    """Answers like the public address would, from ``server.files``."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        content = self.server.files.get(self.path.lstrip("/"))  # type: ignore[attr-defined]
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content) + self.server.held_back))  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Tests speak for themselves."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    stand_in = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    stand_in.files, stand_in.asked, stand_in.held_back = dict(GOOD), [], 0  # type: ignore[attr-defined]
    thread = Thread(target=stand_in.serve_forever)
    thread.start()
    yield stand_in
    stand_in.shutdown()
    thread.join()
    stand_in.server_close()


@pytest.fixture
def country(tmp_path: Path) -> Path:
    pinned = "\n".join(
        f'"{name}" = "{hashlib.sha256(content).hexdigest()}"' for name, content in GOOD.items()
    )
    folder = tmp_path / "country"
    folder.mkdir()
    (folder / "country.toml").write_text(
        '[[boundary_set]]\nid = "districts"\n[boundary_set.file]\n'
        'address = "https://localhost:1/"\npath = "land.shp"\nfield = "CODE"\nscheme = "id"\n'
        f"[boundary_set.file.sha256]\n{pinned}\n"
    )
    return folder


def districts(country: Path, var: Path, *words: object) -> int:
    options = [*words, "--country", country, "--var", var]
    return main(["districts", *(str(word) for word in options)])


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/"


def installed(var: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (var / INSTALLED).glob("*")}


def test_files_arrive_from_the_address(
    server: ThreadingHTTPServer, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert districts(country, tmp_path, "install", "--address", address(server)) == 0
    assert installed(tmp_path) == GOOD
    assert (
        f"districts: installed in {tmp_path}, 2 files, checksums as pinned"
        in capsys.readouterr().out
    )


def test_a_second_run_asks_nobody(
    server: ThreadingHTTPServer, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    districts(country, tmp_path, "install", "--address", address(server))
    asked = len(server.asked)  # type: ignore[attr-defined]
    assert districts(country, tmp_path, "install", "--address", address(server)) == 0
    assert len(server.asked) == asked  # type: ignore[attr-defined]
    assert "already installed" in capsys.readouterr().out


def test_files_arrive_from_a_folder(country: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name, content in GOOD.items():
        (copy / name).write_bytes(content)
    assert districts(country, tmp_path, "install", "--from", copy) == 0
    assert installed(tmp_path) == GOOD


def test_another_file_than_the_pinned_one_is_refused(
    server: ThreadingHTTPServer, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files["land.dbf"] = b"other codes"  # type: ignore[attr-defined]
    assert districts(country, tmp_path, "install", "--address", address(server)) == 1
    said = capsys.readouterr().err
    assert "land.dbf: SHA-256 expected" in said
    assert hashlib.sha256(GOOD["land.dbf"]).hexdigest() in said
    assert installed(tmp_path) == {}


def test_a_file_that_is_not_there_is_named(
    server: ThreadingHTTPServer, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del server.files["land.dbf"]  # type: ignore[attr-defined]
    assert districts(country, tmp_path, "install", "--address", address(server)) == 1
    said = capsys.readouterr().err
    assert "land.dbf: expected at" in said
    assert "404" in said
    assert installed(tmp_path) == {}


def test_a_broken_connection_installs_nothing(
    server: ThreadingHTTPServer, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.held_back = 5  # type: ignore[attr-defined]
    assert districts(country, tmp_path, "install", "--address", address(server)) == 1
    assert "nothing was installed" in capsys.readouterr().err
    assert installed(tmp_path) == {}


def test_no_server_at_all_is_said_in_one_line(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert districts(country, tmp_path, "install", "--address", "http://127.0.0.1:9/") == 1
    said = capsys.readouterr().err.strip()
    assert said.startswith("land.shp: expected at http://127.0.0.1:9/land.shp")
    assert "\n" not in said


@pytest.mark.parametrize("bad", ["file:///etc/", "ftp://localhost/"])
def test_only_http_addresses_are_opened(
    bad: str, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert districts(country, tmp_path, "install", "--address", bad) == 1
    assert "expected an http or https address" in capsys.readouterr().err


def test_an_empty_folder_is_no_source(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert districts(country, tmp_path, "install", "--from", tmp_path) == 1
    assert "land.shp: expected in" in capsys.readouterr().err


def test_status_says_what_to_do(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert districts(country, tmp_path, "status") == 0
    assert "districts: not installed; `python -m geodata" in capsys.readouterr().out


def test_a_set_that_nobody_can_install_is_an_error(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert districts(country, tmp_path, "install", "--set", "moon") == 1
    assert "--set moon: expected a set that can be installed: districts" in capsys.readouterr().err


def test_a_file_changed_after_it_was_installed_is_not_used(
    server: ThreadingHTTPServer, country: Path, tmp_path: Path
) -> None:
    districts(country, tmp_path, "install", "--address", address(server))
    source = read_sources(country).files["districts"]
    assert locate(source, country, tmp_path) == tmp_path / INSTALLED / "land.shp"
    (tmp_path / INSTALLED / "land.shp").write_bytes(b"forged")
    with pytest.raises(DataError, match=r"land\.shp: SHA-256 expected"):
        check_installed(source, tmp_path)
