"""Parsed documents to suggestions."""
