"""A small server that answers as ODK Central does: sessions, OData, paging, and its bad days.

As there: the newest submission comes first; what nobody has touched has no time of update; a link
to the next page names the server as it knows itself; what was deleted is only shown to who asks.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

EMAIL, PASSWORD = "desk@example.org", "a password of Central"
PATH = "/v1/projects/7/forms/station_visit.svc/Submissions"
# Behind a proxy Central knows itself by another name.
OWN_NAME = "https://central.example.org"
_CLAUSE = re.compile(r"__system/(\w+) gt (\S+Z)")


@dataclass
class Submission:
    """One submission, with the moments that Central notes of it."""

    id: str
    answers: dict[str, Any]
    submitted: datetime
    updated: datetime | None = None
    deleted: datetime | None = None
    review: str | None = None
    edits: int = 0

    def row(self, expand: bool) -> dict[str, Any]:
        repeats = {"people": [{"name": "CANARY-name"}]} if expand else {}
        link = {"people@odata.navigationLink": f"Submissions('{self.id}')/people"}
        return {
            "__id": self.id,
            "__system": {
                "submissionDate": _moment(self.submitted),
                "updatedAt": _moment(self.updated),
                "deletedAt": _moment(self.deleted),
                "submitterId": "7",
                "submitterName": "CANARY-submitter",
                "attachmentsPresent": 0,
                "attachmentsExpected": 0,
                "status": None,
                "reviewState": self.review,
                "deviceId": "CANARY-device",
                "edits": self.edits,
                "formVersion": "1",
            },
            "meta": {"instanceID": self.id, "instanceName": "CANARY-instance"},
            **self.answers,
            **link,
            **repeats,
        }


@dataclass
class Central:
    """The server's state; a test changes it while the server runs."""

    now: datetime = datetime(2024, 6, 2, 3, 0, tzinfo=UTC)
    submissions: list[Submission] = field(default_factory=list)
    knows_deleted: bool = True
    sessions: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)
    logins: int = 0
    # Each is called before an answer, with the handler; True where it has answered.
    bad_days: list[Callable[[Handler], bool]] = field(default_factory=list)
    on_page: Callable[[int], None] = lambda _: None

    def tick(self, seconds: float = 60) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def submit(self, name: str, **answers: object) -> Submission:
        one = Submission(f"uuid:{name}", visit(**answers), self.tick())
        self.submissions.append(one)
        return one

    def edit(self, one: Submission, **answers: object) -> None:
        one.answers, one.updated = visit(**answers), self.tick()
        one.edits, one.review = one.edits + 1, "edited"

    def judge(self, one: Submission, review: str) -> None:
        one.review, one.updated = review, self.tick()

    def delete(self, one: Submission) -> None:
        one.deleted = self.tick()

    def found(self, query: dict[str, str]) -> list[Submission]:
        """Those that a query asks for, the newest first."""
        wanted = query.get("$filter", "")
        clauses = _CLAUSE.findall(wanted)
        names = {"submissionDate": "submitted", "updatedAt": "updated", "deletedAt": "deleted"}
        found = [
            one
            for one in reversed(self.submissions)
            if ("deletedAt" in wanted or one.deleted is None)
            and (not clauses or any(_after(getattr(one, names[n]), m) for n, m in clauses))
        ]
        token = query.get("$skiptoken")
        if token:
            last = json.loads(base64.urlsafe_b64decode(token[2:]))["instanceId"]
            order = [one.id for one in reversed(self.submissions)]
            if last not in order:
                raise LookupError
            found = [one for one in found if order.index(one.id) > order.index(last)]
        return found


def visit(voted: object = 41, region: object = "South Region", **more: object) -> dict[str, Any]:
    """The answers of a visit as OData has them."""
    return {
        "start": "2024-06-02T08:05:00.000+05:00",
        "place": {
            "region": region, "district": None, "station": "1",
            "gps": {"type": "Point", "coordinates": [10.1, 0.5, 0], "properties": {"accuracy": 4}},
        },
        "stage": "voting",
        "turnout": {"voted": voted, "registered": 100, "hour": "12:00:00.000+05:00"},
        "assessment": {"access": "restricted", "persons": "police", "seals": "yes",
                       "overall": "bad"},
        "team": "t1",
        "observer_phone": "CANARY-phone",
        **more,
    }  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """One request to the stand-in."""

    protocol_version = "HTTP/1.1"
    central: Central

    def log_message(self, *_: object) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(self.central.now.timestamp())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/sessions" or body != {"email": EMAIL, "password": PASSWORD}:
            self.tell(401, {"message": "Could not authenticate with the provided credentials."})
            return
        self.central.logins += 1
        token = f"session-{self.central.logins}"
        self.central.sessions.add(token)
        self.tell(200, {"token": token, "csrf": "x", "expiresAt": "2024-06-03T03:00:00.000Z"})

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        if self.central.bad_days and self.central.bad_days.pop(0)(self):
            return
        if (
            self.headers.get("Authorization", "").removeprefix("Bearer ")
            not in self.central.sessions
        ):
            self.tell(401, {"message": "This resource requires authentication."})
        elif parts.path != PATH:
            self.tell(404, {"message": "Could not find the resource."})
        elif "deletedAt" in query.get("$filter", "") and not self.central.knows_deleted:
            self.tell(501, {"message": "The given OData filter refers to an unsupported field."})
        else:
            self._submissions(query)

    def _submissions(self, query: dict[str, str]) -> None:
        self.central.asked.append(query)
        try:
            found = self.central.found(query)
        except LookupError:
            self.tell(400, {"message": "The '$skiptoken' is not valid."})
            return
        size = int(query.get("$top", len(found) or 1))
        page = found[:size]
        content: dict[str, Any] = {
            "value": [one.row("$expand" in query) for one in page],
            "@odata.context": f"{OWN_NAME}{PATH}/$metadata#Submissions",
        }
        if len(found) > size:
            cursor = base64.urlsafe_b64encode(
                json.dumps({"instanceId": page[-1].id}).encode()
            ).decode()
            later = query | {"$skiptoken": f"01{cursor}"}
            words = "&".join(f"{quote(name)}={quote(value)}" for name, value in later.items())
            content["@odata.nextLink"] = f"{OWN_NAME}{PATH}?{words}"
        self.tell(200, content)
        self.central.on_page(len(self.central.asked))

    def tell(self, status: int, content: object, cut: int = 0, **headers: str) -> None:
        """Answer; ``cut`` leaves so many bytes of the end out and hangs up."""
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body[: len(body) - cut])
        self.close_connection = self.close_connection or bool(cut)


@contextmanager
def running(central: Central) -> Iterator[str]:
    """The address of the stand-in while it runs."""
    handler = type("Handler", (Handler,), {"central": central})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _after(moment: datetime | None, than: str) -> bool:
    return moment is not None and moment > datetime.fromisoformat(than)
