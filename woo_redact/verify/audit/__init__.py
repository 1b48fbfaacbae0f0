"""What a PDF of any make still tells: the audit of one file alone, and next to its original."""
