"""Make the sample PDFs from their marked sources: ``python samples/make.py [NAME...]``. Same source, same bytes."""

import io
import re
import sys
from pathlib import Path

import pikepdf
import pymupdf
from fonts import trim_fonts
from forms import Source, memo, plain

HERE = Path(__file__).parent
FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
MARK = re.compile(r"\[\[[^|\]]*\|(.*?)\]\]|\{\{[A-Z]+\|(.*?)\}\}", re.DOTALL)


def read(path: Path) -> Source:
    """Read a source and take its marks out."""
    raw = path.read_text(encoding="utf-8")
    front = FRONT.match(raw)
    if front is None:
        sys.exit(f"{path.name}: no front matter")
    settings = dict(line.split(": ", 1) for line in front[1].splitlines())
    return Source(settings, MARK.sub(lambda m: m[1] or m[2], raw[front.end() :]))


def make(source: Source, target: Path) -> None:
    """Set a source and write it; ``rotate`` and ``crop`` of its front matter change how pages are shown."""
    document = memo(source) if source.settings["type"] == "beslisnota" else plain(source)
    for page in document:
        if "crop" in source.settings:
            page.set_cropbox(pymupdf.Rect(*map(float, source.settings["crop"].split())))
        if "rotate" in source.settings:
            _turn(page, int(source.settings["rotate"]))
    document.set_metadata({"title": "", "producer": "", "creator": "", "creationDate": "", "modDate": ""})
    document.subset_fonts()
    with pikepdf.open(io.BytesIO(document.tobytes(garbage=4))) as pdf:
        # MuPDF draws its file identifier by lot, and it would be kept as the first half of the new one.
        del pdf.trailer.ID
        trim_fonts(pdf, set(source.text))
        pdf.save(target, deterministic_id=True, compress_streams=True)


def _turn(page: pymupdf.Page, angle: int) -> None:
    """Store the page sideways and let /Rotate show it upright, as scanners and Office do."""
    page.wrap_contents()
    width, height = page.rect.width, page.rect.height
    pymupdf.TOOLS._insert_contents(page, f"0 1 -1 0 {height:g} 0 cm\n".encode(), 0)
    page.set_mediabox(pymupdf.Rect(0, 0, height, width))
    page.set_rotation(angle)


def main() -> None:
    """Make all samples, or those named."""
    wanted = sys.argv[1:]
    for path in sorted(HERE.glob("*.txt")):
        if not wanted or path.stem in wanted:
            make(read(path), path.with_suffix(".pdf"))
            print(path.with_suffix(".pdf").name)


if __name__ == "__main__":
    main()
