"""What a person does on a screen is kept with who and when, and is seen there at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from dashboard.desk.people import Role
from geodata.store.events import Kind
from tests.browser.desk.open_desk import OpenDesk
from tests.conftest import Watch
from tests.geodata.coverage.little_mission import visit

SILENCE = "silence/region/now"


@pytest.fixture
def late(desk: OpenDesk) -> OpenDesk:
    """A desk at which t1 and t2 have been quiet for more than two hours."""
    desk.send(
        visit("v1", "t1", "s1", "1", 11),
        visit("v2", "t2", "s2", "1", 20),
        visit("v3", "t3", "n1", "1", 200, irregularities={"ballot-box-not-sealed": True}),
    )
    return desk


def kept(desk: OpenDesk, kind: Kind) -> list[dict[str, object]]:
    """What the store has of a kind."""
    return [dict(one.event.payload) for one in desk.store.events() if one.event.kind is kind]


def test_called_all_well_takes_a_team_off_the_list(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.CO_ORDINATOR, SILENCE)
    page.get_by_role("link", name="t1", exact=True).click()
    page.get_by_role("button", name="Called, all well").click()
    expect(page.locator(".card")).to_contain_text("call: all well")
    expect(page.locator(".card")).to_contain_text("co-ordinator")
    expect(page.locator('[data-focus="figure-silent"] .big')).to_have_text("1")
    assert kept(late, Kind.CONTACT) == [
        {"team": "t1", "means": "call", "note": "all-well", "who": "co-ordinator"}
    ]


def test_a_team_is_sent_elsewhere_and_stood_down(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, SILENCE)
    page.get_by_role("link", name="t2", exact=True).click()
    page.get_by_text("Send elsewhere").click()
    for unit in ("s1", "s2"):
        page.uncheck(f".card input[value={unit}]")
    page.check(".card input[value=n2]")
    page.get_by_role("button", name="Send there").click()
    expect(page.locator(".card .facts")).to_contain_text("Willow")
    page.get_by_role("button", name="Stand down").click()
    expect(page.get_by_role("button", name="Deploy again")).to_be_visible()
    words = [(one["state"], one["units"]) for one in kept(late, Kind.DEPLOYMENT)]
    assert words == [("deployed", ["n2"]), ("stood-down", [])]


def test_a_near_team_is_sent_to_a_gap(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, "gaps/district/now")
    page.locator('#figures a[href$="/unit/s1/now/"]').click()
    near = page.locator(".card tr").filter(has_text="t1")
    expect(near).to_contain_text("km")
    near.get_by_role("button", name="Send here").click()
    expect(near).to_contain_text("Kept.")
    assert kept(late, Kind.DEPLOYMENT)[0]["units"] == ["s1"]


def test_an_incident_is_entered_and_followed_up(late: OpenDesk, page: Page, watch: Watch) -> None:
    watch.allowed.append("422")
    late.enter(page, Role.LEADERSHIP, "incidents/region/now")
    page.get_by_text("Enter an incident").click()
    for name in ("severity", "category", "unit"):
        assert page.input_value(f"select[name={name}]") == ""
    page.get_by_role("button", name="Enter", exact=True).click()
    page.select_option("select[name=severity]", "critical")
    page.select_option("select[name=category]", "violence")
    page.select_option("select[name=unit]", "s1")
    page.fill("input[name=station]", "2222")
    page.get_by_role("button", name="Enter", exact=True).click()
    expect(page.locator("[data-outcome]:visible")).to_contain_text("no station of that number")
    page.fill("input[name=station]", "2")
    page.get_by_role("button", name="Enter", exact=True).click()
    page.mouse.move(5, 5)
    page.get_by_role("link", name="violence").click()
    card = page.locator(".card")
    expect(card).to_contain_text("station 2")
    card.get_by_text("Follow up").click()
    card.locator("select[name=follow_up]").select_option("authorities-told")
    card.locator("select[name=status]").select_option("closed")
    card.get_by_role("button", name="Keep").click()
    expect(card).to_contain_text("authorities told, critical, closed")
    versions = [one.event.version for one in late.store.events() if one.event.kind is Kind.INCIDENT]
    assert versions == [1, 2]


def test_two_who_follow_up_at_once_do_not_overwrite_each_other(
    late: OpenDesk, page: Page, new_page: object, watch: Watch
) -> None:
    watch.allowed.append("409")
    late.enter(page, Role.LEADERSHIP, "incidents/region/now")
    page.get_by_role("link", name="ballot box not sealed").click()
    page.locator(".card").get_by_text("Follow up").click()
    # The other one's word comes in while this one is choosing, so that this form waits.
    page.locator(".card select[name=follow_up]").select_option("confirmed")
    from geodata.coverage.incidents import incident_name
    from tests.geodata.coverage.little_mission import event

    name = incident_name("v3", "ballot-box-not-sealed")
    late.send(event(name, Kind.INCIDENT, {"status": "closed", "who": "other"}, 201))
    expect(page.locator(".card")).to_contain_text("other")
    page.locator(".card").get_by_role("button", name="Keep").click()
    expect(page.locator(".card")).to_contain_text("somebody else was quicker")
    assert len(kept(late, Kind.INCIDENT)) == 1


def test_a_viewer_is_offered_nothing_to_do(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.VIEWER, SILENCE)
    page.get_by_role("link", name="t1", exact=True).click()
    expect(page.locator(".card")).to_contain_text("Team t1")
    assert page.locator("form.act-form").count() == 0


def test_what_cannot_be_sent_is_said_and_kept_once_when_tried_again(
    late: OpenDesk, page: Page, watch: Watch
) -> None:
    watch.allowed += ["ERR_FAILED", "ERR_CONNECTION"]
    late.enter(page, Role.LEADERSHIP, SILENCE)
    page.get_by_role("link", name="t1", exact=True).click()
    page.get_by_text("Note a call").click()
    page.select_option(".card select[name=note]", "held-up")
    # The store has it, but the answer is lost on the way.
    page.route("**/act/contact", lambda route: (route.fetch(), route.abort()), times=1)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".card")).to_contain_text("no connection")
    assert page.input_value(".card select[name=note]") == "held-up"
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".card")).to_contain_text("Kept.")
    assert len(kept(late, Kind.CONTACT)) == 1
