"""What came in becomes public, is kept for good, and is corrected in the open."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dashboard.download_door import Downloads
from dashboard.released import ReleasedData
from dashboard.shown_release import ReleaseFollower
from geodata.releases.sources import source_of
from geodata.releases.verify import verify
from tests.dashboard.release_places import VOTE
from tests.dashboard.releases.election_day import VIEW, ElectionDay, election_day

ATOM = "{http://www.w3.org/2005/Atom}"
DISTRICTS = ("s1", "s2", "s3", "n1", "n2", "n3")


def test_a_bulletin_is_public_with_its_source_at_the_next_look(day: ElectionDay) -> None:
    before = day.sequence()
    day.announce("s1", "41.5")
    status = day.look()
    assert (status.state, status.broken, status.not_shown) == ("out", (), ())
    assert day.sequence() > before
    page = day.page(f"{VIEW}index.html")
    assert ">41.5<" in page
    assert 'href="https://example.org/bulletin"' in page
    assert json.loads(day.page(f"{VIEW}view.json"))["release"] == before + 1
    rows = day.page(f"/data/elections/{VOTE}/bulletins.csv")
    assert "turnout,,,s1,16:00" in rows


def test_only_what_a_bulletin_touches_is_written(day: ElectionDay) -> None:
    day.announce("s1", "41.5")
    day.look()
    before = day.files()
    others = [f"/kk/{VOTE}/observers/country/-/{name}" for name in ("index.html", "view.json")]
    same = [day.file(path) for path in others]
    day.announce("s2", "39.5")
    day.look()
    written = day.files().keys() - before.keys()
    # Of some thousand files those of one view, of what compares with it, of two cards, and lists.
    assert 0 < len(written) < 250
    assert [day.file(path) for path in others] == same


@pytest.mark.parametrize(("unit", "at"), [("s2", 39), ("north", 30), ("testland", 35)])
def test_all_that_a_bulletin_changes_of_its_vote_is_out_at_once(
    day: ElectionDay, unit: str, at: int
) -> None:
    """What follows are pages that keep the figures; none of two pages says what another denies."""
    day.announce("s1", "41.5")
    day.announce(unit, f"{at}.5")
    assert day.look().state == "out"
    first = day.sequence() + 1
    day.announce(unit, f"{at}.6")
    assert day.look(1).state == "out"
    assert f"{at}.6" in day.page(_view_of(unit))
    releases = [day.releases.manifest_at(number) for number in range(first, day.sequence() + 1)]
    assert len(releases) > 1
    lists = [{name: one.lists[name] for name in one.lists if VOTE in name} for one in releases]
    assert all(one == lists[0] for one in lists)


def _view_of(unit: str) -> str:
    level = {"north": "region", "testland": "country"}.get(unit, "district")
    return f"{VIEW.replace('district', level)}index.html"


def test_what_was_made_step_by_step_is_what_would_be_made_at_once(day: ElectionDay) -> None:
    """The law of making only what changed: a publisher that knows nothing makes the same site."""
    chance = random.Random(20240602)
    for _ in range(6):
        percent = f"{chance.randint(30, 45)}.{chance.randint(0, 9)}"
        day.announce(chance.choice(DISTRICTS), percent)
        assert day.look().state == "out"
    last = day.releases.in_force()
    assert last is not None
    day.restart()
    day.publisher._code = "another program, which says the same"
    day.look()
    assert day.releases.in_force() == last


def test_a_revision_is_shown_told_and_fed(day: ElectionDay) -> None:
    day.announce("s1", "41.5")
    day.look()
    sequence = day.sequence()
    day.announce("s1", "14.5")
    assert day.look().state == "out"
    assert ">14.5<" in day.page(f"{VIEW}index.html")
    page = day.page("/en/changes/index.html").replace("\N{NO-BREAK SPACE}", " ")
    assert "41.5 %" in page
    assert "14.5 %" in page
    assert "The source announced another figure." in page
    feed = ElementTree.fromstring(day.page("/ru/changes/feed.xml"))
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0].startswith(f"Выпуск {sequence + 1}: 1 исправление")
    kept = json.loads(day.page(f"/changes/{sequence + 1}.json"))
    (change,) = kept["changes"]
    assert (change["unit"], change["old"], change["new"]) == ("s1", "41.5", "14.5")
    # The data says so, too: what was taken back stays, marked.
    rows = day.page(f"/data/elections/{VOTE}/bulletins.csv").splitlines()
    assert [row.split(",")[11] for row in rows if ",s1," in row] == ["interim", "revised"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "Түзетілген: дереккөз бұған дейін 41,5 % деп жариялаған."),
        ("ru", "Исправлено источником: прежде он сообщал 41,5 %."),
        ("en", "Revised: the source had announced 41.5 % before."),
    ],
)
def test_a_revised_figure_has_a_footnote_with_the_old_one(
    day: ElectionDay, language: str, said: str
) -> None:
    view = VIEW.replace("/en/", f"/{language}/")
    day.announce("s1", "41.5")
    day.look()
    assert said not in _plain(day.page(f"{view}index.html"))
    day.announce("s1", "41.7")
    day.look(1)
    page = _plain(day.page(f"{view}index.html"))
    assert said in page
    # One figure is marked, and no other.
    assert page.count("<sup>a</sup>") == 1
    before = day.file(f"{view}index.html")
    # A release of other figures leaves the page alone.
    day.announce("north", "31", time="12:00")
    day.look(2)
    assert day.file(f"{view}index.html") == before


def _plain(page: str) -> str:
    return page.replace("\N{NO-BREAK SPACE}", " ")


def test_what_the_country_s_source_took_back_does_not_stand_beside_its_figure(
    day: ElectionDay,
) -> None:
    day.announce("testland", "36", time="18:00")
    day.look()
    day.announce("testland", "37", time="18:00")
    day.look(1)
    page = _plain(day.page(f"/en/{VOTE}/turnout/country/18-00/index.html"))
    assert "37 / 36" not in page
    assert "Revised: the source had announced 36 % before." in page


def test_a_pinned_page_keeps_its_figures_through_ten_later_releases(day: ElectionDay) -> None:
    day.announce("s1", "41.5")
    day.look()
    pinned = next(path for path in _pinned(day) if path.endswith(f"{VIEW}index.html"))
    first = day.page(pinned)
    assert "data-newer hidden" in first
    table = _table(day, pinned)
    for number in range(10):
        day.announce("s1", f"42.{number}")
        assert day.look(number).state == "out"
    last = day.page(pinned)
    assert ">41.5<" in last
    # The figures are the same to the byte; the page says that a newer release exists.
    assert last == first.replace("data-newer hidden", "data-newer")
    assert ">42.9<" in day.page(f"{VIEW}index.html")
    assert _table(day, pinned) == table
    assert b",41.5," in table
    found = verify(source_of(str(day.releases.root)))
    assert found.manifest.sequence == day.sequence()


def _pinned(day: ElectionDay) -> list[str]:
    manifest = day.releases.in_force()
    assert manifest is not None
    refs = day.releases.pinned_lists(manifest)
    return [path for ref in refs.values() for path in day.releases.files(ref)]


def _table(day: ElectionDay, page: str) -> bytes:
    """The table that a reader keeps of a pinned page."""
    data = ReleasedData(ReleaseFollower(day.var, is_test=False), day.settings.site_address)
    made = Downloads(day.settings, data).make(page.removesuffix("index.html"), "table.csv")
    assert made is not None
    return made[1]


def test_every_pinned_page_leads_to_pages_that_are_kept(day: ElectionDay) -> None:
    for percent in ("41.5", "42.5", "43.5"):
        day.announce("s1", percent)
        day.look()
    kept = set(_pinned(day))
    for path in [one for one in kept if one.endswith("index.html")]:
        for link in re.findall(r'href="(/r/\d+/[^"?#]*)', day.page(path)):
            target = link if link.endswith(".html") else f"{link}index.html"
            if not re.search(r"\.(csv|xlsx|geojson|png|pdf)$", link):
                assert link in kept or target in kept, (path, link)


def test_after_a_restart_the_publisher_goes_on_where_it_was(day: ElectionDay) -> None:
    day.announce("s1", "41.5")
    day.look()
    before = day.files()
    day.restart()
    day.look()
    assert day.files() == before
    day.announce("s1", "42.5")
    day.restart()
    assert day.look().state == "out"
    assert ">42.5<" in day.page(f"{VIEW}index.html")


def test_results_go_out_by_themselves_when_the_last_poll_has_closed(tmp_path: Path) -> None:
    with election_day(tmp_path) as day:
        early = day.look(-120)
        results = f"/en/{VOTE}/results/country/final/index.html"
        assert day.file(results) is None
        assert ("results", "polls-open") in [(one.what, one.why) for one in early.held]
        assert early.opens_at == "2024-06-02T20:00:00+05:00"
        manifest = day.releases.in_force()
        assert manifest is not None
        assert manifest.status == "partly-held"
        assert not any(b"votes," in one for one in _everything(day))
        day.look(-61)
        assert day.file(results) is None
        day.look(-60)
        assert day.file(results) is not None


def _everything(day: ElectionDay) -> Iterator[bytes]:
    """The data of the release in force."""
    manifest = day.releases.in_force()
    assert manifest is not None
    for file in day.releases.files(manifest.lists["data"]).values():
        yield day.releases.objects.read(file)
