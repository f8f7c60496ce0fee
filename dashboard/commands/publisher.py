"""Make releases as figures come in: the only program that writes them, and it only reads the store.

A release goes out when something public has changed; what breaks an invariant goes nowhere, and
``python -m dashboard releases`` says which row it is.
"""

from __future__ import annotations

import argparse
import signal

from dashboard.processes import end_with_parent, start_log
from dashboard.publisher import Publisher
from dashboard.settings import Settings
from geodata.releases.keys import key_file, public_key, signing_key

HELP = "Make releases as figures come in."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Publish until Ctrl-C or SIGTERM."""
    if arguments.child:
        end_with_parent()
    start_log(settings)
    _tell_new_keys(settings)
    publisher = Publisher(settings)
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, lambda *_: publisher.stop())
    publisher.run()
    return 0


def _tell_new_keys(settings: Settings) -> None:
    """Keys are made at the first start; who checks releases needs the public half."""
    for is_test, sort in ((False, "releases"), (True, "rehearsals")):
        if not key_file(settings.var, is_test).exists():
            key = public_key(signing_key(settings.var, is_test))
            print(f"Key that signs {sort}: {key}", flush=True)
