"""Passages behind the content of a page that cannot be taken apart, or whose marks and texts cross."""

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array

from woo_redact.write.archive.tag_cuts import Cut, Said, Speak
from woo_redact.write.archive.tag_places import Heard
from woo_redact.write.instructions import instructions_of


def add_behind(pdf: pikepdf.Pdf, page: pikepdf.Page, heard: Sequence[Heard], speak: Speak, highest: int | None) -> Cut:
    """Put passages behind the content of a page, which stays as it is.

    ``highest`` is the highest number of marked content on the page; ``None`` leaves passages without a number.
    """
    cut = Cut()
    open_ones, numbers = _left_open(page)
    following = None if highest is None else max([highest, *numbers]) + 1
    for one in heard:
        cut.instructions += speak(one, following)
        if following is not None:
            cut.loose.append((None, True, Said(following, one.text)))
            following += 1
    page.contents_coalesce()
    before = pdf.make_stream(b"q\n")
    closed = " ".join((*open_ones, "Q")).encode()
    after = pdf.make_stream(b"\n" + closed + b"\n" + pikepdf.unparse_content_stream(cut.instructions))
    page.obj.Contents = Array([before, *([page.obj.Contents] if "/Contents" in page.obj else []), after])
    return cut


def _left_open(page: pikepdf.Page) -> tuple[list[str], list[int]]:
    """Return what ends all that the content of a page begins and does not end, and the numbers of its marks."""
    try:
        instructions = list(instructions_of(page))
    except pikepdf.PdfError:
        return [], []
    marks, states, text = 0, 0, False
    numbers: list[int] = []
    for instruction in instructions:
        operator = bytes(instruction.operator).decode("latin-1")
        if operator in ("BMC", "BDC"):
            marks += 1
            numbers += _numbers(instruction)
        elif operator == "EMC":
            marks = max(marks - 1, 0)
        elif operator in ("q", "Q"):
            states = max(states + (1 if operator == "q" else -1), 0)
        elif operator in ("BT", "ET"):
            text = operator == "BT"
    return [*["EMC"] * marks, *(["ET"] if text else []), *["Q"] * states], numbers


def _numbers(instruction: Any) -> list[int]:
    properties = instruction.operands[1] if len(instruction.operands) > 1 else None
    number: Any = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return [number] if type(number) is int else []
