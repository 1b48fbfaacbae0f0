"""Damaged and mutated samples through the whole of one file's work: no crash, no hang, no output that fails the check.

    python tests/bench/fuzz_files.py [--mutations 2000] [--seed 1] [--limit SECONDS] [--keep FOLDER]

Each mutation changes a sample in one of several ways: bytes flipped, cut out or doubled; numbers, names and operators
of the unpacked file exchanged; objects dropped. It is worked on in a process apart, so that a crash of an engine is
seen. A file may be refused with a deliberate error or be held back; anything else is a fault and is kept.
"""

import argparse
import io
import multiprocessing
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from queue import Empty

os.environ.setdefault("OMP_NUM_THREADS", "1")

import pikepdf

from woo_redact.domain.report import Severity
from woo_redact.errors import WooRedactError
from woo_redact.pipeline.run import choices_for
from woo_redact.pipeline.settings import RunSettings
from woo_redact.pipeline.stages import verifier
from woo_redact.pipeline.worker import FileTask, ScanTask, label_style, read_and_tag, write
from woo_redact.review.state import by_policy, current, redactions

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.pdf"))
TOKEN = re.compile(rb"(?<![\w/])-?\d+(?:\.\d+)?(?![\w])|/[A-Za-z]+|\b(?:Tj|TJ|Tm|Td|Tf|cm|re|Do|BT|ET|q|Q|gs)\b")


def unpacked(content: bytes) -> bytes:
    """Return a file with everything in it in sight."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return target.getvalue()


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 10, 1000, len(content))) :]


def doubled(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    end = start + chance.choice((1, 50, 2000))
    return content[:end] + content[start:end] * chance.choice((1, 5)) + content[end:]


def exchanged(content: bytes, chance: random.Random) -> bytes:
    """Put tokens of the unpacked file in each other's place, or others in theirs."""
    content = unpacked(content)
    found = list(TOKEN.finditer(content))
    changed = bytearray(content)
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 5, 30)))), key=lambda m: -m.start()):
        other = chance.choice((chance.choice(found)[0], b"0", b"-1", b"1e9", b"99999999999", b"null", b"/X", b""))
        changed[match.start() : match.end()] = other
    return bytes(changed)


def dropped(content: bytes, chance: random.Random) -> bytes:
    """Take an object away, or put another in its place."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        number = chance.randrange(1, len(pdf.objects) + 1)
        other = pdf.get_object(chance.randrange(1, len(pdf.objects) + 1), 0)
        held = pdf.get_object(number, 0)
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream) and len(held.keys()) and chance.random() < 0.7:
            key = chance.choice(sorted(held.keys()))
            if chance.random() < 0.5 or key == "/Length":
                del held[key]
            else:
                held[key] = other
        pdf.save(target)
    return target.getvalue()


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, doubled, exchanged, dropped)


def mutated(number: int, seed: int) -> bytes | None:
    """Return a mutation by its number; ``None`` when it cannot be made."""
    chance = random.Random(f"{seed}-{number}")
    content = chance.choice(SAMPLES).read_bytes()
    try:
        return chance.choice(WAYS)(content, chance)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        return None


def outcome(path: Path, folder: Path) -> str:
    """Work on a file as a run does; return in a word what came of it."""
    target = folder / "out.pdf"
    target.unlink(missing_ok=True)
    choices = choices_for(RunSettings())
    try:
        scan = read_and_tag(ScanTask(path.name, path, "x" * 64, choices))
        decided = by_policy(scan.suggestions, {}, RunSettings().accept, choices.at)
        approved = redactions("x" * 64, scan.suggestions, current(decided))
        result = write(FileTask(path.name, path, "x" * 64, target, choices, approved, scan.findings))
    except WooRedactError:
        return "refused"
    if not result.output or not result.report:
        return "held back"
    pictures, coverings = result.report.pictures, result.report.coverings
    verify = verifier(choices.stages.verifier, label_style(choices)).verify
    again = verify(path, target, approved, pictures, coverings)
    if any(f.severity is Severity.BLOCKING for f in again.findings):
        return "PUBLISHED ALTHOUGH IT FAILS"
    return "picture" if pictures else "written"


def loop(tasks: "multiprocessing.Queue[int]", results: "multiprocessing.Queue[tuple[int, str]]", seed: int) -> None:
    """Work on mutations one after the other."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "in.pdf"
        while (number := tasks.get()) >= 0:
            content = mutated(number, seed)
            if content is None:
                results.put((number, "not made"))
                continue
            path.write_bytes(content)
            try:
                results.put((number, outcome(path, Path(scratch))))
            except BaseException as error:  # noqa: BLE001 - every way to fail is what is looked for
                results.put((number, f"FAULT {type(error).__name__}"))


class Worker:
    """A process that works on one mutation at a time."""

    def __init__(self, seed: int) -> None:
        self._tasks: multiprocessing.Queue[int] = multiprocessing.Queue()
        self._results: multiprocessing.Queue[tuple[int, str]] = multiprocessing.Queue()
        self._process = multiprocessing.Process(target=loop, args=(self._tasks, self._results, seed), daemon=True)
        self._process.start()

    def outcome(self, number: int, limit: float) -> str:
        """Return what came of a mutation; a process that dies or hangs is ended."""
        self._tasks.put(number)
        waited = 0.0
        while waited < limit:
            try:
                return self._results.get(timeout=0.5)[1]
            except Empty:
                waited += 0.5
                if not self._process.is_alive():
                    return "CRASH"
        self._process.kill()
        return "HANG"


def main() -> None:
    """Print what came of all mutations; faults end with exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    # Three pages of nonsense are read with OCR in four directions, 75 seconds on a slow machine.
    parser.add_argument("--limit", type=float, default=180)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    worker = Worker(arguments.seed)
    for number in range(arguments.first, arguments.first + arguments.mutations):
        found = worker.outcome(number, arguments.limit)
        counts[found] += 1
        if found in ("CRASH", "HANG"):
            worker = Worker(arguments.seed)
        if found.isupper() or found.startswith("FAULT"):
            print(f"{number}: {found}", flush=True)
            content = mutated(number, arguments.seed)
            if arguments.keep and content:
                arguments.keep.mkdir(exist_ok=True)
                (arguments.keep / f"{arguments.seed}-{number}.pdf").write_bytes(content)
        if (number + 1) % 100 == 0:
            print(number + 1, dict(counts), flush=True)
    print(dict(counts))
    if any(word.isupper() or word.startswith("FAULT") for word in counts):
        sys.exit(1)


if __name__ == "__main__":
    main()
