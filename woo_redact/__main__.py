"""``python -m woo_redact``."""

from woo_redact.cli.main import run

if __name__ == "__main__":
    run()
