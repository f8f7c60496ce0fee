"""The path names the screen and the moment; whatever has another shape is no address."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.desk.address import (
    CARDS,
    SCREENS,
    DeskAddress,
    moment_words,
    parse_desk,
    past_moment,
    plain,
    thing_name,
)

ASTANA = ZoneInfo("Asia/Almaty")
PARTS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)


@st.composite
def addresses(draw: st.DrawFn) -> DeskAddress:
    screen = draw(st.sampled_from(sorted(SCREENS)))
    parts = {
        "measure": draw(PARTS),
        "level": draw(st.sampled_from(["region", "district"])),
        "thing": draw(PARTS),
        "moment": draw(st.sampled_from(["now", "2016-03-20T14-00"])),
    }
    own = {name: parts[name] for name in SCREENS[screen]}
    return DeskAddress(draw(st.sampled_from(["kk", "ru", "en"])), draw(PARTS), screen, **own)


@given(addresses())
def test_a_path_leads_back_to_its_address(address: DeskAddress) -> None:
    assert parse_desk(address.path) == address


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(path: str) -> None:
    found = parse_desk(path)
    assert found is None or parse_desk(found.path) == found


@pytest.mark.parametrize(
    "path",
    [
        "/en/league/", "/en/league/day/", "/en/league/day/observed/region/now/more/",
        "/en/league/day/observed/country/now/", "/en/league/day/observed/region/14-00/",
        "/en/league/day/observed/region/2016-02-30T10-00/", "/en/league/day/../region/now/",
        "/en/league/wall/0001-01-01T00-00/", "/en/league/wall/9999-12-31T23-59/",
        "/en/league/wall/٢٠١٦-03-20T10-00/", "/en/league/nothing/",
        "/en/league/gaps/region/now/%2e%2e/", "/en/le ague/work/",
    ],
)  # fmt: skip
def test_what_no_screen_has_is_no_address(path: str) -> None:
    assert parse_desk(path) is None


def test_going_to_another_screen_keeps_level_and_moment() -> None:
    address = parse_desk("/ru/league/day/visits/district/2016-03-20T14-00/")
    assert address is not None
    assert address.to("gaps").path == "/ru/league/gaps/district/2016-03-20T14-00/"
    assert (
        address.to("findings").path == "/ru/league/findings/stage.voting/district/2016-03-20T14-00/"
    )
    assert address.to("work").path == "/ru/league/work/"
    assert address.to("work").to("day").path == "/ru/league/day/observed/region/now/"


def test_a_moment_is_told_by_the_elections_clock() -> None:
    moment = datetime(2016, 3, 20, 8, 0, tzinfo=UTC)
    assert moment_words(moment, ASTANA) == "2016-03-20T14-00"
    assert past_moment("2016-03-20T14-00", ASTANA) == moment
    assert past_moment("now", ASTANA) is None


@given(st.text())
def test_whatever_a_team_is_called_its_card_has_an_address(name: str) -> None:
    for kind in CARDS[1:]:
        path = DeskAddress("en", "league", kind, thing=thing_name(kind, name), moment="now").path
        assert parse_desk(path) is not None


@given(st.text(min_size=1))
def test_whatever_a_unit_is_called_its_card_has_an_address(unit: str) -> None:
    path = DeskAddress("en", "league", "unit", thing=plain(unit), moment="now").path
    found = parse_desk(path)
    assert found is not None
    assert found.thing == plain(unit)
