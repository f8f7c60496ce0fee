"""The situation report: a PDF of any moment, in every language, that says what the screens say."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from dashboard.desk.people import Role
from dashboard.desk.record import What
from geodata.store.store import Store
from tests.dashboard.desk.little_mission_folder import ID, open_store, send, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask
from tests.geodata.coverage.little_mission import visit

TITLES = {"en": "Situation report", "ru": "Сводка на", "kk": "Ахуал есебі"}
SAID = {
    "en": "What this can and cannot say",
    "ru": "О чём эти цифры говорят",
    "kk": "Бұл сандар нені айтады",
}


@pytest.fixture
def store(desk: SmallDesk) -> Iterator[Store]:
    """The store of a desk that has the mission of Testland."""
    write_mission(desk.settings.var)
    store = open_store(desk)
    send(store, visit("v1", "t1", "s1", "1", 11), visit("v2", "t2", "s2", "1", 20))
    yield store
    store.close()


def text(desk: SmallDesk, path: str, role: Role = Role.VIEWER) -> str:
    """The words of a report, spaces told once."""
    answer = ask(desk.signed_in(role), path)
    assert answer.status_code == 200, answer.status
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_is_set_in_every_language_with_what_it_can_say(desk: SmallDesk, language: str) -> None:
    said = text(desk, f"/{language}/{ID}/report/now/")
    assert TITLES[language] in said
    assert said.count(SAID[language]) >= 5


@pytest.mark.usefixtures("store")
def test_everything_of_a_rehearsal_says_so_in_three_languages(desk: SmallDesk) -> None:
    answer = ask(desk.signed_in(Role.VIEWER), f"/en/{ID}/report/now/")
    assert "SIMULATED-" in answer.headers["Content-Disposition"]
    page = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert "SIMULATED" in page


@pytest.mark.usefixtures("store")
def test_a_past_moment_is_as_it_was(desk: SmallDesk) -> None:
    early = text(desk, f"/en/{ID}/report/2024-06-02T07-15/")
    late = text(desk, f"/en/{ID}/report/now/")
    assert "1 of 65 stations observed" in early
    assert "2 of 65 stations observed" in late


@pytest.mark.usefixtures("store")
def test_a_long_term_team_is_told_of_its_own_units_only(desk: SmallDesk) -> None:
    whole = text(desk, f"/en/{ID}/report/now/")
    own = text(desk, f"/en/{ID}/report/now/", Role.LONG_TERM_TEAM)
    assert "South" in whole
    assert "South" not in own


@pytest.mark.usefixtures("store")
def test_who_took_it_is_kept_in_the_record(desk: SmallDesk) -> None:
    ask(desk.signed_in(Role.ANALYST), f"/en/{ID}/report/now/")
    last = [one for one in desk.record.lines() if one.what == What.EXPORTED][-1]
    assert ID in last.about


def test_the_wall_and_strangers_take_no_report(desk: SmallDesk) -> None:
    path = f"/en/{ID}/report/now/"
    assert ask(desk.signed_in(Role.WALL), path).status_code == 403
    assert ask(desk.stranger(), path).status_code in (302, 401)
