"""``make bench``: our page beside a naive and a bare one; points, names and coverage beside plain
ways; how fast the store keeps what comes in.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import coverage, desk, embeds, frozen, intake, labels, points, store
from bench.cases import Case, district_folder, prepare
from bench.figures import aims, medians, table
from bench.pages import PAGES
from bench.servers import served
from bench.visits import ARGUMENTS, measure
from dashboard.processes import start_log
from dashboard.settings import Settings, read_settings

RUNS = 15
PAGE_PARTS, BOUNDARY_PARTS = ("regions", "districts"), ("embeds", "points", "names")
# What needs no page and no boundaries: a title, and what was measured, a line each.
LINES: Mapping[str, tuple[str, Callable[[], Iterable[str]]]] = {
    "store": ("Messages kept for certain", store.lines),
    "intake": ("Reports taken in through the desk's door", intake.lines),
    "coverage": ("Coverage at India's size, beside pandas", coverage.lines),
    "desk": ("The desk: eight people read while twenty reports a second come in", desk.lines),
    "frozen": ("A frozen site: nginx, and our own server", frozen.lines),
}
EVERYTHING = (*PAGE_PARTS, *BOUNDARY_PARTS, *LINES)


def main() -> int:
    """Measure and print; exit code 1 where there is nothing to measure with."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="visits of each page")
    parser.add_argument("--keep", type=Path, help="a folder to keep the site in for the next run")
    parser.add_argument("--only", nargs="+", choices=EVERYTHING, metavar="PART",
                        help=", ".join(EVERYTHING))  # fmt: skip
    chosen = parser.parse_args()
    wanted = chosen.only or EVERYTHING
    code = 0
    if set(wanted) & {*PAGE_PARTS, *BOUNDARY_PARTS}:
        code = _measure_what_is_published(chosen, wanted)
    for name, (title, lines) in LINES.items():
        if name in wanted:
            print(f"\n{title}:", flush=True)
            for line in lines():
                print(line, flush=True)
    return code


def _measure_what_is_published(chosen: argparse.Namespace, wanted: Sequence[str]) -> int:
    levels = [part for part in PAGE_PARTS if part in wanted]
    if levels and not shutil.which("chromium"):
        print("There is no Chromium to measure with: apt-get install chromium", file=sys.stderr)
        return 1
    with TemporaryDirectory(prefix="bench-") as temporary:
        folder = (chosen.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        var = _measure_pages(folder, chosen.runs, wanted)
        if "points" in wanted:
            print("\nStations with coordinates, joined to the largest boundary set:")
            points.compare(var)
        if "names" in wanted:
            print("\nNames of published lists, joined to units:")
            labels.main()
    return 0


def _measure_pages(folder: Path, runs: int, wanted: Sequence[str]) -> Path:
    """Returns where the boundaries that were measured with are built."""
    settings = read_settings()
    districts = district_folder(settings.var)
    if districts is None:
        print("Districts are not installed (python -m geodata districts install): regions alone.")
    print("Publishing what is measured ...", flush=True)
    settings, cases = prepare(settings, folder, districts)
    start_log(settings)
    for case in cases:
        if f"{case.level}s" in wanted:
            _measure_case(settings, case, runs)
    if "embeds" in wanted:
        print("\nEmbeds, cold, all that is sent (at most 60 kB wanted):", flush=True)
        for line in embeds.compare(settings, cases):
            print(line, flush=True)
    return settings.var


def _measure_case(settings: Settings, case: Case, runs: int) -> None:
    from playwright.sync_api import sync_playwright

    with ExitStack() as stack:
        addresses = {
            page: stack.enter_context(served(page.target, settings, case.data)) for page in PAGES
        }
        chromium = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=shutil.which("chromium"), headless=True, args=list(ARGUMENTS)
        )
        stack.callback(chromium.close)
        version = chromium.version
        found = medians(measure(chromium, case, addresses, runs))
    cores = os.cpu_count()
    print(f"\n{case.name}: medians of {runs}, {cores} cores, Chromium {version}\n{table(found)}")
    if case.level == "district":
        print(f"\n{aims(found)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
