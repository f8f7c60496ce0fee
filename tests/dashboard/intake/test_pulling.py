"""What is fetched from ODK Central is neither lost nor doubled, whatever happens on the way."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dashboard.commands import pull as command
from dashboard.intake import central as asking
from dashboard.intake.boxes import Boxes
from dashboard.intake.central import Form, account_of
from dashboard.intake.central_http import Account, CentralError
from dashboard.intake.pulling import Pull
from geodata.store.events import Event, Kind
from tests.dashboard.intake.exports import MAP, odk, visit
from tests.dashboard.intake.letters import MARK, MISSION, Post
from tests.dashboard.intake.stand_in_central import EMAIL, PASSWORD, Central, Handler, running


@dataclass
class Line:
    """A stand-in Central, a mission, and the connector between them."""

    central: Central
    post: Post
    pull: Pull
    slept: list[float]

    def counting(self) -> dict[str, Event]:
        return {
            name.removeprefix("odk/uuid:"): one
            for name, one in self.post.counting().items()
            if one.kind is Kind.REPORT
        }

    def voted(self) -> dict[str, object]:
        return {name: one.payload["voted"] for name, one in self.counting().items()}


@pytest.fixture
def line(new_post: Callable[..., Post], monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(asking, "A_PAGE", 3)
    central, post = Central(), new_post().set_up(form_map=MAP)
    desk, slept = post.door.desk, list[float]()
    with running(central) as address:
        account = Account(address, EMAIL, PASSWORD, sleep=slept.append)
        boxes = Boxes(desk.missions, desk.settings, desk.country)
        pull = Pull(account, Form(7, "station_visit"), MISSION, "odk", desk.engine, boxes)
        yield Line(central, post, pull, slept)


def test_everything_is_fetched_page_by_page_and_then_only_what_is_new(line: Line) -> None:
    for number in range(8):
        line.central.submit(f"v{number}", voted=number)
    line.pull.once()
    assert line.voted() == {f"v{number}": number for number in range(8)}
    assert len(line.central.asked) == 3 and "$filter" not in line.central.asked[0]
    assert {asked["$expand"] for asked in line.central.asked} == {"*"}
    line.central.tick(3600)
    line.central.submit("later", voted=9)
    line.central.asked.clear()
    line.pull.once()
    (asked,) = line.central.asked
    for name in ("submissionDate", "updatedAt", "deletedAt"):
        assert f"__system/{name} gt 2024-06-02T03:0" in asked["$filter"]
    assert line.voted()["later"] == 9
    assert len(line.post.kept()) == 9


def test_a_report_reads_the_same_from_odata_and_from_the_csv(line: Line) -> None:
    line.central.submit("v1", voted=41, assessment={
        "access": "restricted", "persons": "police local_executives", "seals": "yes",
        "overall": "bad",
    })  # fmt: skip
    line.pull.once()
    line.post.put(odk(("uuid:v1", 0, "", visit(41))), "text/csv")
    fetched, sent = line.post.kept()
    assert fetched.payload == sent.payload and fetched.observed_at == sent.observed_at
    assert fetched.instance == sent.instance and fetched.version > sent.version


def test_edits_reviews_and_deletions_count_in_the_order_they_were_made(line: Line) -> None:
    first, second, third = (line.central.submit(f"v{number}", voted=1) for number in range(3))
    line.pull.once()
    line.central.edit(first, voted=2)
    line.central.judge(second, "rejected")
    line.central.delete(third)
    line.pull.once()
    assert line.voted() == {"v0": 2}
    line.central.judge(second, "approved")
    line.central.edit(first, voted=3)
    line.pull.once()
    assert line.voted() == {"v0": 3, "v1": 1}
    kept = len(line.post.kept())
    line.pull.once()
    assert len(line.post.kept()) == kept


def test_an_older_central_that_cannot_be_asked_for_deletions_is_asked_without(line: Line) -> None:
    line.central.knows_deleted = False
    one = line.central.submit("v1")
    line.pull.once()
    line.central.edit(one, voted=5)
    line.pull.once()
    assert line.voted() == {"v1": 5}


def test_what_is_edited_while_pages_are_read_is_not_lost(line: Line) -> None:
    old = line.central.submit("old", voted=1)
    line.pull.once()
    line.central.tick(3600)
    for number in range(7):
        line.central.submit(f"v{number}", voted=number)

    def edit_behind(pages: int) -> None:
        # After the last page: the pass has seen nothing of it, and later moments than it.
        if pages == 4:
            line.central.edit(old, voted=2)

    line.central.on_page = edit_behind
    line.pull.once()
    line.pull.once()
    assert line.voted()["old"] == 2


def cut(handler: Handler) -> bool:
    handler.tell(200, {"value": [{"__id": "uuid:cut"}] * 50}, cut=200)
    return True


def broken(handler: Handler) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", "20")
    handler.end_headers()
    handler.wfile.write(b'{"value":[{"__id":"x')
    return True


def hang_up(handler: Handler) -> bool:
    handler.connection.close()
    handler.close_connection = True
    return True


def busy(handler: Handler) -> bool:
    handler.tell(429, {"message": "too many"}, Retry_After="7")
    return True


def later(handler: Handler) -> bool:
    handler.tell(503, {"message": "later"}, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    return True


def fine(_: Handler) -> bool:
    return False


@pytest.mark.parametrize("day", [cut, broken, hang_up, busy, later])
def test_a_bad_day_of_the_server_costs_patience_and_no_report(
    line: Line, day: Callable[[Handler], bool]
) -> None:
    for number in range(8):
        line.central.submit(f"v{number}", voted=number)
    line.central.bad_days = [day, fine, day, day, fine]
    line.pull.once()
    assert line.voted() == {f"v{number}": number for number in range(8)}
    assert len(line.post.kept()) == 8
    assert len(line.slept) == 3 and (day is not busy or line.slept == [7.0] * 3)


def test_a_pass_that_breaks_off_keeps_what_came_and_begins_again_where_it_began(
    line: Line,
) -> None:
    for number in range(8):
        line.central.submit(f"v{number}", voted=number)
    line.central.bad_days = [fine, fine, *[hang_up] * 20]
    with pytest.raises(CentralError, match="what came is kept"):
        line.pull.once()
    assert len(line.post.kept()) == 6
    assert line.pull.until() is None
    line.central.bad_days = []
    line.pull.once()
    assert len(line.post.kept()) == 8 and len(line.voted()) == 8


def test_a_page_that_is_lost_on_the_way_begins_the_pass_anew(line: Line) -> None:
    some = [line.central.submit(f"v{number}", voted=number) for number in range(5)]

    def purge(pages: int) -> None:
        if pages == 1:
            line.central.submissions.remove(some[2])

    line.central.on_page = purge
    line.pull.once()
    # It had come already when it was purged; Central no longer tells of it.
    assert set(line.voted()) == {f"v{number}" for number in range(5)}


def test_a_session_that_ends_is_begun_anew_once(line: Line) -> None:
    for number in range(8):
        line.central.submit(f"v{number}", voted=number)
    line.central.on_page = lambda pages: line.central.sessions.clear() if pages == 1 else None
    line.pull.once()
    assert (line.central.logins, len(line.voted())) == (2, 8)


def test_a_wrong_account_is_told_in_words(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    def pull(**changed: str) -> None:
        account = replace(line.pull.account, **changed)  # type: ignore[arg-type]
        replace(line.pull, account=account).once()

    for changed in ({"password": "wrong secret"}, {"token": "wrong secret"}):
        with pytest.raises(CentralError, match="refuses") as raised:
            pull(**changed)
        assert "secret" not in str(raised.value)
    with pytest.raises(CentralError, match="project and a form"):
        replace(line.pull, form=Form(7, "no such")).once()
    assert PASSWORD not in caplog.text and "secret" not in caplog.text


def test_nothing_personal_of_a_submission_is_kept_or_logged(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    line.central.submit("v1")
    line.central.submit("v2", region=f"{MARK} of Aliya")
    with caplog.at_level(logging.DEBUG):
        line.pull.once()
    assert len(line.post.kept()) == 1
    assert MARK not in caplog.text and PASSWORD not in caplog.text
    for path in line.post.door.settings.var.rglob("*"):
        assert not path.is_file() or MARK.encode() not in path.read_bytes()


def test_the_command_says_what_came_and_what_is_missing(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = line.post.door.settings

    def run(*words: str, **changed: str) -> int:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        given = parser.parse_args(["--mission", MISSION, "--project", "7", *words])
        return command.run(given, replace(settings, **changed))  # type: ignore[arg-type]

    line.central.submit("v1")
    account = {"odk_address": line.pull.account.address, "odk_email": EMAIL,
               "odk_password": PASSWORD}  # fmt: skip
    assert run(**account) == 0
    assert capsys.readouterr().out == "station_visit: new 1\n"
    assert run(**account) == 0 and run("--anew", **account) == 0
    assert capsys.readouterr().out == "station_visit: same 1\n" * 2
    with pytest.raises(CentralError, match="BAQYLAU_ODK_ADDRESS"):
        run()
    unsafe = replace(settings, odk_address="http://central.example.org", odk_token="x")
    with pytest.raises(CentralError, match="https"):
        account_of(unsafe)
    assert "token" not in repr(unsafe) and isinstance(settings.var, Path)
