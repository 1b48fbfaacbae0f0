"""PDFs for the tests of reading: pages with known words at known places."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pymupdf

PROSE = (
    "De inzet in de regio wordt met achttien maanden verlengd, onder de voorwaarde dat de missie veilig kan werken "
    "en dat de partners in het gebied ook zelf een bijdrage leveren aan de opbouw van het bestuur aldaar."
)
# (text, x of its origin, y of its baseline, size in points, font) in page space of the MediaBox.
Placed = tuple[str, float, float, float, str]


def placed(path: Path, texts: Iterable[Placed], size: tuple[float, float] = (595, 842)) -> Path:
    """Write one page with these texts."""
    return drawn(path, lambda page: put(page, texts), size)


def put(page: pymupdf.Page, texts: Iterable[Placed]) -> None:
    for text, x, y, points, font in texts:
        page.insert_text((x, y), text, fontsize=points, fontname=font)


def drawn(path: Path, draw: Callable[[pymupdf.Page], object], size: tuple[float, float] = (595, 842)) -> Path:
    """Write one page on which ``draw`` has worked."""
    with pymupdf.open() as pdf:
        draw(pdf.new_page(width=size[0], height=size[1]))
        pdf.save(path)
    return path


def column(text: str, x: float, y: float, width: float, size: float = 10) -> list[Placed]:
    """Break prose into lines of ``width`` points, 1.3 times the size apart."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if pymupdf.get_text_length(longer, fontsize=size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [(line, x, y + 1.3 * size * i, size, "helv") for i, line in enumerate(lines)]


def memo(path: Path, pages: int = 2) -> Path:
    """A ministry's memo: two-column header, sidebar on the right, running header and page number."""
    with pymupdf.open() as pdf:
        for number in range(pages):
            page = pdf.new_page(width=595, height=842)
            put(page, _sidebar(first=number == 0))
            put(page, _first_body() if number == 0 else column(f"gewogen. {PROSE}", 70, 150, 360))
            put(page, [(f"Pagina {number + 1} van {pages}", 280, 815, 8, "helv")])
        pdf.save(path)
    return path


def _sidebar(first: bool) -> list[Placed]:
    fields = [("Datum", "12 september 2024"), ("Onze Referentie", "Min-BuZa.2024.16204")]
    if first:
        fields += [("Opgesteld door", "M.J. Wieringerwaard")]
    y, texts = 150.0, []
    if first:
        texts.append(("TER BESLISSING", 460.0, 134.0, 8.0, "hebo"))
    for label, value in fields:
        texts += [(label, 460.0, y, 8.0, "hebo"), (value, 460.0, y + 10, 8.0, "helv")]
        y += 28
    return texts


def _first_body() -> list[Placed]:
    header = [("Aan", "M"), ("Van", "DVB, Wietske Joustra"), ("Via", "DG"), ("Afgestemd met", "FIN")]
    texts: list[Placed] = []
    for i, (label, value) in enumerate(header):
        texts += [(label, 70, 150 + 12 * i, 9, "helv"), (value, 160, 150 + 12 * i, 9, "helv")]
    texts += [("nota", 70, 230, 18, "helv"), ("Verlenging van de bijdrage", 70, 255, 11, "hebo")]
    texts += [("Aanleiding", 70, 290, 10, "hebo")]
    return texts + column(f"{PROSE} Dat is in de brief van vorige maand toegezegd en wordt nu opnieuw", 70, 306, 360)
