"""A review in the terminal: one passage at a time, by the keys of the browser."""
