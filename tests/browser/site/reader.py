"""A reader before the real site: what he or she sees, asks for and does."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from tests.browser.waiting import PAINTED, until

EVENING = "/en/2016-03-20-mazhilis/turnout/region/18-00/"


class Reader:
    """A page of the real site, and every request it made."""

    def __init__(self, page: Page, site: str, allowed: list[str]) -> None:
        self.page = page
        self.site = site
        self.allowed = allowed
        self.requests: list[Request] = []
        page.on("request", self._remember)

    def _remember(self, request: Request) -> None:
        self.requests.append(request)

    @property
    def asked(self) -> list[str]:
        """The paths asked for, in order."""
        return [urlsplit(request.url).path for request in self.requests]

    def open(self, path: str, live: bool = True) -> None:
        """Go to an address and wait for the interactive map, or only for the page."""
        self.page.goto(self.site + path)
        if live:
            self.wait_for_map()

    def wait_for_map(self) -> None:
        """Wait until the interactive map is drawn."""
        self.page.wait_for_selector(".map.live", state="attached")

    def until(self, condition: str) -> None:
        """Wait for a JavaScript condition."""
        until(self.page, condition)

    def settle(self) -> None:
        """Wait until the map, where there is one, and the chosen unit's card are painted."""
        self.page.wait_for_load_state("networkidle")
        if self.page.locator(".map:not(.without)").count():
            self.wait_for_map()
        self.page.evaluate(PAINTED)

    def until_at(self, path: str) -> None:
        """Wait until the address bar shows this path."""
        self.until(f"location.pathname === {path!r}")

    def follow(self, link: str) -> None:
        """Click the link to a path, wherever it stands, and wait for its view."""
        self.page.locator(f'a[href="{link}"]').first.click()
        self.until_at(link)

    def fills(self, drawing: str) -> Mapping[str, set[str]]:
        """Unit → its computed fills in ".land" or ".chart"."""
        found: dict[str, list[str]] = self.page.evaluate(
            """drawing => {
              const fills = {};
              for (const path of document.querySelectorAll(`${drawing} path[data-unit]`))
                (fills[path.dataset.unit] ??= []).push(getComputedStyle(path).fill);
              return fills;
            }""",
            drawing,
        )
        return {unit: set(fills) for unit, fills in found.items()}

    def drawn_times(self, drawing: str, unit: str) -> int:
        """How often a unit is drawn: once on the map, and once in each circle it lies in."""
        return self.page.locator(f"{drawing} path[data-unit={unit}]").count()

    def rows(self) -> list[tuple[str, str, str, str]]:
        """The ranking as it reads: unit, rank, name, figure (without marks of footnotes)."""
        found: list[list[str]] = self.page.evaluate(
            """() => [...document.querySelectorAll('.ranking tr[data-unit]')].map(row => {
              const value = row.querySelector('.value').cloneNode(true);
              value.querySelectorAll('sup').forEach(mark => mark.remove());
              return [row.dataset.unit, row.querySelector('.rank').textContent.trim(),
                row.querySelector('th').textContent.trim(), value.textContent.trim()];
            })"""
        )
        return [(unit, rank, name, value) for unit, rank, name, value in found]
