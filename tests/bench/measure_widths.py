"""How many gaps on lines are still as wide as what was removed, for each setting of ``--widths``.

    python tests/bench/measure_widths.py [FOLDER]

Measured on source and output with pdfminer alone: for each box with text behind it on its line, the letter before and
the letter behind are looked up in both files; the gap gives the width away when they stand as far apart, within 3
points. What stands behind and was taken along is no gap any more.
"""

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTPage

from woo_redact.disclosure.sidecar import read_sidecar
from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Widths
from woo_redact.dossier.layout import DossierLayout
from woo_redact.pipeline.run import run
from woo_redact.pipeline.settings import RunSettings

# Points.
TELLS = 3.0
SAME_LINE = 2.0
# Parts of the height of the line: text that stands further away is in another column.
COLUMN = 1.8


@dataclass(frozen=True)
class Letter:
    text: str
    x0: float
    x1: float
    baseline: float


def letters(page: LTPage) -> list[Letter]:
    found: list[Letter] = []

    def collect(item: object) -> None:
        if isinstance(item, LTChar):
            if not item.get_text().isspace():
                found.append(Letter(item.get_text(), item.bbox[0], item.bbox[2], page.height - item.matrix[5]))
        elif hasattr(item, "__iter__"):
            for part in item:
                collect(part)

    collect(page)
    return found


def pages(path: Path) -> list[list[Letter]]:
    return [letters(page) for page in extract_pages(path, laparams=LAParams(all_texts=True))]


def gaps(covers: Sequence[Box], before: Sequence[Letter], after: Sequence[Letter]) -> Iterator[float | None]:
    """Yield by how much each gap changed; None where there is none any more."""
    for cover in covers:
        line = [c for c in before if cover.top < c.baseline - 0.25 * cover.height < cover.bottom]
        stays = [c for c in line if not any(b.x0 - 0.1 <= (c.x0 + c.x1) / 2 <= b.x1 for b in covers if near(b, cover))]
        behind = sorted((c for c in stays if c.x0 > cover.x1 - 1), key=lambda c: c.x0)
        if not behind or behind[0].x0 - cover.x1 > COLUMN * cover.height:
            continue
        if any(near(b, cover) and cover.x0 < b.x0 < behind[0].x0 for b in covers):
            continue
        now = [c for c in after if abs(c.baseline - behind[0].baseline) < SAME_LINE]
        left = max((c.x1 for c in stays if c.x1 <= cover.x0 + 1), default=0.0)
        run = "".join(c.text for c in behind[:4])
        places = [i for i in range(len(now)) if "".join(c.text for c in now[i : i + 4]) == run]
        changes = [now[i].x0 - behind[0].x0 - moved(left, stays, now) for i in places]
        yield min(changes, key=abs) if changes else None


def moved(left: float, stays: Sequence[Letter], now: Sequence[Letter]) -> float:
    """Return by how much the letter that ends at ``left`` was moved."""
    own = [c for c in stays if c.x1 == left]
    same = [n.x1 - left for c in own for n in now if n.text == c.text]
    return min(same, key=abs, default=0.0)


def near(first: Box, second: Box) -> bool:
    return abs(first.top - second.top) < SAME_LINE


def main() -> None:
    """Print a table."""
    root = Path(__file__).parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=root / "samples")
    files = sorted(parser.parse_args().folder.rglob("*.pdf"))
    print(f"{'widths':8}{'gaps':>6}{'closed':>8}{'telling':>9}{'share':>8}{'letters taken':>15}{'median move':>13}")
    for widths in Widths:
        with tempfile.TemporaryDirectory() as folder:
            layout = DossierLayout(Path(folder, "maat.woo"))
            run(files, layout.root, RunSettings(widths=widths, workers=1))
            found: list[float | None] = []
            taken = 0
            for path in files:
                sidecar = read_sidecar(layout.sidecar(path.name))
                sides = zip(pages(path), pages(layout.output(path.name)), strict=True)
                for number, (before, after) in enumerate(sides):
                    covers = [b for r in sidecar.redactions if r.span.page == number for b in r.cover]
                    found.extend(gaps(covers, before, after))
                    places = sidecar.coverings[number].taken if number in sidecar.coverings else ()
                    taken += sum(
                        any(p.holds((c.x0 + c.x1) / 2, c.baseline - 0.25 * p.height) for p in places) for c in before
                    )
        left = [change for change in found if change is not None]
        telling = sum(abs(change) <= TELLS for change in left)
        far = statistics.median(abs(c) for c in left) if left else 0.0
        share = telling / len(found)
        print(f"{widths:8}{len(found):6}{len(found) - len(left):8}{telling:9}{share:8.1%}{taken:15}{far:13.1f}")


if __name__ == "__main__":
    main()
