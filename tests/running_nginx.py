"""A real nginx of the tests' own, with a configuration that the program printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

NO_NGINX = "no nginx here: apt-get install nginx-light (`make test` does it)"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
SECONDS_TO_START = 30.0
_FRAME = """\
{modules}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def nginx_program() -> str:
    """The program; the test is skipped where there is none."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        pytest.skip(NO_NGINX)
    return found


@contextmanager
def nginx(folder: Path, site: str, port: int) -> Iterator[Path]:
    """nginx while it serves ``site`` (a configuration that listens at ``port``); its error log.

    It complains of nothing at its start, or the test fails.
    """
    program = nginx_program()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.conf").write_text(site, "utf-8")
    modules = f"load_module {BROTLI};" if "brotli_static" in site else ""
    # Workers of root's nginx are nobody's otherwise, and may not read a test's folder.
    user = "user root;" if os.geteuid() == 0 else ""
    main = _FRAME.format(folder=folder, modules=modules, user=user)
    (folder / "nginx.conf").write_text(main, "utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process, folder / "error.log")
        yield folder / "error.log"
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("HEAD", "/manifest.json")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise AssertionError(f"nginx does not answer: {log.read_text() if log.exists() else ''}")
