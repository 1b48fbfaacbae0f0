"""Count what comes of the attacks.

PYTHONPATH=tests python -m leaks.count
"""

import sys
import tempfile
from pathlib import Path

from leaks import seek
from leaks.outcome import ATTACKS, attacked


def count() -> int:
    """Print the figures; return how many attacks succeed."""
    missing = seek.missing(*seek.NEEDED, seek.OCR)
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    outcomes = {}
    for name, attack in ATTACKS.items():
        with tempfile.TemporaryDirectory() as folder:
            outcomes[name] = attacked(attack, Path(folder))
    leaking = [name for name, outcome in outcomes.items() if outcome.leaks]
    figures = {
        "channels": len(outcomes),
        "leaks": len(leaking),
        "strings lost": sum(len(outcome.lost) for outcome in outcomes.values()),
        "strings that can be seen but not copied": sum(len(outcome.uncopiable) for outcome in outcomes.values()),
        "held back": sum(outcome.held_back for outcome in outcomes.values()),
    }
    lines = [f"{label}: {figure}" for label, figure in figures.items()]
    lines += [f"leak: {name} ({', '.join(outcomes[name].leaks)})" for name in leaking]
    sys.stdout.write("\n".join((*lines, "")))
    return len(leaking)


if __name__ == "__main__":
    sys.exit(1 if count() else 0)
