"""The copy of a blacked-out PDF that is published and kept."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf

from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish
from woo_redact.domain.geometry import Box
from woo_redact.errors import EraseError
from woo_redact.write.archive.claims import claim_of
from woo_redact.write.archive.ghostscript import Ghostscript, GhostscriptError
from woo_redact.write.archive.intent import add_intent
from woo_redact.write.archive.mend import mend
from woo_redact.write.archive.metadata import describe
from woo_redact.write.archive.printed import Printed, printed_on
from woo_redact.write.archive.sheet import put_in_front
from woo_redact.write.archive.shown import shown_in
from woo_redact.write.archive.tagging import drop_tags, tag
from woo_redact.write.engine import ENGINE_ERRORS, opened
from woo_redact.write.picture import PageFaults
from woo_redact.write.rebuild.document import rebuilt

ERRORS: tuple[type[Exception], ...] = (*ENGINE_ERRORS, pikepdf.PdfError)
TAGS_LOST = "de eigen tags van het document gingen verloren bij het omzetten door Ghostscript"
NO_BETTER = "ook wat Ghostscript ervan maakt is geen PDF/A"
REMEDY = "Maak de gelakte PDF opnieuw."


def archive_copy(source: Path, wish: CopyWish, ghostscript: Ghostscript | None = None) -> ArchiveCopy:
    """Return the copy of ``source``, a blacked-out PDF: PDF/A as far as the file itself shows that it is.

    The same source and wish give the same bytes.

    Raises:
        EraseError: the source cannot be read.
    """
    with _damage_told(source):
        printed, sheet = _printed(source, wish)
        made = _made(printed, sheet, wish)
        return made if made.level or ghostscript is None else _converted(ghostscript, made, printed, sheet, wish)


def plain_copy(source: Path, wish: CopyWish, *, tags: bool) -> ArchiveCopy:
    """Return a copy in which as little as possible is changed, for where more goes wrong: it is no PDF/A.

    Without ``tags`` it loses those that the document had as well, its passages are told of in the metadata alone, and
    its pages grow by a strip in which the id stands, whatever is on them.

    Raises:
        EraseError: the source cannot be read.
    """
    with _damage_told(source):
        printed, sheet = _printed(source, wish, apart=not tags)
        with pikepdf.open(io.BytesIO(printed.content)) as pdf:
            if not tags:
                drop_tags(pdf)
            tagged = tags and tag(pdf, wish.passages, wish.language)
            front = put_in_front(pdf, sheet.content) if sheet else 0
            describe(pdf, wish, "", front)
            return ArchiveCopy(_saved(pdf), front=front, printed=_places(printed, sheet, front), tagged=tagged)


@contextmanager
def _damage_told(source: Path) -> Iterator[None]:
    try:
        yield
    except ERRORS as error:
        raise EraseError(f"{source.name} is beschadigd; er is geen kopie van te maken.", REMEDY) from error


def _printed(source: Path, wish: CopyWish, *, apart: bool = False) -> tuple[Printed, Printed | None]:
    """Print the id on the pages of ``source``, ``apart`` from what stands on them, and of the sheet asked for."""
    text = " ".join(filter(None, (wish.mark, wish.id)))
    with opened(source) as pdf:
        printed = printed_on(pdf, text, apart=apart)
    return printed, _sheet(wish.sheet, text) if wish.sheet else None


def _sheet(content: bytes, text: str) -> Printed:
    with closing(pymupdf.open(stream=content, filetype="pdf")) as pdf:
        return printed_on(pdf, text)


def _converted(
    ghostscript: Ghostscript, made: ArchiveCopy, printed: Printed, sheet: Printed | None, wish: CopyWish
) -> ArchiveCopy:
    """Return the copy by way of Ghostscript when that brings it to a level; else ``made``, and why not."""
    try:
        content = ghostscript.converted(printed.content)
    except GhostscriptError as error:
        return replace(made, problems=(*made.problems, str(error)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        try:
            clean = rebuilt(pdf, lambda _: True)
        except PageFaults:
            return replace(made, problems=(*made.problems, NO_BETTER))
        other = _made(replace(printed, content=_saved(clean.pdf)), sheet, wish)
    if not other.level:
        return replace(made, problems=(*made.problems, NO_BETTER))
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        return replace(other, problems=(*other.problems, TAGS_LOST)) if _has_tags(pdf) else other


def _has_tags(pdf: pikepdf.Pdf) -> bool:
    return "/StructTreeRoot" in pdf.Root


def _made(printed: Printed, sheet: Printed | None, wish: CopyWish) -> ArchiveCopy:
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        own_tags = _has_tags(pdf)
        tagged = tag(pdf, wish.passages, wish.language)
        front = put_in_front(pdf, sheet.content) if sheet else 0
        shown = shown_in(pdf)
        mend(pdf, shown)
        claim = claim_of(pdf, shown, tagged, own_tags=own_tags)
        add_intent(pdf)
        describe(pdf, wish, claim.level, front)
        content = _saved(pdf)
    return ArchiveCopy(content, claim.level, claim.problems, front, _places(printed, sheet, front), tagged)


def _places(printed: Printed, sheet: Printed | None, front: int) -> dict[int, Box]:
    return {**(sheet.places if sheet else {}), **{page + front: box for page, box in printed.places.items()}}


def _saved(pdf: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    pdf.save(
        result,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
        force_version="1.7",
    )
    return result.getvalue()
