"""The inventory and the package that leave the house."""
