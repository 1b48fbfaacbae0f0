"""Annotations before they become page content: what no viewer shows goes, what viewers show in a usual way gets it."""

from typing import Any

import pymupdf

# Flags of an annotation that no viewer shows (ISO 32000-1, table 165).
UNSEEN = pymupdf.PDF_ANNOT_IS_HIDDEN | pymupdf.PDF_ANNOT_IS_NO_VIEW
# Where the file names no colour viewers take yellow; the engine takes black, which hides the text.
USUAL = (1, 1, 0)


def settle(page: Any) -> None:
    """Prepare the annotations of a page for becoming content."""
    for note in list(page.annots()):
        bare = page.parent.xref_get_key(note.xref, "AP")[0] == "null"
        if note.flags & UNSEEN or (bare and note.type[0] == pymupdf.PDF_ANNOT_REDACT):
            # A redaction that was never applied is a mark for who would apply it; only some programs draw one.
            page.delete_annot(note)
        elif bare and note.type[0] == pymupdf.PDF_ANNOT_HIGHLIGHT and not note.colors["stroke"]:
            note.set_colors(stroke=USUAL)
            note.update()
