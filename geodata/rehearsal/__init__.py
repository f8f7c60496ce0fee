"""Rehearsal: an election day made up from a seed, to try everything before the real day."""
