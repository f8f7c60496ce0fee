"""What whoever runs a mission may do from a terminal."""
