"""The output made anew from a whitelist: nothing is in it that was not put there."""
