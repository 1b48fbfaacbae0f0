"""How long the server of a review takes to answer, in a dossier with many suggestions, and what it takes to start.

    python tests/bench/bench_web.py [--pages N] [--rounds N] [--reviewers N]

Twenty suggestions a page. Medians of wall time in milliseconds, the disk and the way over HTTP included, and the
CPU-seconds of the program and everything it starts up to the first page. With ``--reviewers`` as many decide at once.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.web import NAMES, Client, dossier_of, pdf_of
from support.web_program import Started, at_once, started

LINE = " en ".join(NAMES)
LINES = 10


def median(rounds: int, ask: Callable[[], object]) -> float:
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def decided(client: Client, names: Iterator[str]) -> None:
    verdict = "approved" if time.perf_counter_ns() % 2 else "rejected"
    assert client.step("/api/decide", ids=[next(names)], verdict=verdict).status == 200


def measure(review: Started, rounds: int, reviewers: int) -> None:
    client = review.client()
    client.get("/")
    board = client.get("/api/board").json()
    document = board["documents"][0]["id"]
    begin = time.perf_counter()
    sheet = client.get(f"/api/documents/{document}").json()
    client.get(f"/api/documents/{document}/pages/0/picture?dpi=110")
    print(f"{'first document and page':28} {(time.perf_counter() - begin) * 1000:9.1f} ms")
    print(f"{'start to first page':28} {review.cpu():9.2f} CPU-s")
    names = [item["id"] for item in sheet["items"]]
    some, page = cycle(names[:500]), cycle(range(1, len(sheet["pages"])))
    asked: dict[str, Callable[[], object]] = {
        "decide": lambda: decided(client, some),
        "changes, nothing new": lambda: client.get(f"/api/changes?since={board['sequence'] + 10**6}"),
        "item": lambda: client.get(f"/api/documents/{document}/items/{next(some)}"),
        "page, 110 dpi": lambda: client.get(f"/api/documents/{document}/pages/{next(page)}/picture?dpi=110"),
        "words of a page": lambda: client.get(f"/api/documents/{document}/pages/{next(page)}/words"),
        "board": lambda: client.get("/api/board"),
        "document": lambda: client.get(f"/api/documents/{document}"),
        "search": lambda: client.post("/api/search", {"words": "Ouwehand", "document": document}),
    }
    print(f"{len(names)} suggestions, {len(sheet['pages'])} pages")
    for what, ask in asked.items():
        few = rounds if what in ("decide", "changes, nothing new", "item", "page, 110 dpi") else max(3, rounds // 10)
        print(f"{what:28} {median(few, ask):9.1f} ms")
    speed = at_once(client, names[: reviewers * rounds], reviewers)
    print(f"{f'decisions of {reviewers} at once':28} {speed:9.1f} a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = [[LINE] * LINES for _ in range(given.pages)]
        layout = dossier_of(Path(folder) / "zaak.woo", {"groot.pdf": pdf_of(pages)})
        with started(layout.root) as review:
            measure(review, given.rounds, given.reviewers)


if __name__ == "__main__":
    main()
