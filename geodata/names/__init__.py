"""Names: which unit a written label means, on a day, at a level, or that nobody can tell."""
