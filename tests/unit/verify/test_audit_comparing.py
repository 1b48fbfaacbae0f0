"""A file next to its original: what was blacked out, what was lost, what is new."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.audit.audit import audited
from woo_redact.verify.audit.comparing import compared

TEXTS = (("Het gesprek met", 72), ("Wieringerwaard", 162), ("is verzet naar", 250), ("met", 340), ("iemand", 372))


def page_with(pdf: pymupdf.Document, texts: Sequence[tuple[str, float]], height: float = 400) -> pymupdf.Page:
    page = pdf.new_page(width=500, height=height)
    for text, x in texts:
        page.insert_text((x, 100), text, fontsize=11)
    return page


def box(page: pymupdf.Page, colour: float = 0.0) -> None:
    page.draw_rect((160, 90, 245, 104), color=None, fill=(colour,) * 3)


def saved(path: Path, *pages: Sequence[tuple[str, float]], boxed: float | None = None, height: float = 400) -> Path:
    with pymupdf.open() as pdf:
        for texts in pages:
            page = page_with(pdf, texts, height)
            if boxed is not None:
                box(page, boxed)
        pdf.save(path)
    return path


def without(*gone: str) -> list[tuple[str, float]]:
    return [(text, x) for text, x in TEXTS if text not in gone]


def differences(path: Path, original: Path) -> dict[str, Finding]:
    findings = compared(path, original, audited(path).visible)
    assert "Wieringerwaard" not in repr(findings)
    return {f.kind: f for f in findings}


@pytest.fixture
def original(tmp_path: Path) -> Path:
    return saved(tmp_path / "origineel.pdf", TEXTS)


def test_a_copy_does_not_differ(tmp_path: Path, original: Path) -> None:
    assert not differences(saved(tmp_path / "a.pdf", TEXTS), original)


@pytest.mark.parametrize("colour", [0.0, 0.4, 0.85])
def test_a_word_under_a_box_was_blacked_out(tmp_path: Path, original: Path, colour: float) -> None:
    found = differences(saved(tmp_path / "a.pdf", without("Wieringerwaard"), boxed=colour), original)
    assert found["words-gone"].message == "1 woord weggelakt"
    assert found["words-gone"].page == 0
    assert "words-lost" not in found


def test_text_that_is_still_below_the_box_is_blacked_out_to_the_eye(tmp_path: Path, original: Path) -> None:
    found = differences(saved(tmp_path / "a.pdf", TEXTS, boxed=0.0), original)
    assert found.keys() == {"words-gone"}


def test_a_word_gone_without_a_box_is_lost(tmp_path: Path, original: Path) -> None:
    found = differences(saved(tmp_path / "a.pdf", without("iemand")), original)
    assert found["words-lost"].severity is Severity.WARNING
    assert found["words-lost"].message.startswith("1 woord is verloren")
    assert "picture-changed" in found


def test_of_a_word_that_stands_twice_the_one_under_the_box_is_gone(tmp_path: Path) -> None:
    texts = [("met", 72), ("met", 162), ("iemand", 372)]
    original = saved(tmp_path / "origineel.pdf", texts)
    found = differences(saved(tmp_path / "a.pdf", [texts[0], texts[2]], boxed=0.0), original)
    assert found.keys() == {"words-gone"}


def test_an_address_of_which_the_name_is_blacked_out(tmp_path: Path) -> None:
    original = saved(tmp_path / "origineel.pdf", [("wieringerwaard@voorbeeld.example", 162)])
    found = differences(saved(tmp_path / "a.pdf", [("@voorbeeld.example", 246)], boxed=0.0), original)
    assert "words-gone" in found
    assert "words-lost" not in found


def test_new_words(tmp_path: Path, original: Path) -> None:
    found = differences(saved(tmp_path / "a.pdf", [*TEXTS, ("5.1.2.e", 430)]), original)
    assert found.keys() == {"words-new"}
    assert found["words-new"].message == "1 woord staat niet in het origineel"


def test_pages_missing_and_added(tmp_path: Path) -> None:
    one, two = saved(tmp_path / "a.pdf", TEXTS), saved(tmp_path / "b.pdf", TEXTS, TEXTS)
    assert differences(one, two).keys() == {"pages-missing"}
    assert differences(two, one).keys() == {"pages-added"}


def test_a_line_that_is_gone_shows_in_the_picture(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        page_with(pdf, TEXTS).draw_line((72, 200), (300, 200), width=2)
        pdf.save(tmp_path / "origineel.pdf")
    found = differences(saved(tmp_path / "a.pdf", TEXTS), tmp_path / "origineel.pdf")
    assert found.keys() == {"picture-changed"}


def test_a_page_that_grew_for_labels_is_compared_all_the_same(tmp_path: Path, original: Path) -> None:
    path = saved(tmp_path / "a.pdf", TEXTS)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].MediaBox = [0, 0, 600, 400]
        pdf.save(path)
    assert not differences(path, original)


def test_a_page_of_another_size_is_compared_by_its_words(tmp_path: Path, original: Path) -> None:
    found = differences(saved(tmp_path / "a.pdf", TEXTS, height=300), original)
    assert found.keys() == {"picture-not-compared"}
