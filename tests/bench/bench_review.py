"""How long a review takes to read what holds and to store a decision, in a dossier with many suggestions.

    python tests/bench/bench_review.py [--suggestions N] [--rounds N] [--at-most MILLISECONDS]

Medians of wall time, the disk included, and beside them of CPU time, since the machine may be shared. With
``--at-most`` a higher median of wall time fails.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Level, Suggestion, suggestion_id
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store, open_store
from woo_redact.review.session import decide
from woo_redact.review.state import by_policy

PER_PAGE, PAGES = 20, 300


def suggestions(count: int) -> list[Suggestion]:
    """Return suggestions of documents of 300 pages, twenty on each page."""
    made = []
    for number in range(count):
        page, place = divmod(number, PER_PAGE)
        file, page = divmod(page, PAGES)
        document = f"{file:064d}"
        spans = (Span(page, place * 20, place * 20 + 12),)
        boxes = ((Box(50.0, 30.0 + place * 14, 120.0, 41.0 + place * 14),),)
        name = suggestion_id(document, spans, "5.1.2e")
        made.append(Suggestion(name, document, spans, "5.1.2e", "person", Level.A, (), boxes))
    return made


def filled(store: Store, made: list[Suggestion]) -> None:
    """Store suggestions, each approved by policy and then by a person."""
    for document in dict.fromkeys(s.document for s in made):
        store.save_scan(document, [s for s in made if s.document == document], ["x" * 400] * PAGES)
    store.append(by_policy(made, {}, frozenset(Level), datetime.now(UTC)))
    store.append(decide(made, Verdict.APPROVED, "An", datetime.now(UTC)))


def medians(rounds: int, act: Callable[[int], object]) -> tuple[float, float]:
    """Return the medians of how long something takes, in milliseconds: of wall time and of CPU time."""
    wall, work = [], []
    for number in range(rounds):
        start, busy = time.perf_counter(), time.process_time()
        act(number)
        wall.append(1000 * (time.perf_counter() - start))
        work.append(1000 * (time.process_time() - busy))
    return statistics.median(wall), statistics.median(work)


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--suggestions", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--at-most", type=float)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        layout = DossierLayout(Path(folder))
        layout.create()
        made = suggestions(given.suggestions)
        with open_store(layout, create=True) as store:
            filled(store, made)

            def step(number: int) -> None:
                seen = store.log.last()[0]
                decided = decide([made[number]], Verdict.REJECTED, "Bo", datetime.now(UTC))
                store.append(decided, key=f"k{number}", expect=seen)

            def round_trip(number: int) -> None:
                store.held()
                step(given.rounds + number)

            def opened(_: int) -> None:
                with open_store(layout) as other:
                    other.held()

            figures = {
                "open and read all": medians(given.rounds, opened),
                "read what holds": medians(given.rounds, lambda _: store.held()),
                "store a decision": medians(given.rounds, step),
                "read, then store": medians(given.rounds, round_trip),
            }
            print(f"{given.suggestions} suggestions, {store.log.last()[0]} events")
    for name, (wall, work) in figures.items():
        print(f"{name:<20}{wall:8.1f} ms{work:8.1f} CPU-ms")
    if given.at_most is not None and max(wall for wall, _ in figures.values()) > given.at_most:
        sys.exit(f"more than {given.at_most} ms")


if __name__ == "__main__":
    main()
