"""The page one would write first: a Dash app whose every choice sends the whole map anew.

It gets the same units, values and outlines as ours, and its answers are compressed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

DATA: dict[str, Any] = json.loads(Path(os.environ["BENCH_DATA"]).read_bytes())
# Without this line plotly asks a stranger's server for outlines of the world, and waits for them.
WORLD = "{world_110m:{type:'Topology',objects:{},arcs:[]}}"

app = Dash("naive", compress=True)
app.index_string = app.index_string.replace(
    "{%config%}", "<script>PlotlyGeoAssets={topojson:" + WORLD + "}</script>{%config%}"
)
app.layout = html.Div(
    [
        html.H1(DATA["title"]),
        dcc.Dropdown(DATA["measures"], DATA["first"][0], id="measure", clearable=False),
        dcc.Dropdown(DATA["hours"], DATA["first"][1], id="hour", clearable=False),
        dcc.Graph(id="map", style={"height": "80vh"}),
    ]
)


@app.callback(Output("map", "figure"), Input("measure", "value"), Input("hour", "value"))
def draw(measure: str, hour: str) -> go.Figure:
    """The whole figure with all outlines inside it."""
    values = DATA["values"][measure].get(hour, {})
    frame = pd.DataFrame({"unit": list(values), "value": list(values.values())})
    frame["name"] = frame["unit"].map(DATA["names"])
    figure = px.choropleth(
        frame, geojson=DATA["outlines"], locations="unit", color="value", hover_name="name"
    )
    figure.update_geos(fitbounds="locations", visible=False)
    return figure


server = app.server
# A process of Dash sends no script before it has sent a page, and the other one may be asked first.
server.test_client().get("/")
