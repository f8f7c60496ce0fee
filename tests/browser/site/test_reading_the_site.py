"""What readers read and do on the real site: three languages, any width, without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.site.reader import EVENING, Reader

pytestmark = pytest.mark.browser
CARD = "/ru/2016-03-20-mazhilis/unit/almaty/"
LISTED = "/kk/2016-03-20-mazhilis/observers/country/-/"
STATES = [
    EVENING,
    "/ru/2016-03-20-mazhilis/turnout/region/final/?unit=akmola",
    "/kk/2019-06-09-presidential/turnout/region/12-00/",
    LISTED,
    CARD,
]


@pytest.mark.parametrize(
    ("language", "heading", "first", "last"),
    [
        (
            "kk",
            "75,16\N{NO-BREAK SPACE}%",
            ("almaty_obl_pre2022", "1", "Алматы облысы", "92,67"),
            ("almaty", "16", "Алматы", "32,23"),
        ),
        (
            "ru",
            "75,16\N{NO-BREAK SPACE}%",
            ("almaty_obl_pre2022", "1", "Алматинская", "92,67"),
            ("almaty", "16", "Алматы", "32,23"),
        ),
        (
            "en",
            "75.16\N{NO-BREAK SPACE}%",
            ("almaty_obl_pre2022", "1", "Almaty Region", "92.67"),
            ("almaty", "16", "Almaty", "32.23"),
        ),
    ],
)
def test_the_ranking_reads_in_the_language_of_the_page(
    reader: Reader, language: str, heading: str, first: tuple[str, ...], last: tuple[str, ...]
) -> None:
    reader.open(EVENING.replace("/en/", f"/{language}/"))
    rows = reader.rows()
    assert (rows[0], rows[-1], len(rows)) == (first, last, 16)
    assert heading in reader.page.locator("h1").inner_text()
    assert reader.page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(
    ("election", "name"),
    [("2016-03-20-mazhilis", "Astana"), ("2021-01-10-mazhilis", "Nur-Sultan")],
)
def test_the_capital_bears_its_name_of_the_day(reader: Reader, election: str, name: str) -> None:
    reader.open(f"/en/{election}/turnout/region/10-00/", live=False)
    assert name in reader.page.locator("tr[data-unit=astana] th").inner_text()


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
@pytest.mark.parametrize("path", [*STATES, "/ru/2016-03-20-mazhilis/stations/country/-/"])
def test_nothing_scrolls_sideways(new_reader: Callable[..., Reader], path: str, width: int) -> None:
    reader = new_reader(viewport={"width": width, "height": 800})
    reader.open(path, live=False)
    wide = reader.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing(new_reader: Callable[..., Reader], path: str, scheme: str) -> None:
    reader = new_reader(color_scheme=scheme, bypass_csp=True)
    reader.open(path, live=False)
    reader.settle()
    found = Axe().run(reader.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_without_script_the_page_is_whole_and_its_links_lead_on(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(java_script_enabled=False)
    # The browser itself keeps back the script that the page asks for.
    reader.allowed.append(".js: csp")
    reader.open(EVENING, live=False)
    assert reader.page.locator(".land path.unit").count() >= 16
    assert reader.page.locator("tr[data-unit]").count() == 16
    reader.page.locator(".day a", has_text="10:00").click()
    assert reader.page.url.endswith("/turnout/region/10-00/")
    assert "17.57" in reader.page.locator("h1").inner_text()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_unknown_address_leads_to_the_nearest_and_says_so(reader: Reader, language: str) -> None:
    reader.open(f"/{language}/2016-03-20-mazhilis/turnout/district/17-30/")
    assert reader.page.url.endswith("/2016-03-20-mazhilis/turnout/district/17-30/") is False
    message = reader.page.locator("[data-message]")
    assert message.is_visible()
    assert message.inner_text() == message.get_attribute("data-instead")


def test_a_day_of_choices_asks_the_server_for_files_only(reader: Reader) -> None:
    reader.open(EVENING)
    for link in (
        "turnout-change/region/18-00",
        "turnout-change/region/12-00",
        "turnout/region/12-00",
    ):
        reader.follow(f"/en/2016-03-20-mazhilis/{link}/")
    reader.page.locator("tr[data-unit=akmola] a").click()
    reader.until("document.querySelector('.card h2') !== null")
    assert {request.method for request in reader.requests} == {"GET"}
    assert "/_dash-update-component" not in reader.asked
    assert len([path for path in reader.asked if path.endswith(".geojson")]) == 1
