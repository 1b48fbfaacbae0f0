"""A withheld text in every place a PDF can hold one: what is published tells nobody, and the rest is still there."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from _pytest.mark import ParameterSet
from leaks import expected, seek
from leaks.making import SECRET, helvetica, line, pdf_of, resource, text
from leaks.outcome import ATTACKS, attacked, redacted

MISSING = seek.missing()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def cases(*, leaking: bool) -> list[ParameterSet]:
    """Return all attacks, with a mark on those that need OCR and, if asked, on those that are known to leak."""
    found = []
    for name, attack in ATTACKS.items():
        marks = []
        if attack.in_pixels:
            marks.append(pytest.mark.skipif(bool(seek.missing(seek.OCR)), reason=f"not installed: {seek.OCR}"))
        if leaking and name in expected.FAILING:
            marks.append(pytest.mark.xfail(strict=True, raises=AssertionError, reason=expected.FAILING[name]))
        found.append(pytest.param(name, id=name, marks=marks))
    return found


@pytest.mark.parametrize("name", cases(leaking=True))
def test_what_is_published_tells_nothing_and_nothing_else_is_lost(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    outcome = attacked(attack, tmp_path)
    assert outcome.leaks == ()
    assert outcome.held_back == (name in expected.HELD_BACK)
    assert outcome.held_back == (outcome.exit_code != 0)
    if not outcome.held_back:
        assert outcome.lost == ()
        assert bool(outcome.uncopiable) == (name in expected.PICTURES)
        assert outcome.pages == attack.pages
        assert outcome.sound


@pytest.mark.parametrize("name", [case for case in cases(leaking=False) if case.id not in expected.CLOSED])
def test_the_text_can_be_had_from_every_source(name: str, tmp_path: Path) -> None:
    """Else the test above would show nothing. It is had from the place itself, not from the line beside it."""
    attack = ATTACKS[name]
    source = tmp_path / "stuk.pdf"
    source.write_bytes(attack.build(attack.terms[0] if name in expected.ON_THE_LINE else "iemand"))
    ways = seek.telling(seek.readings(source), attack.terms) if attack.in_pixels else seek.found(source, attack.terms)
    assert any(ways)


def test_the_lists_name_attacks() -> None:
    listed = {*expected.HELD_BACK, *expected.FAILING, *expected.ON_THE_LINE, *expected.PICTURES}
    assert listed <= ATTACKS.keys()
    assert not expected.HELD_BACK & expected.FAILING.keys()


def in_face(face: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: resource(pdf, "Font", "F2", helvetica(BaseFont=pikepdf.Name(f"/{face}")))


@pytest.mark.parametrize("face", ["Helvetica", "Helvetica-BoldOblique", "Times-Italic"])
def test_nothing_sticks_out_of_a_box(face: str, tmp_path: Path) -> None:
    """What is dark where the word stood is one rectangle, without a tip of a letter."""
    term = f"j{SECRET}f"
    source = tmp_path / "stuk.pdf"
    content = line("iemand") + text(term, size=20).replace("/F1", "/F2")
    source.write_bytes(pdf_of(content, tweak=in_face(face)))
    code, published = redacted(source, (term,))
    assert code == 0
    picture = seek.rendered(published)[0]
    width = int(picture.split(maxsplit=3)[1])
    samples = picture[-width * int(picture.split(maxsplit=3)[2]) :]
    # From 25 points above the baseline to 15 below it, between the labels; the picture has 200 dots to the inch.
    rows = [samples[y * width + 160 : y * width + 780] for y in range(125 * 200 // 72, 165 * 200 // 72)]
    dark = [[x for x, value in enumerate(row) if value < 160] for row in rows]
    edges = [(min(xs), max(xs)) for xs in dark if xs]
    assert len(edges) > 40
    assert all(abs(a - b) <= 1 for edge in edges for a, b in zip(edge, edges[len(edges) // 2], strict=True))
