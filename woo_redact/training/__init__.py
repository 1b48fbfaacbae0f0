"""Training of the small Dutch entity model (PER, ORG, LOC)."""
