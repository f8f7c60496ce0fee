"""Forms: what a person at the desk may say, as lists to choose from. There is no free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geodata.coverage import acts
from geodata.coverage.incidents import Incident
from geodata.imports.form_map import SEVERITIES, STAGES
from geodata.units import LEVELS
from layouts.desk.address import thing_name
from layouts.desk.foreign import as_sent
from layouts.desk.subject import DeskSubject


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A list to choose from; of ``several`` any number may be chosen. ``free`` is a short code
    that is typed: a station's number. With ``asks`` nothing is chosen before somebody chooses.
    """

    name: str
    words: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    free: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One thing to do: where it is sent, what goes with it unseen, and the words of the button.

    ``quiet`` forms have a button only.
    """

    act: str
    title: str
    button: str
    hidden: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...] = ()


def team_forms(subject: DeskSubject, team: str) -> tuple[Form, ...]:
    """What can be said of a team: that it called, that it goes elsewhere, that it stands down."""
    words, hidden = subject.words, (("team", thing_name("team", team)),)
    word = subject.deployments.get(team)
    state = word.payload.get("state") if word else acts.DEPLOYED
    named = word.payload.get("units") if word else None
    area = set(named or subject.mission.team[team].units)
    well = (("means", acts.MEANS[0]), ("note", "all-well"))
    forms = [
        Form("contact", "", words("desk.act.all-well"), (*hidden, *well)),
        Form(
            "contact", words("desk.act.note"), words("desk.act.keep"), hidden,
            (
                _field(subject, "means", {one: words(f"desk.means.{one}") for one in acts.MEANS}),
                _field(subject, "note", {one: words(f"desk.note.{one}") for one in acts.NOTES[1:]}),
            ),
        ),
        Form(
            "deployment", words("desk.act.area"), words("desk.act.send"),
            (*hidden, ("state", acts.DEPLOYED)), (_units(subject, area, several=True),),
        ),
    ]  # fmt: skip
    if state == acts.STOOD_DOWN:
        again = (*hidden, ("state", acts.DEPLOYED))
        forms.append(Form("deployment", "", words("desk.act.redeploy"), again))
    else:
        down = (*hidden, ("state", acts.STOOD_DOWN))
        forms.append(Form("deployment", "", words("desk.act.stand-down"), down))
    return tuple(forms)


def send_here(subject: DeskSubject, team: str, unit: str) -> Form | None:
    """Send a team that is near to a gap; None for whoever may only look."""
    if not subject.may_act:
        return None
    hidden = (("team", thing_name("team", team)), ("state", acts.DEPLOYED), ("units", unit))
    return Form("deployment", "", subject.words("desk.act.here"), hidden)


def new_incident(subject: DeskSubject) -> Form:
    """An incident that somebody was told of. How grave, what and where is never said by default."""
    words = subject.words
    categories = {one: words(f"desk.category.{one}") for one in acts.CATEGORIES}
    nobody = Choice("", words("desk.field.nobody"))
    teams = [
        Choice(thing_name("team", one), as_sent(one))
        for one in subject.mission.team
        if one in subject.scope.teams
    ]
    return Form(
        "incident", words("desk.act.incident"), words("desk.act.enter"), (),
        (
            replace(_field(subject, "severity", _severities(subject)), asks=True),
            replace(_field(subject, "category", categories), asks=True),
            _field(subject, "stage", {one: words(f"desk.stage.{one}") for one in STAGES}, "voting"),
            replace(_units(subject, set(), several=False), asks=True),
            Field("station", words("desk.field.station"), free=True),
            Field("team", words("desk.field.team"), (nobody, *teams)),
        ),
    )  # fmt: skip


def follow_up(subject: DeskSubject, incident: Incident) -> Form:
    """The next word on an incident."""
    words = subject.words
    hidden = (
        ("incident", thing_name("incident", incident.instance)),
        ("version", str(incident.versions[-1].version if incident.versions else 0)),
    )
    return Form(
        "follow-up", words("desk.act.follow-up"), words("desk.act.keep"), hidden,
        (
            _field(
                subject, "follow_up",
                {one: words(f"desk.follow-up.{one}") for one in acts.FOLLOW_UPS},
            ),
            _field(
                subject, "status", {one: words(f"desk.status.{one}") for one in acts.STATUSES},
                incident.status,
            ),
            _field(subject, "severity", _severities(subject), incident.severity),
        ),
    )  # fmt: skip


def _severities(subject: DeskSubject) -> dict[str, str]:
    return {one: subject.words(f"desk.severity.{one}") for one in SEVERITIES}


def _field(subject: DeskSubject, name: str, values: Mapping[str, str], chosen: str = "") -> Field:
    choices = (Choice(one, said, one == chosen) for one, said in values.items())
    return Field(name, subject.words(f"desk.field.{name}"), tuple(choices))


def _units(subject: DeskSubject, chosen: set[str], several: bool) -> Field:
    """The units one sees, each region with its districts under it."""
    territory = subject.territory
    seen = [unit for level in LEVELS[1:] for unit in subject.scope.units(level)]
    order = sorted(seen, key=lambda one: _path(subject, one))
    choices = tuple(
        Choice(one, ("    " if _depth(subject, one) else "") + subject.name(one), one in chosen)
        for one in order
        if territory.ground.units[one].kind != "country"
    )
    return Field("units" if several else "unit", subject.words("desk.field.unit"), choices, several)


def _path(subject: DeskSubject, unit: str) -> tuple[tuple[int, ...], ...]:
    chain = [subject.territory.units[one] for one in subject.territory.chain(subject.number(unit))]
    below = [
        one for one in reversed(chain) if subject.territory.ground.units[one].kind != "country"
    ]
    return tuple(subject.words.sort_key(subject.name(one)) for one in below)


def _depth(subject: DeskSubject, unit: str) -> int:
    return len(_path(subject, unit)) - 1
