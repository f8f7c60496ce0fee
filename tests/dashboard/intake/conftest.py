"""A letterbox of each test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.intake import central as asking
from dashboard.intake.boxes import Boxes
from dashboard.intake.central import Form
from dashboard.intake.central_http import Account
from dashboard.intake.pulling import Pull
from tests.dashboard.desk.small_desk import settings_in
from tests.dashboard.intake.letters import MISSION, Door, Post
from tests.dashboard.intake.lines_to_central import Line
from tests.dashboard.intake.stand_in_central import EMAIL, PASSWORD, Central, running


@pytest.fixture
def new_post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Post]]:
    """Make a mission with its door; settings of one's own."""
    made: list[Door] = []

    def make(is_test: bool = True, **changed: object) -> Post:
        made.append(Door(settings_in(Path(tmp_path_factory.mktemp("var")), **changed)))
        return Post(made[-1], is_test)

    yield make
    for door in made:
        door.close()


@pytest.fixture
def post(new_post: Callable[..., Post]) -> Post:
    """A test mission that is set up."""
    return new_post().set_up()


@pytest.fixture
def line(new_post: Callable[..., Post], monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(asking, "A_PAGE", 3)
    central, post = Central(), new_post().set_up()
    desk, slept = post.door.desk, list[float]()
    with running(central) as address:
        account = Account(address, EMAIL, PASSWORD, sleep=slept.append)
        boxes = Boxes(desk.missions, desk.settings, desk.country)
        pull = Pull(account, Form(7, "station_visit"), MISSION, "odk", desk.engine, boxes)
        yield Line(central, post, pull, slept)
