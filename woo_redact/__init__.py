"""woo-redact: black out documents under the Dutch Wet open overheid, and prove that nothing leaks."""

__version__ = "0.1.0"
