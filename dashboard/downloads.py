"""Downloads: the figures of a view as CSV, XLSX and GeoJSON, with everything needed to cite them.

docs/downloads.md describes the three formats for those who use them.
"""

from __future__ import annotations

import csv as csv_writer
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.download_rows import (
    Codes,
    Value,
    columns,
    facts,
    record,
    records,
    safe,
    table_columns,
    table_rows,
)
from layouts.views import View
from layouts.words import Words

NO_CODES: Codes = MappingProxyType({})


def file_name(view: View, kind: str) -> str:
    """The name under which a reader keeps a download; ``kind`` is "csv", "svg", "png" …"""
    address = view.address
    time = "" if address.time == "-" else address.time.replace(":", "-")
    parts = ("baqylau", address.election, address.measure, address.level, time, address.language)
    return "-".join(part for part in parts if part) + f".{kind}"


def csv(view: View, words: Words, site: str = "", codes: Codes = NO_CODES) -> bytes:
    """The figures as CSV in UTF-8, after lines that begin with "# " and say what they are.

    Columns have the same English names in every language. Each listed table of the view follows
    as a block of its own, after an empty line and its caption.
    """
    text = io.StringIO()
    for fact in facts(view, words, site):
        text.write(f"# {fact.label}: {fact.words}\n")
    writer = csv_writer.writer(text, lineterminator="\n")
    if found := records(view, codes):
        names = columns(codes)
        writer.writerow(names)
        writer.writerows([_cell(one.get(name)) for name in names] for one in found)
    for table in view.tables:
        text.write(f"\n# {' '.join(table.caption.split())}\n")
        writer.writerow(_cell(heading) for heading in table_columns(table, words))
        writer.writerows(
            [_cell(value) for value in values] for values in table_rows(table, view, words)
        )
    return text.getvalue().encode()


def geojson(
    view: View, outlines: Path, words: Words, site: str = "", codes: Codes = NO_CODES
) -> bytes:
    """The figures with the outlines of their units, in longitude and latitude (RFC 7946).

    ``outlines`` is the light GeoJSON of the view's boundary set. Units without an outline are
    features without a geometry. Raises ValueError where the two do not belong together.
    """
    collection = json.loads(outlines.read_text("utf-8"))
    shapes = {one["id"]: one["geometry"] for one in collection["features"]}
    drawn = {row.unit for row in view.rows if row.outlined}
    if drawn != shapes.keys():
        strange = ", ".join(sorted(drawn ^ shapes.keys()))
        raise ValueError(f"{outlines.name} is not the map of {view.address.path}: {strange}")
    features = [
        {
            "type": "Feature",
            "id": row.unit,
            "properties": _properties(record(row, view, codes.get(row.unit, {}))),
            "geometry": shapes.get(row.unit),
        }
        for row in view.rows
    ]
    whole = _properties(record(view.whole, view, {})) if view.whole else None
    content = {
        "type": "FeatureCollection",
        "metadata": {
            "boundary_set": view.boundary_set,
            "facts": [{"label": one.label, "words": one.words} for one in facts(view, words, site)],
            "country": whole,
        },
        "features": features,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _cell(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return safe(value or "")


def _properties(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as JSON has them; what there is nothing to say of is left out."""
    return {name: _json(value) for name, value in values.items() if value not in (None, "")}


def _json(value: Value) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
