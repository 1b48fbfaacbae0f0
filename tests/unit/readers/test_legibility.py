"""A page that says nothing is never taken for a page with nothing on it."""

from pathlib import Path

import pymupdf
import pytest

from support import bad_files
from support.pdfs import PROSE, column, drawn, put
from woo_redact.domain.document import Doubt, Unread
from woo_redact.domain.geometry import Box
from woo_redact.readers.legibility import unread
from woo_redact.readers.pymupdf import PyMuPdfReader

AREA = 595.0 * 842
FULL = Box(0, 0, 595, 842)
LOGO = Box(0, 0, 100, 60)


@pytest.mark.parametrize(
    ("text", "pictures", "inked", "why"),
    [
        ("", [], False, None),
        (" \n", [], False, None),
        ("", [], True, Unread.NO_TEXT),
        ("", [LOGO], True, Unread.NO_TEXT),
        (PROSE, [LOGO], True, None),
        ("Bijlage 3", [FULL], True, Unread.IMAGE),
        (PROSE * 3, [FULL], True, None),
        ("\ue001\ue002 \ue003" * 30, [], True, Unread.GARBAGE),
        ("\ufffd" * 30 + "abc", [], True, Unread.GARBAGE),
        ("".join(chr(ord(c) + 3) if c.isalpha() else c for c in PROSE * 2), [], True, Unread.GARBAGE),
        ("!\"#$%&'()*+,/:;<=>?@[]^{}~" * 8, [], True, Unread.GARBAGE),
        ("Naam " + "." * 300, [], True, None),
        ("1.234,56 2.345,67 \n" * 30, [], True, None),
        ("Протокол встречи министров иностранных дел. " * 8, [], True, None),
        ("Het BSN is 111222333 en het IBAN NL91ABNA0417164300. " * 5, [], True, None),
    ],
)
def test_unread(text: str, pictures: list[Box], inked: bool, why: Unread | None) -> None:
    assert unread(text, pictures, AREA, inked) is why


def read(path: Path) -> Unread | None:
    return next(PyMuPdfReader().pages(path, 0, 1)).unread


def test_a_scan(tmp_path: Path) -> None:
    assert read(bad_files.scan(tmp_path / "scan.pdf")) is Unread.NO_TEXT


def test_a_text_layer_of_garbage(tmp_path: Path) -> None:
    assert read(bad_files.garbage(tmp_path / "onzin.pdf")) is Unread.GARBAGE


def test_a_scan_that_can_be_read(tmp_path: Path) -> None:
    page = next(PyMuPdfReader().pages(bad_files.scan(tmp_path / "scan.pdf", dpi=150), 0, 1))
    assert (page.unread, page.recognised, page.doubt) == (None, True, None)
    assert "heer Van Zuidwolde, uw aanvraag" in page.text


def test_a_text_layer_of_garbage_over_text_that_can_be_read(tmp_path: Path) -> None:
    page = next(PyMuPdfReader().pages(bad_files.garbage(tmp_path / "onzin.pdf", points=11), 0, 1))
    assert (page.unread, page.recognised, page.doubt) == (None, True, Doubt.UNLIKE)
    assert "heer Van Zuidwolde, uw aanvraag" in page.text


def test_a_white_sheet_painted_white_is_empty(tmp_path: Path) -> None:
    path = drawn(tmp_path / "wit.pdf", lambda page: page.draw_rect(page.rect, color=None, fill=(1, 1, 1)))
    assert read(path) is None


def test_a_scan_with_a_text_layer_is_read(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 50, 70))
        picture.clear_with(200)
        page.insert_image(page.rect, pixmap=picture)
        put(page, column(PROSE * 3, 70, 100, 400))

    assert read(drawn(tmp_path / "ocr.pdf", draw)) is None
