"""Read the outlines of a boundary set from the file that carries them, unit by unit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geodata.boundaries.sources import SourceFile
from geodata.country import Country
from geodata.errors import DataError, Fault, FaultyData
from geodata.said import said
from geodata.units import in_force


def read_outlines(
    source: SourceFile, path: Path, country: Country, corrections: Mapping[str, str]
) -> Mapping[str, Any]:
    """Unit id → outline in degrees, in the order of the country's files, as the source has it.

    Raises FaultyData for every code that belongs to no unit, or to one already read, and for
    every correction whose code the file does not have.
    """
    features = list(_geojson(path, source) if path.suffix == ".geojson" else _shapes(path, source))
    faults = [
        Fault(
            path.name, 0, source.field, code, said("a code to correct; the file does not have it")
        )
        for code in corrections.keys() - {code for code, _ in features}
    ]
    units = unit_by_code(source, country)
    found: dict[str, Any] = {}
    for code, outline in features:
        unit = units.get(corrections.get(code, code))
        if unit is None or unit in found:
            expected = said(
                "one unit of {set} for each {scheme} code",
                set=source.boundary_set,
                scheme=source.scheme,
            )
            faults.append(Fault(path.name, 0, source.field, code, expected))
        else:
            found[unit] = outline
    if faults:
        raise FaultyData(faults)
    return {unit: found[unit] for unit in units.values() if unit in found}


def unit_by_code(source: SourceFile, country: Country) -> Mapping[str, str]:
    """Code in the source's scheme → unit id, for the units of its boundary set."""
    units = country.gazetteer.by_set.get(source.boundary_set, {})
    if source.scheme == "id":
        return {unit: unit for unit in units}
    first_day = next(
        one.valid_from for one in country.boundary_sets if one.id == source.boundary_set
    )
    codes = country.gazetteer.codes_by_unit
    return {
        code.code: unit
        for unit in units
        for code in codes.get(unit, ())
        if code.scheme == source.scheme and in_force(code.valid_from, code.valid_to, first_day)
    }


def _geojson(path: Path, source: SourceFile) -> Iterable[tuple[str, Any]]:
    import shapely

    try:
        features = json.loads(path.read_text("utf-8"))["features"]
        for one in features:
            geometry = shapely.from_geojson(json.dumps(one["geometry"]))
            yield str(one["properties"][source.field]), geometry
    except (ValueError, KeyError, TypeError, shapely.errors.GEOSException) as error:
        raise DataError(
            f"{path.name}: not the GeoJSON expected of {source.boundary_set}"
        ) from error


def _shapes(path: Path, source: SourceFile) -> Iterable[tuple[str, Any]]:
    # Only files whose SHA-256 is pinned come here, so that GDAL never opens a stranger's file.
    import pyogrio.raw  # type: ignore[import-untyped]
    import shapely

    _, _, shapes, (codes,) = pyogrio.raw.read(path, columns=[source.field])
    return zip((str(code) for code in codes), shapely.from_wkb(shapes), strict=True)
