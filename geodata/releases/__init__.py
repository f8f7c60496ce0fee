"""Releases: what the public sees, signed, in a chain, and kept for whoever cites it later."""
