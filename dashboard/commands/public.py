"""Serve the public map alone: release files and nothing else, no database, no mission."""

from __future__ import annotations

import argparse

from dashboard.commands import COMMANDS
from dashboard.listeners import public_listener
from dashboard.processes import end_with_parent, serve
from dashboard.settings import Settings

HELP = "Serve the public map alone."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until Ctrl-C."""
    if arguments.child:
        end_with_parent()
    return serve(settings, public_listener(settings), _publish)


def _publish(settings: Settings) -> None:
    """Make what is served, as long as no program of its own does."""
    if "publisher" not in COMMANDS:
        from dashboard.publisher import publish

        publish(settings)
