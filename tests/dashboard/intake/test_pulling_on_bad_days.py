"""Cut answers, broken lines, waits, ended sessions and lost pages cost patience and no report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.intake.central import Form
from dashboard.intake.central_http import CentralError
from tests.dashboard.intake.lines_to_central import Line
from tests.dashboard.intake.stand_in_central import PASSWORD, Handler


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
