"""A desk for the mission of Testland: screens made from a few messages, for one kind of reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from geodata.boundaries.sheet import Sheet
from geodata.coverage.day import Day
from geodata.coverage.scope import Scope
from geodata.coverage.situation import Situation, situation
from geodata.missions.mission import Mission
from geodata.store.events import Event
from layouts.desk.address import parse_desk
from layouts.desk.cards import DeskCard, card
from layouts.desk.pages import DeskPages
from layouts.desk.screens import Screen, has_measure, screen
from layouts.desk.subject import LOOKING, DeskSubject, Sight
from layouts.desk.tables import DeskTable, Line
from layouts.markup import Assets
from layouts.words import words
from tests.geodata.coverage.little_mission import TESTLAND, at, mission
from tests.layouts.pictures.views_of_testland import built

EVERYONE = Sight(None, may_act=True, screens=(*LOOKING, "work"))
SCREENS = (
    "day/observed/region/now", "day/visits/district/now", "day/teams.role.short-term/region/now",
    "gaps/region/now", "gaps/district/now", "silence/region/now", "incidents/district/now",
    "findings/stage.voting/region/now", "findings/seen.restricted-access/district/now",
    "turnout/latest/region/now", "turnout/12-00/district/now",
)  # fmt: skip


@cache
def sheets() -> dict[str, Sheet]:
    """The drawings of Testland."""
    return {name: one.read_sheet() for name, one in built().items()}


def known(
    *events: Event, now: float = 60, of: Mission | None = None, until: datetime | None = None
) -> Situation:
    """What the mission knows so many minutes after seven."""
    day = Day(of or mission(), TESTLAND, until)
    day.take(events)
    return situation(day, TESTLAND, until or at(now), len(events))


def subject(path: str, what: Situation, sight: Sight = EVERYONE, now: float = 60) -> DeskSubject:
    """The subject of ``day/observed/region/now``, in English unless ``kk/…`` says otherwise."""
    language, rest = path.split("/", 1) if path[:3] in ("kk/", "ru/") else ("en", path)
    address = parse_desk(f"/{language}/league/{rest}/")
    assert address is not None, path
    scope = Scope(what, sight.units)
    return DeskSubject(address, scope, words(TESTLAND, language), sheets(), at(now), sight)


def shown(path: str, what: Situation, sight: Sight = EVERYONE) -> Screen:
    """A screen."""
    found = subject(path, what, sight)
    assert has_measure(found), path
    return screen(found)


def card_at(path: str, what: Situation, sight: Sight = EVERYONE) -> DeskCard | None:
    """The card of a path as a screen names it: ``/en/league/unit/s1/now/``."""
    return card(subject(path.strip("/").split("/", 2)[2], what, sight))


def pages(language: str = "en") -> DeskPages:
    """What writes the pages."""
    addresses = {name: f"/outlines/{name}.json" for name in sheets()}
    return DeskPages(words(TESTLAND, language), sheets(), addresses, Assets("", "", "", "", ""))


def line(table: DeskTable, key: str) -> Line:
    """A row of a table, which must be there once."""
    found = [one for one in (*table.whole, *table.lines) if one.key == key]
    assert len(found) == 1, f"{key} stands {len(found)} times in {table.id}"
    return found[0]


def said(one: Line) -> list[str]:
    """The words of a row's cells."""
    return [plain(cell.words) for cell in one.cells]


def plain(words: str) -> str:
    """Words with ordinary spaces, as one types them."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def keys(lines: Iterable[Line]) -> list[str]:
    """What the rows are of."""
    return [one.key for one in lines]
