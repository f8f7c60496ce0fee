"""Pages of what a mission published: a share has its counts beside it, and says what it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.releases.public_data import CameIn
from layouts.address import ViewAddress
from layouts.edition import UNRELEASED
from layouts.site import SitePages
from layouts.views import View
from tests.geodata.coverage.little_mission import ELECTION
from tests.geodata.releases.test_mission_measures import found, situation_of
from tests.geodata.releases.testland_data import Land
from tests.layouts.sites import site_of

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SitePages:
    """Testland with a mission that has published everything."""
    land = Land(tmp_path_factory.mktemp("land"))
    one = situation_of(smallest_n=2, random_sample=False)
    return site_of(
        land.public(coming=[CameIn(ELECTION, found=found("coverage", "findings", one=one))])
    )


def view(site: SitePages, language: str, measure: str, level: str = "region") -> View:
    return site.view(ViewAddress(language, ELECTION, measure, level, "-"))


def text(site: SitePages, one: View) -> str:
    return "".join(str(content) for _, content in site.view_files(one, UNRELEASED))


def plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_coverage_says_how_many_stations_of_how_many(site: SitePages) -> None:
    one = view(site, "en", "coverage")
    assert one.headline == "The mission observed 10 of 65 polling stations"
    printed = {row.unit: row.printed for row in one.rows}
    assert printed["south"] == "26.7 (8 of 30)"
    assert printed["north"] == "6.7 (2 of 30)"
    assert "not a sample" in one.notes.cannot


def test_a_stage_shows_the_share_that_was_judged_badly(site: SitePages) -> None:
    one = view(site, "en", "findings-voting")
    assert plain(one.headline) == "20.0 % of visits were judged badly (voting)"
    assert {row.unit: row.printed for row in one.rows}["south"] == "25.0 (2 of 8)"


def test_an_irregularity_shows_at_how_many_of_the_stations_asked(site: SitePages) -> None:
    one = view(site, "en", "findings-restricted-access")
    said = "At 12.5 % of the stations where it was asked: observers were restricted"
    assert plain(one.headline) == said
    kinds = {row.unit: row.printed for row in one.rows}
    assert kinds["north"] == "not yet reported"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_of_a_mission_is_said_in_every_language(site: SitePages, language: str) -> None:
    measures = ("coverage", "findings", "findings-voting", "findings-restricted-access")
    for measure in measures:
        levels = ["country"] if measure == "findings" else ["country", "region"]
        for level in levels:
            one = view(site, language, measure, level)
            page = text(site, one)
            words = site.words[language]
            assert words(f"measure.{one.family}.name") in page
            assert words("basis.where-we-could-go") in page
            assert "{" not in one.headline + one.summary + one.detail


def test_the_country_has_a_table_of_stages_and_one_of_irregularities(site: SitePages) -> None:
    one = view(site, "en", "findings", "country")
    stages, irregularities = one.tables
    (voting,) = stages.rows
    assert [cell.words for cell in voting] == ["voting", "60.0", "20.0", "20.0", "0.0", "10"]
    restricted = next(row for row in irregularities.rows if row[0].words.startswith("observers"))
    assert [cell.words for cell in restricted[1:]] == ["12.5 (1 of 8)", "1", "8"]


def test_a_random_sample_has_intervals(tmp_path: Path) -> None:
    files = found("findings", one=situation_of(random_sample=True, smallest_n=1))
    drawn = site_of(Land(tmp_path).public(coming=[CameIn(ELECTION, found=files)]))
    one = view(drawn, "en", "findings", "country")
    assert any("95 % interval" in table.columns for table in one.tables)
    assert "drawn at random" in one.notes.cannot
