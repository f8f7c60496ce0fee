"""Imports: lists, exports and announcements as they come, read without losing or guessing a row."""
