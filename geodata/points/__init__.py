"""Points: whether a station's coordinates lie in the unit it is said to lie in."""
