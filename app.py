"""Start Baqylau on one machine: the public map and the mission desk, each a process of its own.

``python app.py`` serves both; ``app:server`` is the public map alone, for any other WSGI server.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dashboard.settings import WrongSettings, read_settings
from dashboard.supervisor import supervise

if TYPE_CHECKING:
    from flask import Flask


def main() -> int:
    """Serve until Ctrl-C; returns the exit code."""
    try:
        return supervise(read_settings())
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return 1


def public_server() -> Flask:
    """The public map, its site made or brought up to date. Raises DataError and WrongSettings."""
    # Only whoever serves it waits for these.
    from dashboard.public import create_app
    from dashboard.publisher import publish

    settings = read_settings()
    publish(settings)
    server: Flask = create_app(settings).server
    return server


if __name__ == "__main__":
    sys.exit(main())

server = public_server()
