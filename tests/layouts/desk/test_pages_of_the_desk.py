"""Pages: whole in three languages, the same slots in page and view, safe from whatever is sent."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from geodata.store.events import Kind
from layouts.desk.address import parse_desk
from layouts.desk.foreign import LONGEST, as_sent
from layouts.desk.pages import PERSON
from layouts.desk.subject import Sight
from tests.geodata.coverage.little_mission import TEAMS, event, mission, visit
from tests.layouts.desk.little_desk import SCREENS, card_at, known, pages, shown

HOSTILE = "<script>alert(1)</script>%{x}\u202e\u2066" + "Ы" * 10_000
EVENTS = (
    visit("v1", HOSTILE, "s1", HOSTILE, 20, stage=HOSTILE, overall=HOSTILE),
    visit("v2", "t2", "s1", "1", 20, irregularities={HOSTILE: True, "ballot-box-not-sealed": True}),
    visit("v3", "t2", "s1", "2", 21, irregularities={HOSTILE: True}),
    event("c", Kind.CONTACT, {"team": HOSTILE, "note": HOSTILE, "who": HOSTILE}, 30),
    event("d", Kind.DEPLOYMENT, {"team": "t1", "units": [HOSTILE], "who": HOSTILE}, 30),
    event("i", Kind.INCIDENT, {"unit": HOSTILE, "station": HOSTILE, "severity": HOSTILE,
                               "category": HOSTILE, "status": HOSTILE, "stage": HOSTILE}, 30),
    event("b", Kind.BULLETIN, {"unit": HOSTILE, "time": HOSTILE, "percent": "1"}, 30),
)  # fmt: skip
SIMULATED = {"en": "SIMULATED", "ru": "УЧЕБНЫЕ ДАННЫЕ", "kk": "ЖАТТЫҒУ ДЕРЕКТЕРІ"}
NAMED = replace(TEAMS[0], id=HOSTILE)
WORST = known(*EVENTS, now=300, of=mission(teams=(NAMED, *TEAMS[1:])))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_can_be_said_in_every_language(path: str, language: str) -> None:
    what = known(visit("v1", "t1", "s1", "1", 20, overall="bad", voted=3), now=200)
    found = shown(path if language == "en" else f"{language}/{path}", what)
    page = pages(language).page(found)
    assert f'<html lang="{language}"' in page
    assert PERSON in page
    assert not re.search(r"\{\w+\}", re.sub(r'data-(words|new|minutes)="[^"]*"', "", page))


@pytest.mark.parametrize("path", SCREENS)
def test_page_and_view_are_made_of_the_same_slots(path: str) -> None:
    found = shown(path, known(*EVENTS[1:3]))
    page, view = pages().page(found), json.loads(pages().view(found))
    places = set(re.findall(r'data-slot="([\w-]+)"', page))
    assert places == set(view["slots"])
    first = json.loads(re.search(r'id="first">(.*?)</script>', page)[1])  # type: ignore[index]
    assert first == {name: view[name] for name in first}


@pytest.mark.parametrize("path", SCREENS)
def test_hostile_names_break_nothing(path: str) -> None:
    found = shown(path, WORST)
    page = pages().page(found)
    for made in (page, *json.loads(pages().view(found))["slots"].values()):
        assert "<script>alert" not in made
        assert "\u202e" not in made
    assert len(page) < 100_000


def test_every_card_of_a_hostile_mission_can_be_made() -> None:
    for path in ("silence/region/now", "incidents/region/now", "day/observed/district/now"):
        for address in shown(path, WORST).cards.values():
            found = card_at(address, WORST)
            parsed = parse_desk(address)
            assert found is not None
            assert parsed is not None
            made = json.loads(pages().card(parsed, found))["slots"]["card"]
            assert "<script>alert" not in made
            assert "\u202e" not in made


def test_a_foreign_word_is_cut_and_stripped_of_what_cannot_be_seen() -> None:
    assert len(as_sent(HOSTILE)) == LONGEST
    assert as_sent("a\u202eb\u0000c\nd") == "abc d"
    assert as_sent(7) == "7"


def test_a_test_mission_bears_its_watermark_in_every_language() -> None:
    what = known(of=mission(is_test=True))
    for language, words in (
        ("en", "SIMULATED"),
        ("ru", "УЧЕБНЫЕ ДАННЫЕ"),
        ("kk", "ЖАТТЫҒУ ДЕРЕКТЕРІ"),
    ):
        path = "day/observed/region/now"
        found = shown(path if language == "en" else f"{language}/{path}", what)
        assert pages(language).page(found).count(words) >= 2
    live = pages().page(shown("day/observed/region/now", known()))
    assert "SIMULATED" not in live


def test_two_readers_of_one_sight_share_a_view_to_the_byte() -> None:
    sight = Sight(frozenset({"south"}), may_act=True)
    once, again = (pages().view(shown("gaps/region/now", WORST, sight)) for _ in range(2))
    assert once == again


def test_the_age_of_the_last_report_is_told_and_red_once_silence_would_be() -> None:
    frame = shown("day/observed/region/now", known(*EVENTS[1:3], now=60)).frame
    assert frame.last_report == "last report 07:21, 39 min ago"
    assert not frame.is_late
    late = shown("day/observed/region/now", known(*EVENTS[1:3], now=200)).frame
    assert late.is_late
    assert shown("day/observed/region/now", known()).frame.last_report == "no report yet"
