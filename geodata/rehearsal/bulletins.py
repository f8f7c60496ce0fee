"""The announcements of turnout as they were published, at their own hours; none is made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from geodata.elections import Key
from geodata.figures import Figure, Qualifier
from geodata.rehearsal.scene import Scene
from geodata.rehearsal.sendings import Made, message
from geodata.store.events import Event, Kind

# How long after its hour an announcement comes in, in minutes.
_EARLIEST, _LATEST, _REVISED_AFTER = 12, 35, 20


def announce(scene: Scene, made: Made) -> None:
    """Send each hour's figures together; where one was printed otherwise first, that comes first.

    Only exact figures of an hour are announced: bounds and final figures are not of the day.
    """
    draw = scene.chance("bulletins")
    for moment, figures in sorted(_by_moment(scene).items()):
        comes = moment + timedelta(minutes=draw.randint(_EARLIEST, _LATEST))
        first = [_bulletin(key, versions[-1], 1) for key, versions in figures.items()]
        made.send(comes, *first)
        revised = [
            _bulletin(key, versions[0], 2) for key, versions in figures.items() if len(versions) > 1
        ]
        if revised:
            made.send(comes + timedelta(minutes=_REVISED_AFTER), *revised)
            made.mishaps["bulletin-revised"] += len(revised)


def _by_moment(scene: Scene) -> dict[datetime, dict[Key, tuple[Figure, ...]]]:
    found: dict[datetime, dict[Key, tuple[Figure, ...]]] = {}
    for key, versions in scene.election.versions.items():
        exact = tuple(_exact(versions)) if key.measure == "turnout" and ":" in key.time else ()
        if exact and isinstance(exact[0].as_of, datetime):
            found.setdefault(exact[0].as_of, {})[key] = exact
    return found


def _exact(versions: tuple[Figure, ...]) -> Iterator[Figure]:
    for one in versions:
        if one.qualifier is Qualifier.EXACT and one.value is not None and not one.derived:
            yield one


def _bulletin(key: Key, figure: Figure, version: int) -> Event:
    payload = {
        "unit": key.unit,
        "time": key.time,
        "percent": str(figure.value),
        "as_of": figure.as_of.isoformat() if figure.as_of else "",
        "address": figure.sources[0].address,
    }
    return message(f"bulletin/{key.unit}/{key.time}", Kind.BULLETIN, payload, version=version)
