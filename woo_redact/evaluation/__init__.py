"""Marked documents against what was found and what can still be read."""
