"""A country of seven regions whose figures one can check by eye, and records of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache

from geodata.boundary_sets import BoundarySet
from geodata.country import Country, Projection
from geodata.elections import Key, Record
from geodata.figures import Figure, Qualifier, Source
from geodata.units import Gazetteer, Unit

DAY = date(2022, 11, 20)
SEVEN = ("north", "south", "east", "west", "hills", "coast", "capital")
COUNTED_IN = {"turnout": "percent", "vote_share_pct": "percent", "registered": "voters"}


@cache
def country(units: tuple[str, ...] = SEVEN) -> Country:
    """A country with one set of regions, always in force."""
    regions = BoundarySet("regions", "region", date(2000, 1, 1), None, "", "law", "us", "CC0")
    gazetteer = Gazetteer(
        tuple(Unit(unit, "regions", "region", "oblast", "land") for unit in units), (), ()
    )
    projection = Projection((43.0, 53.0), 67.0, 48.0)
    return Country(
        "land", ("en",), "", 1.0, projection, (regions,), gazetteer, {}, {}, {}, {}
    )  # fmt: skip


def record(
    unit: str,
    time: str,
    value: str | None,
    source: str = "Commission",
    *,
    measure: str = "turnout",
    line: int = 2,
    subject: str = "",
    part: str = "",
    low: str | None = None,
    high: str | None = None,
    status: str = "",
    qualifier: Qualifier | None = None,
) -> Record:
    """One printed figure."""
    bounds = [Decimal(bound) if bound is not None else None for bound in (low, high)]
    firm = qualifier or (Qualifier.EXACT if value is not None else Qualifier.BETWEEN)
    figure = Figure(
        Decimal(value) if value is not None else None,
        COUNTED_IN.get(measure, "ballots"),
        (Source(source),),
        firm,
        bounds[0],
        bounds[1],
        status=status,
    )
    return Record(Key(measure, unit, time, subject, part), figure, "turnout.csv", line)


def hour(
    time: str, values: Iterable[str], units: Iterable[str] = SEVEN, source: str = "Commission"
) -> list[Record]:
    """The list of one hour: a value a unit, in lines from 2 on."""
    return [
        record(unit, time, value, source, line=line)
        for line, (unit, value) in enumerate(zip(units, values, strict=True), start=2)
    ]
