"""Serve the public map alone: release files and nothing else, no database, no mission."""

from __future__ import annotations

import argparse
import logging
import time

from dashboard.listeners import public_listener
from dashboard.processes import end_with_parent, serve
from dashboard.settings import Settings
from dashboard.site_files import releases_in

HELP = "Serve the public map alone."
_SECONDS_BETWEEN_LOOKS = 0.2
_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until Ctrl-C."""
    if arguments.child:
        end_with_parent()
    return serve(settings, public_listener(settings), _wait_for_a_release)


def _wait_for_a_release(settings: Settings) -> None:
    """Before the first release there is nothing to show, and no door to open."""
    folder = releases_in(settings.var)
    if folder.manifest_content() is None:
        _log.info("waiting for the first release, which `python -m dashboard publisher` makes")
    while folder.manifest_content() is None:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
