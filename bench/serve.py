"""Serve one of the three applications, all by the same server set up in the same way.

``python -m bench.serve app:server`` is the public map as ``python app.py`` serves it.
"""

from __future__ import annotations

import sys

from dashboard.listeners import public_listener
from dashboard.processes import serve
from dashboard.settings import read_settings

if __name__ == "__main__":
    settings = read_settings()
    sys.exit(serve(settings, public_listener(settings, sys.argv[1])))
