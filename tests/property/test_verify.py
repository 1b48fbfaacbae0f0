"""Whatever is drawn and withheld: an honest output passes, and one that is not honest by one character does not."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.verify_pages import LABELS, Look, Piece, lines, make, spoilt
from woo_redact.domain.report import VerificationReport
from woo_redact.verify.check import TwoEngineVerifier

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHKMRSTW0123456789.,;-'ëéàçÄÖ", min_size=1, max_size=9)
LINES = st.lists(st.lists(st.tuples(LETTERS, st.booleans()), min_size=1, max_size=5), min_size=1, max_size=5)
PAGES = st.tuples(
    LINES,
    st.sampled_from([1.0, 1.15, 1.5]),
    st.sampled_from([6.0, 11.0, 24.0]),
    st.builds(
        Look,
        rotation=st.sampled_from([0, 90, 180, 270]),
        crop=st.sampled_from([None, (20, 30, 590, 800)]),
        embedded=st.booleans(),
    ),
)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Page = tuple[list[list[tuple[str, bool]]], float, float, Look]


def placed(page: Page) -> list[Piece]:
    words, spacing, size, _ = page
    marked = [" ".join(f"[[{w}]]" if secret else w for w, secret in line) for line in words]
    return lines(*marked, spacing=spacing, size=size, y=120)


def check(pieces: list[Piece], look: Look, other: list[Piece] | None = None) -> VerificationReport:
    with tempfile.TemporaryDirectory() as folder:
        case = make(Path(folder), pieces, look)
        if other is not None:
            spoilt(case, other, look)
        return TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions)


@given(PAGES)
@SLOW
def test_an_honest_output_passes_and_nothing_is_counted_twice(page: Page) -> None:
    pieces = placed(page)
    report = check(pieces, page[3])
    assert report.passed, report.findings
    assert report.erased == sum(len(p.text) for p in pieces if p.secret)
    assert report.kept == sum(len(p.text) for p in pieces if not p.secret)


@given(PAGES, st.data())
@SLOW
def test_one_character_less_or_more_does_not_pass(page: Page, data: st.DataObject) -> None:
    pieces = placed(page)
    number = data.draw(st.integers(0, len(pieces) - 1))
    piece = pieces[number]
    if piece.secret:
        # Its first letter is still there, under the box.
        other = [*pieces, Piece(piece.text[0], piece.x, piece.y, piece.size)]
    elif len(piece.text) > 1:
        other = [*pieces[:number], replace(piece, text=piece.text[:-1]), *pieces[number + 1 :]]
    else:
        other = [*pieces[:number], replace(piece, text="Q"), *pieces[number + 1 :]]
    assert not check(pieces, page[3], other).passed
