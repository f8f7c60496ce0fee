"""Asking ODK Central over HTTP: signing in, waiting when it asks for that, trying again when it
breaks off.

Only the address that was set up is ever asked, over TLS or on this machine, and the account's
password goes nowhere else: no redirect is followed.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from requests.auth import AuthBase

from geodata.errors import DataError

_log = logging.getLogger(__name__)
_SECONDS_TO_CONNECT, _SECONDS_TO_READ = 10.0, 120.0
_MOST_TRIES = 6
_LONGEST_PAUSE, _LONGEST_WAIT = 60.0, 900.0
_LARGEST_ANSWER = 100 * 1024 * 1024
_PIECE = 64 * 1024
_REFUSALS = {
    400: "a query that it understands",
    403: "an account that may read this form's submissions",
    404: "a project and a form that are there",
}
_TOO_MUCH, _NOT_IMPLEMENTED = 429, 501


class CentralError(DataError):
    """ODK Central does not give what was asked for; what came before is kept."""


class LinkLost(CentralError):
    """The page that a link leads to is no longer there; the query has to begin anew."""


class NotImplementedThere(CentralError):
    """This version of ODK Central cannot be asked that."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says, numbers as they were written, and when Central says it gave it."""

    content: Mapping[str, Any]
    at: datetime | None


class _Bearer(AuthBase):
    """The session's token; given this way, no other account of the machine takes its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


@dataclass
class Account:
    """One server and one account on it; ``sleep`` is how it waits."""

    address: str
    email: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    sleep: Callable[[float], None] = time.sleep
    _session: requests.Session = field(default_factory=requests.Session, init=False, repr=False)
    _login: str = field(default="", init=False, repr=False)

    def get(self, path: str, query: Mapping[str, str]) -> Told:
        """What an address answers; raises CentralError once trying again is of no use."""
        pause = 1.0
        for _ in range(_MOST_TRIES):
            try:
                return self._once(path, query)
            except _TryAgain as again:
                _log.warning("ODK Central: %s; trying again", again)
                self.sleep(again.seconds or pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        raise CentralError("ODK Central cannot be reached, or breaks off; what came is kept")

    def _once(self, path: str, query: Mapping[str, str]) -> Told:
        response = self._ask("GET", path, params=query, auth=_Bearer(self._bearer()))
        with response:
            if response.status_code == requests.codes.unauthorized:
                if self.token or not self._login:
                    raise CentralError("ODK Central refuses the token: expected a good one")
                # Sessions end after a day; one new login, and the next refusal is final.
                self._login = ""
                self._bearer()
                raise _TryAgain("the session had ended")
            _check(response, is_later="$skiptoken" in query)
            return Told(_object(_content(response)), _asked_at(response))

    def _bearer(self) -> str:
        if self.token:
            return self.token
        if not self._login:
            self._login = self._log_in()
        return self._login

    def _log_in(self) -> str:
        account = {"email": self.email, "password": self.password}
        with self._ask("POST", "/v1/sessions", json=account) as response:
            if response.status_code == requests.codes.unauthorized:
                raise CentralError("ODK Central refuses e-mail and password")
            _check(response, is_later=False)
            token = _object(_content(response)).get("token")
        if not isinstance(token, str):
            raise CentralError("ODK Central gives no session: expected the address of a Central")
        return token

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:  # noqa: ANN401
        try:
            return self._session.request(
                method,
                f"{self.address}{path}",
                timeout=(_SECONDS_TO_CONNECT, _SECONDS_TO_READ),
                allow_redirects=False,
                stream=True,
                **more,
            )
        except requests.exceptions.SSLError:
            raise CentralError("ODK Central: its certificate is not trusted") from None
        except requests.RequestException as error:
            raise _TryAgain(type(error).__name__) from None


class _TryAgain(Exception):
    def __init__(self, what: str, seconds: float = 0.0) -> None:
        self.seconds = seconds
        super().__init__(what)


def _check(response: requests.Response, is_later: bool) -> None:
    status = response.status_code
    if status == requests.codes.ok:
        return
    if status == _TOO_MUCH:
        raise _TryAgain("it asks us to wait", _retry_after(response))
    if status == _NOT_IMPLEMENTED:
        raise NotImplementedThere("ODK Central does not implement this query")
    if status == requests.codes.bad_request and is_later:
        raise LinkLost("ODK Central no longer knows the next page")
    if status >= 500:
        raise _TryAgain(f"status {status}", _retry_after(response))
    expected = _REFUSALS.get(status, "an ODK Central that answers at this address")
    raise CentralError(f"ODK Central answers {status}: expected {expected}")


def _retry_after(response: requests.Response) -> float:
    """Seconds to wait, said as seconds or as a date; 0 where nothing is said."""
    given = response.headers.get("Retry-After", "")
    if given.isascii() and given.isdigit():
        return min(float(given), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return 0.0
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_WAIT)


def _content(response: requests.Response) -> bytes:
    """All of an answer: one that was cut off is no answer."""
    found = bytearray()
    try:
        for piece in response.iter_content(_PIECE):
            found += piece
            if len(found) > _LARGEST_ANSWER:
                raise CentralError("ODK Central: an answer without end")
    except requests.RequestException as error:
        raise _TryAgain(type(error).__name__) from None
    return bytes(found)


def _object(content: bytes) -> dict[str, Any]:
    try:
        # Numbers stay as they were written.
        told = json.loads(content, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise _TryAgain("an answer that breaks off") from None
    if not isinstance(told, dict):
        raise CentralError("ODK Central: expected fields")
    return told


def _asked_at(response: requests.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return None
