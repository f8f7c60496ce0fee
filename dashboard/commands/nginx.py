"""Print a configuration of nginx: for a frozen folder, or for standing before the public map."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from dashboard.freeze.nginx import before_the_map, of_a_folder
from dashboard.settings import Settings
from geodata.errors import DataError

HELP = "Print a configuration of nginx for a frozen folder; without one, for the running map."
_LISTEN = re.compile(r"([A-Za-z0-9.:\[\]-]+:)?\d{1,5}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("folder", nargs="?", type=Path, help="what `freeze` wrote")
    parser.add_argument("--listen", default="80", metavar="PORT", help="80 if not said")
    parser.add_argument("--name", default="_", help="the host name it answers to; any if not said")
    parser.add_argument(
        "--brotli", action="store_true", help="where nginx has the module brotli_static"
    )
    parser.add_argument(
        "--cache", type=Path, default=Path("/var/cache/nginx/baqylau"),
        help="before the running map: the folder in which it keeps what it was answered",
    )  # fmt: skip


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print it."""
    if not _LISTEN.fullmatch(arguments.listen):
        raise DataError(f"--listen {arguments.listen}: expected a port, or an address and a port")
    if not re.fullmatch(r"[A-Za-z0-9._-]+", arguments.name):
        raise DataError(f"--name {arguments.name}: expected a host name")
    if arguments.folder is None:
        print(before_the_map(settings, arguments.listen, arguments.name, arguments.cache))
        return 0
    folder = arguments.folder.absolute()
    if not (folder / "manifest.json").is_file():
        raise DataError(f"{folder}: expected a folder that `python -m dashboard freeze` wrote")
    print(of_a_folder(settings, folder, arguments.listen, arguments.name, arguments.brotli))
    return 0
