"""How long a review takes to store a decision, and to show what holds in the browser and in the terminal.

    python tests/bench/bench_review.py [--suggestions N] [--files N] [--rounds N] [--at-most MILLISECONDS]

Documents have 300 pages; ``--files`` are further ones without suggestions. Medians of wall time, the disk included, and
beside them of CPU time, since the machine may be shared. What is shown is shown after a decision each time, so that
nothing of it is known already. With ``--at-most`` a higher median of wall time of what one decision asks for fails.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from woo_redact.cli.terminal.loop import review
from woo_redact.cli.terminal.pressed import NO_MORE, Pressed
from woo_redact.cli.terminal.ui import Whole
from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Level, Suggestion, suggestion_id
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, write_settings
from woo_redact.dossier.store import Store, open_store
from woo_redact.pipeline.board import board
from woo_redact.pipeline.changes import changes, told
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.reviewing import ReviewSession
from woo_redact.pipeline.sheet import details, sheet
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.pipeline.views import PageSize, SecondReview
from woo_redact.review.session import decide
from woo_redact.review.state import by_policy

PER_PAGE, PAGES = 20, 300
ASKED_BY_A_DECISION = (
    "read what holds",
    "store a decision",
    "read, then store",
    "decide and answer",
    "changes",
    "details of an item",
)


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
        store.put_file(
            FileRecord(f"{document}.pdf", "/in", document, page_count=PAGES, state=FileState.WRITTEN, scanned_with="x")
        )
        store.save_scan(document, [s for s in made if s.document == document], ["x" * 400] * PAGES)
    store.append(by_policy(made, {}, frozenset(Level), datetime.now(UTC)))
    store.append(decide(made, Verdict.APPROVED, "An", datetime.now(UTC)))


def medians(
    rounds: int, act: Callable[[int], object], before: Callable[[int], object] = lambda _: None
) -> tuple[float, float]:
    """Return the medians of how long something takes, in milliseconds: of wall time and of CPU time.

    ``before`` is done each time first, and not counted.
    """
    wall, work = [], []
    for number in range(rounds):
        before(number)
        start, busy = time.perf_counter(), time.process_time()
        act(number)
        wall.append(1000 * (time.perf_counter() - start))
        work.append(1000 * (time.process_time() - busy))
    return statistics.median(wall), statistics.median(work)


def stored(store: Store, layout: DossierLayout, made: list[Suggestion], rounds: int) -> dict[str, tuple[float, float]]:
    """Measure reading what holds and storing decisions."""

    def step(number: int) -> None:
        seen = store.log.last()[0]
        decided = decide([made[number]], Verdict.REJECTED, "Bo", datetime.now(UTC))
        store.append(decided, key=f"k{number}", expect=seen)

    def round_trip(number: int) -> None:
        store.held()
        step(rounds + number)

    def opened(_: int) -> None:
        with open_store(layout) as other:
            other.held()

    return {
        "open and read all": medians(rounds, opened),
        "read what holds": medians(rounds, lambda _: store.held()),
        "store a decision": medians(rounds, step),
        "read, then store": medians(rounds, round_trip),
    }


def shown(store: Store, layout: DossierLayout, made: list[Suggestion], rounds: int) -> dict[str, tuple[float, float]]:
    """Measure what a review screen asks for: the answer to a decision, and what it shows after one."""
    review = OpenReview(layout, store)
    second = SecondReview(asked=True, share=10)
    sizes = (PageSize(595.0, 842.0, 0),) * PAGES
    document = made[0].document
    numbers = count()

    def answered(_: int) -> None:
        number = next(numbers)
        asked = Asked("Cas", f"c{number}", store.log.last()[0])
        told(review, review.desk.decide(asked, [made[number % len(made)].id], Verdict.APPROVED), asked.expect)

    shows: dict[str, Callable[[int], object]] = {
        "changes": lambda _: changes(review, store.log.last()[0] - 1),
        "details of an item": lambda number: details(review, document, made[number].id),
        "start page": lambda _: board(review, second),
        "document": lambda _: sheet(review, document, sizes, second),
    }
    first = {f"{name}, first": medians(1, act) for name, act in shows.items()}
    after = {name: medians(rounds, act, answered) for name, act in shows.items()}
    return {"decide and answer": medians(rounds, answered), **after, **first}


class Fingers:
    """Takes a passage back and withholds it again, and keeps how long each key took: wall and CPU milliseconds."""

    def __init__(self, rounds: int) -> None:
        self._left = rounds
        self.wall: list[float] = []
        self.work: list[float] = []
        self._since = time.perf_counter(), time.process_time()

    def key(self) -> Pressed:
        """Give the next key."""
        start, busy = self._since
        self.wall.append(1000 * (time.perf_counter() - start))
        self.work.append(1000 * (time.process_time() - busy))
        self._left -= 1
        self._since = time.perf_counter(), time.process_time()
        return Pressed(("x", "a")[self._left % 2] if self._left > 0 else NO_MORE)


def in_terminal(layout: DossierLayout, rounds: int) -> dict[str, tuple[float, float]]:
    """Return how long the first screen takes, and the median key that decides and brings the next screen."""
    load_rule_set()
    fingers = Fingers(rounds)
    with ReviewSession(layout.root, "Cas") as session:
        review(Whole(fingers, lambda _: None), session)
    return {
        "terminal: first": (fingers.wall[0], fingers.work[0]),
        "terminal: a key": (statistics.median(fingers.wall[1:]), statistics.median(fingers.work[1:])),
    }


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--suggestions", type=int, default=6000)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--at-most", type=float)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        layout = DossierLayout(Path(folder))
        layout.create()
        write_settings(layout.settings_file, DossierSettings(("/in",), "woo-verzoek", "margin", "code"))
        made = suggestions(given.suggestions)
        with open_store(layout, create=True) as store:
            filled(store, made)
            with store.transaction():
                for number in range(given.files):
                    store.put_file(FileRecord(f"{number}.pdf", "/in", f"f{number:063d}", page_count=2))
            figures = {
                **stored(store, layout, made, given.rounds),
                **shown(store, layout, made, given.rounds),
            }
            # A quarter is open again for the terminal.
            store.append(decide(made[: given.suggestions // 4], Verdict.OPEN, "Bo", datetime.now(UTC)))
            figures |= in_terminal(layout, given.rounds)
            print(f"{given.suggestions} suggestions, {store.log.last()[0]} events")
    for name, (wall, work) in figures.items():
        print(f"{name:<26}{wall:8.1f} ms{work:8.1f} CPU-ms")
    for name in ASKED_BY_A_DECISION if given.at_most is not None else ():
        if figures[name][0] > given.at_most:
            sys.exit(f"{name}: more than {given.at_most} ms")


if __name__ == "__main__":
    main()
