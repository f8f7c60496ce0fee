"""The door of the desk for machines, and what fetches by itself."""
