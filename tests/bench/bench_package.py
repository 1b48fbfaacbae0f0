"""How long it takes to make a package, and to check it again.

    python tests/bench/bench_package.py [--documents N] [--folder FOLDER] [--workers N]

The documents are the samples, each with a line of its own so that no two are the same. A dossier that is in the folder
already is used as it is. Told are the wall time and the CPU time (of all processes) of ``package`` and of its check,
and whether making it twice gave the same bytes.
"""

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import pymupdf

from woo_redact.cli.main import main as woo_redact

SAMPLES = Path(__file__).parents[2] / "samples"
GIVEN = ("--organisation", "Buitenlandse Zaken", "--matter", "2026.001", "--decided", "1-3-2026")


def call(*arguments: object) -> None:
    """Do a command as a user would, and fail when it does."""
    code = woo_redact([str(a) for a in arguments], standalone_mode=False)
    if code:
        raise SystemExit(f"{arguments[0]} ended with {code}")


def documents(folder: Path, count: int) -> None:
    """Write so many different documents."""
    folder.mkdir(parents=True)
    for number, source in enumerate(islice(cycle(sorted(SAMPLES.glob("*.pdf"))), count), 1):
        with pymupdf.open(source) as pdf:
            pdf[0].insert_text((60, 20), f"Stuk {number} van {count}", fontsize=7)
            pdf.save(folder / f"stuk-{number:04d}.pdf", no_new_id=True)


def reviewed(folder: Path, count: int, workers: int) -> Path:
    """Return a dossier on which a person decided everything."""
    source, dossier = folder / "stukken", folder / "stukken.woo"
    if not dossier.exists():
        documents(source, count)
        call("run", source, "--workers", workers)
        for level in "ABC":
            call("review", dossier, "--reject-all" if level == "C" else "--approve-all", "--level", level)
    return dossier


def timed(act: Callable[[], None]) -> tuple[float, float]:
    """Return wall and CPU seconds, those of ended children included."""
    before, start = os.times(), time.perf_counter()
    act()
    after = os.times()
    return time.perf_counter() - start, sum(after[:4]) - sum(before[:4])


def digest(folder: Path) -> str:
    """Return one hash over names and content of all files."""
    made = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--workers", type=int, default=0)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        dossier = reviewed(folder, asked.documents, asked.workers)
        out, again = folder / "pakket", folder / "nog-eens"
        for target in (out, again):
            wall, cpu = timed(partial(call, "package", dossier, "--out", target, "--workers", asked.workers, *GIVEN))
            print(f"package of {asked.documents} documents: {wall:.1f} s, CPU {cpu:.1f} s")
        files = [p for p in out.rglob("*") if p.is_file()]
        print(f"{len(files)} files, {sum(p.stat().st_size for p in files) / 1e6:.1f} MB")
        print("the same bytes twice" if digest(out) == digest(again) else "NOT the same bytes")
        wall, cpu = timed(lambda: call("package", "--check", out))
        print(f"checked again: {wall:.1f} s, CPU {cpu:.1f} s")


if __name__ == "__main__":
    main()
