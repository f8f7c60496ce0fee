"""Small exports of each system, full of marked personal data that must never come out again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

MARK = "CANARY"
PERSON = {
    name: f"{MARK}-{name}" for name in ("name", "phone", "email", "device", "password", "notes")
}
EXAMPLE_QUESTIONS = (
    "start", "place-region", "place-district", "place-station", "place-gps-Latitude",
    "place-gps-Longitude", "stage", "turnout-voted", "turnout-registered", "turnout-hour",
    "assessment-access", "assessment-persons", "assessment-seals", "assessment-overall", "team",
)  # fmt: skip
VISIT = (
    "2023-03-19T11:05:00.000+06:00", "Акмолинская область", "", "127", "", "", "voting", "410",
    "1000", "12:00", "restricted", "police local_executives", "yes", "bad", "team-7",
)  # fmt: skip


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", quoting: int = 0) -> str:
    """CSV text of rows."""
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return lines.getvalue()


ODK_TAIL = (
    "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status",
    "ReviewState", "DeviceID", "Edits", "FormVersion",
)  # fmt: skip


def odk(*rows: tuple[str, str, Sequence[str]]) -> str:
    """Rows of (key, review state, answers)."""
    header = ("SubmissionDate", *EXAMPLE_QUESTIONS, "observer-phone", *ODK_TAIL)
    body = [
        (
            "2023-03-19T06:10:00.000Z", *answers, PERSON["phone"], key, "7", PERSON["name"], "0",
            "0", "", review, PERSON["device"], "0", "1",
        )
        for key, review, answers in rows
    ]  # fmt: skip
    return table([header, *body])


def odk_repeat(*rows: tuple[str, str]) -> str:
    """Rows of (parent key, key)."""
    body = [(PERSON["name"], parent, key) for parent, key in rows]
    return table([("person-name", "PARENT_KEY", "KEY"), *body])


KOBO_TAIL = (
    "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
    "_submitted_by", "__version__", "_tags", "meta/rootUuid", "_index",
)  # fmt: skip


def kobo(*rows: tuple[str, str, Sequence[str]], tags: bool = True) -> str:
    """Rows of (uuid, validation status, answers), with semicolons and a line of HXL tags."""
    questions = [name.replace("-", "/", 1) for name in EXAMPLE_QUESTIONS]
    questions[4:6] = ["_place/gps_latitude", "_place/gps_longitude"]
    header = (*questions, "observer/email", *KOBO_TAIL)
    hxl = tuple("#adm1" if name == "place/region" else "" for name in header)
    body = [
        (
            *answers, PERSON["email"], str(number), key, "2023-03-19T06:10:00", status,
            PERSON["notes"], "submitted_via_web", PERSON["name"], "v1", "", "", str(number),
        )
        for number, (key, status, answers) in enumerate(rows, start=1)
    ]  # fmt: skip
    return table([header, *([hxl] if tags else []), *body], ";", csv.QUOTE_ALL)


def kobo_json(*rows: tuple[str, str, Sequence[str]]) -> str:
    """The same as the interface gives it."""
    questions = [name.replace("-", "/", 1) for name in EXAMPLE_QUESTIONS]
    results = [
        {
            "_id": number,
            "_uuid": key,
            "_submission_time": "2023-03-19T06:10:00",
            "_validation_status": {"uid": status, "label": ""} if status else {},
            "_submitted_by": PERSON["name"],
            "_geolocation": [51.1, 71.4],
            "_attachments": [{"filename": PERSON["name"]}],
            "people": [{"people/name": PERSON["name"]}],
            **dict(zip(questions, answers, strict=True)),
        }
        for number, (key, status, answers) in enumerate(rows, start=1)
    ]
    return json.dumps({"count": len(results), "next": None, "results": results})


APOLLO_BEFORE = (
    "Participant ID", "Name", "DB Phone", "Recent Phone", "Oblast", "Rayon", "Location",
    "Location Code", "Latitude", "Longitude", "Registered Voters",
)  # fmt: skip


def apollo_row(code: str, times: tuple[str, str] | None, quarantine: str | None = "") -> list[str]:
    """A row of two groups (AA, AB and BA); ``times`` are those of a master export."""
    before = [
        "1001", PERSON["name"], PERSON["phone"], PERSON["phone"], "Akmola Region", "", "School 1",
        code, "", "", "1000",
    ]  # fmt: skip
    first, second = ["1", "2"], ["1,3"]
    groups = [times[0], *first, times[1], *second] if times else [*first, *second]
    after = ["2023-03-19 12:10:00", "1"]
    return [
        *before,
        *groups,
        *after,
        *([] if quarantine is None else [PERSON["notes"], quarantine]),
    ]


def apollo(*rows: Sequence[str], master: bool = False) -> str:
    """Submissions; of a master export where it is one."""
    after = ("Timestamp", "Sample A") if master else (
        "Timestamp", "Sample A", "Comment", "Quarantine Status"
    )  # fmt: skip
    return "\ufeff" + table([(*APOLLO_BEFORE, "AA", "AB", "BA", *after), *rows])


def apollo_locations() -> str:
    """Locations; latitude and longitude stand under each other's names."""
    header = (
        "Oblast_N_EN", "Oblast_N_RU", "Oblast_ID", "Station_N_EN", "Station_ID", "Station_RV",
        "Station LAT", "Station LON",
    )  # fmt: skip
    rows = [
        ("Akmola Region", "Акмолинская область", "A", "School 1", "127", "1000", "71.4", "51.9")
    ]
    return table([header, *rows])


def apollo_people() -> str:
    """Participants: nothing of it may be read."""
    header = ("Participant ID", "Full Name", "First Name", "Email", "Password", "Phone #1")
    row = ("1001", PERSON["name"], PERSON["name"], PERSON["email"], PERSON["password"], "+7")
    return table([header, row])


VOTE_MONITOR = (
    "SubmissionId", "SubmissionNumber", "TimeSubmitted", "FollowUpStatus", "Level1", "Level2",
    "Level3", "Level4", "Level5", "Number", "Ngo", "MonitoringObserverId", "Name", "Email",
    "PhoneNumber", "A1 - Was the box sealed?", "Notes", "Attachments",
)  # fmt: skip


def vote_monitor(*rows: tuple[str, str, str]) -> str:
    """Rows of (id, region, answer)."""
    body = [
        (
            key, "1", "2023-03-19T06:10:00Z", "", region, "", "", "", "", "12", "NGO", "9",
            PERSON["name"], PERSON["email"], PERSON["phone"], answer, PERSON["notes"], "",
        )
        for key, region, answer in rows
    ]  # fmt: skip
    return table([VOTE_MONITOR, *body])


def vote_monitor_stations() -> str:
    """Two stations with one number, in two places."""
    header = (
        "Id", "Level1", "Level2", "Level3", "Level4", "Level5", "Number", "Address", "Latitude",
        "Longitude", "DisplayOrder",
    )  # fmt: skip
    rows = [
        ("1", "Akmola Region", "A", "", "", "", "12", "School", "", "", "1"),
        ("2", "Akmola Region", "B", "", "", "", "12", "Club", "", "", "2"),
    ]
    return table([header, *rows])


NEMO = (
    "ResponseID", "Shortcode", "Form", "Submitter", "DateSubmitted", "Reviewed", "GroupName",
    "GroupLevel", "Region", "Seals", "Persons",
)  # fmt: skip


def nemo(*rows: tuple[str, str, str], header: Sequence[str] = NEMO) -> str:
    """Rows of (id, group level, region)."""
    body = [
        (
            key, "abc", "Visit", PERSON["name"], "2015-11-20 06:30:00 -0600", "false",
            "Visit" if level == "0" else "Persons", level, region, "No", "Police;None",
        )
        for key, level, region in rows
    ]  # fmt: skip
    return table([header, *body])
