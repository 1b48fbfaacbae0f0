"""What a writer tells of widened boxes, text taken along and text moved is checked like everything else."""

from pathlib import Path

import pytest

from support.verify_pages import LABELS, MEMO, Case, make
from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Covering, Shift
from woo_redact.verify.check import TwoEngineVerifier

NAME = next(piece for piece in MEMO if piece.secret)
KEPT = next(piece for piece in MEMO if not piece.secret and len(piece.text) > 4)


def covers(case: Case) -> tuple[Box, ...]:
    return tuple(box for r in case.redactions if r.span.page == 0 for box in r.cover)


def kinds(case: Case, told: Covering) -> set[str]:
    report = TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions, frozenset(), {0: told})
    return {finding.kind for finding in report.findings}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make(tmp_path, MEMO)


def test_what_is_true_passes(case: Case) -> None:
    assert kinds(case, Covering(boxes=covers(case))) == set()
    assert kinds(case, Covering()) == set()


def test_a_box_over_readable_text_is_a_fault(case: Case) -> None:
    assert "covering" in kinds(case, Covering(boxes=(*covers(case), KEPT.cover)))


def test_a_box_that_is_smaller_than_its_cover_is_a_fault(case: Case) -> None:
    first, *others = covers(case)
    smaller = Box(first.x0, first.top, first.x1 - 6, first.bottom)
    assert "covering" in kinds(case, Covering(boxes=(smaller, *others)))


def test_a_box_that_is_told_but_not_drawn_is_a_fault(case: Case) -> None:
    assert kinds(case, Covering(boxes=(*covers(case), Box(100, 400, 200, 411)))) == {"box-missing"}


def test_text_that_is_told_to_be_taken_along_but_is_still_there_is_a_fault(case: Case) -> None:
    assert "residue" in kinds(case, Covering(taken=(KEPT.cover,), boxes=covers(case)))


def test_text_taken_that_stands_behind_no_box_is_a_fault(case: Case) -> None:
    assert "covering" in kinds(case, Covering(taken=(Box(5, 5, 30, 12),), boxes=covers(case)))


def test_text_that_is_told_to_have_moved_but_has_not_is_a_fault(case: Case) -> None:
    whole = Box(0, KEPT.cover.top, 600, KEPT.cover.bottom)
    assert "lost-text" in kinds(case, Covering(shifts=(Shift(whole, 7.5),), boxes=covers(case)))


def test_text_moved_far_away_is_a_fault(case: Case) -> None:
    behind = Box(NAME.cover.x1, NAME.cover.top, NAME.cover.x1 + 80, NAME.cover.bottom)
    assert "covering" in kinds(case, Covering(shifts=(Shift(behind, 75.0),), boxes=covers(case)))


def test_gaps_with_text_behind_them_are_counted(case: Case) -> None:
    report = TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions)
    assert 0 < report.telling == report.gaps <= len(covers(case))
