"""Going into the desk's rooms that are forms: desk work, the gate, set-up, and the wall."""

from __future__ import annotations

from playwright.sync_api import Page

from dashboard.desk.people import Role
from tests.browser.desk.open_desk import OpenDesk
from tests.dashboard.desk.little_mission_folder import ID
from tests.dashboard.desk.small_desk import PASSWORD


def go(desk: OpenDesk, page: Page, role: Role, room: str, name: str = "") -> None:
    """Sign somebody in (the role is their name where none is given) and go to a room."""
    who = name or str(role)
    if who not in desk.known:
        desk.known.add(who)
        desk.desk.add(who, role)
    answer = page.request.post(
        f"{desk.address}/sign-in",
        data={"name": who, "password": PASSWORD, "language": "en"},
        headers={"Origin": desk.address},
    )
    assert answer.ok, answer.text()
    page.goto(f"{desk.address}/en/{ID}/{room}/")
