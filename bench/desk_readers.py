"""Readers of the desk, who ask as their browsers do: again every other second, and elsewhere."""

from __future__ import annotations

import json
import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection

import brotli

SCREENS = (
    "day/observed/region/now", "day/visits/region/now", "gaps/region/now", "silence/region/now",
    "incidents/region/now", "findings/stage.voting/region/now",
    "findings/seen.restricted-access/region/now", "turnout/latest/region/now",
)  # fmt: skip
LANGUAGES = ("kk", "ru", "en")
SECONDS_BETWEEN_LOOKS = 2.0
SECONDS_ON_A_SCREEN = 5.0


@dataclass
class Seen:
    """What readers met: ms of each change of view and of each look; and for each reader when it had
    a view of which position of the store."""

    changes: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    unchanged: int = 0
    at: dict[int, list[tuple[float, int]]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.changes.clear()
            self.looks.clear()
            self.at.clear()
            self.unchanged = 0


class Reader(threading.Thread):
    """One signed-in reader, until told to stop."""

    def __init__(self, port: int, cookie: str, mission: str, seen: Seen, number: int) -> None:
        super().__init__(daemon=True)
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookie, self._mission, self._seen = cookie, mission, seen
        self._number, self._random = number, random.Random(number)
        self._tag = ""
        self.stop = threading.Event()

    def run(self) -> None:
        """Read on."""
        path, leaves = "", 0.0
        while not self.stop.is_set():
            if time.monotonic() > leaves:
                path = self._choose()
                leaves = time.monotonic() + self._random.expovariate(1 / SECONDS_ON_A_SCREEN)
                self._get(path + "view.json", self._seen.changes)
            else:
                self._get(path + "again.json", self._seen.looks)
            self.stop.wait(SECONDS_BETWEEN_LOOKS * self._random.uniform(0.8, 1.2))

    def _choose(self) -> str:
        pick = self._random.choice
        return f"/{pick(LANGUAGES)}/{self._mission}/{pick(SCREENS)}/"

    def _get(self, path: str, times: list[float]) -> None:
        headers = {"Cookie": self._cookie, "Accept-Encoding": "br"}
        if path.endswith("again.json"):
            headers["If-None-Match"] = self._tag
        began = time.monotonic()
        self._connection.request("GET", path, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        took = 1000 * (time.monotonic() - began)
        if answer.status not in (200, 304):
            raise RuntimeError(f"{path}: {answer.status}")
        with self._seen.lock:
            times.append(took)
            self._seen.unchanged += answer.status == 304
            if answer.status == 200:
                self._tag = _tag(body)
                position = int(self._tag.split(".")[3])
                views = self._seen.at.setdefault(self._number, [])
                views.append((time.monotonic(), position))


def _tag(body: bytes) -> str:
    told: dict[str, str] = json.loads(brotli.decompress(body))
    return told["tag"]
