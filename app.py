"""Start Baqylau on one machine: publisher, public map and mission desk, each a process of its own.

``python app.py`` runs all; ``app:server`` is the public map alone, for any other WSGI server.
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
    """The public map: it shows what the publisher has released, and reads nothing else."""
    # Only whoever serves it waits for this.
    from dashboard.public import create_app

    server: Flask = create_app(read_settings()).server
    return server


if __name__ == "__main__":
    sys.exit(main())

server = public_server()
