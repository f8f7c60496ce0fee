"""The interactive map: plotly's drawing of a boundary set, laid exactly over the sheet.

It draws the same polygons as the server's own SVG, from the outlines' own address. It knows no
figure: every unit has one constant value, and its colour comes from the class of its state. So a
change of hour, measure or theme never draws it anew; only another boundary set does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from geodata.boundaries.frame import frame
from geodata.boundaries.sheet import Box, Frame, Inset, Sheet
from geodata.country import Projection
from geodata.projection import Albers

_CLEAR = "rgba(0,0,0,0)"


def figure(sheet: Sheet, outlines_address: str) -> go.Figure:
    """The map of a sheet, to be laid over the sheet's ``frame.box`` (the whole of the drawing).

    The main map fills the box; each city's circle has a map of its own that fills the square
    round the circle and draws the city's units alone. All read the outlines from one address.
    """
    maps = {"geo": _geo(sheet.frame, sheet.projection, (0, 1), (0, 1))}
    traces = [_trace("geo", list(sheet.units), outlines_address)]
    for number, inset in enumerate(sheet.insets, start=2):
        maps[f"geo{number}"] = _inset_geo(inset, sheet)
        traces.append(_trace(f"geo{number}", list(inset.paths), outlines_address))
    return go.Figure(traces, _layout(maps))


def map_file(sheet: Sheet, outlines_address: str, land_address: str) -> bytes:
    """What is the same for every view of a boundary set, as the JSON of docs/page.md.

    ``land_address`` is where the inside of the server's ``g.land`` lies. The same sheet always
    gives the same bytes.
    """
    drawn = figure(sheet, outlines_address).to_plotly_json()
    content = {
        "set": sheet.boundary_set,
        "width": sheet.width,
        "height": sheet.height,
        "box": sheet.frame.box,
        "neighbours": {unit: dict(one.neighbours) for unit, one in sheet.units.items()},
        "land": land_address,
        "figure": {"data": drawn["data"], "layout": drawn["layout"]},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _layout(maps: Mapping[str, Mapping[str, object]]) -> go.Layout:
    return go.Layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        template=None,
        autosize=True,
        showlegend=False,
        **maps,
    )


def _trace(geo: str, units: Sequence[str], outlines_address: str) -> go.Choropleth:
    """One map's polygons: no colour, no hover label and no legend of plotly's own."""
    return go.Choropleth(
        geo=geo,
        geojson=outlines_address,
        locations=units,
        z=[0] * len(units),
        colorscale=[[0, _CLEAR], [1, _CLEAR]],
        zmin=0,
        zmax=1,
        showscale=False,
        hoverinfo="none",
        marker={"line": {"width": 0}},
    )


def _geo(
    frame: Frame, projection: Projection, across: tuple[float, float], up: tuple[float, float]
) -> dict[str, Any]:
    """A conic equal-area map that fills a part of the paper (shares, from the lower left)."""
    return {
        "domain": {"x": across, "y": up},
        "fitbounds": False,
        "visible": False,
        "bgcolor": _CLEAR,
        "projection": {
            "type": "conic equal area",
            "parallels": projection.parallels,
            "rotation": {"lon": projection.centre_lon, "lat": 0, "roll": 0},
            "scale": frame.scale,
        },
        "center": {"lon": frame.centre_lon, "lat": frame.centre_lat},
        "lonaxis": {"range": frame.lon_range},
        "lataxis": {"range": frame.lat_range},
    }


def _inset_geo(inset: Inset, sheet: Sheet) -> dict[str, Any]:
    """The map over the square round a city's circle."""
    side = 2 * inset.radius
    units_per_km = sheet.units_per_km * inset.magnification
    half_km = inset.radius / units_per_km
    x_km, y_km = inset.middle_km
    albers = Albers.of(sheet.projection)
    over = frame(albers, (0, 0, side, side), x_km - half_km, y_km + half_km, units_per_km)
    left, top = inset.x - inset.radius, inset.y - inset.radius
    across, up = _shares((left, top, left + side, top + side), sheet.frame.box)
    return _geo(over, sheet.projection, across, up)


def _shares(part: Box, whole: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a part lies in the whole: shares from the left, and from below as plotly counts."""
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    across = ((part[0] - whole[0]) / width, (part[2] - whole[0]) / width)
    up = ((whole[3] - part[3]) / height, (whole[3] - part[1]) / height)
    return across, up
