"""The wiring between the address of a page, its controls and its view."""
