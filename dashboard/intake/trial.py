"""A test report, sent all the way: through the real door of the running desk, into the real store.

It is of a kind of its own, read like a report and counted nowhere, so it may be tried on a live
mission, on the day itself.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests
from sqlalchemy import Engine

from dashboard.intake.tokens import end_token, make_token
from dashboard.settings import Settings
from geodata.errors import DataError
from geodata.intake.messages import instance_of
from geodata.missions.mission import Mission
from geodata.said import Said, said
from geodata.store.events import Kind
from geodata.store.store import Store

SOURCE = "test-report"
_SECONDS = 20.0


class TrialFailed(DataError):
    """A test report did not arrive; the message says how far it came."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a test report fared: seconds until the desk had it for certain, and where it lies."""

    seconds: float
    instance: str
    position: int


def send_test_report(
    settings: Settings, engine: Engine, mission: Mission, who: str, language: str
) -> Trial:
    """Send one with a token of its own, send it again, and find it in the store.

    Raises TrialFailed, in which the desk answers in ``language``.
    """
    letter = _letter(mission)
    token, secret = make_token(engine, SOURCE, mission.id, who)
    try:
        began = time.monotonic()
        _expect(201, _sent(settings, secret, letter, language), said("taken in"))
        seconds = time.monotonic() - began
        _expect(200, _sent(settings, secret, letter, language), said("known again"))
    finally:
        end_token(engine, token.id, who)
    instance = instance_of(SOURCE, letter["instance"])
    with Store.open(settings.store_address(mission.is_test), mission.is_test) as store:
        position = next(_positions(store, instance), 0)
    if not position:
        raise TrialFailed(
            said("the desk took the test report in, but another store than this one has it")
        )
    return Trial(seconds, instance, position)


def _letter(mission: Mission) -> dict[str, Any]:
    """A report as one of the mission's own teams would send it."""
    team = next(iter(mission.teams), None)
    station = next(iter(mission.stations), None)
    unit = station.unit if station else next(iter(team.units), "") if team else ""
    if not (team and unit):
        raise TrialFailed(said("a test report needs a team, and a station or the team's unit"))
    payload = {"team": team.id, "unit": unit, "stage": "voting"}
    if station:
        payload["station"] = station.id
    return {
        "instance": f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}",
        "version": 1,
        "kind": Kind.PROBE.value,
        "is_test": mission.is_test,
        "payload": payload,
    }


def _sent(
    settings: Settings, secret: str, letter: dict[str, Any], language: str
) -> requests.Response:
    address = f"{settings.local_desk_address}/intake/reports"
    try:
        return requests.post(
            address,
            json=letter,
            headers={"Authorization": f"Bearer {secret}", "Accept-Language": language},
            timeout=_SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException:
        address = settings.local_desk_address
        raise TrialFailed(
            said(
                "nobody answers at {address}: expected the desk "
                "(python app.py, or python -m dashboard desk)",
                address=address,
            )
        ) from None


def _expect(status: int, answer: requests.Response, what: Said) -> None:
    if answer.status_code != status:
        raise TrialFailed(
            said(
                "the desk answered {found} instead of {wanted} ({what}): {answer}",
                found=answer.status_code,
                wanted=status,
                what=what,
                answer=_told(answer),
            )
        )


def _told(answer: requests.Response) -> str:
    try:
        told = answer.json()
        faults = [fault for item in told.get("items", ()) for fault in item.get("faults", ())]
        found = [f"{fault['place']}: {fault['expected']}" for fault in faults]
        return "; ".join([str(told["message"]), *found])
    except (ValueError, KeyError, TypeError, AttributeError):
        return said("it does not answer as the desk's intake does")


def _positions(store: Store, instance: str) -> Iterator[int]:
    # It has just come, so it is among the last.
    for stored in store.events(after=max(store.position() - 1_000, 0)):
        if stored.event.instance == instance:
            yield stored.position
