"""Outputs that are spoiled in one way each: the check is able to fail, and says which side of the promise is broken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Dictionary, Name

from support.verify_pages import (
    LABELS,
    MEMO,
    PLAIN,
    Case,
    Look,
    Piece,
    Sabotage,
    advance,
    black,
    changed,
    line,
    make,
    spoilt,
    without,
)
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Severity
from woo_redact.verify.check import TwoEngineVerifier

NAME = next(p for p in MEMO if p.secret)
Pieces = list[Piece]


def kinds(case: Case) -> set[str]:
    report = TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions)
    blocking = {f.kind for f in report.findings if f.severity is Severity.BLOCKING}
    assert report.passed is not bool(blocking)
    assert not any(f.message[0].islower() or NAME.text in f.message for f in report.findings)
    return blocking


# --- Other pieces than an honest writer would have left.


def extra(*more: Piece) -> Callable[[Pieces], Pieces]:
    return lambda pieces: [*pieces, *more]


SPOILT_TEXT: dict[str, tuple[Callable[[Pieces], Pieces], str]] = {
    "a box that is only drawn": (extra(replace(NAME, secret=False)), "residue"),
    "one letter left": (extra(Piece("W", NAME.x, NAME.y)), "residue"),
    "the last letter left": (extra(Piece("d", NAME.x + advance(NAME.text[:-1], 11), NAME.y)), "residue"),
    "the letters left in another order": (extra(Piece("draawregnireiW", NAME.x, NAME.y)), "added-text"),
    "the name moved aside": (extra(replace(NAME, secret=False, y=NAME.y + 300)), "added-text"),
    "one letter of a neighbour lost": (lambda p: changed(p, "met", text="me"), "lost-text"),
    "a comma lost": (lambda p: changed(p, "gesprek", text="gespre"), "lost-text"),
    "a neighbour lost": (lambda p: without(p, "is"), "lost-text"),
    "a word moved by a point": (lambda p: changed(p, "verzet", x=200.0), "lost-text"),
    "a word moved down by half a point": (lambda p: changed(p, "donderdag,", y=100.5), "lost-text"),
    "a word changed": (lambda p: changed(p, "donderdag,", text="dinsdagen,"), "lost-text"),
    "a word added": (extra(Piece("geen", 70, 400)), "added-text"),
    "a label beside another word": (extra(Piece("5.1.2e-geen", 70, 400)), "added-text"),
    "a page added": (extra(Piece("5.1.2e", 70, 400, page=1)), "page-count"),
}


@pytest.mark.parametrize("name", SPOILT_TEXT)
@pytest.mark.parametrize(
    "look",
    [PLAIN, Look(rotation=90, crop=(50, 60, 540, 780)), Look(embedded=True), Look(invisible=True)],
    ids=["plain", "turned", "embedded", "invisible"],
)
def test_text(tmp_path: Path, name: str, look: Look) -> None:
    spoil, kind = SPOILT_TEXT[name]
    case = make(tmp_path, MEMO, look)
    assert kind in kinds(spoilt(case, spoil(MEMO), look))


# --- Things done to an honest output.


def no_boxes(pdf: pymupdf.Document) -> None:
    pdf[0].draw_rect((0, 0, 595, 842), color=None, fill=(1, 1, 1))


def half_a_box(pdf: pymupdf.Document) -> None:
    c = NAME.cover
    pdf[0].draw_rect((c.x0, c.top, c.x0 + 0.7 * c.width, c.bottom), color=None, fill=(1, 1, 1))


def box_over_neighbour(pdf: pymupdf.Document) -> None:
    c = NAME.cover
    black(pdf[0], Box(c.x0 - 24, c.top, c.x0, c.bottom))


def box_over_the_next_line(pdf: pymupdf.Document) -> None:
    black(pdf[0], NAME.cover.moved(0, 14.3))


def turned(pdf: pymupdf.Document) -> None:
    pdf[0].set_rotation(180)


def cut(pdf: pymupdf.Document) -> None:
    pdf[0].set_cropbox(pymupdf.Rect(0, 0, 500, 842))


def shifted(pdf: pymupdf.Document) -> None:
    pdf[0].set_cropbox(pymupdf.Rect(5, 0, 595, 842))


def outlines_beneath(pdf: pymupdf.Document) -> None:
    """The letters as drawn shapes, beneath the box: no text for any engine."""
    page, c = pdf[0], NAME.cover
    for step in range(12):
        x = c.x0 + 4 + 6 * step
        page.draw_line((x, c.top + 2), (x, c.bottom - 2), width=1.2)
    black(page, c)


def picture_beneath(pdf: pymupdf.Document) -> None:
    """The picture of the letters is still there beneath the box."""
    page, c = pdf[0], NAME.cover
    page.insert_image((c.x0, c.top, c.x1, c.bottom), pixmap=letters(), keep_proportion=False)
    black(page, c)


def letters(text: str = NAME.text) -> pymupdf.Pixmap:
    with pymupdf.open() as other:
        page = other.new_page(width=NAME.width, height=NAME.size)
        page.insert_text((0, 0.78 * NAME.size), text, fontsize=NAME.size)
        return page.get_pixmap(dpi=200)


def box_of_another_make(pdf: pymupdf.Document) -> None:
    """A box that cannot be lifted to look beneath, over what may be anything."""
    page, c = pdf[0], NAME.cover
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 4, 4))
    pixels.clear_with(0)
    page.insert_image((c.x0, c.top, c.x1, c.bottom), pixmap=pixels, keep_proportion=False)


SPOILT_PAGE: dict[str, tuple[Sabotage, str]] = {
    "boxes are missing": (no_boxes, "box-missing"),
    "a box is too short": (half_a_box, "changed-page"),
    "a box over its neighbour": (box_over_neighbour, "changed-page"),
    "a box over the next line": (box_over_the_next_line, "changed-page"),
    "the page is turned": (turned, "changed-page"),
    "the page is cut": (cut, "changed-page"),
    "the page is shifted": (shifted, "changed-page"),
    "drawn letters beneath a box": (outlines_beneath, "residue"),
    "a picture of letters beneath a box": (picture_beneath, "residue"),
    "a box that cannot be lifted": (box_of_another_make, "residue"),
}
# Whiting out a part of the box is found by what it shows of the paper.
SPOILT_PAGE["a box is too short"] = (half_a_box, "box-missing")


@pytest.mark.parametrize("name", SPOILT_PAGE)
def test_page(tmp_path: Path, name: str) -> None:
    sabotage, kind = SPOILT_PAGE[name]
    assert kind in kinds(make(tmp_path, sabotage=sabotage))


# --- What stood behind the text of the source is gone from the output.


def rule(page: pymupdf.Page) -> None:
    page.draw_line((60, 200), (560, 200), width=0.4)


def hairline(page: pymupdf.Page) -> None:
    page.draw_line((60, 200.5), (560, 200.5), width=0.2, color=(0.4, 0.4, 0.4))


def upright_rule(page: pymupdf.Page) -> None:
    page.draw_line((64, 80), (64, 140), width=0.5)


def shade(page: pymupdf.Page) -> None:
    page.draw_rect((60, 185, 560, 205), color=None, fill=(0.85, 0.88, 0.92))


def picture(page: pymupdf.Page) -> None:
    page.insert_image((100, 400, 250, 440), pixmap=letters("Logo"), keep_proportion=False)


@pytest.mark.parametrize("behind", [rule, hairline, upright_rule, shade, picture])
def test_what_stood_on_the_page_is_lost(tmp_path: Path, behind: Callable[[pymupdf.Page], None]) -> None:
    case = make(tmp_path, look=Look(behind=behind))
    assert "changed-page" in kinds(spoilt(case, MEMO))


@pytest.mark.parametrize("behind", [shade, picture])
def test_what_stood_on_a_page_without_boxes_is_lost(tmp_path: Path, behind: Callable[[pymupdf.Page], None]) -> None:
    pieces = [*MEMO, *line("Een tweede bladzijde", 70, 100, page=1)]

    def on_the_second(page: pymupdf.Page) -> None:
        if page.number:
            behind(page)

    case = make(tmp_path, pieces, Look(behind=on_the_second))
    assert kinds(case) == set()
    assert "changed-page" in kinds(spoilt(case, pieces))


def test_text_of_a_page_without_boxes_is_changed(tmp_path: Path) -> None:
    pieces = [*MEMO, *line("Een tweede bladzijde", 70, 100, page=1)]
    case = make(tmp_path, pieces)
    assert kinds(spoilt(case, without(pieces, "tweede"))) >= {"lost-text"}
    assert kinds(spoilt(case, [*pieces, Piece("extra", 70, 200, page=1)])) >= {"added-text"}


def test_text_off_the_page_counts(tmp_path: Path) -> None:
    look = Look(crop=(50, 60, 400, 300))
    pieces = [*MEMO, *line("Buiten beeld", 70, 700)]
    case = make(tmp_path, pieces, look)
    assert kinds(case) == set()
    assert "lost-text" in kinds(spoilt(case, without(pieces, "beeld"), look))


def test_a_page_is_dropped(tmp_path: Path) -> None:
    pieces = [*MEMO, *line("Een tweede bladzijde", 70, 100, page=1)]
    case = make(tmp_path, pieces)
    assert kinds(spoilt(case, MEMO)) == {"page-count"}


def test_a_redaction_of_a_page_that_is_not_there(tmp_path: Path) -> None:
    case = make(tmp_path)
    beyond = replace(case.redactions[0], span=replace(case.redactions[0].span, page=7))
    assert kinds(replace(case, redactions=(*case.redactions, beyond))) == {"page-count"}


def test_boxes_that_lie_on_other_text(tmp_path: Path) -> None:
    """Both engines agree, nothing is left under the boxes; but they are not where the passage is."""
    case = make(tmp_path)
    first = case.redactions[0]
    elsewhere = replace(first, span=replace(first.span, start=0, end=40))
    assert kinds(replace(case, redactions=(elsewhere, *case.redactions[1:]))) == {"misplaced"}


def test_what_could_not_be_seen_may_not_show(tmp_path: Path) -> None:
    """White text that became black, beside boxes and on a page without any."""
    for page in (0, 1):

        def hidden(p: pymupdf.Page, page: int = page) -> None:
            if p.number == page:
                p.insert_text((300, 600), "Onzichtbare opmerking", fontsize=11, color=(1, 1, 1))

        def shown(p: pymupdf.Page, page: int = page) -> None:
            if p.number == page:
                p.insert_text((300, 600), "Onzichtbare opmerking", fontsize=11)

        pieces = [*MEMO, *line("Een tweede bladzijde", 70, 100, page=1)]
        case = make(tmp_path, pieces, Look(behind=hidden))
        assert kinds(case) == set()
        assert kinds(spoilt(case, pieces, Look(behind=shown))) == {"changed-page"}


def test_a_filled_in_field_without_an_appearance_is_lost(tmp_path: Path) -> None:
    """Viewers draw one, so it counts as text of the page."""
    case = make(tmp_path)
    with pikepdf.open(case.source, allow_overwriting_input=True) as pdf:
        look = pikepdf.String("/Helv 10 Tf 0 g")
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=[70, 400, 300, 420], DA=look)
        field.T, field.V = pikepdf.String("veld"), pikepdf.String("ingevuld")
        widget = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = pikepdf.Array([widget])
        fonts = Dictionary(Font=Dictionary(Helv=helvetica))
        pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array([widget]), NeedAppearances=True, DA=look, DR=fonts)
        pdf.save(case.source)
    assert "lost-text" in kinds(case)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nniets", b"geen pdf"])
def test_whatever_cannot_be_read_does_not_pass(tmp_path: Path, content: bytes) -> None:
    case = make(tmp_path)
    case.target.write_bytes(content)
    assert kinds(case) == {"unchecked"}


def test_a_missing_output_does_not_pass(tmp_path: Path) -> None:
    case = make(tmp_path)
    case.target.unlink()
    assert kinds(case) == {"unchecked"}
