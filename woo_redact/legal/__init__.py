"""What the law asks of a decision, as far as a program can see it."""
