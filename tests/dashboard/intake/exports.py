"""Exports of a little visit in Testland as systems write them, full of marked personal data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter

from tests.dashboard.intake.letters import FORM_MAP, MARK
from tests.geodata.imports.exports import EXAMPLE_QUESTIONS, KOBO_TAIL, ODK_TAIL, PERSON, table

MAP = FORM_MAP.read_text("utf-8")


def visit(voted: int = 41, region: str = "South Region", station: str = "1") -> Sequence[str]:
    """The answers of one visit."""
    return (
        "2024-06-02T08:05:00.000+05:00", region, "", station, "", "", "voting", str(voted),
        "100", "12:00", "restricted", "police local_executives", "yes", "bad", "t1",
    )  # fmt: skip


def odk(*rows: tuple[str, int, str, Sequence[str]]) -> bytes:
    """Rows of (key, edits, review state, answers)."""
    header = ("SubmissionDate", *EXAMPLE_QUESTIONS, "observer-phone", "observer-name", *ODK_TAIL)
    body = [
        (
            "2024-06-02T03:10:00.000Z", *answers, PERSON["phone"], PERSON["name"], key, "7",
            PERSON["name"], "0", "0", "", review, PERSON["device"], str(edits), "1",
        )
        for key, edits, review, answers in rows
    ]  # fmt: skip
    return table([header, *body]).encode()


def odk_archive(main: bytes, **others: bytes) -> bytes:
    """What ODK Central gives for a form with repeats and pictures."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("visit.csv", main)
        for name, content in others.items():
            archive.writestr(f"visit-{name}.csv", content)
        archive.writestr("media/1.jpg", MARK)
    return made.getvalue()


def kobo_rows(*rows: tuple[str, str, Sequence[str]]) -> list[list[str]]:
    """Rows of (root, own id, answers), with their header."""
    questions = [name.replace("-", "/", 1) for name in EXAMPLE_QUESTIONS]
    questions[4:6] = ["_place/gps_latitude", "_place/gps_longitude"]
    header = [*questions, "observer/email", *KOBO_TAIL]
    body = [
        [
            *answers, PERSON["email"], str(number), own, "2024-06-02T03:10:00", "", PERSON["notes"],
            "submitted_via_web", PERSON["name"], "v1", "", f"uuid:{root}", str(number),
        ]
        for number, (root, own, answers) in enumerate(rows, start=1)
    ]  # fmt: skip
    return [header, *body]


def kobo_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Kobo's XLSX, with a sheet of repeats."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    first, people = book.add_worksheet("visit"), book.add_worksheet("people")
    for at, row in enumerate(rows):
        first.write_row(at, 0, row)
    people.write_row(0, 0, ["name", "_index", "_parent_table_name", "_parent_index",
                            "_submission__uuid"])  # fmt: skip
    people.write_row(1, 0, [PERSON["name"], "1", "visit", "1", rows[1][rows[0].index("_uuid")]])
    book.close()
    return made.getvalue()


def kobo_answers(rows: Sequence[Sequence[str]]) -> Mapping[str, object]:
    """What Kobo's interface gives."""
    header, *body = rows
    results = [dict(zip(header, row, strict=True)) | {"_geolocation": [0.5, 10.1]} for row in body]
    return {"count": len(results), "next": None, "results": results}
