"""The rehearsal of an election day, played through the doors of the running program."""
