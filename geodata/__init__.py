"""The field: boundaries, units and their names, elections, figures and their sources, checks."""
