"""Visits of a real browser: a cold one, a second one, a step in time, another measure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bench.cases import Case
from bench.figures import Samples
from bench.pages import Page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
_PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
_VIEWPORT = {"width": 1440, "height": 900}


def measure(
    browser: Browser, case: Case, pages: Mapping[Page, str], runs: int
) -> Mapping[str, Samples]:
    """Page's name → what was measured. The pages take turns, so that noise hits all alike."""
    samples: dict[str, Samples] = {page.name: Samples() for page in pages}
    order = list(pages)
    for run in range(runs + 1):
        order = [*order[1:], order[0]]
        for page in order:
            # The first round warms up the servers and the machine.
            into = samples[page.name] if run else Samples()
            _visit(browser, case, page, pages[page], into)
    return samples


def _visit(browser: Browser, case: Case, page: Page, address: str, into: Samples) -> None:
    # Colours are compared when they are reached: nothing fades.
    context = browser.new_context(viewport=_VIEWPORT, reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_init_script(page.probe(_PROBE, case))
    try:
        _cold(context, address + page.address(case), into)
        _warm(context, case, page, address + page.address(case), into)
    finally:
        context.close()


def _cold(context: BrowserContext, address: str, into: Samples) -> None:
    tab = context.new_page()
    sizes: list[float] = []
    wire = context.new_cdp_session(tab)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    times = _open(tab, address)
    into.add("first paint", times["first"])
    into.add("answers, cold", times["answered"])
    into.add("interactive, cold", times["all"])
    into.add("whole page, cold", times["whole"])
    into.add("bytes, cold", sum(sizes))
    tab.close()


def _warm(context: BrowserContext, case: Case, page: Page, address: str, into: Samples) -> None:
    tab = context.new_page()
    times = _open(tab, address)
    into.add("answers, warm", times["answered"])
    into.add("interactive, warm", times["all"])
    into.add("whole page, warm", times["whole"])
    into.add("time step", _choose(tab, case, page.hour(case)))
    tab.wait_for_load_state("networkidle")
    into.add("other measure", _choose(tab, case, page.measure(case)))
    tab.close()


def _open(tab: Tab, address: str) -> Mapping[str, float]:
    tab.goto(address, wait_until="commit")
    times: Mapping[str, float] = tab.evaluate("() => window.bench.visit")
    tab.wait_for_load_state("networkidle")
    return times


def _choose(tab: Tab, case: Case, choice: str) -> float:
    # Nothing of the choice before may still be going on.
    tab.wait_for_timeout(300)
    script = f"(unit) => window.bench.choose(unit, () => {{ {choice} }})"
    took: float = tab.evaluate(script, case.unit)
    return took
