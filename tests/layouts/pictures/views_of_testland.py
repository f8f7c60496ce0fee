"""Views of Testland, made as the program makes them, for tests of pictures and downloads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from geodata.boundaries.build import build_boundaries
from geodata.boundaries.index import BuiltSet
from geodata.boundaries.sheet import Sheet
from geodata.read_country import read_country
from layouts.address import ViewAddress
from layouts.catalogue import Catalogue
from layouts.make_view import make_view
from layouts.subject import Subject
from layouts.views import View
from layouts.words import Words, words

FOLDER = Path(__file__).parents[2] / "testland"
ELECTION = "2024-06-02-assembly"


@cache
def catalogue() -> Catalogue:
    """Every view of Testland."""
    return Catalogue(read_country(FOLDER))


@cache
def built() -> dict[str, BuiltSet]:
    """Testland's boundary sets, drawn once for all tests."""
    return dict(build_boundaries(FOLDER, catalogue().country, Path(mkdtemp(prefix="testland-"))))


@cache
def sheet(boundary_set: str) -> Sheet:
    """A drawing of Testland."""
    return built()[boundary_set].read_sheet()


def words_in(language: str) -> Words:
    """What pages say in a language."""
    return words(catalogue().country, language)


@cache
def view(measure: str, level: str, time: str, language: str = "en") -> View:
    """One view of the vote of 2024."""
    country = catalogue().country
    address = ViewAddress(language, ELECTION, measure, level, time)
    shown = next(
        one
        for one in catalogue().shown[ELECTION]
        if (one.measure.id, one.level, one.time) == (measure, level, time)
    )
    outlined = {name: frozenset(sheet(name).units) for name in built()}
    subject = Subject(
        catalogue=catalogue(),
        election=country.elections[ELECTION],
        measure=shown.measure,
        level=shown.level,
        time=shown.time,
        words=words_in(language),
        outlined=outlined,
        site="https://example.org",
    )
    made = make_view(subject)
    assert made.address == address
    return made
