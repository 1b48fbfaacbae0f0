"""Passages in front of the content of a page that cannot be taken apart, or in which marks and texts cross.

Nothing that is wrong with the content reaches what stands before it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from woo_redact.write.archive.tag_cuts import Cut, Said, Speak
from woo_redact.write.archive.tag_places import Heard
from woo_redact.write.instructions import instructions_of


def add_in_front(
    pdf: pikepdf.Pdf, page: pikepdf.Page, heard: Sequence[Heard], speak: Speak, highest: int | None
) -> Cut:
    """Put passages in front of the content of a page, which stays as it is.

    ``highest`` is the highest number of marked content on the page; ``None`` leaves passages without a number.
    """
    cut = Cut()
    following = None if highest is None else max([highest, *_numbers(page)]) + 1
    for one in heard:
        cut.instructions += speak(one, following)
        if following is not None:
            cut.loose.append((None, True, Said(following, one.text)))
            following += 1
    front = pdf.make_stream(pikepdf.unparse_content_stream(cut.instructions) + b"\n")
    held = page.obj.get("/Contents")
    page.obj.Contents = Array([front, *(held if isinstance(held, Array) else [held] if held is not None else [])])
    return cut


def _numbers(page: pikepdf.Page) -> Iterator[int]:
    """Return the numbers of marked content that can be read."""
    try:
        instructions = list(instructions_of(page))
    except pikepdf.PdfError:
        return
    for instruction in instructions:
        properties = instruction.operands[-1] if len(instruction.operands) else None
        number: Any = properties.get("/MCID") if isinstance(properties, Dictionary) else None
        if type(number) is int:
            yield number
