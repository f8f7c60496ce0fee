"""Set-up in a browser: the checklist, a list taken in or every fault of it named, a test report."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from dashboard.desk.people import Role
from tests.browser.desk.open_desk import OpenDesk
from tests.browser.desk.rooms import go
from tests.conftest import Watch

FAULTY = "station,unit,registered,latitude,longitude\n1,nowhere,100,,\n2,s1,many,,\n"
SOUND = "station,unit,registered,latitude,longitude\n1,s1,100,,\n2,s1,90,,\n"


@pytest.fixture(autouse=True)
def looked_at_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mission's folder is read again as soon as it has changed."""
    monkeypatch.setattr("dashboard.desk.missions._SECONDS_BETWEEN_LOOKS", -1.0)


def bring(page: Page, content: str) -> None:
    """Bring a list of stations."""
    form = page.locator("form[data-kind=list]")
    form.get_by_label("Which list").select_option("stations")
    sent = FilePayload(name="stations.csv", mimeType="text/csv", buffer=content.encode())
    form.locator("input[type=file]").set_input_files(files=sent)
    form.get_by_role("button", name="Take it in").click()


def test_a_list_with_faults_changes_nothing_and_a_sound_one_is_taken(
    desk: OpenDesk, page: Page, watch: Watch
) -> None:
    watch.allowed.append("the server responded with a status of 422")
    go(desk, page, Role.CO_ORDINATOR, "setup")
    checklist = page.locator(".checklist")
    expect(checklist).to_contain_text("A list of stations")
    expect(page.locator("main")).to_contain_text("65 stations")
    bring(page, FAULTY)
    told = page.locator("form[data-kind=list] [data-message]")
    expect(told).to_contain_text("'nowhere': the id of a unit in force on the day of the vote")
    expect(told).to_contain_text(
        "'many': a whole number of voters, or nothing where it is not known"
    )
    # Each fault is a line of its own.
    lines = told.inner_text().splitlines()
    assert [line.partition(",")[0] for line in lines if line].count("stations.csv") == 2
    page.reload()
    expect(page.locator("main")).to_contain_text("65 stations")
    bring(page, SOUND)
    expect(page.locator("main")).to_contain_text("2 stations")


def test_a_test_report_goes_the_whole_way(desk: OpenDesk, page: Page) -> None:
    go(desk, page, Role.LEADERSHIP, "setup")
    page.get_by_role("button", name="Send a test report").click()
    told = page.locator("form[action$='/trial'] [data-message]")
    expect(told).to_be_visible()
    expect(told).not_to_be_empty()


def test_a_token_is_shown_once(desk: OpenDesk, page: Page) -> None:
    go(desk, page, Role.LEADERSHIP, "setup")
    source = page.get_by_label("Source")
    source.fill("ODK north")
    assert source.evaluate("field => field.validity.patternMismatch")
    source.fill("odk-north")
    page.get_by_role("button", name="Give a token").click()
    secret = page.locator("form[action$='/token'] [data-secret]")
    expect(secret).to_be_visible()
    word = secret.inner_text()
    assert len(word) > 20
    page.reload()
    row = page.get_by_role("row").filter(has_text="odk-north")
    expect(row).to_contain_text("UTC+5")
    assert word not in page.content()
