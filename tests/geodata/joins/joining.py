"""The regions of a day, and lists of labels to join to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from geodata.lists.table import ListRow, ListTable
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

COUNTRY = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
DAY = date(2023, 3, 19)
REAL = read_country(COUNTRY)
REGIONS = Resolver(REAL.gazetteer, REAL.boundary_sets, read_rules(COUNTRY)).at("region", DAY)
Run = Callable[..., tuple[int, dict[str, Any], str]]


def table(labels: list[str]) -> ListTable:
    rows = (ListRow(number, number + 1, (label,)) for number, label in enumerate(labels, 1))
    return ListTable(Path("list.csv"), ("Регион",), tuple(rows))
