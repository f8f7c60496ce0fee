"""Start Baqylau on one machine: make what is served, then open the public map.

``python app.py`` serves it; ``app:server`` is the same application for any other WSGI server.
"""

from __future__ import annotations

import sys

from dash import Dash

from dashboard.processes import serve
from dashboard.public import create_app
from dashboard.publisher import publish
from dashboard.settings import WrongSettings, read_settings


def open_map() -> Dash:
    """The public map, its site made or brought up to date. Raises DataError and WrongSettings."""
    settings = read_settings()
    publish(settings)
    return create_app(settings)


def main() -> int:
    """Serve until Ctrl-C; returns the exit code."""
    try:
        return serve(read_settings())
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

app = open_map()
server = app.server
