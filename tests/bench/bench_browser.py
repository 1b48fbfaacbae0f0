"""How long people wait in the browser, in a document of 300 pages with 6,000 suggestions.

    python tests/bench/bench_browser.py [--pages N] [--rounds N] [--reviewers N]
        [--key-at-most MS] [--page-at-most MS] [--store-at-most MS] [--start-at-most CPU-S]

Twenty suggestions a page. From a key to the frame in which its box is painted, and from a key to the frame in which the
picture of the next page is: measured in the page, from the event to two frames later, the second of which begins when
the first is painted. From a step to its answer: the whole way over HTTP, the disk included. CPU-seconds of the program
and everything that it starts, from its start to the picture of the first page. In the end as many reviewers as
``--reviewers`` says decide at once over HTTP, and every decision must be in the log. What is more than a limit fails.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.document_screen import DocumentScreen
from support.review_server import ReviewServer, review_server
from support.visitor import Visitor, chromium, launch
from support.web import NAMES, dossier_of, pdf_of
from support.web_program import at_once
from woo_redact.domain.decision import Author
from woo_redact.domain.event import EventKind
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

LINE = " en ".join(NAMES)
LINES = 10
# Milliseconds from a key to the second frame after the page did what it asks for.
TO_PAINTED = """key => new Promise(done => {
  const begin = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
})"""
# The same, to the second frame after the picture of the page with this number is there.
TO_PAGE = """([key, page]) => new Promise(done => {
  const stage = document.querySelector('#stage');
  const begin = performance.now();
  const end = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
  const watch = new MutationObserver(() => stage.dataset.ready === page && (watch.disconnect(), end()));
  watch.observe(stage, { attributes: true });
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  if (stage.dataset.ready === page) { watch.disconnect(); end(); }
})"""
# Milliseconds of the last answers to a decision.
STORED = """() => performance.getEntriesByType('resource')
  .filter(entry => entry.name.endsWith('/api/decide')).map(entry => entry.responseEnd - entry.startTime)"""


def shown(what: str, values: Sequence[float], limit: float | None) -> bool:
    """Print a median and what nineteen of twenty stay under; tell whether the median is within the limit."""
    median, most = statistics.median(values), statistics.quantiles(values, n=20)[-1]
    print(f"{what:34}{median:8.1f} ms{most:8.1f} ms (95%)")
    return limit is None or median <= limit


def painted(screen: DocumentScreen, rounds: int) -> list[float]:
    """Decide one suggestion after another."""
    taken = []
    for number in range(rounds):
        item = screen.item
        taken.append(float(screen.page.evaluate(TO_PAINTED, "r" if number % 3 else "a")))
        assert screen.item != item
    screen.settled()
    return taken


def turned(page: Page, rounds: int) -> list[float]:
    """Go on to the next page when the picture of that one had time to come, as it has when people read."""
    taken = []
    for _ in range(rounds):
        number = int(page.locator("body").get_attribute("data-page") or "") + 1
        page.wait_for_load_state("networkidle")
        taken.append(float(page.evaluate(TO_PAGE, ["ArrowRight", str(number)])))
    return taken


def decisions(layout: DossierLayout) -> int:
    """Return how many decisions of persons the log holds; it must be whole."""
    with open_store(layout) as store:
        assert store.log.check().broken == 0
        events = store.log.events(kind=EventKind.DECISION)
    return sum(logged.event.author is Author.PERSON for logged in events)


def measure(layout: DossierLayout, visitor: Visitor, server: ReviewServer, given: argparse.Namespace) -> bool:
    """Print all figures; tell whether they are within the limits."""
    visitor.enter(server.link).click("#rows a >> nth=0")
    screen = DocumentScreen(visitor.page).wait()
    start = server.program.cpu()
    print(f"{'start to first page':34}{start:8.2f} CPU-s")
    good = given.start_at_most is None or start <= given.start_at_most
    painted(screen, 5)
    good &= shown("key to painted box", painted(screen, given.rounds), given.key_at_most)
    good &= shown("decision stored", visitor.page.evaluate(STORED), given.store_at_most)
    good &= shown("next page", turned(visitor.page, min(given.rounds, given.pages - 20)), given.page_at_most)
    names = [str(item["id"]) for item in screen.items()][-given.reviewers * given.rounds :]
    before = decisions(layout)
    client = server.program.client_with(visitor.context.cookies()[0]["value"])
    speed = at_once(client, names, given.reviewers)
    kept = decisions(layout) - before
    print(f"{f'{given.reviewers} reviewers at once':34}{speed:8.1f} decisions a second, {kept} of {len(names)} kept")
    return good and kept == len(names)


def main() -> None:
    """Measure, print, and fail when something takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--reviewers", type=int, default=8)
    for what in ("key", "page", "store", "start"):
        parser.add_argument(f"--{what}-at-most", type=float)
    given = parser.parse_args()
    program = chromium()
    if program is None:
        sys.exit("Chromium is not here")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        layout = dossier_of(Path(folder) / "zaak.woo", {"groot.pdf": pdf_of([[LINE] * LINES] * given.pages)})
        print(f"{given.pages} pages, {given.pages * LINES * len(NAMES)} suggestions")
        browser = launch(playwright, program)
        with review_server(layout.root) as server:
            visitor = Visitor(browser)
            good = measure(layout, visitor, server, given)
            visitor.leave()
        browser.close()
    if not good:
        sys.exit("more than it may be, or something was lost")


if __name__ == "__main__":
    main()
