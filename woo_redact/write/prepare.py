"""A look at the content of a page before anything is erased: is its text level, and would it stay in its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from woo_redact.write import anchors
from woo_redact.write.engine import new_object, set_content, use_font, use_font_in_form

# An instruction with a matrix, and how many bytes before it its six numbers may take.
_MATRIX = re.compile(rb"\s(?:Tm|cm)\b")
_LONGEST = 160
# Part of the larger numbers of a matrix that is no turn yet.
_LEVEL = 1e-3


@dataclass(frozen=True, slots=True)
class Prepared:
    """``held``: there are anchors in the page; ``aslant``: some of it may be neither upright nor at right angles.

    ``turned``: some of it may not run level.
    """

    held: bool
    aslant: bool
    turned: bool


def prepare(page: Any) -> Prepared:
    """Put anchors in a page and its forms where text goes on in another size; tell how its text may lie."""
    pdf = page.parent
    content = page.read_contents()
    forms = {xref: pdf.xref_stream(xref) or b"" for xref, *_ in page.get_xobjects()}
    lies = {_lie(*matrix) for part in (content, *forms.values()) for matrix in _matrices(part)}
    lies |= {_lie(*matrix) for xref in forms for matrix in _form_matrix(pdf, xref)}
    changed = dict(_anchored({0: content, **forms}))
    if changed:
        font = new_object(pdf, anchors.FONT)
        use_font(page, anchors.NAME, font)
        for xref, new in changed.items():
            if xref:
                pdf.update_stream(xref, new)
                use_font_in_form(pdf, xref, anchors.NAME, font)
            else:
                set_content(page, new)
    return Prepared(bool(changed), _Lie.ASLANT in lies, bool(lies - {_Lie.LEVEL}))


def _anchored(contents: dict[int, bytes]) -> Iterator[tuple[int, bytes]]:
    for xref, content in contents.items():
        if anchors.may_need(content) and not anchors.has_anchors(content):
            new = anchors.anchored(content)
            if new is not None:
                yield xref, new


class _Lie(Enum):
    """How text lies by a matrix."""

    LEVEL = auto()
    TURNED = auto()
    ASLANT = auto()


def _matrices(content: bytes) -> Iterator[Sequence[bytes]]:
    """Yield the first four numbers of each matrix, as they are written."""
    for end in (found.start() for found in _MATRIX.finditer(content)):
        yield content[max(0, end - _LONGEST) : end].split()[-6:-2]


def _form_matrix(pdf: Any, xref: int) -> Iterator[Sequence[str]]:
    kind, value = pdf.xref_get_key(xref, "Matrix")
    numbers = value.strip("[]").split()
    if kind == "array" and len(numbers) == 6:
        yield numbers[:4]


def _lie(*matrix: bytes | str) -> _Lie:
    """Return whether a matrix (a, b, c, d) turns by a right angle, or leans, as it may when it cannot be read."""
    try:
        a, b, c, d = map(float, matrix)
    except ValueError:
        return _Lie.ASLANT
    if max(abs(b), abs(c)) <= _LEVEL * max(abs(a), abs(d)):
        # Turned by half a circle it runs level.
        return _Lie.LEVEL
    return _Lie.ASLANT if max(abs(a), abs(d)) > _LEVEL * max(abs(b), abs(c)) else _Lie.TURNED
