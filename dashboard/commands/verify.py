"""Check a release from outside: the signature, the chain of releases, the hash of every file."""

from __future__ import annotations

import argparse
import sys

from dashboard.settings import Settings
from geodata.releases.sources import Unreachable, Untrue, source_of
from geodata.releases.verify import verify

HELP = (
    "Check a release from outside: signature, chain and every hash. Exit code 0: all is as it was "
    "let out; 1: something is not, and is named; 2: wrongly called; 3: there is nothing to check."
)
NOT_TRUE, NOTHING_TO_CHECK = 1, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("place", metavar="FOLDER|URL", help="a folder, or the site's address")
    parser.add_argument("--key", default="", help="the public key one expects (64 hex digits)")


def run(arguments: argparse.Namespace, _: Settings) -> int:
    """Check, and say what was found."""
    try:
        found = verify(source_of(arguments.place), arguments.key)
    except Untrue as error:
        print(f"NOT TRUE: {error}", file=sys.stderr)
        return NOT_TRUE
    except Unreachable as error:
        print(f"Nothing to check: {error}", file=sys.stderr)
        return NOTHING_TO_CHECK
    one = found.manifest
    sort = "rehearsal" if one.is_test else "live"
    print(
        f"true: release {one.sequence} ({sort}) of {one.made_at:%Y-%m-%d %H:%M:%S} UTC, "
        f"{found.files} files, {found.size} bytes, {one.sequence} releases in the chain"
    )
    print(f"key: {one.key}")
    return 0
