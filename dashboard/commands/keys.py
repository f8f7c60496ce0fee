"""The keys that sign releases: show their public halves, which anybody may check releases with."""

from __future__ import annotations

import argparse

from dashboard.settings import Settings
from geodata.releases.keys import key_file, public_key, public_pem, signing_key

HELP = "Show the public keys of live releases and of rehearsals; made where there are none yet."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--pem", action="store_true", help="as other tools read them")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print them and where the private halves lie."""
    for is_test, sort in ((False, "releases"), (True, "rehearsals")):
        key = signing_key(settings.var, is_test)
        print(f"{sort}: {public_key(key)}")
        print(f"  kept in {key_file(settings.var, is_test)}")
        if arguments.pem:
            print(public_pem(key).decode(), end="")
    return 0
