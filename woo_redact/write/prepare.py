"""A look at the content of a page before anything is erased: is its text level, and would it stay in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    """``held``: there are anchors in the page; ``aslant``: some of it may be neither upright nor at right angles."""

    held: bool
    aslant: bool


def prepare(page: Any) -> Prepared:
    """Put anchors in a page and its forms where text goes on in another size; tell how its text may lie."""
    pdf = page.parent
    content = page.read_contents()
    forms = {xref: pdf.xref_stream(xref) or b"" for xref, *_ in page.get_xobjects()}
    aslant = _leans(content) or any(_leans(form) for form in forms.values()) or any(_form_leans(pdf, x) for x in forms)
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
    return Prepared(bool(changed), aslant)


def _anchored(contents: dict[int, bytes]) -> Iterator[tuple[int, bytes]]:
    for xref, content in contents.items():
        if anchors.may_need(content) and not anchors.has_anchors(content):
            new = anchors.anchored(content)
            if new is not None:
                yield xref, new


def _leans(content: bytes) -> bool:
    ends = (found.start() for found in _MATRIX.finditer(content))
    return any(_is_odd(*content[max(0, end - _LONGEST) : end].split()[-6:-2]) for end in ends)


def _form_leans(pdf: Any, xref: int) -> bool:
    kind, value = pdf.xref_get_key(xref, "Matrix")
    numbers = value.strip("[]").split()
    return kind == "array" and len(numbers) == 6 and _is_odd(*numbers[:4])


def _is_odd(*matrix: bytes | str) -> bool:
    """Whether a matrix (a, b, c, d) leans, or turns by no right angle; also when it cannot be read."""
    try:
        a, b, c, d = map(float, matrix)
    except ValueError:
        return True
    upright = max(abs(b), abs(c)) <= _LEVEL * max(abs(a), abs(d))
    return not upright and max(abs(a), abs(d)) > _LEVEL * max(abs(b), abs(c))
