"""Pages per CPU-second of each stage and of the whole, beside the same boxes made with bare PyMuPDF, in one run.

    python tests/bench/bench_stages.py [FOLDER] [--rounds N] [--pages N] [--at-most RATIO]
        [--write-and-check-at-most RATIO]

Bare means: open, get the words, mark the boxes, apply, save. The whole is the main job in one process, dossier,
checks and report included, with the model loaded beforehand. CPU time, since the machine may be shared; each figure
is the median over the rounds, the ratio is taken round by round. With ``--pages`` each file is made that long from its
own pages. With ``--at-most`` a higher median ratio of the whole fails, with ``--write-and-check-at-most`` one of the
writer and the check together.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

# As the program does, before NumPy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pikepdf
import pymupdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import ParsedDocument
from woo_redact.domain.ground import LabelStyle
from woo_redact.pipeline.run import choices_for, run
from woo_redact.pipeline.settings import RunSettings
from woo_redact.pipeline.stages import detector, reader, verifier, writer
from woo_redact.pipeline.worker import label_style, rules_for
from woo_redact.review.state import by_policy, current, redactions
from woo_redact.structure.parse import parse

T = TypeVar("T")
SETTINGS = RunSettings(workers=1)
Clock = defaultdict[str, float]
TOGETHER = "write+check"


def timed(clock: Clock, stage: str, function: Callable[[], T]) -> T:
    """Add the CPU time of a call to a stage."""
    start = time.process_time()
    result = function()
    clock[stage] += time.process_time() - start
    return result


def stages(path: Path, scratch: Path, clock: Clock) -> tuple[list[Redaction], int]:
    """Put one file through the stages one by one; return its redactions and number of pages."""
    choices = choices_for(SETTINGS)
    style: LabelStyle = label_style(choices)
    pages_of = reader(SETTINGS.reader)
    rules = rules_for(SETTINGS.profile)
    suggest = detector(SETTINGS.detector, rules, ())
    document, _ = timed(clock, "open", lambda: pages_of.open(path, path.name))
    pages = timed(clock, "read", lambda: tuple(pages_of.pages(path, 0, document.page_count)))
    parsed: ParsedDocument = timed(clock, "structure", lambda: parse(document, pages))
    found = timed(clock, "tag", lambda: suggest.suggest(parsed))
    decided = timed(clock, "decide", lambda: by_policy(found, {}, SETTINGS.accept, datetime.now(UTC)))
    approved = redactions(document.id, found, current(decided))
    target = scratch / "out.pdf"
    target.unlink(missing_ok=True)
    written = timed(clock, "write", lambda: writer(SETTINGS.writer).write(path, target, approved, style))
    verify = verifier(SETTINGS.verifier, style).verify
    report = timed(clock, "check", lambda: verify(path, target, approved, frozenset(), written.coverings))
    if not report.passed:
        sys.exit(f"{path.name}: {[f.kind for f in report.findings]}")
    return list(approved), document.page_count


def bare(path: Path, target: Path, approved: Sequence[Redaction]) -> None:
    """Make the same boxes with PyMuPDF alone."""
    by_page: defaultdict[int, list[Redaction]] = defaultdict(list)
    for redaction in approved:
        by_page[redaction.span.page].append(redaction)
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("words")
            for redaction in by_page[page.number]:
                for box in redaction.cover:
                    page.add_redact_annot((box.x0, box.top, box.x1, box.bottom), fill=(0, 0, 0))
            page.apply_redactions()
        document.save(target, garbage=4, deflate=True)


def one_round(files: Sequence[Path], scratch: Path) -> tuple[Clock, int]:
    """Measure everything once over all files."""
    clock: Clock = defaultdict(float)
    pages = 0
    for path in files:
        approved, count = stages(path, scratch, clock)
        pages += count
        timed(clock, "bare", partial(bare, path, scratch / "bare.pdf", approved))
    dossier = scratch / f"{time.monotonic_ns()}.woo"
    summary = timed(clock, "whole", lambda: run(files, dossier, replace(SETTINGS)))
    if summary.exit_code:
        sys.exit("the whole job did not succeed")
    clock[TOGETHER] = clock["write"] + clock["check"]
    return clock, pages


def lengthened(path: Path, folder: Path, pages: int) -> Path:
    """Return a copy of a file with its pages repeated until there are so many."""
    target = folder / path.name
    with pikepdf.open(path) as source, pikepdf.new() as longer:
        for number in range(max(pages, len(source.pages))):
            longer.pages.append(source.pages[number % len(source.pages)])
        longer.save(target)
    return target


def main() -> None:
    """Print a table."""
    root = Path(__file__).parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=root / "samples")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--at-most", type=float)
    parser.add_argument("--write-and-check-at-most", type=float)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.rglob("*.pdf"))
    clocks = []
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.pages:
            files = [lengthened(path, Path(scratch), arguments.pages) for path in files]
        one_round(files, Path(scratch))  # loads the model and warms everything up
        for _ in range(arguments.rounds):
            clock, pages = one_round(files, Path(scratch))
            clocks.append(clock)
    print(f"{len(files)} files, {pages} pages, {arguments.rounds} rounds")
    print(f"{'stage':12}{'pages/CPU-s':>12}{'ms/page':>10}{'x bare':>8}")
    for stage in clocks[0]:
        seconds = statistics.median(c[stage] for c in clocks)
        times = statistics.median(c[stage] / c["bare"] for c in clocks)
        print(f"{stage:12}{pages / seconds:12.0f}{seconds / pages * 1000:10.1f}{times:8.2f}")
    for stage, most in (("whole", arguments.at_most), (TOGETHER, arguments.write_and_check_at_most)):
        ratio = statistics.median(c[stage] / c["bare"] for c in clocks)
        if most is not None and ratio > most:
            sys.exit(f"{stage} takes {ratio:.2f} times the bare, more than {most}")


if __name__ == "__main__":
    main()
