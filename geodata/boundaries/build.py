"""Build the boundary sets of a country: full outlines, a light map and a sheet for each.

What is built already, from the same sources by the same recipe, is not built again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.boundaries.files import write_named
from geodata.boundaries.index import FOLDER, BuiltFile, BuiltSet, read_index, write_index
from geodata.boundaries.install import check_installed
from geodata.boundaries.sheet import write_sheet
from geodata.boundaries.sources import BoundarySources, locate, read_sources
from geodata.boundary_sets import BoundarySet
from geodata.country import Country
from geodata.errors import NoBoundaries
from geodata.units import UnitCode

if TYPE_CHECKING:
    from geodata.boundaries.set_outlines import SetOutlines

# Raised whenever the same sources would give other files.
RECIPE = 2


@dataclass(frozen=True, slots=True)
class _Inputs:
    folder: Path
    country: Country
    var: Path
    sources: BoundarySources


def build_boundaries(folder: Path, country: Country, var: Path) -> Mapping[str, BuiltSet]:
    """Set id → its files under ``var/boundaries``, for every set whose source is installed.

    Raises NoBoundaries when a source that comes with the program is missing, and DataError when a
    source is unfit to draw from.
    """
    inputs = _Inputs(folder, country, var, read_sources(folder))
    stamps = _stamps(inputs)
    earlier = read_index(var)
    built = {
        name: earlier[name]
        for name, stamp in stamps.items()
        if name in earlier and earlier[name].stamp == stamp and earlier[name].is_there
    }
    wanted = [name for name in stamps if name not in built]
    built |= _build(wanted, stamps, inputs)
    if built != earlier:
        write_index(var, {name: built[name] for name in stamps})
    return {name: built[name] for name in stamps}


def installed_sets(folder: Path, country: Country, var: Path) -> tuple[str, ...]:
    """Ids of the boundary sets whose source, or that of the set they are drawn from, is there."""
    inputs = _Inputs(folder, country, var, read_sources(folder))
    return tuple(one.id for one in country.boundary_sets if _source_path(one, inputs))


def _source_path(boundary_set: BoundarySet, inputs: _Inputs) -> Path | None:
    """The source file of a set; None for one that can be installed and is not."""
    source = inputs.sources.files.get(boundary_set.drawn_from or boundary_set.id)
    path = locate(source, inputs.folder, inputs.var) if source else None
    if path is None and (source is None or not source.sha256):
        wanted = f"{source.package} {source.path}".strip() if source else "boundary_set.file"
        raise NoBoundaries(f"{boundary_set.id}: its source is missing: {wanted}")
    return path


def _stamps(inputs: _Inputs) -> Mapping[str, str]:
    digest_of = cache(_source_digest)
    paths = {one: _source_path(one, inputs) for one in inputs.country.boundary_sets}
    return {one.id: _stamp(one, inputs, digest_of(path)) for one, path in paths.items() if path}


def _source_digest(path: Path) -> str:
    files = sorted(path.parent.glob(f"{path.stem}.*"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _stamp(one: BoundarySet, inputs: _Inputs, source: str) -> str:
    """A digest of everything the files of a set depend on."""
    country, sources = inputs.country, inputs.sources
    origin = one.drawn_from or one.id
    units = country.gazetteer.by_set
    used = [asdict(unit) for name in (one.id, origin) for unit in units.get(name, {}).values()]
    content = {
        "recipe": RECIPE,
        "source": source,
        "set": [one.id, origin, str(one.valid_from)],
        "units": used,
        "codes": [asdict(code) for code in _codes(country, units.get(origin, {}))],
        "file": asdict(sources.files[origin]),
        "corrections": dict(sources.corrections.get(origin, {})),
        "insets": [asdict(plan) for plan in sources.insets],
        "projection": asdict(country.projection),
        "official_area_km2": country.official_area_km2,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _codes(country: Country, units: Iterable[str]) -> list[UnitCode]:
    codes = country.gazetteer.codes_by_unit
    return [code for unit in units for code in codes.get(unit, ())]


def _build(
    wanted: Iterable[str], stamps: Mapping[str, str], inputs: _Inputs
) -> Mapping[str, BuiltSet]:
    drawn_from = {one.id: one.drawn_from or one.id for one in inputs.country.boundary_sets}
    read = cache(lambda origin: _read(origin, inputs))
    return {
        name: _write(_outlines(name, read(drawn_from[name]), inputs.country), stamps[name], inputs)
        for name in wanted
    }


def _read(origin: str, inputs: _Inputs) -> SetOutlines:
    from geodata.boundaries.set_outlines import from_source

    source = inputs.sources.files[origin]
    path = locate(source, inputs.folder, inputs.var)
    if path is None:
        raise NoBoundaries(f"{origin}: its source is missing: {source.path}")
    check_installed(source, inputs.var)
    return from_source(source, path, inputs.country, inputs.sources.corrections.get(origin, {}))


def _outlines(name: str, origin: SetOutlines, country: Country) -> SetOutlines:
    from geodata.boundaries.set_outlines import dissolved

    return origin if name == origin.boundary_set else dissolved(name, origin, country)


def _write(outlines: SetOutlines, stamp: str, inputs: _Inputs) -> BuiltSet:
    from geodata.boundaries.draw_sheet import draw_sheet
    from geodata.boundaries.outlines import full_geojson, map_geojson

    folder, name = inputs.var / FOLDER, outlines.boundary_set
    projection = inputs.country.projection
    sheet = write_sheet(draw_sheet(outlines, inputs.sources.insets, projection))
    light = map_geojson(outlines, projection)
    files = {
        "full": write_named(folder, f"{name}-full", ".geojson", full_geojson(outlines)),
        "outlines": write_named(folder, name, ".geojson", light),
        "sheet": write_named(folder, f"{name}-sheet", ".json", sheet),
    }
    return BuiltSet(name, stamp, **{key: BuiltFile.of(path) for key, path in files.items()})
