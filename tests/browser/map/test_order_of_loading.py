"""What is heavy waits: the first drawing can be used and has been painted before plotly runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.map.small_site import Visit

pytestmark = pytest.mark.browser


def test_plotly_runs_only_once_the_first_drawing_can_be_used(
    visit: Visit, hold: Callable[[str], Callable[[], None]]
) -> None:
    let_go = hold("/outlines/districts.json")
    visit.page.goto(visit.site.address + visit.site.view("10-00"), wait_until="commit")
    visit.until("Boolean(window.baqylau?.units?.view?.path)")
    visit.settle()
    heavy = "document.querySelectorAll('head script[src*=plotly], head script[src*=dash]').length"
    assert visit.page.evaluate(heavy) == 0
    assert visit.page.locator(".map.ready").count() == 0
    let_go()
    visit.page.wait_for_selector(".map.live", state="attached")
    assert visit.page.evaluate(heavy) == 2


def test_without_its_outlines_the_page_still_starts_what_it_has(visit: Visit) -> None:
    visit.expected.append("net::ERR_FAILED")
    visit.page.route("**/outlines/districts.json", lambda route: route.abort())
    visit.open(visit.site.view("10-00"), live=False)
    visit.page.wait_for_selector(".chart .dash-graph", state="attached")
    visit.settle()
    assert visit.page.locator(".land [data-unit=a1]").count() == 1
