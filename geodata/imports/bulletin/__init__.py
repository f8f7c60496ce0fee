"""The commission's announcement of turnout, as text: read from press releases and reprints."""
