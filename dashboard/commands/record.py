"""Read the desk's record from a terminal, and prove that nobody has changed a line of it.

Note the digest that ``verify`` prints somewhere else: with ``--holds`` it shows later that the
record still goes on from there, and that its end was not cut off.
"""

from __future__ import annotations

import argparse
import sys

from dashboard.desk.database import open_desk_database
from dashboard.desk.record import Record
from dashboard.settings import Settings

HELP = "The record of what was done at the desk: verify its chain, or show its lines."
BROKEN = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_subparsers(dest="what", required=True)
    verify = what.add_parser("verify", help="prove that every line follows from the one before")
    verify.add_argument("--holds", metavar="SHA256", help="a digest noted earlier, to be in it")
    show = what.add_parser("show", help="print the lines, the latest last")
    show.add_argument("--last", type=int, default=50, metavar="N", help="how many (default 50)")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it; exit code 1 where the record was changed."""
    engine = open_desk_database(settings)
    try:
        record = Record(engine)
        if arguments.what == "verify":
            return _verify(record, arguments.holds)
        return _show(record, arguments.last)
    finally:
        engine.dispose()


def _verify(record: Record, holds: str | None) -> int:
    if broken := record.verify():
        print(f"line {broken.position} is {broken.reason}: the record was changed", file=sys.stderr)
        return BROKEN
    if holds and not any(line.sha256 == holds for line in record.all_lines()):
        print(f"no line has the digest {holds}: the record was cut", file=sys.stderr)
        return BROKEN
    last = record.lines(most=1)
    digest = last[0].sha256 if last else "none"
    print(f"{record.count()} lines, each follows from the one before; the last digest is {digest}")
    return 0


def _show(record: Record, last: int) -> int:
    for line in reversed(record.lines(most=max(last, 0))):
        print(f"{line.position} {line.at} {line.who or '-'} {line.what} {line.about}")
    return 0
