"""Intake at the desk's door: tokens, the answers a sender gets, and what fetches by itself."""
