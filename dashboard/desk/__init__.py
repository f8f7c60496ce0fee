"""The mission desk: what only those who are signed in may see and do, on a port of its own."""
