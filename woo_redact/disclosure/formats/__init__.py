"""What each receiver of a package takes: pure functions from a package to files."""
