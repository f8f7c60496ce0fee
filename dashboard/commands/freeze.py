"""Write the whole public site for any static server, and keep it as the release in force says."""

from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path

from dashboard.freeze.bucket import bucket_of
from dashboard.freeze.folder import Folder
from dashboard.freeze.frozen import Change, Frozen
from dashboard.freeze.laid import Place
from dashboard.processes import STOPPED_BY_HAND, start_log
from dashboard.settings import Settings
from dashboard.shown_release import ReleaseFollower, Shown
from geodata.errors import DataError

HELP = "Write the public site to a folder or to s3://bucket/prefix, and keep it current."
_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_AFTER_A_FAULT = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("place", metavar="FOLDER|s3://BUCKET/PREFIX")
    parser.add_argument("--once", action="store_true", help="end when the present release is there")
    parser.add_argument(
        "--without-downloads",
        action="store_true",
        help="pages only: no tables, no pictures to keep",
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Freeze until Ctrl-C, or once."""
    start_log(settings)
    place: Place = (
        bucket_of(arguments.place)
        if "://" in arguments.place
        else Folder(Path(arguments.place).expanduser().absolute())
    )
    releases = ReleaseFollower(settings.var, is_test=False)
    try:
        if arguments.once:
            _freeze(Frozen(settings, place), _shown(releases), arguments)
        else:
            _follow(settings, place, releases, arguments)
    except KeyboardInterrupt:
        return STOPPED_BY_HAND
    except OSError as error:
        raise DataError(f"{arguments.place}: {error}") from None
    return 0


def _shown(releases: ReleaseFollower) -> Shown:
    if shown := releases.present():
        return shown
    raise DataError("there is no release yet: expected one made by `make run`, or by the publisher")


def _follow(
    settings: Settings, place: Place, releases: ReleaseFollower, arguments: argparse.Namespace
) -> None:
    """Lay each release as it comes; what fails is tried again, and what lies there stays."""
    frozen = Frozen(settings, place)
    laid = -1
    while True:
        shown = releases.present()
        if shown is None or shown.manifest.sequence == laid:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
            continue
        try:
            _freeze(frozen, shown, arguments)
            laid = shown.manifest.sequence
        except OSError as error:
            _log.error("release %s is not laid yet: %s", shown.manifest.sequence, error)
            time.sleep(_SECONDS_AFTER_A_FAULT)


def _freeze(frozen: Frozen, shown: Shown, arguments: argparse.Namespace) -> None:
    _tell("pages", shown, frozen.bring_up_to_date(shown))
    if not arguments.without_downloads:
        _tell("downloads", shown, frozen.make_downloads(shown))


def _tell(what: str, shown: Shown, change: Change) -> None:
    print(
        f"release {shown.manifest.sequence}: {what}, {change.laid} files laid, "
        f"{change.removed} taken away",
        flush=True,
    )
