"""The record: lines are only added, and whoever changes one is found out. On both databases."""

from __future__ import annotations

import argparse
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dashboard.commands import record as command
from dashboard.desk.people import Role
from dashboard.desk.record import RECORD, Broken, Record, What
from geodata.store.engines import writing
from tests.dashboard.desk.small_desk import SmallDesk, ask, send, sign_in


@pytest.fixture
def record(either_desk: SmallDesk) -> Record:
    return either_desk.record


def unguarded(desk: SmallDesk, statement: str) -> None:
    """Change the record as somebody may who owns the database and takes its guards away."""
    with writing(desk.engine).begin() as connection:
        if connection.dialect.name == "sqlite":
            for act in ("no_update", "no_delete", "no_replace"):
                connection.execute(text(f"DROP TRIGGER desk_record_{act}"))
        else:
            connection.execute(text("DROP TRIGGER desk_record_append_only ON desk_record"))
        connection.execute(text(statement))


def test_what_was_done_is_read_latest_first(record: Record) -> None:
    record.note(What.SIGNED_IN, "aidana", {"address": "10.0.0.7"})
    record.note(What.DECIDED, "aidana", {"instance": "а-1", "taken": 2})
    last, first = record.lines()
    assert (first.position, last.position) == (1, 2)
    assert (last.what, last.who, last.told) == (
        "decided",
        "aidana",
        {"instance": "а-1", "taken": 2},
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", last.at)
    assert [line.position for line in record.lines(before=2)] == [1]
    assert record.verify() is None


def test_lines_written_at_once_make_one_chain(record: Record) -> None:
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda who: record.note(What.EXPORTED, f"{who}"), range(64)))
    assert record.count() == 64
    assert {line.who for line in record.all_lines()} == {str(number) for number in range(64)}
    assert record.verify() is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE desk_record SET who = 'nobody'", "DELETE FROM desk_record"],
)
def test_the_database_refuses_to_change_a_line(either_desk: SmallDesk, statement: str) -> None:
    either_desk.record.note(What.SIGNED_IN, "aidana")
    with pytest.raises(DBAPIError, match="append-only"), writing(either_desk.engine).begin() as one:
        one.execute(text(statement))
    assert either_desk.record.verify() is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE desk_record SET who = 'nobody' WHERE position = 2", Broken(2, "changed")),
        ("UPDATE desk_record SET about = '{broken' WHERE position = 3", Broken(3, "changed")),
        ("UPDATE desk_record SET at = at || ' ' WHERE position = 1", Broken(1, "changed")),
        ("UPDATE desk_record SET previous = sha256 WHERE position = 4", Broken(4, "changed")),
        ("DELETE FROM desk_record WHERE position = 3", Broken(3, "missing")),
        ("DELETE FROM desk_record WHERE position = 1", Broken(1, "missing")),
    ],
)
def test_whoever_changes_a_line_is_found_out(
    either_desk: SmallDesk, statement: str, broken: Broken
) -> None:
    for who in "abcd":
        either_desk.record.note(What.DECIDED, who, {"taken": 1})
    unguarded(either_desk, statement)
    assert either_desk.record.verify() == broken
    either_desk.record.note(What.DECIDED, "e")
    assert either_desk.record.verify() == broken


def test_a_line_put_in_between_or_rewritten_whole_breaks_what_follows(desk: SmallDesk) -> None:
    for who in "abc":
        desk.record.note(What.DECIDED, who)
    columns = ", ".join(column.name for column in RECORD.columns)
    unguarded(
        desk,
        f"INSERT OR REPLACE INTO desk_record ({columns}) SELECT 2, at, what, 'z', "
        "about, previous, sha256 FROM desk_record WHERE position = 2",
    )
    assert desk.record.verify() == Broken(2, "changed")


def run(desk: SmallDesk, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words), desk.settings)


def test_the_command_verifies_the_chain_and_a_digest_that_was_noted(
    desk: SmallDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.record.note(What.DECIDED, "aidana", {"taken": 1})
    noted = desk.record.lines()[0].sha256
    desk.record.note(What.DECIDED, "berik")
    assert run(desk, "verify", "--holds", noted) == 0
    assert "2 lines, each follows" in capsys.readouterr().out
    assert run(desk, "verify", "--holds", "0" * 64) == 1
    assert "was cut" in capsys.readouterr().err
    assert run(desk, "show", "--last", "1") == 0
    assert "berik decided {}" in capsys.readouterr().out
    unguarded(desk, "UPDATE desk_record SET who = 'nobody' WHERE position = 1")
    assert run(desk, "verify") == 1
    assert capsys.readouterr().err == "line 1 is changed: the record was changed\n"


def test_leadership_reads_it_and_sees_when_it_was_changed(desk: SmallDesk) -> None:
    leader = desk.signed_in(Role.LEADERSHIP)
    sign_in(desk.stranger(), "nobody", "wrong")
    page = ask(leader, "/en/record/").text
    assert "The chain is whole: 2 lines." in page
    assert "was refused at sign-in" in page
    assert "<bdi>127.0.0.1</bdi>" in page
    unguarded(desk, "UPDATE desk_record SET who = '<b>nobody</b>' WHERE position = 1")
    page = ask(leader, "/en/record/").text
    assert "broken from line 1 on" in page
    assert "&lt;b&gt;nobody" in page


def test_a_long_record_is_read_page_by_page(desk: SmallDesk) -> None:
    leader = desk.signed_in(Role.LEADERSHIP)
    for number in range(150):
        desk.record.note(What.EXPORTED, "aidana", {"rows": number})
    first = ask(leader, "/en/record/").text
    assert 'id="line-151"' in first
    assert 'id="line-51"' not in first
    earlier = re.search(r'href="(/en/record/\?before=\d+)"', first)
    assert earlier is not None
    second = ask(leader, earlier[1]).text
    assert 'id="line-51"' in second
    assert 'id="line-1"' in second
    assert "Latest" in second


def test_signing_in_and_out_and_what_is_done_about_people_is_recorded(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    send(admin, "/people/add", name="aidana", role="viewer", units=[])
    send(admin, "/people/change", name="aidana", role="analyst", units=[])
    send(admin, "/people/reset", name="aidana")
    send(admin, "/people/shut-out", name="aidana")
    send(admin, "/people/let-in", name="aidana")
    send(admin, "/sign-out")
    told = [(line.who, line.what, line.told.get("name", "")) for line in desk.record.all_lines()]
    assert told == [
        ("administrator", "signed-in", ""),
        ("administrator", "person-added", "aidana"),
        ("administrator", "person-changed", "aidana"),
        ("administrator", "password-reset", "aidana"),
        ("administrator", "person-changed", "aidana"),
        ("administrator", "person-changed", "aidana"),
        ("administrator", "signed-out", ""),
    ]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_told_is_told_in_the_language_of_the_page(desk: SmallDesk, language: str) -> None:
    told: dict[str, object] = {
        "mission": "m", "file": "f", "files": ["f"], "list": "teams", "label": "L", "unit": "u",
        "kind": "deployment", "message": "i", "version": 1, "act": "release", "election": "e",
        "measure": "results", "report": "r", "token": "t", "source": "s", "set_aside": 2,
    }  # fmt: skip
    desk.record.note(What.DECIDED, "aidana", told)
    page = ask(desk.signed_in(Role.LEADERSHIP), f"/{language}/record/").text
    names = re.findall(r"<small>([^<]+)</small>", page.split('id="line-1"')[1])
    assert len(names) == len(told)
    assert not [name for name in names if name.isascii()]
    for raw in ("deployment", "release", "results", "teams"):
        assert f"<bdi>{raw}</bdi>" not in page
