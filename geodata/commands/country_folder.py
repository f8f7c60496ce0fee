"""Which country a command speaks of: the folder it names, or the one country there is."""

from __future__ import annotations

import argparse
from pathlib import Path

from geodata.errors import DataError

COUNTRIES = Path(__file__).parents[1] / "countries"


def add_country_argument(parser: argparse.ArgumentParser) -> None:
    """The option that names another country's folder."""
    parser.add_argument("--country", type=Path, help="the country's folder")


def country_folder(arguments: argparse.Namespace) -> Path:
    """The folder; raises DataError where none is named and there is not exactly one."""
    if arguments.country:
        return Path(arguments.country)
    folders = sorted(path.parent for path in COUNTRIES.glob("*/country.toml"))
    if len(folders) != 1:
        raise DataError(f"--country: expected one folder, {COUNTRIES.name} has {len(folders)}")
    return folders[0]
