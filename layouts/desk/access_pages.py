"""Pages about access: signing in, one's own account, the people of the desk, the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from layouts.words import Words

_TEMPLATES = Path(__file__).parents[1] / "templates"
# Role → the pages it has besides its own account, by place and word.
_LINKS = {"administrator": ("people", "record"), "leadership": ("record",)}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: ``place`` is the address after the language.

    ``style`` is trusted; ``script``, ``theme`` and ``icon`` are addresses. ``name`` and ``role``
    are those of who is signed in, "" for a stranger.
    """

    words: Words
    languages: Sequence[str]
    place: str
    style: str
    script: str
    theme: str
    icon: str
    name: str = ""
    role: str = ""

    @property
    def links(self) -> list[dict[str, str]]:
        """The pages that whoever is signed in has: place and word of each."""
        own = [{"place": "", "word": "home"}]
        own += [{"place": f"{one}/", "word": one} for one in _LINKS.get(self.role, ())]
        return [*own, {"place": "account/", "word": "account"}]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody in the list, or on a page of their own (``name`` is "" for someone new)."""

    name: str = ""
    role: str = ""
    units: str | None = None
    must_change: bool = False
    is_out: bool = False
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that somebody may be given, with the districts in it; ``year`` is of its vote."""

    id: str
    name: str
    is_chosen: bool
    year: int
    districts: tuple[UnitChoice, ...] = ()

    @property
    def has_chosen(self) -> bool:
        """Whether any district of it is chosen."""
        return any(one.is_chosen for one in self.districts)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the record; ``about`` are pairs of name and value as they were noted."""

    position: int
    at: str
    when: str
    who: str
    what: str
    about: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordShown:
    """A page of the record: ``broken`` and ``before`` are positions, 0 for none."""

    lines: Sequence[LineShown]
    count: int
    broken: int
    before: int
    is_earlier: bool


def sign_in_page(frame: Frame, wanted: str, *, warns: bool) -> str:
    """The way in; ``wanted`` is the path somebody came for, ``warns`` of a line others can read."""
    return page("sign_in.html", frame, wanted=wanted, warns=warns)


def account_page(frame: Frame, units: str | None, least: int, must_change: bool) -> str:
    """One's own account; ``units`` are names, ``least`` the letters a password has to have."""
    return page("account.html", frame, units=units, least=least, must_change=must_change)


def people_page(frame: Frame, people: Sequence[PersonShown]) -> str:
    """Everyone who may or might sign in."""
    return page("people.html", frame, people=people)


def person_page(
    frame: Frame, one: PersonShown, roles: Sequence[str], regions: Sequence[UnitChoice]
) -> str:
    """One person's rights, or an empty form for someone new."""
    return page("person.html", frame, one=one, roles=roles, regions=regions)


def record_page(frame: Frame, shown: RecordShown) -> str:
    """A page of the record, the latest line first."""
    names = ("lines", "count", "broken", "before", "is_earlier")
    return page("record.html", frame, **{name: getattr(shown, name) for name in names})


def page(template: str, frame: Frame, **parts: object) -> str:
    """A page in the frame of the pages about access."""
    found = _environment().get_template(template)
    return found.render(frame=frame, words=frame.words, style=Markup(frame.style), **parts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader((_TEMPLATES / "desk", _TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
