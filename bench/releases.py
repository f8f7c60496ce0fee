"""How long the publisher takes: from a bulletin that the store has kept to the release that has it.

``python -m bench.releases`` makes the site of the country once, then takes bulletins in one by one
and looks at what each costs: until the release is out, until all that leads to it is renewed, and
how many files and bytes were written for it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from dashboard.releases.publishing import Publishing
from dashboard.settings import Settings, read_settings
from dashboard.site_writer import SiteWriter
from geodata.country import Country
from geodata.elections import Key
from geodata.missions.mission import Mission
from geodata.missions.templates import write_templates
from geodata.read_country import read_country
from geodata.releases.folder import ReleaseFolder
from geodata.releases.manifest import Manifest
from geodata.store.events import Event, Kind
from geodata.store.store import Store

ELECTION, BEFORE, HOUR = "2016-03-20-mazhilis", "18:00", "20:00"


@dataclass(frozen=True)
class Cost:
    """What one bulletin cost: seconds until it is out and until all is renewed, processor seconds,
    and what was written."""

    out: float
    renewed: float
    processor: float
    files: int
    size: int


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.releases", description=__doc__)
    parser.add_argument("--bulletins", type=int, default=8, help="how many are taken in (8)")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the site for the next run")
    arguments = parser.parse_args()
    with _folder(arguments.keep) as folder:
        settings = replace(read_settings(), var=folder)
        print(f"first release: {_first(settings):.1f} s")
        country = read_country(settings.country)
        costs = list(measure(settings, country, arguments.bulletins))
        _print(costs)
        _print_disk(folder)
    return 0


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="baqylau-bench-") as name:
        yield Path(name)


def _first(settings: Settings) -> float:
    began = time.perf_counter()
    Publishing(settings, is_test=False).look()
    return time.perf_counter() - began


def measure(settings: Settings, country: Country, count: int) -> Iterator[Cost]:
    """What each of some bulletins costs, one after the other."""
    folder = settings.var / "missions" / "bench"
    if not folder.exists():
        write_templates(folder, Mission("bench", ELECTION, is_test=False))
    units = [
        key.unit
        for key in country.elections[ELECTION].figures
        if (key.measure, key.time) == ("turnout", BEFORE) and key.unit != country.id
    ]
    maker = Publishing(settings, is_test=False)
    with Store.open(settings.store_address(is_test=False), is_test=False) as store:
        # The first look of a process makes every page once to know what it says.
        store.append([_bulletin(country, units[0], store.position())])
        maker.look()
        for _ in range(count):
            number = store.position()
            store.append([_bulletin(country, units[number % len(units)], number)])
            yield _cost(maker)


def _bulletin(country: Country, unit: str, number: int) -> Event:
    """A figure of an hour that no region has yet, a little above that of the hour before."""
    printed = country.elections[ELECTION].figures[Key("turnout", unit, BEFORE)].value
    assert printed is not None
    payload = {
        "unit": unit,
        "time": HOUR,
        "percent": str(printed + number * Decimal("0.01")),
        "address": "https://example.org/bulletin",
    }
    version = int(time.time() * 1000)
    return Event(f"bench/{unit}", version, Kind.BULLETIN, payload, "bench", datetime.now(UTC))


def _cost(maker: Publishing) -> Cost:
    folder = maker.outlook.folder
    before = _objects(folder)
    moments: list[float] = []
    finish = SiteWriter.finish

    def noting(writer: SiteWriter, draft: Manifest | None = None) -> Manifest:
        made = finish(writer, draft)
        moments.append(time.perf_counter())
        return made

    SiteWriter.finish = noting  # type: ignore[method-assign, assignment]
    began, processor = time.perf_counter(), time.process_time()
    status = maker.look()
    renewed, used = time.perf_counter() - began, time.process_time() - processor
    SiteWriter.finish = finish  # type: ignore[method-assign]
    if status.broken or status.faults:
        raise SystemExit(f"withheld: {status.broken or status.faults}")
    after = _objects(folder)
    fresh = after.keys() - before.keys()
    return Cost(moments[0] - began, renewed, used, len(fresh), sum(after[one] for one in fresh))


def _objects(folder: ReleaseFolder) -> dict[str, int]:
    return {str(path): path.stat().st_size for path in folder.objects.folder.glob("*/*")}


def _print(costs: list[Cost]) -> None:
    for name, unit in (
        ("out", "s"),
        ("renewed", "s"),
        ("processor", "s"),
        ("files", ""),
        ("size", "B"),
    ):
        values = [getattr(one, name) for one in costs]
        print(
            f"{name:10} median {statistics.median(values):12,.2f} most {max(values):12,.2f} {unit}"
        )


def _print_disk(folder: Path) -> None:
    objects = list((folder / "releases" / "objects").glob("*/*"))
    size = sum(path.stat().st_size for path in objects)
    print(f"on the disk: {len(objects):,} files, {size / 1e6:,.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
