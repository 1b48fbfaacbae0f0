"""What every registered reader promises: one page space, offsets that are right, nothing unseen."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from support.pdfs import PROSE, column, drawn, placed, put
from woo_redact import plugins
from woo_redact.domain.document import Page, Unread
from woo_redact.plugins import Reader

TEXTS = [
    *column(PROSE, 100, 200, 300, 12),
    ("Jansland 06-12 34 56 78", 100, 300, 12, "helv"),
    ("klein", 100, 400, 6, "hebo"),
]
SHIFTED = pymupdf.Rect(50, 80, 560, 800)


@pytest.fixture(params=plugins.names("readers"))
def reader(request: pytest.FixtureRequest) -> Reader:
    loaded: Callable[[], Reader] = plugins.load("readers", request.param)
    return loaded()


def read(reader: Reader, path: Path) -> Page:
    document, _ = reader.open(path, path.name)
    pages = list(reader.pages(path, 0, document.page_count))
    assert len(pages) == document.page_count
    return pages[0]


def words(page: Page) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for line in page.lines:
        for word in line.words:
            found[page.text[word.start : word.end]] = (word.box.x0, word.box.top, word.box.x1, word.box.bottom)
    return found


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, SHIFTED], ids=["whole", "shifted CropBox"])
@pytest.mark.parametrize("origin", [(0, 0), (30, -40)], ids=["", "shifted MediaBox"])
def test_a_word_is_where_it_stands_before_rotation(
    reader: Reader, tmp_path: Path, rotation: int, crop: pymupdf.Rect | None, origin: tuple[float, float]
) -> None:
    def draw(page: pymupdf.Page) -> None:
        put(page, TEXTS)
        if crop:
            page.set_cropbox(crop)
        page.set_rotation(rotation)

    path = drawn(tmp_path / "plaats.pdf", draw)
    if origin != (0, 0):
        _move_origin(path, *origin)
    page = read(reader, path)
    dx, dy = (crop.x0, crop.y0) if crop else (0, 0)
    x0, top, x1, bottom = words(page)["Jansland"]
    assert (x0, top) == pytest.approx((100 - dx, 300 - dy - 0.78 * 12), abs=0.5)
    assert (x1 - x0, bottom - top) == pytest.approx((pymupdf.get_text_length("Jansland", fontsize=12), 12), abs=0.5)
    assert page.rotation == rotation
    assert (page.width, page.height) == pytest.approx((crop.width, crop.height) if crop else (595, 842))


def _move_origin(path: Path, dx: float, dy: float) -> None:
    """Move all boxes and the content alike: nothing changes for who looks at the page."""
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        for key in ("/MediaBox", "/CropBox"):
            if key in page.obj:
                x0, y0, x1, y1 = (float(v) for v in page.obj[key])
                page.obj[key] = pikepdf.Array([x0 + dx, y0 + dy, x1 + dx, y1 + dy])
        page.contents_add(f"q 1 0 0 1 {dx} {dy} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        pdf.save(path)


def test_readers_agree_on_every_word(tmp_path: Path) -> None:
    path = placed(tmp_path / "eens.pdf", TEXTS)
    first, *others = [words(read(plugins.load("readers", name)(), path)) for name in plugins.names("readers")]
    for other in others:
        assert other.keys() == first.keys()
        for word, box in first.items():
            assert other[word] == pytest.approx(box, abs=0.5)


def test_offsets_and_edges_fit_the_text(reader: Reader, tmp_path: Path) -> None:
    page = read(reader, placed(tmp_path / "maat.pdf", [*TEXTS, ("officieel ﬂuit", 100, 500, 10, "helv")]))
    seen = ""
    for line in page.lines:
        assert line.words[0].start == line.start and line.words[-1].end == line.end
        for word in line.words:
            assert not any(c.isspace() for c in page.text[word.start : word.end])
            assert len(word.edges) == word.end - word.start + 1
            assert list(word.edges) == sorted(word.edges)
            assert (word.edges[0], word.edges[-1]) == pytest.approx((word.box.x0, word.box.x1))
            seen += page.text[word.start : word.end]
    assert seen == "".join(page.text.split())


def test_boxes_of_lines_set_solid_do_not_overlap(reader: Reader, tmp_path: Path) -> None:
    lines = [(f"regel {i} gjpqy ÀÉ", 100.0, 100 + 12.0 * i, 12.0, "helv") for i in range(5)]
    page = read(reader, placed(tmp_path / "dicht.pdf", lines))
    assert len(page.lines) == 5
    for above, below in zip(page.lines, page.lines[1:], strict=False):
        assert above.box.bottom <= below.box.top + 0.01


def test_sideways_text_is_read_in_order_and_covered_whole(reader: Reader, tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((200, 500), "Jansland woont hier", fontsize=12, rotate=90)
        page.insert_text((220, 500), "al jaren lang", fontsize=12, rotate=90)

    page = read(reader, drawn(tmp_path / "zij.pdf", draw))
    assert page.text == "Jansland woont hier\nal jaren lang"
    word = page.lines[0].words[0]
    length = pymupdf.get_text_length("Jansland", fontsize=12)
    assert word.edges == ()
    assert (word.box.bottom, word.box.bottom - word.box.top) == pytest.approx((500, length), abs=0.5)
    assert (word.box.x0, word.box.x1) == pytest.approx((200 - 0.78 * 12, 200 + 0.22 * 12), abs=0.5)


def test_a_landscape_page_on_its_side_reads_as_its_reader_does(reader: Reader, tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        for i in range(4):
            page.insert_text((100 + 14 * i, 500), f"Regel {i} met naam", fontsize=10, rotate=90)
        page.set_rotation(90)

    page = read(reader, drawn(tmp_path / "liggend.pdf", draw))
    assert page.text == "\n".join(f"Regel {i} met naam" for i in range(4))


def test_text_that_is_hard_to_see_is_read(reader: Reader, tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((100, 100), "zichtbaar", fontsize=10)
        page.insert_text((100, 130), "witte", fontsize=10, color=(1, 1, 1))
        page.insert_text((100, 160), "onzichtbare", fontsize=10, render_mode=3)
        page.insert_text((100, 190), "kleine", fontsize=1)
        page.insert_text((20, 220), "buiten", fontsize=10)
        page.set_cropbox(pymupdf.Rect(90, 50, 500, 500))

    text = read(reader, drawn(tmp_path / "verborgen.pdf", draw)).text
    assert text.split() == ["zichtbaar", "witte", "onzichtbare", "kleine", "buiten"]


def test_an_empty_page_is_not_unread(reader: Reader, tmp_path: Path) -> None:
    page = read(reader, drawn(tmp_path / "leeg.pdf", lambda page: None))
    assert (page.text, page.lines, page.unread) == ("", (), None)


def test_a_drawing_without_text_is_unread(reader: Reader, tmp_path: Path) -> None:
    path = drawn(tmp_path / "lijnen.pdf", lambda page: page.draw_bezier((50, 50), (200, 90), (90, 200), (300, 300)))
    assert read(reader, path).unread is Unread.NO_TEXT


def test_cells_are_parted_by_tabs_lines_by_breaks_blocks_by_gaps(reader: Reader, tmp_path: Path) -> None:
    texts = [
        (t, 100 + 120 * c, 100 + 14 * r, 10, "helv") for r, row in enumerate(["ab", "cd"]) for c, t in enumerate(row)
    ]
    page = read(reader, placed(tmp_path / "tabel.pdf", [*texts, ("ver weg", 100, 300, 10, "helv")]))
    assert page.text == "a\tb\nc\td\n\nver weg"
    assert len(page.lines) == 5


def test_a_range_of_pages(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "veel.pdf"
    with pymupdf.open() as pdf:
        for number in range(5):
            pdf.new_page().insert_text((72, 72), f"blad{number}")
        pdf.save(path)
    assert [(p.index, p.text) for p in reader.pages(path, 1, 4)] == [(1, "blad1"), (2, "blad2"), (3, "blad3")]


def test_no_repr_shows_text(reader: Reader, tmp_path: Path) -> None:
    page = read(reader, placed(tmp_path / "stil.pdf", TEXTS))
    assert "Jansland" not in repr(page) + repr(page.lines)
