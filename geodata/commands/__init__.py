"""The commands of ``python -m geodata``: one module each, with ``HELP``, ``add_arguments``, ``run``."""
