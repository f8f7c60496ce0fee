"""The desk behind a real nginx that speaks TLS, set up word for word as docs/desk.md says."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path

import pytest

from dashboard.desk import people
from dashboard.desk.database import open_desk_database
from dashboard.desk.people import Person, Role
from dashboard.desk.record import Record
from dashboard.settings import ROOT
from geodata.store.engines import writing
from tests.dashboard.desk.small_desk import KEPT, PASSWORD, TESTLAND, settings_in
from tests.running import Program, free_port
from tests.running_nginx import nginx

NAME = "desk.example.org"
CONFIGURATION = re.compile(r"```nginx\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Behind:
    """The ports of the proxy, and the folder in which the desk keeps its own."""

    http: int
    https: int
    var: Path
    certificate: Path

    def ask(self, path: str, sent: object = None, **headers: str) -> tuple[int, HTTPMessage, bytes]:
        """Ask by https as a browser that came to the desk's name."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        # The name is the certificate's; the address is this machine's.
        context.check_hostname = False
        connection = HTTPSConnection("127.0.0.1", self.https, timeout=60, context=context)
        told = {"Host": NAME, "Origin": f"https://{NAME}", "Content-Type": "application/json"}
        body = None if sent is None else json.dumps(sent)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request("GET" if body is None else "POST", path, body, told | named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


def certificate_in(folder: Path) -> tuple[Path, Path]:
    key, certificate = folder / "desk.key", folder / "desk.pem"
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *files], check=True, capture_output=True)
    return key, certificate


def as_documented(http: int, https: int, desk: int, key: Path, certificate: Path) -> str:
    found = CONFIGURATION.search((ROOT / "docs" / "desk.md").read_text("utf-8"))
    assert found is not None
    here = {
        "listen 80;": f"listen 127.0.0.1:{http};",
        "listen 443 ssl;": f"listen 127.0.0.1:{https} ssl;",
        "127.0.0.1:8051": f"127.0.0.1:{desk}",
        "/etc/ssl/desk.pem": str(certificate),
        "/etc/ssl/desk.key": str(key),
    }
    text = found[1]
    for named, put in here.items():
        assert named in text
        text = text.replace(named, put)
    return text


@pytest.fixture(scope="module")
def behind(
    tmp_path_factory: pytest.TempPathFactory, new_var: Callable[[], Path]
) -> Iterator[Behind]:
    var, folder = new_var(), tmp_path_factory.mktemp("tls")
    engine = open_desk_database(settings_in(var))
    with writing(engine).begin() as connection:
        people.add(connection, Person("aidana", Role.ANALYST), KEPT)
    engine.dispose()
    key, certificate = certificate_in(folder)
    settings = {
        "BAQYLAU_VAR": str(var),
        "BAQYLAU_COUNTRY": str(TESTLAND),
        "BAQYLAU_DESK_ADDRESS": f"https://{NAME}",
        "BAQYLAU_TRUSTED_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "-m", "dashboard", "desk"]
    program = Program(folder / "desk", free_port(), command, settings)
    program.wait_for("Mission desk: http")
    http, https = free_port(), free_port()
    site = as_documented(http, https, program.desk_port, key, certificate)
    with nginx(folder / "nginx", site, http):
        yield Behind(http, https, var, certificate)
    program.stop()


def sign_in(behind: Behind, password: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    sent = {"name": "aidana", "password": password, "language": "en"}
    return behind.ask("/sign-in", sent, **headers)


def test_who_comes_by_plain_http_is_led_to_https(behind: Behind) -> None:
    connection = HTTPConnection("127.0.0.1", behind.http, timeout=60)
    connection.request("GET", "/en/sign-in/", headers={"Host": NAME})
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/en/sign-in/")


def test_one_signs_in_and_the_cookie_is_bound_to_host_and_tls(behind: Behind) -> None:
    status, headers, _ = sign_in(behind, PASSWORD)
    assert status == 200
    cookies = headers.get_all("Set-Cookie") or []
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-desk", "__Host-desk-known"]
    assert all("; Secure" in one and "; HttpOnly" in one for one in cookies)
    status, headers, page = behind.ask("/en/account/", Cookie=cookies[0].partition(";")[0])
    assert status == 200
    assert b"aidana" in page
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["Cache-Control"] == "no-store"


def test_an_open_line_is_not_warned_of_where_there_is_none(behind: Behind) -> None:
    status, _, page = behind.ask("/en/sign-in/", X_Forwarded_For="203.0.113.9")
    assert status == 200
    assert b"not encrypted" not in page


def test_another_name_or_another_sites_page_is_refused(behind: Behind) -> None:
    assert behind.ask("/en/sign-in/", Host="evil.example")[0] == 400
    assert sign_in(behind, PASSWORD, Origin="https://evil.example")[0] == 403
    assert sign_in(behind, PASSWORD, Origin=f"http://{NAME}:8051")[0] == 403


def test_a_forged_address_does_not_escape_the_brake(behind: Behind) -> None:
    codes = [
        sign_in(behind, "a wild guess", X_Forwarded_For=f"198.51.100.{number}")[0]
        for number in range(12)
    ]
    assert codes[-1] == 429
    engine = open_desk_database(settings_in(behind.var))
    seen = {line.told["address"] for line in Record(engine).lines() if "address" in line.told}
    engine.dispose()
    # nginx saw this machine, and says so in place of whatever was claimed.
    assert not any(address.startswith("198.51.100.") for address in seen)


@pytest.mark.parametrize("size", [100_000, 5_000_000, 12_000_000])
def test_too_much_is_refused_in_so_many_words_and_not_with_a_broken_line(
    behind: Behind, size: int
) -> None:
    assert behind.ask("/sign-in", "x" * size)[0] == 413


def test_a_large_message_without_a_token_hears_that_it_has_none(behind: Behind) -> None:
    assert behind.ask("/intake/reports", "x" * 5_000_000)[0] == 401
