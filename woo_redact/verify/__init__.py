"""Proof by other engines that what must go is gone and the rest is there."""
