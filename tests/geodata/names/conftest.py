"""The resolvers of the real country and of the small land."""

from __future__ import annotations

import pytest

from geodata.names.resolve import Resolver
from geodata.names.rules import Rules, read_rules
from geodata.read_country import read_country
from tests.geodata.names.small_land import COUNTRY, SETS, small_gazetteer


@pytest.fixture(scope="session")
def rules() -> Rules:
    return read_rules(COUNTRY)


@pytest.fixture(scope="session")
def kazakhstan(rules: Rules) -> Resolver:
    country = read_country(COUNTRY)
    return Resolver(country.gazetteer, country.boundary_sets, rules)


@pytest.fixture(scope="session")
def land(rules: Rules) -> Resolver:
    return Resolver(small_gazetteer(), SETS, rules)
