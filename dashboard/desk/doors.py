"""The doors of the desk: every address of it, and who may go through. What is not here is shut.

One hook before every request looks a request up in this one table by the rule that Flask found for
it and by its method, and by nothing that the browser says about itself. A test goes through every
rule of the application, so a new room is shut until it has its line here. Dash would send every
callback of whoever asks through one address: it has no line, so it is shut for everyone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dashboard.desk.people import Role

FEW_BYTES = 64 * 1024
FILE_BYTES = 10 * 1024 * 1024


class Who(Enum):
    """How somebody shows that they may come in."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    # The room itself asks for a token: machines that send reports have no session.
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Door:
    """One address and method. ``is_touch``: whether coming through shows that somebody is there.

    What a page asks for by itself is no touch, or a forgotten screen would stay signed in for ever.
    """

    method: str
    rule: str
    roles: frozenset[Role] = frozenset()
    who: Who = Who.SIGNED_IN
    most_bytes: int = FEW_BYTES
    is_touch: bool = True
    # Whether it is open before somebody has chosen a password of their own.
    is_before_change: bool = False


ALL = frozenset(Role)
# All who read and act as themselves; the wall only looks.
READERS = ALL - {Role.WALL}
LEADERS = frozenset({Role.LEADERSHIP})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
# The whole country and its teams are theirs to work on.
CORE_TEAM = frozenset({Role.LEADERSHIP, Role.ANALYST, Role.CO_ORDINATOR})
# Whoever may say anything of a team or an incident: a long-term team of its own units only.
ACTING = frozenset({Role.LEADERSHIP, Role.CO_ORDINATOR, Role.LONG_TERM_TEAM})
RECORD_READERS = LEADERS | ADMINISTRATORS
# Whoever may say which machines send, and make missions.
SETTERS_UP = LEADERS | ADMINISTRATORS
PREPARING = SETTERS_UP | {Role.CO_ORDINATOR}


def get(rule: str, roles: frozenset[Role], *, is_touch: bool = True) -> Door:
    """Something to read."""
    return Door("GET", rule, roles, is_touch=is_touch)


def post(rule: str, roles: frozenset[Role], *, most_bytes: int = FEW_BYTES) -> Door:
    """Something to do."""
    return Door("POST", rule, roles, most_bytes=most_bytes)


DOORS = (
    # What pages are made of; it lies in the public program anyhow.
    Door("GET", "/files/<path:name>", who=Who.ANYONE),
    # Signing in.
    Door("GET", "/", who=Who.ANYONE),
    get("/<language>/", ALL),
    Door("GET", "/<language>/sign-in/", who=Who.ANYONE),
    Door("POST", "/sign-in", who=Who.ANYONE),
    Door("POST", "/sign-out", ALL, is_before_change=True),
    Door("POST", "/sign-out-everywhere", READERS, is_before_change=True),
    post("/prove", READERS),
    # One's own account.
    Door("GET", "/<language>/account/", READERS, is_before_change=True),
    Door("POST", "/account/password", READERS, is_before_change=True),
    # The people of the desk.
    get("/<language>/people/", ADMINISTRATORS),
    get("/<language>/people/<name>/", ADMINISTRATORS),
    post("/people/add", ADMINISTRATORS),
    post("/people/change", ADMINISTRATORS),
    post("/people/reset", ADMINISTRATORS),
    post("/people/shut-out", ADMINISTRATORS),
    post("/people/let-in", ADMINISTRATORS),
    # The record.
    get("/<language>/record/", RECORD_READERS),
    # A mission's screens, and what is said on them. Looking again by itself is no touch.
    get("/<language>/<mission>/", READERS),
    get("/<language>/<mission>/<path:place>/", READERS),
    get("/<language>/<mission>/<path:place>/view.json", READERS),
    get("/<language>/<mission>/<path:place>/again.json", READERS, is_touch=False),
    post("/<language>/<mission>/act/contact", ACTING),
    post("/<language>/<mission>/act/deployment", ACTING),
    post("/<language>/<mission>/act/incident", ACTING),
    post("/<language>/<mission>/act/follow-up", ACTING),
    # The wall: whoever may look at all may look at it; asking again keeps nobody signed in.
    get("/<language>/<mission>/wall/<moment>/", ALL, is_touch=False),
    get("/<language>/<mission>/wall/<moment>/again.json", ALL, is_touch=False),
    # The situation report, for those who read as themselves.
    get("/<language>/<mission>/report/<moment>/", READERS),
    # Setting a mission up.
    get("/<language>/<mission>/setup/", PREPARING),
    get("/<language>/<mission>/setup/templates/<name>.csv", PREPARING),
    post("/<language>/<mission>/setup/bring", PREPARING, most_bytes=FILE_BYTES),
    post("/<language>/<mission>/setup/trial", PREPARING),
    post("/<language>/<mission>/setup/token", SETTERS_UP),
    post("/<language>/<mission>/setup/end-token", SETTERS_UP),
    post("/<language>/<mission>/setup/new", SETTERS_UP),
    # Desk work: what waits for somebody of the core team.
    get("/<language>/<mission>/work/", CORE_TEAM),
    get("/<language>/<mission>/work/<batch>/", CORE_TEAM),
    post("/<language>/<mission>/work/bring", CORE_TEAM, most_bytes=FILE_BYTES),
    post("/<language>/<mission>/work/decide", CORE_TEAM),
    post("/<language>/<mission>/work/<batch>/take", CORE_TEAM),
    post("/<language>/<mission>/work/<batch>/discard", CORE_TEAM),
    post("/<language>/<mission>/work/<batch>/accept", CORE_TEAM),
    # The gate: those who work on the whole country look, leadership lets out.
    get("/<language>/<mission>/gate/", CORE_TEAM),
    get("/<language>/<mission>/gate/preview/<what>/<path:place>/", CORE_TEAM),
    post("/<language>/<mission>/gate/act", LEADERS),
    # What Dash tells its own part of a page.
    get("/_dash-layout", ALL, is_touch=False),
    get("/_dash-dependencies", ALL, is_touch=False),
    # Machines that send reports and bulletins, each with its token.
    Door("GET", "/intake/reports", who=Who.TOKEN),
    Door("GET", "/intake/bulletins", who=Who.TOKEN),
    Door("POST", "/intake/reports", who=Who.TOKEN, most_bytes=FILE_BYTES),
    Door("POST", "/intake/bulletins", who=Who.TOKEN, most_bytes=FILE_BYTES),
)
