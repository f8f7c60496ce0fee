"""The commands of ``python -m geodata``: one module each (``HELP``, ``add_arguments``, ``run``)."""
