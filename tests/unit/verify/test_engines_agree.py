"""Two engines, one page: the same characters in the same places, whatever the text state; and what counts as one."""

from pathlib import Path

import numpy
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from support.verify_attacks import CONTENTS, PAGES, SEEN, pdf_of
from woo_redact.verify.engines import opened, origin, page_of
from woo_redact.verify.glyphs import Glyphs, near, pdfium_glyphs
from woo_redact.verify.neutral import without_spoken
from woo_redact.verify.second import SecondEngine

STATES = {
    "spacing": "BT /F1 11 Tf 3 Tc 7 Tw 70 700 Td (Een regel met ruimte) Tj ET",
    "next line": "BT /F1 11 Tf 14 TL 70 700 Td (Een regel) Tj (en de volgende) ' 2 1 (en nog een) \" ET",
    "kerning and scale": "BT /F1 11 Tf 70 Tz 70 700 Td [(Een) -300 (regel) 120 (met) -50] TJ (en verder) Tj ET",
    "rise": "BT /F1 11 Tf 70 700 Td (H) Tj -3 Ts (2) Tj 0 Ts (O) Tj ET",
    "state that comes back": "q 2 0 0 2 0 0 cm BT /F1 5 Tf 35 350 Td (groot) Tj ET Q BT /F1 5 Tf (klein) Tj ET",
    "a picture in between": f"{SEEN} BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI BT /F1 9 Tf 70 500 Td (na) Tj ET",
    "operands too many": "BT 1 2 3 /F1 11 Tf 9 9 70 700 Td (toch) Tj ET",
    "an end that is missing": "BT /F1 11 Tf 70 700 Td (zonder einde) Tj",
}
# Printed twice: PDFium reports it once. Slanted and sideways text has its middle by its ink in PDFium.
APART = {"printed twice", "with a shadow", "slanted", "upwards", "downwards", "under a watermark", "mirrored"}
LEVEL = {**CONTENTS, **STATES}


def seen(path: Path) -> tuple[Glyphs, Glyphs]:
    with pikepdf.open(path) as pdf, opened(without_spoken(path, pdf)) as document, page_of(document, 0) as page:
        corner = origin(page)
        return pdfium_glyphs(page, *corner), SecondEngine(pdf).glyphs(0, *corner)


def glyphs_of(content: bytes, folder: Path) -> tuple[Glyphs, Glyphs]:
    path = folder / "page.pdf"
    path.write_bytes(content)
    return seen(path)


@pytest.mark.parametrize("name", sorted(LEVEL.keys() - APART))
def test_the_engines_agree_on_level_text(tmp_path: Path, name: str) -> None:
    first, second = glyphs_of(pdf_of(LEVEL[name]), tmp_path)
    assert sorted(first.text()) == sorted(second.text())
    assert len(first)
    assert near(first, second, 1.0).all()
    assert near(second, first, 1.0).all()


@pytest.mark.parametrize("name", sorted(k for k in PAGES if k.startswith("turned") or "form" in k or "below" in k))
def test_the_engines_agree_on_any_page(tmp_path: Path, name: str) -> None:
    first, second = glyphs_of(PAGES[name](), tmp_path)
    assert sorted(first.text()) == sorted(second.text())
    assert near(first, second, 1.0).all()


def test_a_pair_of_surrogates_is_one_character(tmp_path: Path) -> None:
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfchar <41> <D83DDE00> endbfchar endcmap end"
    )

    def smile(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].obj.Resources.Font.F1
        font.ToUnicode = pdf.make_stream(cmap)
        font.Widths, font.FirstChar, font.LastChar = pikepdf.Array([600]), 65, 65
        font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=32)

    first, _ = glyphs_of(pdf_of("BT /F1 11 Tf 70 700 Td (AA) Tj ET", tweak=smile), tmp_path)
    assert first.code.tolist() == [0x1F600, 0x1F600]


def test_baseline_and_advance_say_where_a_character_stands_not_its_ink(tmp_path: Path) -> None:
    first, _ = glyphs_of(pdf_of("BT /F1 20 Tf 70 700 Td (a,_'^) Tj ET"), tmp_path)
    assert numpy.ptp(first.middle_y) < 0.01
    assert first.middle_y[0] == pytest.approx(842 - 700 - 0.28 * 20, abs=0.01)


def test_white_space_parts_words_and_does_not_count(tmp_path: Path) -> None:
    first, _ = glyphs_of(pdf_of("BT /F1 11 Tf 70 700 Td (twee  \xa0woorden) Tj ET"), tmp_path)
    assert [word for _, word in first.words()] == ["twee", "woorden"]


def test_a_page_without_text(tmp_path: Path) -> None:
    first, second = glyphs_of(pdf_of("10 10 20 20 re f"), tmp_path)
    assert (len(first), len(second)) == (0, 0)


def test_a_form_that_draws_itself_comes_to_an_end(tmp_path: Path) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"BT /F1 9 Tf 70 700 Td (rond) Tj ET /Fm Do", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = pikepdf.Array([0, 0, 595, 842])
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form)

    _, second = glyphs_of(pdf_of("/Fm Do", tweak=loop), tmp_path)
    assert second.text() == "rond"


def test_the_pages_of_a_document_may_be_asked_for_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf_of(*(f"BT /F1 9 Tf 70 700 Td (bladzijde{n}) Tj ET" for n in range(4))))
    with pikepdf.open(path) as pdf:
        engine = SecondEngine(pdf)
        assert [engine.glyphs(n, 0, 842).text()[-1] for n in (2, 2, 0, 3, 1)] == ["2", "2", "0", "3", "1"]
