"""Text in a PDF of any make that its pages do not show: found, and told apart from text that can be seen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.audit.audit import audit, audited

NAME = "Wieringerwaard"
BLACK, WHITE = (0, 0, 0), (1, 1, 1)
Draw = Callable[[pymupdf.Page], object]


def drawn(folder: Path, draw: Draw, *, size: tuple[float, float] = (595, 842)) -> Path:
    path = folder / "stuk.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=size[0], height=size[1])
        page.insert_text((72, 60), "Het verslag van donderdag", fontsize=11)
        draw(page)
        pdf.save(path)
    return path


def found(folder: Path, draw: Draw) -> dict[str, Finding]:
    findings = audit(drawn(folder, draw))
    assert NAME not in repr(findings)
    return {f.kind: f for f in findings if f.kind != "font-letters"}


def name(page: pymupdf.Page, y: float = 100, **options: Any) -> None:
    page.insert_text((72, y), NAME, fontsize=11, **options)


def box(page: pymupdf.Page, colour: tuple[float, ...] = BLACK, y: float = 100) -> None:
    page.draw_rect((70, y - 10, 170, y + 4), color=None, fill=colour)


def covered(page: pymupdf.Page, colour: tuple[float, ...] = BLACK) -> None:
    name(page)
    box(page, colour)


def picture(width: int = 120, height: int = 40, colour: int = 0) -> bytes:
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, width, height), False)
    pixels.clear_with(colour)
    return bytes(pixels.tobytes("png"))


def scan(*, boxed: bool = False) -> bytes:
    """Return the picture of a page with the name on it, or with a box in its place."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=595, height=842)
        page.insert_text((72, 60), "Het verslag van donderdag", fontsize=11)
        name(page)
        if boxed:
            box(page)
        return bytes(page.get_pixmap(dpi=110, colorspace=pymupdf.csGRAY).tobytes("png"))


# --- Hidden text.


@pytest.mark.parametrize(
    "colour", [BLACK, (0.3, 0.3, 0.3), (0.8, 0.1, 0.1), WHITE], ids=["black", "grey", "red", "white"]
)
def test_text_under_a_box_of_any_colour(tmp_path: Path, colour: tuple[float, ...]) -> None:
    findings = found(tmp_path, lambda page: covered(page, colour))
    assert findings.keys() == {"text-under-box"}
    finding = findings["text-under-box"]
    assert finding.severity is Severity.BLOCKING
    assert finding.message.startswith(f"{len(NAME)} tekens onder een vlak")
    assert finding.page == 0
    assert finding.box is not None
    assert finding.box.meets(area(70, 90, 170, 104))
    assert finding.remedy


def area(x0: float, top: float, x1: float, bottom: float) -> Box:
    return Box(x0, top, x1, bottom)


def test_text_under_a_box_with_a_code_printed_in_it(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        name(page)
        box(page)
        page.insert_text((74, 100), "5.1.2.e 5.1.2.e", fontsize=11, color=WHITE)

    assert found(tmp_path, draw).keys() == {"text-under-box"}


def test_black_text_over_a_black_box(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        box(page)
        name(page)

    assert found(tmp_path, draw).keys() == {"text-under-box"}


def test_text_under_a_drawn_comment(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        name(page)
        note = page.add_rect_annot((70, 90, 170, 104))
        note.set_colors(fill=BLACK, stroke=BLACK)
        note.update()

    assert {"text-under-box", "mark"} <= found(tmp_path, draw).keys()


def test_text_in_a_form_under_a_box(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        with pymupdf.open() as other:
            name(other.new_page(width=595, height=842), 200)
            page.show_pdf_page(page.rect, other, 0)
        box(page, y=200)

    findings = found(tmp_path, draw)
    assert findings.keys() == {"text-under-box"}


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_on_a_turned_and_cropped_page(tmp_path: Path, rotation: int) -> None:
    def draw(page: pymupdf.Page) -> None:
        name(page)
        box(page)
        page.set_cropbox(pymupdf.Rect(20, 30, 500, 700))
        page.set_rotation(rotation)

    findings = found(tmp_path, draw)
    assert findings.keys() == {"text-under-box"}
    place = findings["text-under-box"].box
    assert place is not None
    assert 50 < place.x0 < 55
    assert 55 < place.top < 75


def test_text_under_a_picture(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        name(page)
        page.insert_image((70, 88, 190, 106), stream=picture(colour=90), keep_proportion=False)

    assert found(tmp_path, draw).keys() == {"text-under-picture"}


@pytest.mark.parametrize(
    "options",
    [{"color": WHITE}, {"color": (0.98, 0.98, 0.98)}, {"render_mode": 3}, {"fill_opacity": 0}],
    ids=["white", "nearly white", "unpainted", "transparent"],
)
def test_invisible_text(tmp_path: Path, options: dict[str, Any]) -> None:
    assert found(tmp_path, lambda page: name(page, **options)).keys() == {"hidden-text"}


def test_text_that_is_too_small_to_see(tmp_path: Path) -> None:
    findings = found(tmp_path, lambda page: page.insert_text((72, 100), NAME, fontsize=0.4))
    assert findings.keys() & {"tiny-text", "hidden-text", "clipped-text"}


@pytest.mark.parametrize("place", [(-300, 100), (72, 2000), (700, 100)])
def test_text_off_the_page(tmp_path: Path, place: tuple[float, float]) -> None:
    assert found(tmp_path, lambda page: page.insert_text(place, NAME)).keys() == {"off-page-text"}


def test_text_outside_the_crop(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        name(page, 800)
        page.set_cropbox(pymupdf.Rect(0, 0, 595, 700))

    assert found(tmp_path, draw).keys() == {"off-page-text"}


def test_text_that_is_clipped_away(tmp_path: Path) -> None:
    path = drawn(tmp_path, lambda page: name(page))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(b"q 300 300 10 10 re W n", prepend=True)
        pdf.pages[0].contents_add(b"Q")
        pdf.save(path)
    assert "clipped-text" in {f.kind for f in audit(path)}


# --- Scans.


def test_the_text_of_a_scan_is_information(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=scan())
        name(page, render_mode=3)

    findings = found(tmp_path, draw)
    assert findings["scan-text"].severity is Severity.NOTE
    assert not [f for f in findings.values() if f.severity is Severity.BLOCKING and f.kind != "text-under-picture"]


def test_visible_text_below_a_scan_is_its_text_too(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        name(page)
        page.insert_image(page.rect, stream=scan())

    findings = found(tmp_path, draw)
    assert findings.keys() == {"scan-text"}


def test_the_text_of_a_scan_under_a_drawn_box(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=scan())
        name(page, render_mode=3)
        box(page)

    findings = found(tmp_path, draw)
    assert findings["scan-text-under-box"].severity is Severity.BLOCKING
    assert findings["picture-under-box"].severity is Severity.BLOCKING


def test_the_text_of_a_scan_under_a_box_in_the_scan(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=scan(boxed=True))
        name(page, render_mode=3)

    findings = found(tmp_path, draw)
    assert findings["scan-text-under-box"].severity is Severity.BLOCKING
    assert "picture-under-box" not in findings


def test_the_text_of_a_scan_where_nothing_stands(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=scan())
        name(page, 400, render_mode=3)

    assert found(tmp_path, draw)["scan-text-astray"].severity is Severity.WARNING


def test_a_scan_with_a_box_over_white_is_clean(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=scan())
        box(page, y=400)

    assert "picture-under-box" not in found(tmp_path, draw)


# --- What can be seen.


def label_in_a_box(page: pymupdf.Page) -> None:
    box(page)
    page.insert_text((80, 100), "5.1.2.e", fontsize=9, color=WHITE)


def table_head(page: pymupdf.Page) -> None:
    page.draw_rect((60, 85, 400, 110), color=None, fill=(0.1, 0.2, 0.5))
    page.insert_text((72, 100), "Datum en plaats", fontsize=11, color=WHITE)


def highlighted(page: pymupdf.Page) -> None:
    box(page, (1, 1, 0))
    name(page)


def pale_box_over_text(page: pymupdf.Page) -> None:
    name(page)
    page.draw_rect((70, 90, 170, 104), color=None, fill=(1, 1, 0), fill_opacity=0.3)


def box_beside_text(page: pymupdf.Page) -> None:
    name(page)
    page.draw_rect((152, 90, 300, 104), color=None, fill=BLACK)


def over_a_picture(page: pymupdf.Page) -> None:
    page.insert_image((60, 80, 300, 120), stream=picture(colour=60), keep_proportion=False)
    page.insert_text((72, 100), NAME, color=WHITE)


def printed_twice(page: pymupdf.Page) -> None:
    name(page)
    page.insert_text((72.3, 100), NAME, fontsize=11)


def white_space_off_the_page(page: pymupdf.Page) -> None:
    page.insert_text((-100, 100), " . ")


def frame_around_text(page: pymupdf.Page) -> None:
    name(page)
    page.draw_rect((60, 80, 300, 120), color=BLACK)


@pytest.mark.parametrize(
    "draw",
    [
        label_in_a_box,
        table_head,
        highlighted,
        pale_box_over_text,
        box_beside_text,
        over_a_picture,
        printed_twice,
        white_space_off_the_page,
        frame_around_text,
    ],
)
def test_what_can_be_seen_is_no_leak(tmp_path: Path, draw: Draw) -> None:
    assert not found(tmp_path, draw)


def test_only_what_can_be_seen_counts_as_text_of_the_page(tmp_path: Path) -> None:
    shown = audited(drawn(tmp_path, covered)).visible
    assert shown == ("Het verslag van donderdag",)
