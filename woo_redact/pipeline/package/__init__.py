"""The package that leaves the house: what keeps it back, what is in it, and putting it in place."""
