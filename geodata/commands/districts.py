"""``districts``: install the district outlines that no package carries, or say what is there."""

from __future__ import annotations

import argparse
from pathlib import Path

from geodata.boundaries.install import (
    install_from_address,
    install_from_folder,
    is_installed,
)
from geodata.boundaries.sources import SourceFile, read_sources
from geodata.errors import DataError

HELP = "Install district outlines from their public address or a folder, or show what is installed."
COUNTRIES = Path(__file__).parents[1] / "countries"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after ``python -m geodata districts``."""
    parser.add_argument("action", choices=("install", "status"))
    parser.add_argument("--from", dest="folder", type=Path, help="a folder that has the files")
    parser.add_argument("--address", default="", help="another address the files lie at")
    parser.add_argument("--set", dest="sets", action="append", help="only this boundary set")
    parser.add_argument("--country", type=Path, help="the country's folder")
    parser.add_argument("--var", type=Path, default=Path("var"), help="where files are kept")


def run(arguments: argparse.Namespace) -> int:
    """Exit code: 0 when all is well, and for ``status`` also when nothing is installed."""
    sources = _chosen(arguments.country or _only_country(), arguments.sets)
    for source in sources:
        if arguments.action == "install":
            print(_install(source, arguments))
        else:
            print(_status(source, arguments.var))
    return 0


def _only_country() -> Path:
    folders = sorted(path.parent for path in COUNTRIES.glob("*/country.toml"))
    if len(folders) != 1:
        raise DataError(f"--country: expected one folder, {COUNTRIES} has {len(folders)}")
    return folders[0]


def _chosen(country: Path, names: list[str] | None) -> list[SourceFile]:
    files = read_sources(country).files
    installable = {name: source for name, source in files.items() if source.sha256}
    unknown = sorted(set(names or ()) - installable.keys())
    if unknown:
        expected = ", ".join(installable) or "none"
        raise DataError(f"--set {unknown[0]}: expected a set that can be installed: {expected}")
    return [installable[name] for name in names or installable]


def _install(source: SourceFile, arguments: argparse.Namespace) -> str:
    if arguments.folder:
        done = install_from_folder(source, arguments.var, arguments.folder)
    else:
        done = install_from_address(source, arguments.var, arguments.address)
    state = "installed" if done else "already installed"
    return _told(source, state, arguments.var)


def _status(source: SourceFile, var: Path) -> str:
    if is_installed(source, var):
        return _told(source, "installed", var)
    return (
        f"{source.boundary_set}: not installed; "
        f"`python -m geodata districts install --set {source.boundary_set}` fetches it from "
        f"{source.address}"
    )


def _told(source: SourceFile, state: str, var: Path) -> str:
    """With the folder: a program that keeps its files elsewhere would not find these."""
    files = f"{len(source.sha256)} files, checksums as pinned"
    return f"{source.boundary_set}: {state} in {var}, {files}"
