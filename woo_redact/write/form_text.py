"""Where a form stands on a page, and whether it shows text (ISO 32000-1, 8.10)."""

from typing import Any

import pikepdf
from pikepdf import Dictionary, Matrix

from woo_redact.domain.geometry import Box
from woo_redact.write.instructions import DEEPEST, instructions_of
from woo_redact.write.text_objects import SHOWING


def form_box(form: Any, matrix: Matrix) -> Box | None:
    """Return the place of a form on the page; ``None`` when it does not tell."""
    numbers = [float(value) for value in form.get("/BBox", ())]
    if len(numbers) != 4:
        return None
    inner = Matrix(*map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0)))) @ matrix
    corners = [inner.transform((x, y)) for x in numbers[::2] for y in numbers[1::2]]
    across, up = zip(*corners, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def shows_text(form: Any, inherited: Any, depth: int = 0) -> bool:
    """Whether a form shows text, or a form in it; without resources of its own it has the inherited ones.

    Raises:
        pikepdf.PdfError: its content can not be parsed.
    """
    resources = form.get("/Resources", inherited)
    held = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for instruction in instructions_of(form):
        operator = str(instruction.operator)
        if operator in SHOWING:
            return True
        inner = held.get(str(instruction.operands[0])) if operator == "Do" and isinstance(held, Dictionary) else None
        is_form = isinstance(inner, pikepdf.Stream) and inner.get("/Subtype") == "/Form"
        if is_form and (depth >= DEEPEST or shows_text(inner, resources, depth + 1)):
            return True
    return False
