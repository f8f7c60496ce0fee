"""Back the store up into one file while the day goes on, and put such a file back.

A backup fits either database, so the same two commands also move a store from one to the other.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard.settings import Settings
from geodata.store.backups import back_up, restore
from geodata.store.store import Store

HELP = "Back up or restore what came in; nobody has to stop sending for a backup."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_subparsers(dest="what", required=True)
    for name, meaning in (
        ("backup", "write everything the store holds into a new file"),
        ("restore", "put a backup into a store that is empty or not there yet"),
    ):
        one = what.add_parser(name, help=meaning, description=meaning)
        one.add_argument("file", type=Path, metavar="FILE", help="for example day.jsonl.gz")
        one.add_argument(
            "--rehearsal", action="store_true", help="the store of the rehearsal, not the live one"
        )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it and say how many messages there were."""
    is_test = arguments.rehearsal
    with Store.open(settings.store_address(is_test), is_test) as store:
        if arguments.what == "backup":
            print(f"{back_up(store, arguments.file)} messages written to {arguments.file}")
        else:
            print(f"{restore(store, arguments.file)} messages restored from {arguments.file}")
    return 0
