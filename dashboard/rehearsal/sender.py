"""Send what a rehearsed day sends: to the intake by HTTP with a token, as any sender would.

What people enter at the desk is kept as the desk keeps it: in the rehearsal's own store.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from geodata.errors import DataError
from geodata.intake.answer import Status
from geodata.intake.messages import instance_of
from geodata.rehearsal.sendings import DESK, SOURCE, Sending
from geodata.store.events import Event, Kind, Taken
from geodata.store.store import Store

REPORTS, BULLETINS = "/intake/reports", "/intake/bulletins"
# How long a door that does not answer, or says "not now", is tried again.
PATIENCE_SECONDS = 60.0
_TIMEOUT = 30.0
_LATER = (429, 503)
_STATUS = {Taken.NEW: Status.NEW, Taken.SAME: Status.SAME, Taken.CONFLICT: Status.CONFLICT}
_PREFIX = len(instance_of(SOURCE, ""))


class Sender:
    """Sends to one desk. ``became`` counts what became of messages; ``unexpected`` names those of
    which something else should have become."""

    def __init__(self, desk: str, secret: str, store: Store) -> None:
        parts = urlsplit(desk)
        self._connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=_TIMEOUT)
        self._secret, self._store = secret, store
        self.became: Counter[Status] = Counter()
        self.unexpected: list[str] = []

    def send(self, sending: Sending) -> None:
        """Send what arrives at one moment. Raises DataError where nobody takes it."""
        entered = [one for one in sending.events if one.source == DESK]
        for what in self._store.append(entered):
            self.became[_STATUS[what]] += 1
        sent = [one for one in sending.events if one.source != DESK]
        for path, of_kind in ((BULLETINS, True), (REPORTS, False)):
            some = [one for one in sent if (one.kind is Kind.BULLETIN) == of_kind]
            if some:
                self._post(path, some, sending.refused)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _post(self, path: str, events: Sequence[Event], refused: bool) -> None:
        body = json.dumps([_message(one) for one in events], ensure_ascii=False).encode()
        received = events[0].received_at.isoformat()
        items = self._answer(path, body, received).get("items", [])
        for event, item in zip(events, items, strict=True):
            status = Status(item["status"])
            self.became[status] += 1
            if (status is Status.FAULTY) != refused:
                self.unexpected.append(f"{event.instance} at {received}: {item}")

    def _answer(self, path: str, body: bytes, received: str) -> dict[str, Any]:
        headers = {
            "Authorization": f"Bearer {self._secret}",
            "Content-Type": "application/json",
            "Received-At": received,
        }
        until, said = time.monotonic() + PATIENCE_SECONDS, "no answer"
        while time.monotonic() < until:
            try:
                self._connection.request("POST", path, body, headers)
                response = self._connection.getresponse()
                content, status = response.read(), response.status
            except (OSError, HTTPException) as error:
                self._connection.close()
                said = f"no answer ({type(error).__name__})"
                time.sleep(0.5)
                continue
            if status in set(Status):
                answer: dict[str, Any] = json.loads(content)
                return answer
            said = f"{status} {content.decode(errors='replace')[:200]}"
            if status not in _LATER:
                break
            time.sleep(min(5.0, float(response.headers.get("Retry-After", "1"))))
        raise DataError(f"{path}: the desk did not take the rehearsal in: {said}")


def _message(event: Event) -> dict[str, Any]:
    observed = event.observed_at.isoformat() if event.observed_at else None
    return {
        "instance": event.instance[_PREFIX:],
        "version": event.version,
        "kind": event.kind,
        "observed_at": observed,
        "is_test": True,
        "payload": event.payload,
    }
