"""What is fetched from ODK Central is neither lost nor doubled, whatever happens on the way."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.commands import pull as command
from dashboard.intake.central import account_of
from dashboard.intake.central_http import CentralError
from tests.dashboard.intake.exports import odk, visit
from tests.dashboard.intake.letters import MARK, MISSION
from tests.dashboard.intake.lines_to_central import Line
from tests.dashboard.intake.stand_in_central import EMAIL, PASSWORD


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
