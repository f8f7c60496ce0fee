"""Coverage: from what came in to what a mission lives by, as counts, at any moment."""
