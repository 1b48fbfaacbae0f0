"""The workspace beside the input: database, originals, output."""
