"""Pages measured in another unit than the point (/UserUnit, ISO 32000-1, table 30).

Page space counts in the file's own units, as all engines do but MuPDF, which enlarges such a page. So the key is taken
away while MuPDF works on a page, and put back in the end: the page comes out as large as it was.
"""

from collections.abc import Mapping
from typing import Any

KEY = "UserUnit"
LARGEST = 1000.0


def take_units(pdf: Any) -> dict[int, float]:
    """Take the units off the pages of a PyMuPDF document; return them by page (0-based), in points.

    Call it before a page is loaded.
    """
    found = {}
    for index in range(pdf.page_count):
        xref = pdf.page_xref(index)
        kind, value = pdf.xref_get_key(xref, KEY)
        if kind == "null":
            continue
        pdf.xref_set_key(xref, KEY, "null")
        if kind in ("int", "float", "real") and 0 < float(value) <= LARGEST:
            found[index] = float(value)
    return found


def give_units(pdf: Any, units: Mapping[int, float]) -> None:
    """Put back what :func:`take_units` took."""
    for index, unit in units.items():
        pdf.xref_set_key(pdf.page_xref(index), KEY, f"{unit:g}")
