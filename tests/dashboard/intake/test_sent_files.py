"""Exports of other systems come in by the same door; nothing personal in them gets any further."""

from __future__ import annotations

import io
import itertools
import logging
from collections.abc import Callable, Iterable, Sequence

import pytest

from geodata.store.events import Event, Kind
from geodata.store.fold import fold
from tests.dashboard.intake.exports import (
    MAP,
    kobo_answers,
    kobo_rows,
    kobo_workbook,
    odk,
    odk_archive,
    visit,
)
from tests.dashboard.intake.letters import MARK, Post
from tests.geodata.imports import exports
from tests.geodata.imports.exports import table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def post(new_post: Callable[..., Post]) -> Post:
    return new_post().set_up()


def voted(events: Iterable[Event]) -> list[object]:
    return [event.payload.get("voted") for event in events]


def test_an_export_of_odk_becomes_reports_in_the_fields_terms(post: Post) -> None:
    answer = post.put(odk(("uuid:1", 0, "", visit())), "text/csv", query="?file=visits.csv")
    assert answer.status_code == 201
    (event,) = post.kept()
    assert (event.instance, event.kind) == ("odk/uuid:1", Kind.REPORT)
    assert event.payload == {
        "team": "t1", "unit": "south", "station": "1", "stage": "voting", "overall": "bad",
        "irregularities": {"restricted-access": True, "unauthorised-persons": True,
                           "ballot-box-not-sealed": False},
        "voted": 41, "registered": 100, "turnout_at": "12:00", "form": ["station-visit", "1"],
    }  # fmt: skip
    (item,) = answer.get_json()["items"]
    assert (item["place"], item["instance"]) == ("visits.csv, 2", "uuid:1")
    (file,) = answer.get_json()["files"]
    assert (file["rows"], file["taken"], file["format"]) == (1, 1, "odk")
    assert "observer-phone" in file["columns_dropped"]


def test_the_same_export_again_changes_nothing(post: Post) -> None:
    export = odk(("uuid:1", 0, "", visit()), ("uuid:2", 0, "", visit(42)))
    assert post.put(export, "text/csv").status_code == 201
    assert post.put(export, "text/csv").status_code == 200
    assert len(post.kept()) == 2


EDITED = [
    odk(("uuid:1", 0, "", visit(41))),
    odk(("uuid:1", 1, "hasIssues", visit(42))),
    odk(("uuid:1", 2, "edited", visit(43)), ("uuid:2", 0, "", visit(7))),
]


@pytest.mark.parametrize("order", list(itertools.permutations(EDITED)))
def test_edits_count_in_the_order_they_were_made_and_not_in_that_they_came(
    post: Post, order: Sequence[bytes]
) -> None:
    for export in (*order, order[0]):
        assert post.put(export, "text/csv").status_code in (200, 201)
    counting = post.counting()
    assert counting["odk/uuid:1"].payload["voted"] == 43
    assert counting["odk/uuid:2"].payload["voted"] == 7


def test_a_report_refused_in_review_is_taken_back_until_it_is_edited(post: Post) -> None:
    post.put(odk(("uuid:1", 0, "", visit(41))), "text/csv")
    answer = post.put(odk(("uuid:1", 0, "rejected", visit(41))), "text/csv")
    assert answer.status_code == 201
    (row,) = answer.get_json()["files"][0]["set_aside"]
    assert row["reason"] == "refused-in-review" and "withdrawn" in row["says"]
    assert post.counting()["odk/uuid:1"].kind is Kind.WITHDRAWAL
    post.put(odk(("uuid:1", 1, "approved", visit(40))), "text/csv")
    assert voted(post.counting().values()) == [40]


def test_a_corrected_form_map_reads_the_same_rows_anew(post: Post) -> None:
    export = odk(("uuid:1", 0, "", visit()))
    post.put(export, "text/csv")
    changed = MAP.replace('version = "1"', 'version = "2"').replace("very-bad = ", "worst = ")
    changed = changed.replace("bad = [", "not-good = [")
    (post.folder / "form_map.toml").write_text(changed, "utf-8")
    later = Post(type(post.door)(post.door.settings))
    answer = later.put(export, "text/csv")
    assert answer.status_code == 201
    assert [event.payload["overall"] for event in later.counting().values()] == ["not-good"]
    later.door.close()


def test_odks_archive_is_unpacked_and_its_repeats_and_pictures_are_not_counted(post: Post) -> None:
    repeats = exports.odk_repeat(("uuid:1", "uuid:1/people[1]")).encode()
    archive = odk_archive(odk(("uuid:1", 0, "", visit())), people=repeats)
    answer = post.put(archive, "application/zip")
    assert answer.status_code == 201
    told = answer.get_json()
    assert [file["file"] for file in told["files"]] == ["visit.csv", "visit-people.csv"]
    assert told["not_read"] == {"sent.zip": 1}
    assert len(post.kept()) == 1


def test_several_files_are_sent_together(post: Post) -> None:
    repeats = exports.odk_repeat(("uuid:1", "uuid:1/people[1]")).encode()
    sent = {
        "form": (io.BytesIO(odk(("uuid:1", 0, "", visit()))), "C:/exports/visit.csv"),
        "people": (io.BytesIO(repeats), "../visit-people.csv"),
    }
    answer = post.put(sent, "multipart/form-data")
    assert answer.status_code == 201
    assert [file["file"] for file in answer.get_json()["files"]] == [
        "visit.csv", "visit-people.csv",
    ]  # fmt: skip


def test_kobo_comes_as_csv_workbook_and_json_and_is_one_report(post: Post) -> None:
    rows = kobo_rows(("aa-1", "aa-1", visit()))
    assert post.put(table(rows, ";").encode(), "text/csv").status_code == 201
    assert post.put(kobo_workbook(rows), XLSX).status_code == 200
    assert post.send(kobo_answers(rows)).status_code == 200
    (event,) = post.kept()
    assert (event.instance, event.payload["voted"]) == ("odk/aa-1", 41)


def test_of_edits_in_kobo_the_first_counts_less_and_of_two_a_person_decides(post: Post) -> None:
    first, edited, again = (
        table(kobo_rows(("aa-1", own, visit(number))), ";").encode()
        for own, number in (("aa-1", 41), ("bb-2", 42), ("cc-3", 43))
    )
    post.put(edited, "text/csv")
    post.put(first, "text/csv")
    assert voted(post.counting().values()) == [42]
    assert post.put(again, "text/csv").status_code == 409
    assert len(post.kept()) == 3


def test_rows_of_other_systems_have_the_version_of_their_last_change(post: Post) -> None:
    def monitor(moment: str, answer: str) -> bytes:
        text = exports.vote_monitor(("v-1", "South Region", answer))
        return text.replace("2023-03-19T06:10:00Z", moment).encode()

    later = monitor("2024-06-02T07:00:00Z", "no")
    for export in (later, monitor("2024-06-02T06:00:00Z", "yes"), later):
        assert post.put(export, "text/csv").status_code in (200, 201)
    events = post.kept()
    assert len(events) == 2 and events[0].version > events[1].version > 0
    nemo = exports.nemo(("7", "0", "South Region")).encode()
    assert post.put(nemo, "text/csv").status_code == 201
    assert post.put(nemo, "text/csv").status_code == 200


def test_a_plain_table_is_read_by_the_form_map_whatever_the_order_of_its_rows(
    new_post: Callable[..., Post],
) -> None:
    post = new_post().set_up()
    header = ["place/region", "place/station", "stage", "team", "start", "turnout/voted"]
    rows = [
        ["South Region", "1", "voting", "t1", "2024-06-02 08:00", "5"],
        ["South Region", "2", "voting", "t1", "2024-06-02 09:00", "6"],
    ]
    assert post.put(table([header, *rows]).encode(), "text/csv").status_code == 201
    assert post.put(table([header, *reversed(rows)]).encode(), "text/csv").status_code == 200
    keyed = new_post().set_up(form_map=MAP.replace("[questions]", '[questions]\nkey = "no"'))
    numbered = [["no", *header], *([f"+7701123456{at}", *row] for at, row in enumerate(rows))]
    assert keyed.put(table(numbered).encode(), "text/csv").status_code == 201
    changed = [numbered[0], [*numbered[1][:-1], "9"]]
    assert keyed.put(table(changed).encode(), "text/csv").status_code == 409
    assert not any("7701" in event.instance for event in keyed.kept())


def test_rows_that_cannot_be_used_are_told_and_the_others_are_kept(post: Post) -> None:
    export = odk(("uuid:1", 0, "", visit()), ("uuid:2", 0, "", visit(region="Atlantis")))
    answer = post.put(export, "text/csv")
    assert answer.status_code == 207
    (row,) = answer.get_json()["files"][0]["set_aside"]
    assert (row["line"], row["reason"], row["about"]) == (3, "no-such-unit", "Atlantis")
    assert answer.get_json()["counts"]["set_aside"] == 1
    assert post.put(odk(("uuid:3", 0, "", visit(region="X"))), "text/csv").status_code == 400


def test_a_list_of_stations_is_no_report(post: Post) -> None:
    stations = exports.vote_monitor_stations().replace("Akmola", "South").encode()
    answer = post.put(stations, "text/csv")
    assert answer.status_code == 400
    assert {row["reason"] for row in answer.get_json()["files"][0]["set_aside"]} == {
        "list-of-places"
    }
    assert post.kept() == []


def test_nothing_personal_is_kept_logged_or_answered(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    people = exports.apollo_people().encode()
    sent = [
        (odk(("uuid:1", 0, "", visit()), ("uuid:2", 0, "", visit(region=f"{MARK} x"))), "text/csv"),
        (odk_archive(odk(("uuid:3", 0, "rejected", visit()))), "application/zip"),
        (kobo_workbook(kobo_rows(("aa-1", "bb-2", visit()))), XLSX),
        (exports.apollo(exports.apollo_row("127", None)).encode(), "text/csv"),
        (people, "text/csv"),
        (exports.vote_monitor(("v-1", "South Region", "no")).encode(), "text/csv"),
        (exports.nemo(("7", "0", "South Region")).encode(), "text/csv"),
        (odk(("uuid:9", 0, "", visit()))[:-40] + b'"', "text/csv"),
    ]  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        answers = [post.put(body, kind) for body, kind in sent]
        hidden = {"instance": "a", "version": 1, "observer": {f"{MARK} of Aliya": MARK},
                  "payload": {"team": f"{MARK} Aliya", "unit": f"{MARK} 7 701 123 45 67",
                              "comment": f"{MARK}", "note": [MARK]}}  # fmt: skip
        answers.append(post.send(hidden))
    allowed = f"{MARK} x"
    for answer in answers:
        assert MARK not in answer.get_data(as_text=True).replace(allowed, "")
    assert MARK not in caplog.text
    for path in post.door.settings.var.rglob("*"):
        assert not path.is_file() or MARK.encode() not in path.read_bytes()


def test_what_was_sent_as_files_folds_as_if_it_came_in_any_order(post: Post) -> None:
    for export in EDITED:
        post.put(export, "text/csv")
    events = post.kept()
    for order in itertools.permutations(events):
        assert fold(order) == post.counting()
