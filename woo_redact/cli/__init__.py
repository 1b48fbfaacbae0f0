"""The command line: talks to people, has no rules of its own."""
