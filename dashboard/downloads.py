"""Downloads: the figures of a view as CSV, XLSX and GeoJSON, with everything needed to cite them.

docs/downloads.md describes the three formats for those who use them.
"""

from __future__ import annotations

import csv as csv_writer
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from dashboard.download_rows import (
    NOWHERE,
    Codes,
    Origin,
    Value,
    columns,
    facts,
    one_line,
    record,
    records,
    safe,
    table_columns,
    table_rows,
)
from layouts.edition import UNRELEASED, Edition
from layouts.views import View
from layouts.words import Words

# Before the name of every file of a rehearsal, in whatever language.
SIMULATED = "SIMULATED"
NO_CODES: Codes = MappingProxyType({})


def file_name(view: View, kind: str, edition: Edition = UNRELEASED) -> str:
    """The name under which a reader keeps a download; ``kind`` is "csv", "svg", "png" …

    What is pinned bears the number of its release, and what is a rehearsal says so first.
    """
    address = view.address
    time = "" if address.time == "-" else address.time.replace(":", "-")
    parts = (
        SIMULATED if edition.is_test else "",
        "baqylau",
        f"r{edition.sequence}" if edition.is_pinned else "",
        address.election,
        address.measure,
        address.level,
        time,
        address.language,
    )
    return "-".join(part for part in parts if part) + f".{kind}"


def csv(
    view: View,
    words: Words,
    origin: Origin = NOWHERE,
    codes: Codes = NO_CODES,
) -> bytes:
    """The figures as CSV in UTF-8, after lines that begin with "# " and say what they are.

    Columns have the same English names in every language. Each listed table of the view follows
    as a block of its own, after an empty line and its caption.
    """
    text = io.StringIO()
    for fact in facts(view, words, origin):
        # Some facts are sentences that begin as their label would.
        label = "" if fact.words.startswith(fact.label) else f"{fact.label}: "
        text.write(f"# {label}{fact.words}\n")
    writer = csv_writer.writer(text, lineterminator="\n")
    if found := records(view, codes):
        names = columns(codes)
        writer.writerow(names)
        writer.writerows([_cell(one.get(name)) for name in names] for one in found)
    for table in view.tables:
        text.write(f"\n# {one_line(table.caption)}\n")
        writer.writerow(_cell(heading) for heading in table_columns(table, words))
        writer.writerows(
            [_cell(value) for value in values] for values in table_rows(table, view, words)
        )
    return text.getvalue().encode()


def geojson(
    view: View,
    outlines: bytes,
    words: Words,
    origin: Origin = NOWHERE,
    codes: Codes = NO_CODES,
) -> bytes:
    """The figures with the outlines of their units, in longitude and latitude (RFC 7946).

    ``outlines`` is the light GeoJSON of the view's boundary set. Units without an outline are
    features without a geometry. Raises ValueError where the two do not belong together.
    """
    shapes = _shapes(outlines)
    drawn = {row.unit for row in view.rows if row.outlined}
    if drawn != shapes.keys():
        strange = ", ".join(sorted(drawn ^ shapes.keys()))
        raise ValueError(f"this is not the map of {view.address.path}: {strange}")
    metadata = {
        "boundary_set": view.boundary_set,
        "facts": [{"label": one.label, "words": one.words} for one in facts(view, words, origin)],
        "country": _properties(record(view.whole, view, {})) if view.whole else None,
    }
    features = ",".join(
        f'{{"type":"Feature","id":{_as_json(row.unit)},'
        f'"properties":{_as_json(_properties(record(row, view, codes.get(row.unit, {}))))},'
        f'"geometry":{shapes.get(row.unit, "null")}}}'
        for row in view.rows
    )
    whole = f'"metadata":{_as_json(metadata)},"features":[{features}]'
    return f'{{"type":"FeatureCollection",{whole}}}'.encode()


@lru_cache(maxsize=8)
def _shapes(outlines: bytes) -> Mapping[str, str]:
    """Unit id → its geometry as JSON."""
    features = json.loads(outlines)["features"]
    return {one["id"]: _as_json(one["geometry"]) for one in features}


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cell(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return one_line(safe(value or ""))


def _properties(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as JSON has them; what there is nothing to say of is left out."""
    return {name: _json(value) for name, value in values.items() if value not in (None, "")}


def _json(value: Value) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
