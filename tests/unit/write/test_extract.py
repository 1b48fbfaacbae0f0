"""Some pages of a PDF as a PDF: those and no others, each with the number it had."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.pdfs import memo
from support.write_pages import text_of, write
from woo_redact.domain.decision import Redaction
from woo_redact.errors import EraseError
from woo_redact.write.extract import extract_pages


def test_only_the_pages_asked_for_are_there_and_keep_their_numbers(tmp_path: Path) -> None:
    source, some = memo(tmp_path / "memo.pdf", pages=4), tmp_path / "deel.pdf"
    extract_pages(source, some, (1, 3))
    with pymupdf.open(some) as pdf:
        assert [page.get_label() for page in pdf] == ["2", "4"]
        assert "Pagina 2 van 4" in pdf[0].get_text()
        assert "Pagina 4 van 4" in pdf[1].get_text()


def test_what_is_written_from_it_has_the_numbers_and_nothing_of_other_pages(tmp_path: Path) -> None:
    source, some = memo(tmp_path / "memo.pdf", pages=3), tmp_path / "deel.pdf"
    with pymupdf.open(source) as pdf:
        pdf.set_toc([[1, "Over Wieringerwaard", 1], [1, "Deel twee", 2]])
        pdf.saveIncr()
    extract_pages(source, some, (1,))
    nothing: list[Redaction] = []
    output = write(some, nothing)
    with pymupdf.open(output) as pdf:
        assert [page.get_label() for page in pdf] == ["2"]
        assert pdf.get_toc() == []
    assert "Wieringerwaard" not in text_of(output)
    assert b"Wieringerwaard" not in pikepdf.open(output).Root.unparse()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "stuk.pdf").write_bytes(b"%PDF-1.4 en verder niets")
    with pytest.raises(EraseError):
        extract_pages(tmp_path / "stuk.pdf", tmp_path / "deel.pdf", (0,))
