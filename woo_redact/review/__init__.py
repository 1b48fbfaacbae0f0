"""Decisions to current state to redactions."""
