"""Desk work in a browser: files and announcements are read and taken; a person decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import FilePayload, Page, expect

from dashboard.desk.people import Role
from geodata.store.events import Kind
from tests.browser.desk.open_desk import OpenDesk
from tests.browser.desk.rooms import go
from tests.dashboard.desk.little_mission_folder import ID
from tests.geodata.coverage.little_mission import visit

HEADER = "place/region,place/district,place/station,stage,start,assessment/overall"
HOUR = "2024-06-02T09:00:00+05:00"
FILE = "\n".join(
    [
        HEADER,
        f"South Region,Apple District,1,voting,{HOUR},good",
        f"Sauth Region,Apple District,2,voting,{HOUR},good",
        f"South Region,Aple District,3,voting,{HOUR},bad",
    ]
)
BULLETIN = "As of 12:00: North Region – 41.20%; South Region – 38.05%. 2 June 2024."


def bring(page: Page, content: str, name: str = "visits.csv") -> None:
    """Bring a file by the page's own form, and wait until it has been read."""
    form = page.locator("form[data-kind=reports]")
    sent = FilePayload(name=name, mimeType="text/csv", buffer=content.encode())
    form.locator("input[type=file]").set_input_files(files=sent)
    form.get_by_role("button", name="Read").click()
    expect(page.get_by_text("Nothing of this has been kept yet.")).to_be_visible()


def test_a_file_is_read_its_labels_are_decided_and_then_it_is_taken(
    desk: OpenDesk, page: Page
) -> None:
    go(desk, page, Role.CO_ORDINATOR, "work")
    bring(page, FILE)
    expect(page.locator("h1")).to_have_text("visits.csv")
    expect(page.get_by_text("3 rows read, 2 can be taken, 1 set aside.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Sauth Region")
    row.get_by_label("It means").select_option("south")
    row.get_by_role("button", name="Remember").click()
    expect(page.get_by_text("3 rows read, 3 can be taken, 0 set aside.")).to_be_visible()
    district = page.get_by_role("row").filter(has_text="Aple District")
    expect(district).to_contain_text("South")
    expect(district.get_by_label("It means")).to_have_value("s1")
    district.get_by_role("button", name="Remember").click()
    expect(page.get_by_text("Aple District")).to_have_count(0)
    assert desk.store.position() == 0
    page.get_by_role("button", name="Take 3 messages").click()
    expect(page.get_by_text("It has been taken.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("new: 3")
    kept = [one.event for one in desk.store.events()]
    assert [(one.kind, one.payload["unit"]) for one in kept] == [(Kind.REPORT, "s1")] * 3


def test_a_pasted_announcement_is_shown_before_it_counts(desk: OpenDesk, page: Page) -> None:
    go(desk, page, Role.ANALYST, "work")
    form = page.locator("form[data-kind=bulletins]")
    form.get_by_label("Text of the announcement").fill(BULLETIN)
    form.get_by_role("button", name="Read").click()
    figures = page.get_by_role("row").filter(has_text="41.20")
    expect(figures).to_contain_text("North Region")
    expect(figures).to_contain_text("12:00")
    page.get_by_role("button", name="Take 2 messages").click()
    expect(page.get_by_text("It has been taken.")).to_be_visible()
    assert [one.event.kind for one in desk.store.events()] == [Kind.BULLETIN] * 2


def test_what_is_discarded_goes_and_nothing_waits(desk: OpenDesk, page: Page) -> None:
    go(desk, page, Role.CO_ORDINATOR, "work")
    bring(page, FILE)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    assert desk.store.position() == 0


def test_a_conflict_is_decided_with_both_wordings_side_by_side(desk: OpenDesk, page: Page) -> None:
    first = visit("v1", "t1", "s1", "1", 11, overall="good")
    later = first.received_at + timedelta(minutes=1)
    other = {**first.payload, "overall": "bad"}
    desk.send(first, replace(first, payload=other, source="paper", received_at=later))
    go(desk, page, Role.CO_ORDINATOR, "work")
    conflict = page.locator(".conflict")
    expect(conflict.locator("h3")).to_contain_text("Apple District")
    differing = conflict.locator("tr.differs")
    expect(differing).to_have_count(1)
    expect(differing.locator("td")).to_have_text(["good", "bad"])
    expect(conflict.get_by_text("Apple District")).to_have_count(2)
    expect(conflict.locator("details td").first).to_be_hidden()
    left, right = (differing.locator("td").nth(at).bounding_box() for at in (0, 1))
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    conflict.get_by_role("button", name="This one counts").nth(1).click()
    expect(page.get_by_text("No message waits for a decision.")).to_be_visible()
    made = [one.event.payload for one in desk.store.events() if one.event.kind is Kind.DECISION]
    assert [one["who"] for one in made] == [str(Role.CO_ORDINATOR)]
    page.goto(f"{desk.address}/en/{ID}/day/observed/region/now/")
    expect(page.locator('[data-focus="figure-conflicts"] .big')).to_have_text("0")
