"""How fast a frozen site is sent: nginx on this release beside nginx on any file of the same size,
and our own server alone.

Everything runs on this machine, sender and asker on the same cores, so the ratio travels and the
numbers do not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from dashboard.freeze.folder import Folder
from dashboard.freeze.frozen import Frozen
from dashboard.freeze.nginx import of_a_folder
from dashboard.publisher import publish
from dashboard.settings import ROOT, Settings, read_settings
from dashboard.shown_release import ReleaseFollower
from tests.running import free_port

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 64
VIEW = "/en/2024-06-02-assembly/turnout/region/12-00/"
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_NGINX = """\
worker_processes 2;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    include {folder}/site.conf;
}}
"""


def lines() -> Iterator[str]:
    """The comparison, a line each."""
    missing = [one for one in ("nginx", "wrk") if not _program(one)]
    if missing:
        yield f"  not measured: apt-get install {' '.join(missing)}"
        return
    with TemporaryDirectory(prefix="bench-frozen-") as place:
        settings = _published(Path(place))
        yield from _nginx_lines(settings, Path(place))
        yield from _own_lines(settings)


def _published(place: Path) -> Settings:
    given = {"BAQYLAU_VAR": str(place / "var"), "BAQYLAU_COUNTRY": str(ROOT / "tests/testland")}
    settings = read_settings(given)
    publish(settings)
    return settings


def _nginx_lines(settings: Settings, place: Path) -> Iterator[str]:
    folder = place / "frozen"
    shown = ReleaseFollower(settings.var, is_test=False).present()
    if shown is None:
        raise RuntimeError("nothing was published")
    Frozen(settings, Folder(folder)).bring_up_to_date(shown)
    page = folder / f"{VIEW}index.html".removeprefix("/")
    # The same bytes under a name of no meaning, with no squeezed form beside it.
    size = Path(f"{page}.gz").stat().st_size
    (folder / "plain.bin").write_bytes(os.urandom(size))
    port = free_port()
    site = of_a_folder(settings, folder, f"127.0.0.1:{port}", "_", brotli=False)
    with _nginx(place / "nginx", site):
        address = f"http://127.0.0.1:{port}"
        ours, plain = [], []
        for _ in range(ROUNDS):
            plain.append(_rate(f"{address}/plain.bin"))
            ours.append(_rate(f"{address}{VIEW}"))
    ratio = median(one / other for one, other in zip(ours, plain, strict=True))
    yield f"  nginx, a view of the release ({size:,} bytes): {median(ours):,.0f} a second"
    yield f"  nginx, any file of that size:            {median(plain):,.0f} a second"
    yield f"  ratio: {ratio:.2f} (aim: at least 0.9)"


def _own_lines(settings: Settings) -> Iterator[str]:
    port = free_port()
    own = replace(settings, port=port)
    environ = os.environ | {
        "BAQYLAU_VAR": str(own.var),
        "BAQYLAU_COUNTRY": str(own.country),
        "BAQYLAU_PORT": str(port),
        "BAQYLAU_WORKERS": "2",
    }
    command = [sys.executable, "-m", "dashboard", "public"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        _wait(own.address + VIEW)
        rates = [_rate(own.address + VIEW) for _ in range(ROUNDS)]
    finally:
        process.terminate()
        process.wait()
    yield f"  our own server, two workers: {median(rates):,.0f} views a second (aim: 5,000)"


@contextmanager
def _nginx(folder: Path, site: str) -> Iterator[None]:
    folder.mkdir()
    (folder / "site.conf").write_text(site, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=user), "utf-8")
    command = [_program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _rate(address: str) -> float:
    """Whole answers a second, as wrk counts them; raises RuntimeError where any was an error."""
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip"]
    told = subprocess.run([*words, address], capture_output=True, text=True, check=True).stdout
    found = _RATE.search(told)
    if not found or "Non-2xx" in told:
        raise RuntimeError(f"{address}: {told}")
    return float(found.group(1))


def _wait(address: str) -> None:
    from urllib.error import URLError
    from urllib.request import urlopen

    for _ in range(600):
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{address}: no answer")


def _program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin") or ""


if __name__ == "__main__":
    print("\n".join(lines()))
