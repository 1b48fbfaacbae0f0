"""The annex as a Word document: real headings, tables with headings on every page, what is to be filled in yellow."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx as word
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from woo_redact.disclosure.formats.annex_chart import chart_png
from woo_redact.disclosure.formats.annex_content import Annex, Cell, Chart, Column, Paragraph, Part, Table, plain
from woo_redact.disclosure.formats.identity import one_line
from woo_redact.disclosure.tables import printable
from woo_redact.disclosure.zipped import same_moment
from woo_redact.domain.explanation import Piece
from woo_redact.domain.publication import Publication

LANGUAGE = "nl-NL"
FONT = "Calibri"
INK, SOFT, ALARM = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x4D, 0x4D, 0x4D), RGBColor(0xA3, 0, 0)
LINE, SHADE = "9A9A9A", "EEF1F5"
PAPER, MARGIN = (Mm(210), Mm(297)), Mm(22)
WIDTH = PAPER[0] - 2 * MARGIN
HEADINGS = {"Title": 20, "Heading 1": 15, "Heading 2": 12}
CAPTION = "Caption"
# A row of more characters may be broken over pages.
LONG = 1000


def docx(annex: Annex, publication: Publication) -> bytes:
    """Return the annex as a Word document; the same annex gives the same bytes."""
    document = word.Document()
    _styles(document)
    _page(document, annex, publication)
    document.add_paragraph(one_line(annex.title), style="Title")
    _add_table(document, annex.about)
    for section in annex.sections:
        document.add_paragraph(one_line(section.title), style=f"Heading {section.level}")
        for part in section.parts:
            _add(document, part)
    if document.element.body[-2].tag == qn("w:tbl"):
        # Word wants a paragraph at the end.
        document.add_paragraph()
    _properties(document, annex, publication)
    buffer = io.BytesIO()
    document.save(buffer)
    return same_moment(buffer.getvalue())


def _styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), INK
    normal.paragraph_format.space_before, normal.paragraph_format.space_after = Pt(4), Pt(6)
    for name, size in HEADINGS.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), True, INK
        style.paragraph_format.keep_with_next = True
        _plain_fonts(style.element)
    # The line below the title that the template draws.
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    caption = styles[CAPTION] if CAPTION in styles else styles.add_style(CAPTION, WD_STYLE_TYPE.PARAGRAPH)
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(10), True, SOFT
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(8)
    language = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)


def _plain_fonts(style: Any) -> None:
    """Take away the fonts of the theme, which come before the one that was set."""
    fonts = style.find(f".//{qn('w:rFonts')}")
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)


def _page(document: Document, annex: Annex, publication: Publication) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = PAPER
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    if publication.concept:
        header = section.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = header.add_run(publication.mark)
        run.bold, run.font.color.rgb = True, ALARM
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{one_line(publication.organisation.label)}, {one_line(publication.matter)}. Pagina ")
    _add_field(footer, "PAGE")
    footer.add_run(" van ")
    _add_field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """Add a number that Word works out."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "shown":
            run.text = text
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def _properties(document: Document, annex: Annex, publication: Publication) -> None:
    properties = document.core_properties
    # Word wants times without a zone, which are UTC.
    moment = publication.moment.replace(tzinfo=None, microsecond=0)
    # No longer may a property be.
    properties.title = publication.marked(one_line(annex.title))[:255]
    properties.author = properties.last_modified_by = one_line(publication.organisation.label)[:255]
    properties.comments, properties.language = "", LANGUAGE
    properties.created = properties.modified = moment
    package = document.part.package
    # The template's picture of itself.
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _add(document: Document, part: Part) -> None:
    match part:
        case Paragraph():
            _add_pieces(document.add_paragraph(), part.pieces)
        case Table():
            document.add_paragraph(one_line(part.title), style=CAPTION)
            _add_table(document, part)
        case Chart():
            document.add_paragraph(one_line(part.title), style=CAPTION)
            document.add_picture(io.BytesIO(chart_png(part)), width=WIDTH)
            picture: Any = document.paragraphs[-1]._p.find(f".//{qn('wp:docPr')}")
            picture.set("descr", one_line(part.told))


def _add_pieces(paragraph: WordParagraph, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        # A blank at the edge of a piece parts it from the next.
        run = paragraph.add_run(printable(piece.text).replace("\n", " "))
        if piece.blank:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _add_table(document: Document, table: Table) -> None:
    made = document.add_table(1, len(table.columns))
    made.style = document.styles["Table Grid"]
    made.autofit = False
    _describe(made, table)
    widths = [int(WIDTH * column.share / sum(c.share for c in table.columns)) for column in table.columns]
    for grid, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = width
    body = made._tbl
    first = body.tr_lst[0]
    body.remove(first)
    body.append(_row([column.heading for column in table.columns], table.columns, widths, heading=True))
    for row in table.rows:
        body.append(_row(row, table.columns, widths))


def _describe(made: WordTable, table: Table) -> None:
    properties = made._tbl.tblPr
    for tag, text in (("w:tblCaption", table.title), ("w:tblDescription", table.title)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), one_line(text))
        properties.append(element)
    for edge in properties.iter(qn("w:tblBorders")):
        properties.remove(edge)


def _row(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], *, heading: bool = False) -> Any:
    """Return a row; made by hand, since looking up the cells of a long table takes minutes."""
    row = OxmlElement("w:tr")
    properties = _child(row, "w:trPr")
    if sum(len(plain(cell)) for cell in cells) < LONG:
        _child(properties, "w:cantSplit")
    if heading:
        _child(properties, "w:tblHeader")
    for cell, column, width in zip(cells, columns, widths, strict=True):
        row.append(_cell(cell, column, width, heading=heading))
    return row


def _cell(cell: Cell, column: Column, width: int, *, heading: bool) -> Any:
    made = OxmlElement("w:tc")
    properties = _child(made, "w:tcPr")
    _child(properties, "w:tcW", type="dxa", w=str(width // 635))
    if heading:
        _child(properties, "w:shd", val="clear", color="auto", fill=SHADE)
    paragraph = _child(made, "w:p")
    layout = _child(paragraph, "w:pPr")
    _child(layout, "w:spacing", before="30", after="30")
    if column.numeric:
        _child(layout, "w:jc", val="right")
    run = _child(paragraph, "w:r")
    look = _child(run, "w:rPr")
    if heading:
        _child(look, "w:b")
    _child(look, "w:sz", val="19")
    if isinstance(cell, Piece) and cell.blank:
        _child(look, "w:highlight", val="yellow")
    text = _child(run, "w:t")
    text.text = one_line(plain(cell))
    return made


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
