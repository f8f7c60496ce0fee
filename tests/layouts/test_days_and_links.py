"""Ways from a view: through the day, to other measures, levels, votes and languages."""

from __future__ import annotations

import pytest

from geodata.elections import Key
from layouts.address import parse
from layouts.views import TimeStep, View
from tests.layouts.sites import (
    LANGUAGES,
    VOTE,
    card_at,
    kazakhstan,
    kz,
    land,
    row,
    view_at,
)

DAY = "2016-03-20-mazhilis"


def step(view: View, words: str) -> TimeStep:
    return next(one for one in view.times if one.words == words)


def links(view: View) -> list[str]:
    """Every path a view leads to."""
    groups = [one for group in view.measures for one in group.variants]
    paths = [one.path for one in (*view.elections, *view.levels, *view.languages, *groups)]
    paths += [group.path for group in view.measures] + [one.path for one in view.times]
    paths += [one.card for one in view.rows] + [view.next_path]
    return [path for path in paths if path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_of_any_view_leads_nowhere(language: str) -> None:
    site = kazakhstan()
    for address in site.catalogue.views(language):
        for path in links(site.view(address)):
            found = parse(path)
            assert found is not None
            assert site.catalogue.has(found), f"{address.path} leads to {path}"


def test_the_day_has_a_step_for_every_bulletin_and_the_final_figure() -> None:
    shown = kz(f"en/{DAY}/turnout/region/18-00")
    assert [one.words for one in shown.times] == [
        "10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "Final",
    ]  # fmt: skip
    assert [one.words for one in shown.times if one.chosen] == ["18:00"]


def test_the_hour_without_regions_leads_to_the_country_and_back_to_the_regions() -> None:
    evening = kz(f"en/{DAY}/turnout/region/18-00")
    assert step(evening, "20:00").path == f"/en/{DAY}/turnout/country/20-00/"
    alone = kz(f"en/{DAY}/turnout/country/20-00")
    assert step(alone, "18:00").path == f"/en/{DAY}/turnout/region/18-00/"
    assert step(alone, "Final").path == f"/en/{DAY}/turnout/region/final/"


def test_a_reader_of_the_country_stays_with_the_country() -> None:
    shown = kz(f"en/{DAY}/turnout/country/18-00")
    assert {one.path.split("/")[4] for one in shown.times} == {"country"}


def test_a_step_has_the_countrys_figure_whatever_is_shown() -> None:
    for path in (f"en/{DAY}/turnout/region/18-00", f"en/{DAY}/turnout-change/region/18-00"):
        shown = kz(path)
        assert step(shown, "16:00").printed.replace("\xa0", " ") == "more than 70 %"
        assert step(shown, "Final").share == 1
        assert all(one.share and 0 < one.share <= 1 for one in shown.times)


def test_a_step_of_an_hour_not_published_for_the_country_has_no_column() -> None:
    default = kazakhstan().catalogue.default("en")
    for vote in kazakhstan().country.elections.values():
        shown = kazakhstan().view(kazakhstan().catalogue.nearest(default.at(election=vote.id)))
        assert len(shown.times) == len(vote.times)
        for time, one in zip(vote.times, shown.times, strict=True):
            assert (one.share is not None) == (Key("turnout", "kz", time) in vote.figures)


def test_a_step_where_this_measure_has_no_view_leads_nowhere() -> None:
    shown = kz(f"en/{DAY}/turnout-change/region/18-00")
    assert step(shown, "10:00").path == ""
    assert step(shown, "Final").path == ""


def test_playing_the_day_stays_at_its_level_and_stops_at_the_last() -> None:
    # At 20:00 only the country was announced: playing regions goes on to the next with regions.
    assert kz(f"en/{DAY}/turnout/region/18-00").next_path == f"/en/{DAY}/turnout/region/final/"
    assert kz(f"en/{DAY}/turnout/country/18-00").next_path == f"/en/{DAY}/turnout/country/20-00/"
    assert kz(f"en/{DAY}/turnout/country/20-00").next_path == f"/en/{DAY}/turnout/region/final/"
    assert kz(f"en/{DAY}/turnout/region/final").next_path == ""
    # 16:00 was published, its change was not.
    change = kz("en/2023-03-19-mazhilis/turnout-change/region/12-00")
    assert change.next_path == "/en/2023-03-19-mazhilis/turnout-change/region/18-00/"


def test_one_step_back_undoes_one_step_on() -> None:
    shown = kz(f"en/{DAY}/turnout/region/18-00")
    following = view_at(kazakhstan(), shown.next_path)
    assert following.previous_path == shown.address.path
    assert kz(f"en/{DAY}/turnout/region/10-00").previous_path == ""


@pytest.mark.parametrize("level", ["country", "region"])
def test_a_day_can_be_played_from_its_first_bulletin_to_its_last(level: str) -> None:
    catalogue = kazakhstan().catalogue
    for vote in kazakhstan().country.elections.values():
        there = {
            one.time
            for one in catalogue.shown[vote.id]
            if one.measure.id == "turnout" and one.level == level
        }
        times = [time for time in vote.times if time in there]
        seen = [kz(f"en/{vote.id}/turnout/{level}/{times[0].replace(':', '-')}")]
        while path := seen[-1].next_path:
            seen.append(view_at(kazakhstan(), path))
            assert len(seen) <= len(times)
        assert [one.address.time for one in seen] == times


def test_what_has_no_hour_has_no_day() -> None:
    for measure in ("stations/country/-", "registered/country/-", "observers/country/-",
                    "results/country/final"):  # fmt: skip
        assert kz(f"en/{DAY}/{measure}").times == ()


def test_a_closed_level_says_why() -> None:
    shown = kz(f"en/{DAY}/turnout/region/18-00")
    country, regions, districts = shown.levels
    assert country.path == f"/en/{DAY}/turnout/country/18-00/"
    assert (regions.chosen, regions.hint) == (True, "")
    assert (districts.path, districts.hint) == (
        "", "No figures by district were published for this vote.",
    )  # fmt: skip


def test_of_2012_no_map_of_districts_is_known() -> None:
    shown = kz("en/2012-01-15-mazhilis/turnout/region/20-00")
    assert shown.levels[2].hint == "No map of districts is known for that day."
    assert shown.levels[2].path == ""


def test_results_by_region_were_not_published_and_the_level_says_so() -> None:
    regions = kz(f"ru/{DAY}/results/country/final").levels[1]
    assert (regions.path, regions.hint) == ("", "По регионам такие данные не опубликованы.")


def test_districts_are_offered_where_they_have_figures() -> None:
    assert land("en/turnout/region/final").levels[2].path == (f"/en/{VOTE}/turnout/district/final/")
    # No district figure was published at noon: the level leads to the hour that has some.
    assert land("en/turnout/region/12-00").levels[2].path == (f"/en/{VOTE}/turnout/district/final/")


def test_measures_are_offered_only_where_something_was_published() -> None:
    names = [group.words for group in kz(f"en/{DAY}/turnout/region/18-00").measures]
    assert names == [
        "Turnout", "Change", "Comparison", "Results", "Observers",
        "Polling stations", "Listed voters",
    ]  # fmt: skip
    referendum = kz("en/2022-06-05-referendum/turnout/region/final")
    assert "Results" not in [group.words for group in referendum.measures]
    assert "Polling stations" not in [group.words for group in referendum.measures]
    assert [group.words for group in referendum.measures if group.chosen] == ["Turnout"]


def test_a_measure_keeps_hour_and_level_where_it_can() -> None:
    shown = kz(f"en/{DAY}/turnout/region/12-00")
    change = next(group for group in shown.measures if group.words == "Change")
    assert change.path == f"/en/{DAY}/turnout-change/region/12-00/"
    results = next(group for group in shown.measures if group.words == "Results")
    assert results.path == f"/en/{DAY}/results/country/final/"


def test_variants_stand_under_the_measure_that_is_chosen() -> None:
    shown = kz(f"en/{DAY}/results-nur-otan/country/final")
    (chosen,) = [group for group in shown.measures if group.chosen]
    assert [one.words for one in chosen.variants if one.chosen] == ["Nur Otan"]
    assert chosen.variants[0].words == "All"
    assert all(not group.variants for group in shown.measures if not group.chosen)


def test_a_vote_is_not_compared_with_itself() -> None:
    shown = kz(f"en/{DAY}/turnout-vs-2023-03-19-mazhilis/region/final")
    (chosen,) = [group for group in shown.measures if group.chosen]
    assert "Mazhilis 2016" not in [one.words for one in chosen.variants]
    assert "Mazhilis 2023" in [one.words for one in chosen.variants]


def test_seven_votes_are_offered_oldest_first() -> None:
    shown = kz(f"kk/{DAY}/turnout/region/18-00")
    assert [one.hint for one in shown.elections] == [
        "2012", "2016", "2019", "2021", "2022", "2022", "2023",
    ]  # fmt: skip
    assert [one.hint for one in shown.elections if one.chosen] == ["2016"]
    assert shown.elections[0].path == "/kk/2012-01-15-mazhilis/turnout/region/20-00/"


def test_a_language_leads_to_the_same_view_under_its_own_name() -> None:
    shown = kz(f"ru/{DAY}/turnout/region/18-00")
    assert [(one.words, one.path) for one in shown.languages] == [
        ("Қазақша", f"/kk/{DAY}/turnout/region/18-00/"),
        ("Русский", f"/ru/{DAY}/turnout/region/18-00/"),
        ("English", f"/en/{DAY}/turnout/region/18-00/"),
    ]


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (
            f"{DAY}/turnout-vs-2023-03-19-mazhilis/region/18-00",
            {"almaty_obl_pre2022", "east_kz_pre2022", "karaganda_pre2022", "south_kz"},
        ),
        (
            f"2023-03-19-mazhilis/turnout-vs-{DAY}/region/18-00",
            {"almaty_obl", "east_kz", "karaganda", "abai", "jetisu", "ulytau", "shymkent",
             "turkistan"},
        ),
        ("2021-01-10-mazhilis/turnout-vs-2019-06-09-presidential/region/final", set()),
        (f"2012-01-15-mazhilis/turnout-vs-{DAY}/region/20-00", None),
    ],
)  # fmt: skip
def test_units_with_other_boundaries_are_not_compared(path: str, changed: set[str] | None) -> None:
    if changed is None:
        # No region of 20:00 was published in 2016, so there is no such view at all.
        address = parse(f"/en/{path}/")
        assert address is not None
        assert not kazakhstan().catalogue.has(address)
        return
    shown = kz(f"en/{path}")
    assert {one.unit for one in shown.rows if one.state == "n-not-comparable"} == changed


def test_the_citys_name_is_that_of_the_day() -> None:
    names = {
        vote[:4]: row(kz(f"en/{vote}/turnout/region/final"), "astana").name
        for vote in (DAY, "2019-06-09-presidential", "2021-01-10-mazhilis", "2023-03-19-mazhilis")
    }
    assert names == {
        "2016": "Astana city", "2019": "Nur-Sultan city", "2021": "Nur-Sultan city",
        "2023": "Astana city",
    }  # fmt: skip


def test_without_outlines_the_view_says_so_and_draws_no_other_set() -> None:
    shown = kz(f"en/{DAY}/turnout/region/18-00")
    assert shown.boundary_set == ""
    assert "regions-2012" in shown.no_map
    assert land("en/turnout/region/12-00").boundary_set == "regions"
    assert land("en/turnout/district/final").boundary_set == "districts"
    assert land("en/turnout/country/final").no_map.startswith("These figures were published for")


def test_a_card_leads_to_the_same_unit_in_other_votes_or_to_their_map() -> None:
    card = card_at(kazakhstan(), "en/2023-03-19-mazhilis/unit/ulytau")
    paths = [one.path for one in card.elections]
    assert f"/en/{DAY}/turnout/region/final/" in paths
    assert "/en/2022-11-20-presidential/unit/ulytau/" in paths
