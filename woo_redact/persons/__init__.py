"""Mentions of persons to persons, over the documents of a dossier. Pure functions on values."""
