"""Measurements: our page beside a naive and a bare one, our joins beside plain ones."""
