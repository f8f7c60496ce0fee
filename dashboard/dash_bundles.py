"""The scripts of Dash that a page of ours needs, and no more, as one file kept for a year.

Dash by itself names nine scripts, sends them unsqueezed, and fetches two more for the map once it
is running. Joined, squeezed once and without what today's browsers have of their own, they are a
third of that.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import dash
from dash import Dash

_DASH = Path(dash.__file__).parent
_REACT = "18.3.1"
# In the order in which they must run. The two parts of the map come before the components, which
# would otherwise fetch them when the first map is drawn.
_PARTS = (
    f"deps/react@{_REACT}.min.js",
    f"deps/react-dom@{_REACT}.min.js",
    "deps/prop-types@15.8.1.min.js",
    "dash-renderer/build/dash_renderer.min.js",
    "dcc/dash_core_components-shared.js",
    "dcc/async-graph.js",
    "dcc/dash_core_components.js",
)
_WHOLE_POLYFILL = "deps/polyfill@7.12.1.min.js"
# Where the page's description of the app comes from; the renderer asks for both at its start.
LAYOUT, DEPENDENCIES = "/_dash-layout", "/_dash-dependencies"
# What a page needs not know of the machine that made it.
_UNTOLD = ("python_version", "end_id", "dash_version_url")


def page_script(root: Path) -> bytes:
    """The one script a page loads for Dash (``dcc`` with ``dcc.Graph``; it lays out no ``html``).

    It does not start the app: that is ``app.renderer``, which must run after the page's own
    scripts. plotly.js must be there before it, or be named in ``window._dashPlotlyJSURL``.
    ``root`` holds node_modules; without it, Dash's whole polyfill goes in.
    """
    small = root / "node_modules" / "regenerator-runtime" / "runtime.js"
    polyfill = small if small.is_file() else _DASH / _WHOLE_POLYFILL
    texts = (path.read_text("utf-8") for path in (polyfill, *(_DASH / part for part in _PARTS)))
    # A part may end in a comment or without a semicolon.
    return "\n;\n".join(texts).encode()


def page_config(app: Dash) -> str:
    """The JSON for the page's ``<script id="_dash-config" type="application/json">``.

    The same at every start, so that a page changes only when its content does.
    """
    told: dict[str, Any] = app._config()  # type: ignore[no-untyped-call]
    config = {name: value for name, value in told.items() if name not in _UNTOLD}
    config["children_props"] = _with_children(told["children_props"])
    # A "<" could end the script element early.
    return json.dumps(config, sort_keys=True).replace("<", "\\u003c")


def _with_children(libraries: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """Only the components that hold others in places of their own: few of hundreds do."""
    return {
        library: {name: places for name, places in components.items() if places}
        for library, components in libraries.items()
    }


def start_answers(app: Dash) -> dict[str, bytes]:
    """Path → JSON of the two questions the renderer asks first, to be kept as files of the site.

    Call it once layout and callbacks are there; the layout may not depend on who asks.
    """
    with app.server.test_client() as client:
        answers = {path: client.get(path) for path in (LAYOUT, DEPENDENCIES)}
    for path, answer in answers.items():
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: expected 200, got {answer.status_code}")
    return {path: answer.get_data() for path, answer in answers.items()}
