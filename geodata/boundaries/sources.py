"""Where a country's outlines come from, read from its country.toml and corrections.csv."""

from __future__ import annotations

import csv
import dataclasses
import importlib.util
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import Fault, FaultyData
from geodata.said import because, said

INSTALLED = Path("boundaries", "source")
CORRECTIONS = Path("boundaries", "corrections.csv")
CORRECTION_COLUMNS = ("boundary_set", "code", "corrected", "reason", "source")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a boundary set's outlines are read from.

    ``field`` is the property that holds a unit's code, ``scheme`` the scheme of that code in the
    country's codes.csv ("id": it is the unit's id). ``package`` is the Python package that carries
    the file, "" for a file of the country folder or an installed one. ``sha256`` lists what has to
    be installed from ``address``, file name → digest; empty when nothing has.
    """

    boundary_set: str
    path: str
    field: str
    scheme: str
    package: str = ""
    address: str = ""
    sha256: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InsetPlan:
    """A city that is drawn again in a circle: where (degrees), how large (km on the map)."""

    unit: str
    lon: float
    lat: float
    radius_km: float
    label: str


@dataclass(frozen=True, slots=True)
class BoundarySources:
    """Everything the country folder says about where outlines come from.

    ``corrections`` maps boundary set → code in the source file → code it should have.
    """

    files: Mapping[str, SourceFile]
    insets: tuple[InsetPlan, ...]
    corrections: Mapping[str, Mapping[str, str]]


def read_sources(folder: Path) -> BoundarySources:
    """Read the boundary parts of a country folder; raises FaultyData with every fault found."""
    path = folder / "country.toml"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        expected = because(said("a TOML file"), error)
        raise FaultyData([Fault(str(path), 0, "", "", expected, stops_file=True)]) from error
    faults: list[Fault] = []
    files = dict(_files(content, path, faults))
    insets = tuple(_insets(content, path, faults))
    corrections = _corrections(folder / CORRECTIONS, faults)
    if faults:
        raise FaultyData(faults)
    return BoundarySources(files, insets, corrections)


def locate(source: SourceFile, folder: Path, var: Path) -> Path | None:
    """The source file on this machine, or None when it has not been installed."""
    if source.sha256:
        base: Path | None = var / INSTALLED
    elif source.package:
        base = _package_folder(source.package)
    else:
        base = folder
    path = base / source.path if base else None
    return path if path and path.is_file() else None


def _package_folder(package: str) -> Path | None:
    # Asking for the package's place does not run its code, as importlib.resources would.
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) if places else None


def _files(
    content: Mapping[str, Any], path: Path, faults: list[Fault]
) -> Iterator[tuple[str, SourceFile]]:
    for one in content.get("boundary_set", []):
        if "file" in one:
            source = _entry(SourceFile, {"boundary_set": one.get("id"), **one["file"]})
            if isinstance(source, SourceFile):
                yield source.boundary_set, source
            else:
                expected = because(said("boundary_set.file needs path, field and scheme"), source)
                faults.append(Fault(str(path), 0, "file", str(one.get("id")), expected))


def _insets(content: Mapping[str, Any], path: Path, faults: list[Fault]) -> Iterator[InsetPlan]:
    for one in content.get("inset", []):
        plan = _inset(one)
        if plan:
            yield plan
        else:
            expected = said(
                'inset needs unit, centre [lon, lat], radius_km, label "left" or "right"'
            )
            faults.append(Fault(str(path), 0, "inset", str(one.get("unit", "")), expected))


def _inset(one: Mapping[str, Any]) -> InsetPlan | None:
    try:
        lon, lat = (float(degrees) for degrees in one["centre"])
        plan = InsetPlan(str(one["unit"]), lon, lat, float(one["radius_km"]), str(one["label"]))
    except (KeyError, TypeError, ValueError):
        return None
    return plan if plan.label in ("left", "right") and plan.radius_km > 0 else None


def _entry(kind: type[SourceFile], values: Mapping[str, Any]) -> SourceFile | str:
    try:
        return kind(**values)
    except TypeError as error:
        return str(error).removeprefix("SourceFile.__init__() ")


def _corrections(path: Path, faults: list[Fault]) -> Mapping[str, Mapping[str, str]]:
    corrections: dict[str, dict[str, str]] = {}
    if not path.is_file():
        return corrections
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = set(CORRECTION_COLUMNS) - set(rows.fieldnames or ())
        if missing:
            expected = said("the columns {columns}", columns=CORRECTION_COLUMNS)
            faults.append(Fault(str(path), 1, "", ", ".join(sorted(missing)), expected, True))
            return corrections
        for row in rows:
            corrections.setdefault(row["boundary_set"], {})[row["code"]] = row["corrected"]
    return corrections
