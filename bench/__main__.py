"""``make bench``: our page beside a naive and a bare one, points and names beside plain ways."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import labels, points
from bench.cases import Case, district_folder, prepare
from bench.figures import aims, medians, table
from bench.pages import PAGES
from bench.servers import served
from bench.visits import ARGUMENTS, measure
from dashboard.processes import start_log
from dashboard.settings import Settings, read_settings

RUNS = 15


def main() -> int:
    """Measure and print; exit code 1 where there is nothing to measure with."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="visits of each page")
    parser.add_argument("--keep", type=Path, help="a folder to keep the site in for the next run")
    parser.add_argument("--only", choices=("regions", "districts"), help="one of the two levels")
    chosen = parser.parse_args()
    if not shutil.which("chromium"):
        print("There is no Chromium to measure with: apt-get install chromium", file=sys.stderr)
        return 1
    with TemporaryDirectory(prefix="bench-") as temporary:
        folder = (chosen.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        var = _measure_pages(folder, chosen.runs, chosen.only)
        print("\nStations with coordinates, joined to the largest boundary set:")
        points.compare(var)
        print("\nNames of published lists, joined to units:")
        labels.main()
    return 0


def _measure_pages(folder: Path, runs: int, only: str | None) -> Path:
    """Returns where the boundaries that were measured with are built."""
    settings = read_settings()
    districts = district_folder(settings.var)
    if districts is None:
        print("Districts are not installed (python -m geodata districts install): regions alone.")
    print("Publishing what is measured ...", flush=True)
    settings, cases = prepare(settings, folder, districts)
    start_log(settings)
    for case in cases:
        if only is None or case.level == only.removesuffix("s"):
            _measure_case(settings, case, runs)
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
