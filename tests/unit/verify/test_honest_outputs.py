"""What a perfect writer makes passes, whatever the page looks like."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.verify_pages import LABELS, MEMO, Case, Look, Piece, line, lines, make
from woo_redact.domain.report import VerificationReport
from woo_redact.verify.check import TwoEngineVerifier


def check(case: Case) -> VerificationReport:
    return TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions)


def characters(pieces: list[Piece], secret: bool) -> int:
    return sum(len(p.text) for p in pieces if p.secret is secret)


def test_a_perfect_output_passes_and_both_sides_are_counted(tmp_path: Path) -> None:
    report = check(make(tmp_path))
    assert report.findings == ()
    assert report.passed
    assert (report.pages, report.erased) == (1, characters(MEMO, True))
    assert report.kept == characters(MEMO, False)


@pytest.mark.parametrize("crop", [None, (50, 80, 500, 700)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pages_may_be_turned_and_cropped(
    tmp_path: Path, rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    report = check(make(tmp_path, look=Look(rotation=rotation, crop=crop)))
    assert report.findings == ()
    assert report.erased == characters(MEMO, True)


@pytest.mark.parametrize("spacing", [1.0, 0.9, 0.82])
def test_lines_may_stand_close(tmp_path: Path, spacing: float) -> None:
    pieces = lines(
        "gjpqy,_;ggg jjj ppp qqq yyy ,,, ___ Ågjpqy,_",
        "É [[Ýstergårdjpqy]] pqgj,;_Ç",
        "ÁÉÍÓÚÄÊÔÑ'\"ÁÉÍ ÂÊÎ",
        spacing=spacing,
    )
    report = check(make(tmp_path, pieces))
    assert report.findings == ()
    assert report.erased == 13


def test_labels_may_be_added_in_the_margin_the_box_and_a_gutter(tmp_path: Path) -> None:
    def labels(pdf: pymupdf.Document) -> None:
        page = pdf[0]
        secret = next(p for p in MEMO if p.secret)
        page.insert_text((30, 98), "5.1.2e;", fontsize=6.5, color=(0.6, 0, 0))
        page.insert_text((secret.x + 5, secret.y), "5.1.2e", fontsize=7, color=(1, 1, 1))
        page.set_mediabox(pymupdf.Rect(0, 0, 673, 842))
        page.insert_text((600, 120), "Veiligheid van", fontsize=6.5)
        page.insert_text((600, 127), "de Staat", fontsize=6.5)

    assert check(make(tmp_path, sabotage=labels)).findings == ()


@pytest.mark.parametrize(
    ("rotation", "box"), [(90, (0, -78, 595, 842)), (180, (0, 0, 673, 842)), (270, (0, -78, 595, 842))]
)
def test_a_turned_page_may_grow_away_from_its_corner(
    tmp_path: Path, rotation: int, box: tuple[int, int, int, int]
) -> None:
    def gutter(pdf: pymupdf.Document) -> None:
        pdf.xref_set_key(pdf[0].xref, "MediaBox", f"[{box[0]} {box[1]} {box[2]} {box[3]}]")

    assert check(make(tmp_path, look=Look(rotation=rotation), sabotage=gutter)).findings == ()


def test_labels_of_boxes_side_by_side_may_touch(tmp_path: Path) -> None:
    pieces = [*line("Zij is [[Wieringerwaard]]", 70, 100), *line("[[Joustradijk]]", 186, 100)]

    def labels(pdf: pymupdf.Document) -> None:
        pdf[0].insert_text((160, 100), "5.1.2e5.1.2e", fontsize=8, color=(1, 1, 1))

    assert check(make(tmp_path, pieces, sabotage=labels)).findings == ()


def grid(page: pymupdf.Page) -> None:
    page.draw_rect((60, 88, 560, 104), color=None, fill=(0.8, 0.85, 0.9))
    for y in (88, 104, 118, 132):
        page.draw_line((60, y), (560, y), width=0.4)
    for x in (60, 280, 560):
        page.draw_line((x, 88), (x, 132), width=0.4)


def picture(page: pymupdf.Page) -> None:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 60))
    for x in range(60):
        for y in range(60):
            pixels.set_pixel(x, y, (4 * x, 4 * y, 90))
    page.insert_image((300, 400, 400, 500), pixmap=pixels)


def letterhead(page: pymupdf.Page) -> None:
    """Text in a form XObject."""
    with pymupdf.open() as other:
        other.new_page(width=200, height=50).insert_text((10, 20), "Ministerie van Zaken", fontsize=9)
        page.show_pdf_page(pymupdf.Rect(350, 20, 550, 70), other)


@pytest.mark.parametrize("behind", [grid, picture, letterhead])
def test_tables_pictures_and_forms_stay(tmp_path: Path, behind: object) -> None:
    assert check(make(tmp_path, look=Look(behind=behind))).findings == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("look", [Look(embedded=True), Look(invisible=True)], ids=["identity-h", "invisible"])
def test_fonts_and_ways_of_painting(tmp_path: Path, look: Look) -> None:
    report = check(make(tmp_path, look=look))
    assert report.findings == ()
    assert report.erased == characters(MEMO, True)


def test_ligatures_and_characters_beyond_the_first_plane(tmp_path: Path) -> None:
    pieces = line("De oﬃciële ﬁets van [[Graﬀland]] ﬂuit", 70, 100)
    report = check(make(tmp_path, pieces, Look(embedded=True)))
    assert report.findings == ()


def test_sideways_text_beside_the_lines(tmp_path: Path) -> None:
    def behind(page: pymupdf.Page) -> None:
        page.insert_text((40, 300), "Vertrouwelijk exemplaar", fontsize=9, rotate=90)
        page.insert_text((50, 400), "Kopie", fontsize=30, morph=(pymupdf.Point(50, 400), pymupdf.Matrix(35)))

    assert check(make(tmp_path, look=Look(behind=behind))).findings == ()


def test_annotations_may_have_become_content(tmp_path: Path) -> None:
    case = make(tmp_path)
    for path, bake in ((case.source, False), (case.target, True)):
        with pymupdf.open(path) as pdf:
            pdf[0].add_freetext_annot((70, 300, 300, 330), "Akkoord, zie mail", fontsize=10)
            if bake:
                pdf.bake()
            content = pdf.tobytes()
        path.write_bytes(content)
    report = check(case)
    assert report.findings == ()
    assert report.kept == characters(MEMO, False) + len("Akkoord,ziemail")


def test_spoken_text_is_not_what_stands_on_the_page(tmp_path: Path) -> None:
    """A viewer copies the /ActualText of a tag; what is printed is another thing, and is what is compared."""
    case = make(tmp_path)
    with pikepdf.open(case.source, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"/Span << /ActualText (iets anders) >> BDC"), prepend=True)
        page.contents_add(pdf.make_stream(b"EMC"))
        pdf.save(case.source)
    report = check(case)
    assert report.findings == ()
    assert report.erased == characters(MEMO, True)


def test_a_shadow_behind_the_text(tmp_path: Path) -> None:
    """PDFium reports a line and its shadow once; with a word out of both, twice."""
    words = "Het gesprek met [[Wieringerwaard]] is verzet naar een andere dag"
    pieces = [
        *line(words, 71.5, 101.5),
        *line("Tweede regel", 71.5, 115.5),
        *line(words, 70, 100),
        *line("Tweede regel", 70, 114),
    ]
    case = make(tmp_path, pieces)
    with pymupdf.open(case.source) as pdf:
        page = pdf.new_page(0, width=595, height=842)
        for shift in (1.5, 0):
            page.insert_text((70 + shift, 100 + shift), words.replace("[", "").replace("]", ""), fontsize=11)
            page.insert_text((70 + shift, 114 + shift), "Tweede regel", fontsize=11)
        pdf.delete_page(1)
        content = pdf.tobytes()
    case.source.write_bytes(content)
    assert check(case).findings == ()


def test_white_letters_in_a_dark_row(tmp_path: Path) -> None:
    def behind(page: pymupdf.Page) -> None:
        page.draw_rect((60, 188, 560, 206), color=None, fill=(0.1, 0.2, 0.4))
        page.insert_text((70, 201), "Behandelaar", fontsize=11, color=(1, 1, 1))

    assert check(make(tmp_path, look=Look(behind=behind))).findings == ()


def test_pages_without_boxes_are_compared_as_well(tmp_path: Path) -> None:
    pieces = [*MEMO, *line("Een tweede bladzijde zonder iets bijzonders", 70, 100, page=1)]
    report = check(make(tmp_path, pieces))
    assert report.findings == ()
    assert (report.pages, report.kept) == (2, characters(pieces, False))


def test_what_is_readable_elsewhere_is_a_warning_only(tmp_path: Path) -> None:
    pieces = [*MEMO, *line("Aan de Wieringerwaard, zes en vijf", 70, 100, page=1)]
    report = check(make(tmp_path, pieces))
    assert report.passed
    assert [(f.kind, f.page) for f in report.findings] == [("still-readable", 1)]


def test_nothing_redacted_is_an_identical_file(tmp_path: Path) -> None:
    report = check(make(tmp_path, line("Niets te verbergen", 70, 100)))
    assert (report.findings, report.erased, report.kept) == ((), 0, 16)


def test_no_finding_and_no_repr_shows_text(tmp_path: Path) -> None:
    def keep_outline(pdf: pymupdf.Document) -> None:
        pdf.set_toc([[1, "Gesprek Wieringerwaard", 1]])
        pdf[0].insert_text((70, 300), "Wieringerwaard")

    report = check(make(tmp_path, sabotage=keep_outline))
    assert not report.passed
    assert "ieringer" not in repr(report)
