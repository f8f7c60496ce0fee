"""A small land whose names can be seen at one glance, and the folder of the real country."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from geodata.boundary_sets import BoundarySet
from geodata.units import Gazetteer, Unit, UnitCode, UnitName

COUNTRY = Path(__file__).parents[3] / "geodata" / "countries" / "kz"


def boundary_set(name: str, level: str, first: date, last: date | None) -> BoundarySet:
    assert level in ("region", "district")
    return BoundarySet(
        id=name,
        level="region" if level == "region" else "district",
        valid_from=first,
        valid_to=last,
        drawn_from="",
        legal_source="",
        credit="",
        licence="",
    )


REFORM = date(2022, 6, 8)
OLD, NEW = date(2020, 1, 1), date(2023, 1, 1)
SETS = (
    boundary_set("regions-old", "region", date(2012, 1, 1), date(2022, 6, 7)),
    boundary_set("regions-new", "region", REFORM, None),
    boundary_set("districts-new", "district", REFORM, None),
)


def small_gazetteer() -> Gazetteer:
    units = (
        Unit("land", "regions-new", "country", "country", ""),
        Unit("lake", "regions-new", "region", "city", "land"),
        Unit("lake_obl", "regions-new", "region", "oblast", "land", ("lake_obl",)),
        Unit("hill", "regions-new", "region", "oblast", "land", ("hill",)),
        Unit("lake_obl_old", "regions-old", "region", "oblast", "land", ("lake_obl", "hill")),
        Unit("lake", "regions-old", "region", "city", "land"),
        Unit("100", "districts-new", "district", "town", "hill"),
        Unit("101", "districts-new", "district", "district", "hill"),
        Unit("201", "districts-new", "district", "district", "lake_obl"),
    )
    names = (
        UnitName("land", "ru", "full", "Страна Озёрная", None, None),
        UnitName("lake", "ru", "full", "город Озеро", None, None),
        UnitName("lake", "ru", "alias", "Приозёрск", None, date(2015, 1, 1)),
        UnitName("lake_obl", "kk", "full", "Озеро облысы", None, None),
        UnitName("lake_obl", "ru", "full", "Озерская область", None, None),
        UnitName("lake_obl_old", "ru", "full", "Озерская область", None, None),
        UnitName("hill", "ru", "full", "область Холм", None, None),
        UnitName("hill", "ru", "alias", "Приозёрск", None, date(2010, 1, 1)),
        UnitName("hill", "ru", "alias", "ОХО", None, None),
        UnitName("100", "ru", "full", "город Роща", None, None),
        UnitName("101", "kk", "full", "Роща ауданы", None, None),
        UnitName("101", "ru", "full", "Рощинский район", None, None),
        UnitName("201", "ru", "full", "Рощинский район", None, None),
    )
    codes = (
        UnitCode("lake", "iso_3166_2", "LA-1", None, None),
        UnitCode("hill", "iso_3166_2", "LA-HIL", None, date(2022, 11, 28)),
        UnitCode("hill", "iso_3166_2", "LA-2", date(2022, 11, 29), None),
        UnitCode("lake_obl_old", "iso_3166_2", "LA-OLD", None, None),
        UnitCode("hill", "geonames", "11", None, None),
        UnitCode("lake", "kato", "11", None, None),
    )
    return Gazetteer(units, names, codes)
