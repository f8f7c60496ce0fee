"""Intake: what a sender's message or file says, read field by field before anything is kept."""
