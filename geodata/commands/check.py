"""`python -m geodata check FOLDER`: everything that is wrong with a country folder, at once."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from geodata.checks.accepted import FILE_NAME, read_accepted
from geodata.errors import DataError, Fault, FaultyData
from geodata.read_country import faults, read_languages

HELP = "Name every fault of a country folder: file, line, column, value, what was expected."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of a country")
    parser.add_argument("--json", action="store_true", help="print the faults as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the faults, one a line, and how many; 1 if there is any."""
    if not arguments.folder.is_dir():
        raise DataError(f"{arguments.folder}: expected the folder of a country; it is not there")
    found = sorted({*faults(arguments.folder), *_decisions(arguments.folder)})
    if arguments.json:
        print(json.dumps([asdict(fault) for fault in found], ensure_ascii=False, indent=1))
    else:
        _print(found)
    return 1 if found else 0


def _print(found: list[Fault]) -> None:
    for fault in found:
        print(fault)
    files = len({fault.file for fault in found})
    print(f"{_count(len(found), 'fault')} in {_count(files, 'file')}" if found else "no faults")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _decisions(folder: Path) -> Iterator[Fault]:
    languages = read_languages(folder)
    for path in sorted((folder / "elections").glob(f"*/{FILE_NAME}")):
        try:
            read_accepted(path.parent, languages)
        except FaultyData as error:
            name = path.relative_to(folder).as_posix()
            yield from (replace(fault, file=name) for fault in error.faults)
        except UnicodeDecodeError:
            name = path.relative_to(folder).as_posix()
            yield Fault(name, 0, "", "", "a text file in UTF-8", stops_file=True)
