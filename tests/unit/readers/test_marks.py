"""Redaction marks go into a copy of a PDF and come back: in place, read by all programs, whatever a file tries."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from support.any_pages import Sheet, pdf_of_sheet
from support.write_pages import pages
from woo_redact.domain.geometry import Box, to_display
from woo_redact.domain.mark import MarkedFile
from woo_redact.errors import DamagedPdfError, EncryptedPdfError, InputError, NotAPdfError
from woo_redact.readers.marks import MOST_NEW, marks_before, other_page, read_marks
from woo_redact.write.annotate import MarkStyle, WrittenMark, annotated

DOCUMENT = "a" * 64
LINES = (("Behandeld", "door", "Kwibusveld"), ("en", "door", "een", "ander"))
CROPS = [None, (20, 30, 580, 810)]
TOLD = '{"format": 1, "document": "%s", "sequence": 7, "marks": [%s]}'
STYLE = MarkStyle((0.7, 0.0, 0.0), (3.0, 1.0))


def source(folder: Path, rotation: int = 0, crop: Any = None, unit: float = 1) -> Path:
    path = folder / "stuk.pdf"
    path.write_bytes(pdf_of_sheet(Sheet(LINES, rotation=rotation, crop=crop, at=(120, 500))))
    if unit != 1:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].obj.UserUnit = unit
            pdf.save(path)
    return path


def boxes_of(path: Path, words: str) -> tuple[Box, ...]:
    (page,) = pages(path)
    start = page.text.index(words)
    return page.boxes(start, start + len(words))


def marked(path: Path, words: str = "Kwibusveld", told: str = TOLD % (DOCUMENT, "")) -> Path:
    boxes = boxes_of(path, words)
    mark = WrittenMark(0, boxes, "b" * 20, "5.1.2e Privé", "An", "Lakken", STYLE)
    target = path.with_name("gemarkeerd.pdf")
    target.write_bytes(annotated(path, [mark], told))
    return target


def changed(path: Path, change: Callable[[pikepdf.Pdf], object]) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)
    return path


def near(one: Box, other: Box) -> bool:
    return all(abs(a - b) < 0.02 for a, b in zip(sides(one), sides(other), strict=True))


def sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


class TestPlaces:
    @pytest.mark.parametrize("unit", [1, 2.5])
    @pytest.mark.parametrize("crop", CROPS)
    @pytest.mark.parametrize("rotation", [0, 90, 180, 270])
    def test_marks_come_back_where_they_were_put(self, tmp_path: Path, rotation: int, crop: Any, unit: float) -> None:
        path = source(tmp_path, rotation, crop, unit)
        words = "Kwibusveld\nen door"
        found = read_marks(marked(path, words), "x.pdf").found
        assert len(found) == 1
        assert len(found[0].boxes) == 2
        assert all(near(a, b) for a, b in zip(found[0].boxes, boxes_of(path, words), strict=True))
        assert (found[0].page, found[0].text, found[0].name, found[0].drawn) == (0, "5.1.2e Privé", "b" * 20, False)

    @pytest.mark.parametrize("crop", CROPS)
    @pytest.mark.parametrize("rotation", [0, 90, 180, 270])
    def test_another_program_sees_them_on_the_words(self, tmp_path: Path, rotation: int, crop: Any) -> None:
        path = source(tmp_path, rotation, crop)
        (page,) = pages(path)
        (box,) = boxes_of(path, "Kwibusveld")
        shown = to_display(box, page.width, page.height, rotation)
        with pymupdf.open(marked(path)) as pdf:
            read_page = pdf[0]
            (note,) = read_page.annots()
            assert note.type[1] == "Redact"
            assert note.info["content"] == "5.1.2e Privé"
            assert (note.info["title"], note.info["subject"]) == ("An", "Lakken")
            # With the line around it.
            assert near(Box(*(note.rect * read_page.rotation_matrix).normalize()), shown.grown(1, 1))
            assert note.colors["stroke"] == pytest.approx((0.7, 0, 0))

    def test_they_can_be_seen_where_programs_draw_what_a_file_gives(self, tmp_path: Path) -> None:
        path = source(tmp_path)
        (box,) = boxes_of(path, "Kwibusveld")
        with pymupdf.open(marked(path)) as pdf:
            pixmap = pdf[0].get_pixmap(dpi=144, clip=pymupdf.Rect(box.x0 - 2, box.top - 2, box.x1 + 2, box.bottom + 2))
        red = [
            pixmap.pixel(x, y)
            for x in range(pixmap.width)
            for y in range(pixmap.height)
            if pixmap.pixel(x, y)[0] - pixmap.pixel(x, y)[1] > 60
        ]
        assert len(red) > 50

    def test_what_the_file_holds_stays(self, tmp_path: Path) -> None:
        path = source(tmp_path)
        with pymupdf.open(path) as pdf:
            pdf[0].add_text_annot((50, 50), "Let op")
            pdf.saveIncr()
        changed(path, lambda pdf: pdf.Root.__setitem__("/PieceInfo", Dictionary(Ander=Dictionary(Private=1))))
        before = path.read_bytes()
        target = marked(path)
        assert path.read_bytes() == before
        with pikepdf.open(target) as pdf:
            assert [str(note.Subtype) for note in pdf.pages[0].obj.Annots] == ["/Text", "/Popup", "/Redact"]
            assert pdf.Root.PieceInfo.Ander.Private == 1
        assert other_page(target, path) is None

    def test_a_mark_drawn_elsewhere_without_corners_is_a_rectangle(self, tmp_path: Path) -> None:
        target = marked(source(tmp_path))
        with pymupdf.open(target) as pdf:
            pdf[0].add_redact_annot(pymupdf.Rect(100, 100, 200, 150), text="5.1.2b")
            pdf.saveIncr()
        drawn = [mark for mark in read_marks(target, "x.pdf").found if mark.drawn]
        assert [(mark.text, mark.name) for mark in drawn] == [("5.1.2b", "")]
        assert near(drawn[0].boxes[0], Box(100, 100, 200, 150))


class TestFiles:
    def test_what_was_written_is_told(self, tmp_path: Path) -> None:
        one = '{"id": "q", "page": 3, "text": "5.2", "boxes": [[1, 2, 3, 4]]}'
        read = read_marks(marked(source(tmp_path), told=TOLD % (DOCUMENT, one)), "x.pdf")
        assert (read.document, read.sequence) == (DOCUMENT, 7)
        (mark,) = read.written
        assert (mark.name, mark.page, mark.boxes, mark.text) == ("q", 3, (Box(1, 2, 3, 4),), "5.2")
        assert "5.2" not in repr(mark)

    @pytest.mark.parametrize(
        "told",
        [
            "",
            "geen json",
            "[]",
            "[" * 20_000,
            '{"format": 2, "document": "x", "sequence": 1, "marks": []}',
            TOLD % ("../../etc/passwd", ""),
            TOLD % (DOCUMENT, "1"),
            TOLD % (DOCUMENT, '{"id": "q", "page": 1, "text": "", "boxes": []}'),
            TOLD % (DOCUMENT, '{"id": "q", "page": 1, "text": "", "boxes": [[4, 3, 2, 1]]}'),
            TOLD % (DOCUMENT, '{"id": "q", "page": 1e400, "text": "", "boxes": [[1, 2, 3, 4]]}'),
            (TOLD % (DOCUMENT, "")).replace("7", "-7"),
        ],
    )
    def test_what_tells_no_sense_is_refused_by_name(self, tmp_path: Path, told: str) -> None:
        with pytest.raises(InputError, match=r"^x\.pdf is geen bestand van woo-redact annotate"):
            read_marks(marked(source(tmp_path), told=told), "x.pdf")

    def test_a_pdf_without_marks_of_ours_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="is geen bestand van woo-redact annotate"):
            read_marks(source(tmp_path), "x.pdf")

    def test_other_files_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "x.pdf"
        path.write_bytes(b"geen pdf")
        with pytest.raises(NotAPdfError):
            read_marks(path, "x.pdf")
        path.write_bytes(b"%PDF-1.7\n" + b"\0" * 2000)
        with pytest.raises(DamagedPdfError):
            read_marks(path, "x.pdf")
        with pikepdf.open(marked(source(tmp_path))) as pdf:
            pdf.save(path, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
        with pytest.raises(EncryptedPdfError):
            read_marks(path, "x.pdf")

    def test_too_many_marks_are_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        def flood(pdf: pikepdf.Pdf) -> None:
            note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([1, 2, 30, 40])))
            pdf.pages[0].obj.Annots = Array([note] * 100_000)

        with pytest.raises(InputError, match=f"meer dan {MOST_NEW} lakmarkeringen"):
            read_marks(changed(marked(source(tmp_path)), flood), "x.pdf")

    def test_pages_that_differ_are_told(self, tmp_path: Path) -> None:
        path = source(tmp_path)
        target = marked(path)
        assert other_page(target, path) is None
        with pymupdf.open(target) as pdf:
            pdf[0].apply_redactions()
            content = pdf.tobytes()
        target.write_bytes(content)
        assert other_page(target, path) == 0

    @pytest.mark.parametrize(("key", "value"), [("Rotate", 90), ("CropBox", Array([0, 0, 400, 400]))])
    def test_a_page_that_lies_otherwise_differs(self, tmp_path: Path, key: str, value: object) -> None:
        path = source(tmp_path)
        target = changed(marked(path), lambda pdf: pdf.pages[0].obj.__setitem__(f"/{key}", value))
        assert other_page(target, path) == 0

    def test_a_page_more_differs(self, tmp_path: Path) -> None:
        path = source(tmp_path)
        assert other_page(changed(marked(path), lambda pdf: pdf.add_blank_page()), path) == 1

    def test_comments_added_on_the_way_are_no_difference(self, tmp_path: Path) -> None:
        path = source(tmp_path)
        target = marked(path)
        with pymupdf.open(target) as pdf:
            pdf[0].add_freetext_annot((50, 50, 200, 90), "Zie ook bijlage 3")
            pdf.saveIncr()
        assert other_page(target, path) is None

    def test_marks_that_came_with_the_original_are_known(self, tmp_path: Path) -> None:
        path = source(tmp_path)
        with pymupdf.open(path) as pdf:
            pdf[0].add_redact_annot(pymupdf.Rect(100, 100, 200, 150), text="oud")
            pdf.saveIncr()
        (mark,) = marks_before(path, "x.pdf")
        assert mark.text == "oud"


BROKEN: dict[str, Any] = {
    "no place at all": Dictionary(Subtype=Name.Redact),
    "a rectangle of words": Dictionary(Subtype=Name.Redact, Rect=Array([String("a"), 1, 2, 3])),
    "a rectangle of three numbers": Dictionary(Subtype=Name.Redact, Rect=Array([1, 2, 3])),
    "corners that are no corners": Dictionary(Subtype=Name.Redact, QuadPoints=Array([1, 2, 3]), Rect=Name.Geen),
    "far away": Dictionary(Subtype=Name.Redact, Rect=Array([0, 0, 10**12, 10**12])),
    "booleans": Dictionary(Subtype=Name.Redact, Rect=Array([True, False, True, True])),
    "a dictionary for corners": Dictionary(Subtype=Name.Redact, QuadPoints=Dictionary(A=1)),
    "more corners than anybody makes": Dictionary(Subtype=Name.Redact, QuadPoints=Array([1] * 8_008)),
    "a string": String("geen aantekening"),
    "a number": 7,
}


@pytest.mark.parametrize("note", BROKEN.values(), ids=BROKEN)
def test_a_broken_mark_is_left_out_and_stops_nothing(tmp_path: Path, note: Any) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots.append(note)

    assert [mark.name for mark in read(changed(marked(source(tmp_path)), spoil)).found] == ["b" * 20]


@pytest.mark.parametrize("numbers", [b"[nan nan nan nan]", b"[1e999 0 0 0]", b"[1 0 R 2 0 R 3 4]"])
def test_numbers_that_are_none_are_left_out(tmp_path: Path, numbers: bytes) -> None:
    target = marked(source(tmp_path))

    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots.append(Dictionary(Subtype=Name.Redact, Rect=Array([111, 222, 333, 444])))

    changed(target, spoil)
    with pikepdf.open(target) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    spoilt = plain.getvalue().replace(b"[ 111 222 333 444 ]", numbers.ljust(19))
    assert spoilt != plain.getvalue()
    target.write_bytes(spoilt)
    assert [mark.name for mark in read(target).found] == ["b" * 20]


@pytest.mark.parametrize("listed", [Name.Geen, 12, Dictionary(A=1), String("x"), Array([Array([Array([])])])])
def test_a_list_of_annotations_that_is_none_has_no_marks(tmp_path: Path, listed: Any) -> None:
    target = changed(marked(source(tmp_path)), lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", listed))
    assert read(target).found == ()


def test_text_that_is_no_text_says_nothing(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key in ("/Contents", "/NM", "/OverlayText"):
            pdf.pages[0].obj.Annots[0][key] = Array([1])

    (mark,) = read(changed(marked(source(tmp_path)), spoil)).found
    assert (mark.text, mark.name) == ("", "")


def read(path: Path) -> MarkedFile:
    return read_marks(path, "x.pdf")
