"""The address: when it has changed, or a reader goes Back, the map follows.

All of it runs in the browser (``follow`` in ``page.js``): with Back and Forward it fetches the view
and fills the page's slots; it gives the graph a figure only where the boundary set is another one.
"""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from layouts.entry import CHART, LOCATION


def connect(app: Dash) -> None:
    """Wire the address bar to the map. No callback runs on the server."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("address", "follow"),
        Output(CHART, "figure"),
        Input(LOCATION, "href"),
    )
