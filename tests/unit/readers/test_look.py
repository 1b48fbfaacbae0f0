"""What can only be seen is read; what agrees with the text layer leaves the page as it was."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.drawn_words import draw_outlines, letters
from woo_redact.domain.document import Doubt, Page, Unread
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.readers.trust import Trust

NAME = "Wieringerwaard"


def read(folder: Path, *draw: Callable[[pymupdf.Page], None], rotation: int = 0) -> Page:
    path = folder / "stuk.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((100, 100), "Het gesprek is verzet naar donderdag", fontsize=12)
        for each in draw:
            each(page)
        page.set_rotation(rotation)
        pdf.save(path)
    return next(PyMuPdfReader().pages(path, 0, 1))


def picture(page: pymupdf.Page) -> None:
    page.insert_image((100, 400, 300, 424), pixmap=letters(f"Met {NAME}"), keep_proportion=False)


def layer(text: str, y: float = 416) -> Callable[[pymupdf.Page], None]:
    return lambda page: page.insert_text((110, y), text, fontsize=12, render_mode=3)


def outlines(page: pymupdf.Page) -> None:
    draw_outlines(page, NAME, 1.0)


def under_paint(page: pymupdf.Page) -> None:
    picture(page)
    page.draw_rect((95, 395, 305, 430), color=None, fill=(1, 1, 1))


def off_the_page(page: pymupdf.Page) -> None:
    page.insert_image((700, 400, 900, 424), pixmap=letters(NAME), keep_proportion=False)


@pytest.mark.parametrize("draw", [picture, outlines])
def test_a_drawn_word_is_a_word_in_its_place(draw: Callable[[pymupdf.Page], None], tmp_path: Path) -> None:
    page = read(tmp_path, draw)
    start = page.text.index(NAME)
    (box,) = page.boxes(start, start + len(NAME))
    assert (page.recognised, page.doubt, page.unread) == (True, None, None)
    assert 98 < box.x0 < 145
    assert 398 < box.top < 410 < box.bottom < 424


def test_a_layer_that_agrees_changes_nothing(tmp_path: Path) -> None:
    page = read(tmp_path, picture, layer(f"Met {NAME}"))
    assert (page.recognised, page.doubt) == (False, None)
    assert page.text.count(NAME) == 1


def test_a_layer_that_says_something_else(tmp_path: Path) -> None:
    page = read(tmp_path, picture, layer("Met afstemmingen"))
    assert page.doubt is Doubt.UNLIKE
    assert NAME in page.text
    assert "afstemmingen" in page.text


def test_a_layer_beside_its_place(tmp_path: Path) -> None:
    assert read(tmp_path, picture, layer(f"Met {NAME}", y=600)).text.count(NAME) == 2


@pytest.mark.parametrize("draw", [under_paint, off_the_page])
def test_a_picture_that_hides_text(draw: Callable[[pymupdf.Page], None], tmp_path: Path) -> None:
    assert read(tmp_path, draw).doubt is Doubt.HIDDEN


def test_ordinary_text_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Counter[str]()
    monkeypatch.setattr("woo_redact.readers.sight.recognise", lambda picture: calls.update(["ocr"]) or ())
    read(tmp_path, lambda page: page.draw_rect((50, 50, 500, 700)), lambda page: page.draw_line((50, 90), (500, 90)))
    assert not calls


def test_glyphs_without_meaning_that_cannot_all_be_read(tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        writer = pymupdf.TextWriter(page.rect)
        writer.append((100, 100), "Zeer klein gedrukt is dit alles", font=pymupdf.Font("helv"), fontsize=2)
        writer.write_text(page)
        page.insert_text((100, 200), "Het gesprek is verzet naar donderdag " * 3, fontsize=6)
        page.insert_text((100, 300), "Het gesprek is verzet naar donderdag " * 3, fontsize=6)
        pdf.save(path)
    with pikepdf.open(path, allow_overwriting_input=True) as changed:
        for item in changed.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        changed.save(path)
    page = next(PyMuPdfReader().pages(path, 0, 1))
    assert page.unread is Unread.GARBAGE


def span(font: str, text: str) -> dict[str, object]:
    return {"font": font, "text": text, "chars": [], "size": 10}


def test_running_text_is_believed_and_a_scrambled_table_is_not() -> None:
    running = "De brief van de minister is op verzoek van het bureau naar u gestuurd en dat is niet meer te doen"
    spans = [span("A", running), span("B", "Datum"), span("C", "eneimeiaig"), span("D", "•")]
    trust = Trust()
    assert trust.doubted(spans, frozenset(), frozenset()).keys() == {"C"}
    assert trust.doubted(spans, frozenset(), frozenset({"C"})) == {}
    assert trust.doubted(spans, frozenset({"A"}), frozenset()).keys() == {"A", "C"}
