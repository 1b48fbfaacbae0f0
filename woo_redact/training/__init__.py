"""Training of the small Dutch entity model (PER, PUB, ORG, LOC)."""
