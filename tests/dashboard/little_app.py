"""The smallest public map there can be: two squares, one callback that runs in the browser.

Run by itself it is served as the real one is; imported as ``little_app`` it is what a worker
serves.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc

from dashboard.browser_files import write_browser_files
from dashboard.dash_bundles import page_config, start_answers
from dashboard.dash_routes import guard
from dashboard.headers import Headers
from dashboard.listeners import public_listener
from dashboard.processes import serve
from dashboard.settings import Settings, WrongSettings, read_settings
from dashboard.shown_release import ReleaseFollower
from dashboard.site_server import SiteDoor
from dashboard.site_writer import SiteWriter

SETTINGS = read_settings()
BROWSER = "function(typed) { return (typed || 'nothing') + ' in the browser'; }"


def _square(name: str, west: int) -> dict[str, object]:
    ring = [[west, 48], [west, 50], [west + 2, 50], [west + 2, 48], [west, 48]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "id": name, "properties": {}, "geometry": geometry}


def make_app() -> Dash:
    """The app, closed and guarded as the public one."""
    app = Dash(__name__, assets_folder="none", use_async=False)
    squares = {"type": "FeatureCollection", "features": [_square("a", 64), _square("b", 68)]}
    trace = {"type": "choropleth", "geojson": squares, "locations": ["a", "b"], "z": [1, 2]}
    geo = {"visible": False, "fitbounds": False, "projection": {"type": "conic equal area"}}
    figure = {"data": [trace], "layout": {"geo": geo}}
    # As on the real page, nothing but what ``dcc`` has: the joined script brings nothing else.
    app.layout = [
        dcc.Input(id="typed"),
        dcc.Textarea(id="said"),
        dcc.Graph(id="map", figure=figure),
        dcc.Location(id="address"),
    ]
    app.clientside_callback(  # type: ignore[no-untyped-call]
        BROWSER, Output("said", "value"), Input("typed", "value")
    )
    return app


APP = make_app()
HEADERS = Headers(APP.csp_hashes())


def publish(settings: Settings) -> None:
    """Write the one page of the site."""
    with SiteWriter(settings.var) as writer:
        files = write_browser_files(writer, settings.var)
        for path, answer in start_answers(APP).items():
            writer.write(path, answer, "application/json")
        inline = "".join(APP._inline_scripts)
        start = writer.named("assets", "start", ".js", inline + APP.renderer)
        scripts = "".join(
            f'<script defer src="{path}"></script>' for path in (files.plotly, files.dash, start)
        )
        page = (
            f'<!doctype html><html lang="en"><head><title>Map</title>'
            f'<link rel="icon" href="data:,">'
            f"<style>{files.font_css}</style>{scripts}</head>"
            '<body><div id="react-entry-point"></div><footer>'
            f'<script id="_dash-config" type="application/json">{page_config(APP)}</script>'
            "</footer></body></html>"
        )
        writer.write("/en/map/index.html", page)
        writer.finish()


guard(APP, HEADERS)
server = APP.server
server.wsgi_app = SiteDoor(ReleaseFollower(SETTINGS.var, is_test=False), server.wsgi_app, HEADERS)

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        sys.exit(serve(SETTINGS, public_listener(SETTINGS, "little_app:server"), publish))
    except WrongSettings as error:
        sys.exit(str(error))
