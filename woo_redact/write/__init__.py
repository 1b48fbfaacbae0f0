"""Redactions to blacked-out PDFs."""
