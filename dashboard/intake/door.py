"""The door of the desk for machines: reports and bulletins, each request with its source's token.

Who may come in is decided by the token alone; whatever is in a body is answered in words, and no
value of it gets into a log.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, g, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from dashboard.desk.desk import Desk
from dashboard.desk.doors import FILE_BYTES
from dashboard.desk.throttle import Throttle, network_of
from dashboard.intake.allowance import Allowance
from dashboard.intake.answers import answered, faulty, refused
from dashboard.intake.bodies import JSON, TYPES, NoBody, UnknownType, read_body
from dashboard.intake.boxes import Box, Boxes, NoMission
from dashboard.intake.tokens import Token, Tokens
from geodata.errors import FaultyData, NoBoundaries
from geodata.imports.formats import FORMATS
from geodata.intake.fields import as_moment
from geodata.intake.schema import BULLETINS, REPORTS
from geodata.intake.sent import How, deliver
from geodata.intake.wrong import Wrong, shown
from geodata.store.engines import UnusableStore
from geodata.store.events import Kind

_log = logging.getLogger(__name__)
_SCHEME = "bearer "
_WRONG_TOKENS_A_MINUTE = 60
_SECONDS_TO_WAIT = 5


@dataclass(frozen=True)
class Intake:
    """What the door works with."""

    tokens: Tokens
    allowance: Allowance
    throttle: Throttle
    boxes: Boxes


def offer_intake(server: Flask, desk: Desk) -> None:
    """The two addresses, on any Flask server."""
    intake = Intake(
        Tokens(desk.engine),
        Allowance(desk.engine, desk.settings.intake_per_minute),
        desk.throttle,
        Boxes(desk.missions, desk.settings, desk.country),
    )
    routes = Blueprint("intake", __name__, url_prefix="/intake")
    routes.add_url_rule("/reports", "reports", lambda: _take(intake, REPORTS), methods=["POST"])
    routes.add_url_rule(
        "/bulletins", "bulletins", lambda: _take(intake, BULLETINS), methods=["POST"]
    )
    for name in ("reports", "bulletins"):
        routes.add_url_rule(f"/{name}", f"read-{name}", lambda: _nothing_to_read(intake))
    routes.register_error_handler(HTTPException, _http_error)
    for away in (DBAPIError, PoolTimeout, UnusableStore):
        routes.register_error_handler(away, _not_now)
    routes.register_error_handler(Exception, _any_error)
    server.register_blueprint(routes)


def _take(intake: Intake, kinds: tuple[Kind, ...]) -> Response:
    request.max_content_length = FILE_BYTES
    token = intake.tokens.find(_secret())
    if token is None:
        return _stranger(intake)
    seconds = intake.allowance.wait(token.source)
    if seconds:
        return _too_many(seconds)
    try:
        return _answer(intake.boxes.box(token.mission), token, kinds)
    except (NoMission, FaultyData, NoBoundaries) as error:
        _log.error("%s", error)
        return refused(503, "no-mission", {"Retry-After": str(_SECONDS_TO_WAIT)})


def _nothing_to_read(intake: Intake) -> Response:
    """Only who may send learns that this is where one sends."""
    if intake.tokens.find(_secret()) is None:
        return _stranger(intake)
    return refused(405, "faulty", {"Allow": "POST"})


def _secret() -> str:
    given = request.headers.get("Authorization", "")
    return given[len(_SCHEME) :].strip() if given[: len(_SCHEME)].lower() == _SCHEME else ""


def _stranger(intake: Intake) -> Response:
    """Nobody guesses a token, but nobody shall try without end either."""
    key = f"intake from {network_of(request.remote_addr or '')}"
    if not intake.throttle.may_try({key: _WRONG_TOKENS_A_MINUTE}):
        return _too_many(60)
    return refused(401, "no-token", {"WWW-Authenticate": 'Bearer realm="intake"'})


def _too_many(seconds: int) -> Response:
    return refused(429, "too-many", {"Retry-After": str(seconds)}, seconds=seconds)


def _answer(box: Box, token: Token, kinds: tuple[Kind, ...]) -> Response:
    try:
        sent = read_body(request)
        g.is_through = True
        how = _how(box, token.source, kinds)
    except UnknownType:
        return refused(415, "type", types=", ".join([JSON, *TYPES, "multipart/form-data"]))
    except NoBody as error:
        return faulty(error.wrong)
    return answered(deliver(sent, how, box.letters, box.store))


def _how(box: Box, source: str, kinds: tuple[Kind, ...]) -> How:
    """What the address and headers say beside the body."""
    system = request.args.get("as", "auto")
    if system not in ("auto", *FORMATS):
        raise NoBody(Wrong("?as", shown(system), "one-of", {"choices": ", ".join(FORMATS)}))
    hour = request.args.get("time", "")
    return How(source, _received_at(box), kinds, system, hour)


def _received_at(box: Box) -> datetime:
    given, own_clock = request.headers.get("Received-At"), box.letters.mission.own_clock
    if given is None:
        return box.now()
    moment = as_moment(given)
    if moment is None or not own_clock:
        expected = "moment" if own_clock else "received-at"
        raise NoBody(Wrong("Received-At", shown(given), expected))
    return moment.astimezone(UTC)


def _http_error(error: HTTPException) -> Response:
    if error.code == 413:
        return refused(413, "too-large", most=FILE_BYTES >> 20)
    if error.code == 411:
        return refused(411, "length")
    if error.code is not None and error.code < 500:
        return refused(error.code, "faulty")
    return refused(500, "error")


def _not_now(error: Exception) -> Response:
    """The database is away, for tokens or for the store: whoever sends shall try again."""
    # The driver's own words may repeat what was sent.
    _log.error("the database cannot be used: %s", type(error).__name__)
    return refused(503, "not-now", {"Retry-After": str(_SECONDS_TO_WAIT)})


def _any_error(error: Exception) -> Response:
    # A value that somebody sent may stand in the error's words: only where it arose is noted.
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    _log.error("%s failed: %s at %s", request.path, type(error).__name__, where)
    return refused(500, "error")
