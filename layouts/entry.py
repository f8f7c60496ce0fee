"""What Dash itself draws: the place of the interactive map, and nothing else of the page.

It is the same for every address, so that it can be a file: which map is drawn, and everything
round it, comes with the address. The page holds it inside ``.map .chart``.
"""

from __future__ import annotations

from typing import Any

from dash import dcc
from dash.development.base_component import Component

LOCATION = "location"
CHART = "chart"

# Only drawn: the page points, chooses and zooms, on both drawings alike. Nothing is sent to anyone.
_CONFIG: Any = {"staticPlot": True, "displaylogo": False, "showSendToCloud": False}
_NOTHING = {"visible": False, "fixedrange": True}
_EMPTY = {
    "data": [],
    "layout": {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": _NOTHING,
        "yaxis": _NOTHING,
    },
}


def entry() -> list[Component]:
    """The address bar, which tells the map of another address, and the map."""
    return [
        dcc.Location(id=LOCATION, refresh=False),
        dcc.Graph(
            id=CHART,
            figure=_EMPTY,
            config=_CONFIG,
            responsive=True,
            style={"width": "100%", "height": "100%"},
        ),
    ]
