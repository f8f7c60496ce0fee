"""Joins: every row of a list goes to one unit, or is listed with the reason why not."""
