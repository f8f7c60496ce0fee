"""Findings and turnout: n at every share, what is held back, figures side by side, no verdict."""

from __future__ import annotations

import pytest

from geodata.store.events import Event, Kind
from layouts.desk.address import thing_name
from layouts.desk.subject import Sight
from tests.geodata.coverage.little_mission import event, mission, visit
from tests.layouts.desk.little_desk import known, line, plain, said, shown

JUDGED = tuple(
    visit(
        f"v{number}", "t2", "s1" if number < 6 else "n1", str(number), 20 + number,
        overall="bad" if number % 3 == 0 else "good",
        irregularities={"restricted-access": number % 2 == 0},
        voted=number, turnout_at="12:00",
    )
    for number in range(1, 8)
)  # fmt: skip


def bulletin(name: str, hour: str, percent: str, minutes: float, version: int = 1) -> Event:
    payload = {"unit": "testland", "time": hour, "percent": percent}
    return event(name, Kind.BULLETIN, payload, minutes, version)


SAID = bulletin("b1", "12:00", "31.5", 50)
OF_SOUTH = event("b2", Kind.BULLETIN, {"unit": "south", "time": "12:00", "percent": "30"}, 50)


def test_a_finding_has_its_n_and_says_what_it_cannot_say() -> None:
    content = shown("findings/stage.voting/region/now", known(*JUDGED)).content
    assert plain(content.headline) == "Voting was judged bad or very bad in 28.6 % of 7 visits"
    assert content.detail == "Where we could go, not a sample."
    assert "7 of 65 stations" in content.said[0]
    assert "not be read as shares of all stations" in content.said[1]
    assert said(line(content.list, "south")) == ["20.0", "5"]


@pytest.mark.parametrize("language", ["kk/", "ru/", ""])
@pytest.mark.parametrize("path", ["findings/stage.voting/region/now", "day/observed/region/now"])
def test_a_share_and_its_sign_stay_on_one_line(language: str, path: str) -> None:
    headline = shown(f"{language}{path}", known(*JUDGED)).content.headline
    assert "\N{NO-BREAK SPACE}%" in headline
    assert " %" not in headline


def test_too_few_are_held_back_in_words_everywhere() -> None:
    what = known(*JUDGED, of=mission(smallest_n=4))
    content = shown("findings/seen.restricted-access/region/now", what).content
    assert said(line(content.list, "south"))[0] == "held back"
    assert content.map.states["north"] == "n-held-back"
    assert "fewer than 4 stations" in content.said[2]
    panels = {one.name: one for one in content.panels}
    assert panels["North"].lines[0].printed == "held back"


def test_irregularities_are_ranked_by_share_with_n() -> None:
    what = known(
        *JUDGED, visit("w", "t1", "s2", "1", 40, irregularities={"unauthorised-persons": True})
    )
    ranked = shown("findings/stage.voting/region/now", what).content.under[0]
    assert ranked.lines[0].name == "observers were restricted"
    assert said(ranked.lines[0]) == ["42.9 % (n = 7)"]
    assert said(line(ranked, thing_name("irregularity", "unauthorised-persons"))) == ["held back"]


def test_small_pictures_have_one_region_each_in_the_same_order() -> None:
    panels = shown("findings/stage.voting/region/now", known(*JUDGED)).content.panels
    assert [one.name for one in panels] == ["South", "North", "Abroad"]
    voting = panels[0].lines[1]
    assert (voting.words, voting.printed) == ("voting", "n = 5")
    assert sum(share for _, share in voting.parts) == 100
    assert panels[2].nothing == "no observers deployed"


def test_a_random_sample_has_intervals_and_says_so() -> None:
    what = known(*JUDGED, of=mission(random_sample=True, smallest_n=1))
    content = shown("findings/stage.voting/region/now", what).content
    assert content.detail.startswith("Stations drawn at random; intervals are Wilson's, at 95 %.")
    assert "drawn at random" in content.said[1]


def test_turnout_seen_stands_beside_turnout_announced_without_a_verdict() -> None:
    what = known(*JUDGED, bulletin("b1", "12:00", "31.5", 50))
    content = shown("turnout/12-00/region/now", what).content
    assert plain(content.headline) == "By 12:00: 40.0 % at observed stations, 31.5 % announced"
    assert content.detail.startswith("Seen at 7 stations of 65.")
    assert said(line(content.list, "south"))[0] == "30.0 % (n = 5)"
    words = " ".join([content.headline, content.detail, *content.said])
    assert not any(verdict in words for verdict in ("differ", "higher", "lower", "suspicious"))


@pytest.mark.parametrize(
    ("path", "events", "said"),
    [
        ("", JUDGED, "By 12:00: 40.0 % at observed stations, nothing announced"),
        ("", (), "By 12:00: nothing announced; at observed stations: no observers deployed"),
        ("", (SAID,), "By 12:00: 31.5 % announced; at observed stations: no observers deployed"),
        ("", (*JUDGED, OF_SOUTH),
         "By 12:00: 40.0 % at observed stations; announced by region only"),
        ("", (OF_SOUTH,),
         "By 12:00: announced by region only; at observed stations: no observers deployed"),
        ("ru/", JUDGED, "На 12:00: 40,0 % на участках под наблюдением, явка не объявлена"),
        ("kk/", JUDGED,
         "Сағат 12:00: байқалған учаскелерде 40,0 %, ресми көрсеткіш жарияланған жоқ"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_sentence_of_its_own(
    path: str, events: tuple[Event, ...], said: str
) -> None:
    content = shown(f"{path}turnout/12-00/region/now", known(*events)).content
    assert plain(content.headline) == said


def test_the_latest_hour_with_any_figure_is_shown_first() -> None:
    assert shown("turnout/latest/region/now", known()).content.headline.startswith("By 12:00")
    later = known(*JUDGED, bulletin("b1", "16:00", "50", 50))
    content = shown("turnout/latest/region/now", later).content
    assert content.headline.startswith("By 16:00")
    assert [one.words for one in content.hours_of] == ["12:00", "16:00", "20:00"]


def test_a_revision_and_a_lower_later_figure_are_flagged() -> None:
    what = known(
        bulletin("b1", "12:00", "40", 10), bulletin("b1", "12:00", "41", 20, version=2),
        bulletin("b2", "16:00", "39", 30),
    )  # fmt: skip
    hours = shown("turnout/latest/region/now", what).content.under[0]
    revised, lower = (line(hours, thing_name("hour", one)) for one in ("12:00", "16:00"))
    assert (said(revised)[1], plain(revised.note)) == ("41 %", "revised, before: 40 %")
    assert (said(lower)[1], lower.note) == ("39 %", "lower than at 12:00")


def test_an_earlier_figure_is_carried_with_its_age_and_not_added() -> None:
    more = [visit(f"x{n}", "t1", "s2", str(n), 60, voted=4, turnout_at="16:00") for n in (1, 2)]
    hours = shown("turnout/latest/region/now", known(*JUDGED, *more)).content.under[0]
    carried = line(hours, thing_name("hour", "16:00"))
    assert said(carried)[0] == "40.0 % (n = 2)"
    assert plain(carried.note) == ("7 stations with an earlier figure only: 40.0 %, up to 4 h old")


def test_figures_set_aside_are_said_to_those_who_see_the_country() -> None:
    odd = visit("o", "t1", "s1", "nowhere", 20, voted=3, turnout_at="12:00")
    path, what = "turnout/latest/region/now", known(*JUDGED, odd)
    assert "1 figure names no station that is listed." in shown(path, what).content.said
    assert len(shown(path, what, Sight(frozenset({"south"}))).content.said) == 1


def test_what_is_no_sample_ranks_no_region() -> None:
    for place in ("findings/stage.voting/region/now", "turnout/12-00/region/now"):
        lines = shown(place, known(*JUDGED)).content.list.lines
        assert [one.name for one in lines] == ["Abroad", "North", "South"], place
    drawn = known(*JUDGED, of=mission(random_sample=True))
    lines = shown("findings/stage.voting/region/now", drawn).content.list.lines
    assert [one.name for one in lines] == ["South", "Abroad", "North"]
