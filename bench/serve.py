"""Serve one of the three applications, all by the same server set up in the same way.

``python -m bench.serve app:server`` is what ``python app.py`` does.
"""

from __future__ import annotations

import sys

from dashboard.processes import serve
from dashboard.settings import read_settings

if __name__ == "__main__":
    sys.exit(serve(read_settings(), target=sys.argv[1]))
