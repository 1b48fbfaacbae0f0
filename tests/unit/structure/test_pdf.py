"""The structure of documents as they are printed: columns, sidebars, running headers, large type, rotation."""

from pathlib import Path

import pymupdf
import pytest

from support.pdfs import PROSE, column, memo, put
from woo_redact.domain.document import BlockKind, ParsedDocument
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.structure.facts import describe
from woo_redact.structure.parse import parse


def read(path: Path) -> ParsedDocument:
    reader = PyMuPdfReader()
    document, _ = reader.open(path, path.name)
    return parse(document, tuple(reader.pages(path, 0, document.page_count)))


def shown(parsed: ParsedDocument, kind: BlockKind) -> list[tuple[str, str]]:
    found = [b for b in parsed.blocks if b.kind is kind]
    return [(b.name or str(b.level), " ".join(parsed.flow.text[b.start : b.end].split())) for b in found]


def test_a_memo_with_a_sidebar_and_running_headers(tmp_path: Path) -> None:
    parsed = read(memo(tmp_path / "nota.pdf", pages=3))
    assert shown(parsed, BlockKind.FIELD) == [
        ("status", "TER BESLISSING"),
        ("datum", "12 september 2024"),
        ("onze referentie", "Min-BuZa.2024.16204"),
        ("opgesteld door", "M.J. Wieringerwaard"),
        ("aan", "M"),
        ("van", "DVB, Wietske Joustra"),
        ("via", "DG"),
        ("afgestemd met", "FIN"),
    ]
    assert shown(parsed, BlockKind.HEADING) == [
        ("1", "nota"),
        ("onderwerp", "Verlenging van de bijdrage"),
        ("2", "Aanleiding"),
    ]
    running = [text for _, text in shown(parsed, BlockKind.RUNNING)]
    header = ["Datum", "12 september 2024", "Onze Referentie", "Min-BuZa.2024.16204"]
    assert running == ["Pagina 1 van 3", *header, "Pagina 2 van 3", *header, "Pagina 3 van 3"]


def test_a_sentence_over_a_page_break_is_whole_and_leads_back_to_both_pages(tmp_path: Path) -> None:
    parsed = read(memo(tmp_path / "nota.pdf"))
    whole = [(a, b) for a, b in parsed.sentences if parsed.flow.text[a:b].endswith("gewogen.")]
    ((start, end),) = whole
    assert " ".join(parsed.flow.text[start:end].split()).endswith("wordt nu opnieuw gewogen.")
    spans = parsed.flow.locate(start, end)
    assert [span.page for span in spans] == [0, 1]
    assert parsed.text(spans[1]) == "gewogen."


def test_facts_of_a_memo(tmp_path: Path) -> None:
    parsed = read(memo(tmp_path / "nota.pdf"))
    facts = describe(parsed)
    assert [parsed.text(span) for span in facts.title] == ["Verlenging van de bijdrage"]
    assert (facts.date, facts.reference) == ("2024-09-12", "Min-BuZa.2024.16204")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_page_numbers_of_a_rotated_page(rotation: int, tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        for number in range(2):
            page = pdf.new_page()
            page.set_rotation(rotation)
            for text, x, y, *_ in [(f"Inhoud {number}", 100, 200, 0), (f"{number + 1}", 250, page.rect.height - 30, 0)]:
                at = pymupdf.Point(x, y) * page.derotation_matrix
                page.insert_text(at, text, fontsize=10, rotate=rotation)
        pdf.save(tmp_path / "gedraaid.pdf")
    parsed = read(tmp_path / "gedraaid.pdf")
    assert shown(parsed, BlockKind.RUNNING) == [("0", "1"), ("0", "2")]
    assert [text for _, text in shown(parsed, BlockKind.PARAGRAPH)] == ["Inhoud 0", "Inhoud 1"]


def test_list_items_with_a_hanging_indent(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        y = 100.0
        for level, mark in ((0, "·"), (1, "-"), (2, "-"), (1, "-")):
            x = 70.0 + 18 * level
            lines = column(PROSE, x + 14, y, 300)
            put(page, [(mark, x, y, 10, "helv"), *lines])
            y = lines[-1][2] + 13
        pdf.save(tmp_path / "lijst.pdf")
    found = shown(read(tmp_path / "lijst.pdf"), BlockKind.BULLET)
    assert [level for level, _ in found] == ["1", "2", "3", "2"]
    assert all(text.endswith(PROSE[-20:]) for _, text in found)
