"""The annex as a Word document, read back: what a lawyer edits has real headings, tables and marks."""

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from support.package_values import document, explained, package_of
from woo_redact.disclosure.formats.annex import content
from woo_redact.disclosure.formats.annex_chart import chart_png
from woo_redact.disclosure.formats.annex_content import Chart
from woo_redact.disclosure.formats.annex_docx import docx as written
from woo_redact.domain.publication import Package
from woo_redact.rulepack.load import load_rules

EXPLANATIONS = load_rules(patterns=False).explanations


def made(of: Package) -> bytes:
    return written(content(of, EXPLANATIONS), of.publication)


@cache
def sample() -> bytes:
    return made(explained())


def read(archive: bytes) -> Document:
    return docx.Document(io.BytesIO(archive))


def test_headings_are_headings() -> None:
    found = [(p.style.name, p.text) for p in read(sample()).paragraphs if p.style and p.style.name != "Normal"]
    assert found[0] == ("Title", "Bijlage bij het besluit op Woo-verzoek over de dijk bij Zeedorp")
    assert ("Heading 1", "1 Overzicht") in found
    assert ("Heading 2", "2.4 Persoonlijke beleidsopvattingen (5.2)") in found
    assert ("Caption", "Opgeschorte documenten") in found


def test_every_table_repeats_its_headings_and_says_what_is_in_it() -> None:
    tables = read(sample()).tables
    assert len(tables) > 10
    for table in tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in others)
        properties: Any = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_a_table_holds_what_the_content_has() -> None:
    annex = content(explained(), EXPLANATIONS)
    cells = [[cell.text for cell in row.cells] for row in read(sample()).tables[0].rows]
    assert cells == [["Onderdeel", "Gegeven"], *([name, value] for name, value in annex.about.rows)]


def test_what_is_to_be_filled_in_is_yellow_and_nothing_else() -> None:
    document_ = read(sample())
    runs = [run for paragraph in document_.paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert "[wie, in algemene woorden]" in marked
    assert all(text.startswith("[") and text.endswith("]") for text in marked)
    assert not [run.text for run in runs if run.font.highlight_color is None and "[" in run.text]
    cells = document_.element.body.findall(f".//{qn('w:tc')}//{qn('w:highlight')}")
    assert len(cells) == 1


def test_pieces_of_a_paragraph_keep_the_blanks_between_them() -> None:
    text = " ".join(p.text for p in read(sample()).paragraphs)
    assert "benadeelt [wie, in algemene woorden] onevenredig, omdat [het te verwachten nadeel]. Het gaat" in text


def test_two_tables_never_touch_and_no_paragraph_is_empty() -> None:
    body: list[Any] = list(read(sample()).element.body)
    kinds = [element.tag for element in body]
    assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(kinds))
    assert kinds[-2] == qn("w:p")
    texts = [p.text or p._p.findall(f".//{qn('wp:docPr')}") for p in read(sample()).paragraphs]
    assert all(texts[:-1])


def test_pictures_are_told_in_words() -> None:
    pictures: list[Any] = read(sample()).element.body.findall(f".//{qn('wp:docPr')}")
    assert len(pictures) == 3
    assert all(picture.get("descr").startswith("Staafdiagram. Aantal") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == 3


def test_it_says_in_which_language_by_whom_and_when() -> None:
    found = read(sample())
    properties = found.core_properties
    assert properties.title == "Bijlage bij het besluit op Woo-verzoek over de dijk bij Zeedorp"
    assert properties.author == properties.last_modified_by == "ministerie van Buitenlandse Zaken"
    assert (properties.language, properties.comments) == ("nl-NL", "")
    assert properties.created == properties.modified == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    languages: list[Any] = found.styles.element.findall(f".//{qn('w:lang')}")
    assert {language.get(qn("w:val")) for language in languages} == {"nl-NL"}


def test_pages_are_numbered() -> None:
    footer = read(sample()).sections[0].footer
    assert [code.text.strip() for code in footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert footer.paragraphs[0].text == "ministerie van Buitenlandse Zaken, 2026-017. Pagina 1 van 1"


def test_a_draft_says_so_on_every_page_and_in_its_title() -> None:
    found = read(made(package_of(explained().documents, concept=True)))
    assert found.sections[0].header.paragraphs[0].text == "CONCEPT"
    assert found.core_properties.title.startswith("CONCEPT: ")
    assert read(sample()).sections[0].header.paragraphs[0].text == ""


def test_the_same_annex_gives_the_same_bytes_without_a_time_of_making() -> None:
    assert made(explained()) == sample()
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    assert len(names) == len(set(names))
    assert not any("thumbnail" in name for name in names)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("regel\neen\ttab\x0b\x00", "regel een tab"),
        ("x" * 400, "x" * 400),
        ("é漢字 🙂", "é漢字 🙂"),
        ("  ", ""),
        ("<w:p/>&amp;", "<w:p/>&amp;"),
    ],
)
def test_odd_titles_are_written_as_far_as_word_can_hold_them(title: str, shown: str) -> None:
    found = read(made(package_of([document(1, [("5.2", 1)], title=title)], title=title)))
    rows = [[cell.text for cell in row.cells] for table in found.tables for row in table.rows]
    assert ["HAVEN0001", shown, "deels openbaar", "1"] in rows
    assert ["Titel", shown] in rows
    assert len(found.core_properties.title) <= 255


def test_a_chart_is_as_high_as_it_has_bars_and_bars_are_as_long_as_their_values() -> None:
    one, two = (Image.open(io.BytesIO(chart_png(Chart("x", bars)))) for bars in ((("a", 1),), (("a", 4), ("b", 2))))
    assert two.height > one.height
    blue = [sum(pixel == (42, 88, 140) for pixel in _row(two, y)) for y in (two.height // 4, 3 * two.height // 4)]
    assert blue[0] == pytest.approx(2 * blue[1], abs=3)
    assert chart_png(Chart("x", ())) == chart_png(Chart("x", ()))


def _row(picture: Image.Image, y: int) -> list[Any]:
    colours = picture.convert("RGB")
    return [colours.getpixel((x, y)) for x in range(picture.width)]
