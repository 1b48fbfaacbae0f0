"""Withheld text that can still be seen in an output is found, wherever it is drawn; what was only drawn is no fault."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from support.drawn_words import draw_outlines, letters
from support.verify_pages import LABELS, MEMO, Case, Look, Piece, drawn, make, redactions
from woo_redact.domain.report import Severity
from woo_redact.ocr import Recognised
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.verify.seen import tells

NAME = "Wieringerwaard"
Drawing = Callable[[pymupdf.Page, str], None]


def kinds(case: Case) -> set[str]:
    report = TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions)
    return {f.kind for f in report.findings if f.severity is Severity.BLOCKING}


def picture(page: pymupdf.Page, text: str) -> None:
    page.insert_image((100, 400, 300, 424), pixmap=letters(text), keep_proportion=False)


def beneath(page: pymupdf.Page, text: str) -> None:
    picture(page, text)
    page.draw_rect((95, 395, 305, 430), color=None, fill=(1, 1, 1))


def off_the_page(page: pymupdf.Page, text: str) -> None:
    page.insert_image((700, 400, 900, 424), pixmap=letters(text), keep_proportion=False)


def outlines(page: pymupdf.Page, text: str) -> None:
    draw_outlines(page, text, 0.5)


@pytest.mark.parametrize("draw", [picture, beneath, off_the_page, outlines])
def test_the_name_is_drawn_elsewhere(draw: Drawing, tmp_path: Path) -> None:
    assert "residue" in kinds(make(tmp_path, look=Look(behind=lambda page: draw(page, NAME))))


@pytest.mark.parametrize("draw", [picture, beneath, off_the_page, outlines])
def test_something_else_is_drawn(draw: Drawing, tmp_path: Path) -> None:
    assert kinds(make(tmp_path, look=Look(behind=lambda page: draw(page, "Bijlage drie")))) == set()


def covered(folder: Path, at: float) -> Case:
    """A picture of a name in the source; the output has a box at a height, and nothing of the picture."""
    source, target = folder / "source.pdf", folder / "target.pdf"
    box = Piece("", 100, at, 24, secret=True)
    open_ = [p for p in MEMO if not p.secret]
    with drawn(open_, Look(behind=lambda page: picture(page, NAME))) as pdf:
        pdf.save(source)
    found = redactions([box])
    cover = replace(found[0].cover[0], x1=300.0)
    with drawn(open_, Look()) as pdf:
        pdf[0].draw_rect((cover.x0, cover.top, cover.x1, cover.bottom), color=None, fill=(0, 0, 0))
        pdf.save(target)
    return Case(source, target, (replace(found[0], cover=(cover,)),))


def test_a_box_over_what_is_only_drawn_is_in_its_place(tmp_path: Path) -> None:
    assert kinds(covered(tmp_path, 400 + 0.78 * 24)) == set()


def test_a_box_over_nothing_is_out_of_place(tmp_path: Path) -> None:
    assert "misplaced" in kinds(covered(tmp_path, 600))


def read(*words: str) -> list[Recognised]:
    return [Recognised(word, 0, 0, 0, 1, 1) for word in words]


def test_short_passages_count_as_whole_words_only() -> None:
    assert tells(read("Van", "den", "Berg,"), frozenset({"vandenberg"}))
    assert tells(read("Mark"), frozenset({"mark"}))
    assert not tells(read("markt"), frozenset({"mark"}))
    assert tells(read("a.wieringerwaard@x.nl"), frozenset({"wieringerwaard"}))
