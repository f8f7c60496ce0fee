"""A process that sends reports to a desk over several connections: ``python -m bench.intake_sender
PORT TOKEN NAME REQUESTS BATCH CONNECTIONS``.

It makes them all beforehand, says so, waits for a line, sends, and says how long that took.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

IRREGULARITIES = ("restricted-access", "unauthorised-persons", "ballot-box-not-sealed")


def report(name: str, unit: str) -> dict[str, Any]:
    """A report of the size that a form of a short visit has."""
    return {
        "instance": name,
        "version": 1,
        "observed_at": "2016-03-20T11:40:00+06:00",
        "payload": {
            "team": "team-204",
            "station": "1729",
            "unit": unit,
            "stage": "voting",
            "overall": "good",
            "irregularities": dict.fromkeys(IRREGULARITIES, False),
            "voted": 412,
            "registered": 1630,
            "turnout_at": "12:00",
            "form": ["station-visit", "1"],
        },
    }


def main() -> None:
    """Send; what cannot be taken in ends this at once."""
    port, token, name, unit, *numbers = sys.argv[1:]
    requests, batch, connections = map(int, numbers)
    bodies = [
        [
            json.dumps([report(f"{name}-{line}-{one}-{each}", unit) for each in range(batch)])
            for one in range(requests // connections)
        ]
        for line in range(connections)
    ]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    began = time.perf_counter()
    with ThreadPoolExecutor(connections) as senders:
        for sent in [senders.submit(_send, int(port), token, some) for some in bodies]:
            sent.result()
    sys.stdout.write(f"{time.perf_counter() - began}\n")


def _send(port: int, token: str, bodies: list[str]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for body in bodies:
        connection.request("POST", "/intake/reports", body, headers)
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 201:
            raise SystemExit(f"{answer.status}: {told[:300]!r}")
    connection.close()


if __name__ == "__main__":
    main()
