"""The address: what a reader wishes to see, or finds with Back, becomes the map that is drawn.

All of it runs in the browser (``follow`` in ``page.js``): it fetches the view, fills the page's
slots, and gives the graph a figure only where the boundary set is another one.
"""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from layouts.entry import CHART, LOCATION, WISH


def connect(app: Dash) -> None:
    """Wire address bar and wishes to the map. No callback runs on the server."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("address", "follow"),
        Output(CHART, "figure"),
        Input(WISH, "data"),
        Input(LOCATION, "href"),
    )
