"""What the mission's own people see: screens made from a situation, and from nothing else."""
