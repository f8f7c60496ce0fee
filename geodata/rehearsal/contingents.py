"""Who observes in a rehearsal: the organisations and roles of the country's data, in pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.country import Named
from geodata.elections import Election
from geodata.rehearsal.chance import apportion

MOBILE = ("short-term", "parliamentarians", "citizen")
_LETTERS = {"short-term": "s", "parliamentarians": "p", "citizen": "c", "long-term": "l"}
_ROLES = ("core-team", "long-term", *MOBILE)
# Of several figures for one role, the one that is nearest to the day of the vote.
_STAGES = ("deployed", "accredited", "expected", "requested", "planned", "nominations", "invited")
# What one pair in ten is worth: long-term pairs beside the mobile ones, where few are wanted.
_PAIRS_A_LONG_TERM = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A team: its id, its organisation and its role."""

    id: str
    organisation: str
    role: str


def contingents(
    election: Election, organisations: Mapping[str, Named], country: str, observers: int
) -> tuple[Pair, ...]:
    """The teams: so many observers of mobile roles in pairs, long-term pairs, a core team each.

    Every organisation has its published share; without any figure, the first one sends them all.
    """
    figures = _figures(election, organisations, country)
    mobile = {key: count for key, count in figures.items() if key[1] in MOBILE}
    if not mobile:
        fallback = next(iter(organisations), "")
        mobile = {(fallback, "short-term"): observers}
    pairs = apportion(max(1, observers // 2), list(mobile.values()))
    wanted = dict(zip(mobile, pairs, strict=True))
    most = max(1, sum(pairs) // _PAIRS_A_LONG_TERM)
    for key, count in figures.items():
        if key[1] == "long-term":
            wanted[key] = max(1, min(count // 2, most))
        elif key[1] == "core-team":
            wanted[key] = 1
    return tuple(
        Pair(_name(organisation, role, number, count), organisation, role)
        for (organisation, role), count in sorted(wanted.items(), key=_order)
        for number in range(1, count + 1)
    )


def _order(item: tuple[tuple[str, str], int]) -> tuple[int, str]:
    (organisation, role), _ = item
    return _ROLES.index(role), organisation


def _name(organisation: str, role: str, number: int, count: int) -> str:
    if role == "core-team":
        return f"{organisation}-core"
    return f"{organisation}-{_LETTERS[role]}{number:0{len(str(count))}d}"


def _figures(
    election: Election, organisations: Mapping[str, Named], country: str
) -> dict[tuple[str, str], int]:
    """Organisation and role → observers; of a whole what its parts do not have."""
    own = {
        name: roles
        for name, one in organisations.items()
        if one.kind not in ("all", "state") and (roles := _roles(election, name, country))
    }
    found = {}
    for name, roles in own.items():
        named = {role: count for role, count in roles.items() if role != "all"}
        if not named:
            parts = (each for each in own if organisations[each].part_of == name)
            rest = roles["all"] - sum(sum(_known(own[each]).values()) for each in parts)
            role = "parliamentarians" if organisations[name].kind == "parliament" else "short-term"
            named = {role: rest}
        found.update({(name, role): count for role, count in named.items() if count > 0})
    return found


def _known(roles: Mapping[str, int]) -> dict[str, int]:
    named = {role: count for role, count in roles.items() if role != "all"}
    return named or dict(roles)


def _roles(election: Election, organisation: str, country: str) -> dict[str, int]:
    """Role → observers of one organisation, by the best figure there is."""
    found: dict[str, dict[str, int]] = {}
    for key, figure in election.figures.items():
        role, _, stage = key.part.partition("/")
        about = (key.measure, key.subject, key.unit)
        if about == ("observers", organisation, country) and figure.value and stage in _STAGES:
            found.setdefault(role, {})[stage] = int(figure.value)
    return {
        role: stages[min(stages, key=_STAGES.index)]
        for role, stages in found.items()
        if role in ("all", *_ROLES)
    }
