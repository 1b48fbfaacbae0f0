"""Pages that became pictures: nothing is left on them but the picture, with the boxes burnt in, and labels."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from support.verify_pages import LABELS, MEMO, Case, make
from woo_redact.domain.geometry import Box
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.picture import become_picture

NAME = next(piece for piece in MEMO if piece.secret)
KEPT = next(piece for piece in MEMO if not piece.secret and len(piece.text) > 4)
Spoil = Callable[[pymupdf.Page], None]


def pictured(folder: Path, *, covered: bool = True, spoil: Spoil = lambda page: None) -> Case:
    """Return a case whose target is a picture of the source; ``spoil`` changes the page after that."""
    case = make(folder, MEMO)
    with pymupdf.open(case.source) as document:
        for page in document:
            covers = [box for r in case.redactions if r.span.page == page.number for box in r.cover]
            become_picture(page, covers if covered else [])
        spoil(document[0])
        case.target.write_bytes(document.tobytes(garbage=4))
    return case


def kinds(case: Case, count: int = 1) -> set[str]:
    report = TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions, set(range(count)))
    return {finding.kind for finding in report.findings}


def test_an_honest_picture_passes(tmp_path: Path) -> None:
    assert kinds(pictured(tmp_path)) == set()


def test_labels_may_stand_on_it(tmp_path: Path) -> None:
    def label(page: pymupdf.Page) -> None:
        page.insert_text((520, 300), "5.1.2e", fontsize=7)

    assert kinds(pictured(tmp_path, spoil=label)) == set()


def test_without_being_told_the_lost_text_is_a_fault(tmp_path: Path) -> None:
    assert "lost-text" in kinds(pictured(tmp_path), count=0)


def box(page: pymupdf.Page, where: Box, colour: float) -> None:
    rectangle = (where.x0 - 0.5, where.top - 0.5, where.x1 + 0.5, where.bottom + 0.5)
    page.draw_rect(rectangle, color=None, fill=(colour,) * 3)


def uncovered(page: pymupdf.Page) -> None:
    """Draw the boxes on top of a picture that shows the names."""
    for piece in MEMO:
        if piece.secret:
            box(page, piece.cover, 0)


def hidden_text(page: pymupdf.Page) -> None:
    page.insert_text((NAME.x, NAME.y), NAME.text, fontsize=11, render_mode=3)


def white_text(page: pymupdf.Page) -> None:
    page.insert_text((100, 780), NAME.text, fontsize=11, color=(1, 1, 1))


def lost_word(page: pymupdf.Page) -> None:
    box(page, KEPT.cover, 1)


def strange_word(page: pymupdf.Page) -> None:
    box(page, KEPT.cover, 0)


SPOILT: dict[str, tuple[Spoil, bool, str]] = {
    "boxes drawn over the picture": (uncovered, False, "residue"),
    "no boxes at all": (lambda page: None, False, "residue"),
    "text left below": (hidden_text, True, "residue"),
    "text left in white": (white_text, True, "residue"),
    "a word that is gone": (lost_word, True, "changed-page"),
    "something over a word": (strange_word, True, "changed-page"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_picture_does_not_pass(tmp_path: Path, name: str) -> None:
    spoil, covered, kind = SPOILT[name]
    assert kind in kinds(pictured(tmp_path, covered=covered, spoil=spoil))
