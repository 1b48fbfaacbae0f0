"""Takes the pictures of a package in ``docs/images/package`` anew, of a dossier made of the samples.

python tests/bench/take_package_pictures.py [--out FOLDER]
"""

import argparse
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.command import invoke, letter
from support.visitor import chromium, launch

ROOT = Path(__file__).parents[2]
COLOURS = 64
DPI = 88
SAMPLES = (
    "01-nota-mandaat-kustwacht",
    "05-mail-planning-werkbezoek",
    "10-verslag-stuurgroep-migratie",
    "13-persbericht-brug",
    "18-thread-vergunning-zandwinning",
)
WITHHELD, PUBLIC = "20-advies.pdf", "21-kamerbrief.pdf"
TERMS = {
    "Kansen in de procedure": "5.1.2d",
    "Volgens ons kantoor zijn die klein.": "5.1.2d",
    "Kamerstuk vaartuigen": "reeds-openbaar",
    "Twee vaartuigen liggen in Den Helder.": "reeds-openbaar",
}
TOLD = {
    "titel": '"Besluit op verzoek om informatie over de kustwacht"',
    "voorvoegsel": '"MINBUZA"',
    "verzoekdatum": '"12-01-2026"',
    "gronden-uitleg-voorin": "true",
}
DOCUMENTS = f"""
[[document]]
bestand = "{WITHHELD}"
titel = "Brief van de landsadvocaat"
datum = "14-02-2025"

[[document]]
bestand = "{PUBLIC}"
titel = "Brief aan de Tweede Kamer"
datum = "02-05-2023"
soort = "Kamerbrief"
vindplaats = ["https://www.voorbeeld.nl/brief"]

[[document]]
bestand = "18-thread-vergunning-zandwinning.pdf"
opgeschort = true
toelichting = "Een bedrijf heeft bezwaar."
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF to take a picture of (0-based); ``part`` is how much of its height is shown."""

    name: str
    path: str
    number: int = 0
    part: float = 1.0


PAGES = (
    Page("document", "openbaar/data/documenten/0001.pdf", 1, 0.9),
    Page("sheet", "openbaar/data/documenten/0001.pdf", 0, 0.75),
    Page("inventory", "openbaar/data/inventarislijst.pdf", 1, 0.45),
    Page("annex", "intern/besluit/bijlage-bij-besluit.pdf", 0),
)


def packaged(folder: Path) -> Path:
    """Return a package of documents of every judgement, on which a person decided."""
    source = folder / "stukken"
    terms = folder / "termen.tsv"
    lines = list(TERMS)
    letter(source / WITHHELD, [lines[:2]])
    letter(source / PUBLIC, [lines[2:]])
    for name in SAMPLES:
        shutil.copy(ROOT / "samples" / f"{name}.pdf", source)
    terms.write_text("".join(f"{term}\t{ground}\n" for term, ground in TERMS.items()), encoding="utf-8")
    called("run", source, "--terms", terms)
    for level, verdict in (("A", "--approve-all"), ("B", "--approve-all"), ("C", "--reject-all")):
        called("review", source, verdict, "--level", level)
    told = ("--organisation", "Buitenlandse Zaken", "--matter", "2026.014", "--decided", "1-3-2026")
    called("package", source, "--prepare", *told)
    settings = folder / "stukken.woo" / "publicatie.toml"
    filled = [_filled(line) for line in settings.read_text(encoding="utf-8").splitlines()]
    settings.write_text("\n".join(filled) + DOCUMENTS, encoding="utf-8")
    called("package", source)
    return settings.with_name("pakket")


def _filled(line: str) -> str:
    key = line.partition(" = ")[0]
    return f"{key} = {TOLD[key]}" if key in TOLD else line


def called(*arguments: object) -> None:
    """Call the program; stop when it refuses."""
    result = invoke(*arguments)
    if result.exit_code:
        sys.exit(result.output)


def save(picture: Image.Image, path: Path) -> None:
    """Save a picture in few colours."""
    few = picture.convert("RGB").quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def take_pages(package: Path, out: Path) -> None:
    """Take pictures of pages."""
    for page in PAGES:
        with pymupdf.open(package / page.path) as pdf:
            pixels = pdf[page.number].get_pixmap(dpi=DPI)
        whole = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
        save(whole.crop((0, 0, whole.width, round(whole.height * page.part))), out / f"{page.name}.png")


def take_web_page(package: Path, program: str, out: Path) -> None:
    """Take a picture of the inventory as a web page: its list of documents."""
    with sync_playwright() as playwright:
        browser = launch(playwright, program)
        page = browser.new_page(viewport={"width": 1280, "height": 620}, locale="nl-NL")
        page.goto((package / "openbaar" / "data" / "inventarislijst.html").as_uri())
        page.locator("#documenten").evaluate("it => it.scrollIntoView()")
        with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as picture:
            save(picture, out / "inventory-html.png")
        browser.close()


def main() -> None:
    """Make a package, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images" / "package")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    program = chromium()
    if program is None:
        sys.exit("Chromium is not here")
    with tempfile.TemporaryDirectory() as folder:
        package = packaged(Path(folder))
        take_pages(package, out)
        take_web_page(package, program, out)


if __name__ == "__main__":
    main()
