"""The text of a page stands in the order in which people read it."""

from pathlib import Path

import pymupdf

from support.pdfs import PROSE, Placed, column, memo, placed
from woo_redact.readers.pymupdf import PyMuPdfReader


def text_of(path: Path) -> str:
    return next(PyMuPdfReader().pages(path, 0, 1)).text


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = column("links. " + PROSE, 60, 100, 220), column("rechts. " + PROSE, 310, 100, 220)
    text = text_of(placed(tmp_path / "krant.pdf", [*left, *right]))
    assert " ".join(text.split()) == f"links. {PROSE} rechts. {PROSE}"


def test_a_heading_over_two_columns_comes_first(tmp_path: Path) -> None:
    heading: list[Placed] = [("Een kop die over beide kolommen heen loopt, van links naar rechts", 60, 70, 14, "helv")]
    texts = [*column(PROSE, 60, 100, 220), *column("Rechts. " + PROSE, 310, 100, 220), *heading]
    text = text_of(placed(tmp_path / "kop.pdf", texts))
    assert " ".join(text.split()).startswith("Een kop die over beide kolommen heen loopt")
    assert " ".join(text.split()).endswith(f"Rechts. {PROSE}")


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [
        ("Naam", "Functie", "Telefoon"),
        ("J. de Wilgen", "adviseur", "070 000 00 01"),
        ("A. Beek", "jurist", "070 000 00 02"),
    ]
    texts = [(t, 70 + 150 * c, 100 + 16 * r, 10, "helv") for r, row in enumerate(rows) for c, t in enumerate(row)]
    assert text_of(placed(tmp_path / "tabel.pdf", texts)) == "\n".join("\t".join(row) for row in rows)


def test_a_sidebar_is_read_before_the_text_beside_it(tmp_path: Path) -> None:
    text = text_of(memo(tmp_path / "nota.pdf"))
    assert text.startswith("TER BESLISSING\n\nDatum\n12 september 2024\n\nOnze Referentie\nMin-BuZa.2024.16204")
    assert "Aan\tM\nVan\tDVB, Wietske Joustra\nVia\tDG\nAfgestemd met\tFIN" in text
    assert text.index("Wieringerwaard") < text.index("Aan\tM") < text.index("De inzet")


def test_words_in_two_fonts_are_one_word_and_one_line(tmp_path: Path) -> None:
    width = pymupdf.get_text_length("Jans", fontsize=10)
    texts = [("Jans", 100.0, 100.0, 10.0, "helv"), ("land", 100 + width, 100.0, 10.0, "hebo")]
    page = next(PyMuPdfReader().pages(placed(tmp_path / "twee.pdf", texts), 0, 1))
    assert page.text == "Jansland"
    assert len(page.lines[0].words) == 1
    assert len(page.lines[0].words[0].edges) == len("Jansland") + 1


def test_text_printed_over_text_is_not_glued(tmp_path: Path) -> None:
    texts = [("Jansland", 100.0, 100.0, 10.0, "helv"), ("Beekveld", 101.0, 100.5, 10.0, "hebo")]
    assert set(text_of(placed(tmp_path / "over.pdf", texts)).split()) == {"Jansland", "Beekveld"}


def test_a_superscript_stays_on_its_line(tmp_path: Path) -> None:
    width = pymupdf.get_text_length("regeling", fontsize=10)
    texts = [("regeling", 100.0, 100.0, 10.0, "helv"), ("2", 100.5 + width, 97.0, 6.0, "helv")]
    assert text_of(placed(tmp_path / "noot.pdf", texts)).split("\n") == ["regeling2"]


def test_stamp_at_an_angle_comes_after_the_text(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for text, x, y, size, font in column(PROSE, 70, 100, 400):
            page.insert_text((x, y), text, fontsize=size, fontname=font)
        turned = (pymupdf.Point(200, 160), pymupdf.Matrix(30))
        page.insert_text((200, 160), "CONCEPT van Jansland", fontsize=20, morph=turned)
        pdf.save(tmp_path / "stempel.pdf")
    page = next(PyMuPdfReader().pages(tmp_path / "stempel.pdf", 0, 1))
    assert " ".join(page.text.split()) == f"{PROSE} CONCEPT van Jansland"
    assert all(word.edges == () for word in page.lines[-1].words)
