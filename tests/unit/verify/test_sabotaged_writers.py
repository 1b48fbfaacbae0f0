"""Writers that do half the work, run through the real check: each is caught, by the finding that says why.

Each row has a source with the withheld name in one place more. On the same source the real writer passes, so that a row
can fail in both ways.
"""

import io
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from leaks.making import unicode_map
from pikepdf import Array, Dictionary, Name, String

from support.verify_attacks import SECRET, TEXT, Tweak, form, pdf_of
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, pages, redaction
from woo_redact.domain.decision import Redaction
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import Severity
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
Sabotage = Callable[[bytes, bytes, Sequence[Redaction]], bytes]
Step = Callable[[pikepdf.Pdf, pikepdf.Pdf], None]
OUTSIDE = "buiten de pagina's in het bestand"


@dataclass(frozen=True)
class Row:
    """``content`` and ``tweak``, or ``build``, make the source; ``sabotage`` makes the output of it and the honest one.

    ``findings`` are all that have to be found: kind, page and words of the message.
    """

    sabotage: Sabotage
    findings: frozenset[tuple[str, int | None, str]]
    tweak: Tweak | None = None
    content: str = TEXT
    build: Callable[[], bytes] | None = None

    def source(self) -> bytes:
        return self.build() if self.build else pdf_of(self.content, tweak=self.tweak)


def found(kind: str, words: str, page: int | None = None) -> frozenset[tuple[str, int | None, str]]:
    return frozenset({(kind, page, words)})


def also(step: Step) -> Sabotage:
    """Return a writer that does everything, and then carries one thing over from the source."""

    def sabotage(source: bytes, honest: bytes, _: Sequence[Redaction]) -> bytes:
        with pikepdf.open(io.BytesIO(source)) as old, pikepdf.open(io.BytesIO(honest)) as new:
            step(old, new)
            saved = io.BytesIO()
            new.save(saved)
            return saved.getvalue()

    return sabotage


# --- Writers.


def only_boxes(source: bytes, honest: bytes, redactions: Sequence[Redaction]) -> bytes:
    """Black rectangles over everything that has to go."""
    with pymupdf.open("pdf", source) as pdf:
        for redaction in redactions:
            for c in redaction.cover:
                pdf[0].draw_rect((c.x0, c.top, c.x1, c.bottom), color=None, fill=(0, 0, 0))
        return bytes(pdf.tobytes(garbage=4))


def boxes_as_pictures(source: bytes, honest: bytes, redactions: Sequence[Redaction]) -> bytes:
    """A black picture over everything that has to go."""
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 4, 4))
    pixels.clear_with(0)
    with pymupdf.open("pdf", source) as pdf:
        for redaction in redactions:
            for c in redaction.cover:
                pdf[0].insert_image((c.x0, c.top, c.x1, c.bottom), pixmap=pixels, keep_proportion=False)
        return bytes(pdf.tobytes(garbage=4))


def on_top_of_the_source(source: bytes, honest: bytes, redactions: Sequence[Redaction]) -> bytes:
    """Everything is erased, in a new version behind the old one: that can be had by cutting the file off."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stuk.pdf"
        path.write_bytes(source)
        with pymupdf.open(path) as pdf:
            covers = [c for redaction in redactions for c in redaction.cover]
            for c in covers:
                pdf[0].add_redact_annot((c.x0, c.top + 3, c.x1, c.bottom - 3))
            pdf[0].apply_redactions()
            for c in covers:
                pdf[0].draw_rect((c.x0, c.top, c.x1, c.bottom), color=None, fill=(0, 0, 0))
            pdf.saveIncr()
        return path.read_bytes()


def leave_form(source: bytes, honest: bytes, redactions: Sequence[Redaction]) -> bytes:
    """Redact what the page itself says, and put boxes over what its form says."""
    return only_boxes(source, honest, redactions)


# --- Steps of the source, and what a forgetful writer carries over.


def with_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = f"Gesprek met {SECRET}"


def keep_info(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    new.docinfo["/Subject"] = str(old.docinfo["/Subject"])


def with_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = f"Gesprek met {SECRET}"


def keep_xmp(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    new.Root.Metadata = new.copy_foreign(old.Root.Metadata)


def with_field(pdf: pikepdf.Pdf) -> None:
    shown = form(pdf, f"BT /F1 11 Tf 2 5 Td ({SECRET}) Tj ET", BBox=[0, 0, 200, 20])
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=[70, 500, 270, 520], F=4)
    )
    field.T, field.V, field.AP = String("naam"), String(SECRET), Dictionary(N=shown)
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def keep_field(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    """Without its place on the page: the value alone."""
    new.Root.AcroForm = Dictionary(
        Fields=Array([Dictionary(FT=Name.Tx, T=String("naam"), V=old.pages[0].obj.Annots[0].V)])
    )


def keep_widget(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    """The whole field, over the boxes."""
    field = new.copy_foreign(old.pages[0].obj.Annots[0])
    new.pages[0].obj.Annots = Array([field])
    new.Root.AcroForm = Dictionary(Fields=Array([field]))


def with_form(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=pdf.make_indirect(form(pdf)))


def keep_form(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    """The form as it was, among the resources; the page does not draw it."""
    new.pages[0].obj.Resources.XObject["/Fm9"] = new.copy_foreign(old.pages[0].obj.Resources.XObject.Fm)


def with_note(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[400, 300, 420, 320], Contents=String(f"Bel {SECRET}"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def keep_note(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    new.pages[0].obj.Annots = Array([new.copy_foreign(old.pages[0].obj.Annots[0])])


def with_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Gesprek met {SECRET}", 0))


def keep_bookmark(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    with old.open_outline() as before, new.open_outline() as after:
        after.root.append(pikepdf.OutlineItem(str(before.root[0].title), 0))


def with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bijlage.txt"] = f"Aan {SECRET}".encode()


def keep_attachment(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    new.attachments["bijlage.txt"] = old.attachments["bijlage.txt"].get_file().read_bytes()


def in_own_font() -> bytes:
    """A line in a font that was cut down to it: most letters of the name stand nowhere else."""
    text, font = f"Hoe {SECRET} eoH", pymupdf.Font("tiro")
    with pymupdf.open() as pdf:
        writer = pymupdf.TextWriter(pdf.new_page().rect)
        writer.append((70, 142), text, font=font, fontsize=11)
        writer.write_text(pdf[0])
        pdf.subset_fonts()
        made = pdf.tobytes()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (held,) = pdf.pages[0].obj.Resources.Font.values()
        held.ToUnicode = unicode_map(pdf, {font.has_glyph(ord(c)): c for c in text}, width=2)
        saved = io.BytesIO()
        pdf.save(saved)
        return saved.getvalue()


def keep_letters(old: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    """What the font says of every letter that it had."""
    (before,) = old.pages[0].obj.Resources.Font.values()
    (after,) = (font for font in new.pages[0].obj.Resources.Font.values() if "Times" in str(font.BaseFont))
    after.ToUnicode = new.copy_foreign(before.ToUnicode)


ROWS: dict[str, Row] = {
    "only draws boxes": Row(
        only_boxes,
        found("residue", "Onder een lak staat nog beeld", 0) | found("residue", "14 tekens die weg moesten", 0),
    ),
    "covers the text by a picture": Row(
        boxes_as_pictures,
        found("residue", "Onder een lak staat nog beeld", 0) | found("residue", "14 tekens die weg moesten", 0),
    ),
    "forgets the document information": Row(
        also(keep_info), found("residue", f"{OUTSIDE} (documenteigenschappen)"), with_info
    ),
    "forgets the metadata": Row(also(keep_xmp), found("residue", f"{OUTSIDE} (metagegevens)"), with_xmp),
    "keeps the old version": Row(on_top_of_the_source, found("residue", "een eerdere versie")),
    "leaves the value of a field": Row(
        also(keep_field), found("residue", f"{OUTSIDE} (waarde van een veld)"), with_field
    ),
    "leaves a field": Row(
        also(keep_widget),
        found("residue", f"{OUTSIDE} (waarde van een veld)") | found("residue", "Onder een lak staat nog beeld", 0),
        with_field,
    ),
    "leaves a form that a page draws": Row(
        leave_form,
        found("residue", "Onder een lak staat nog beeld", 0) | found("residue", "14 tekens die weg moesten", 0),
        with_form,
        "q /Fm Do Q",
    ),
    "leaves a form that no page draws": Row(
        also(keep_form), found("residue", "in een onderdeel dat op geen pagina is te zien"), with_form, "q /Fm Do Q"
    ),
    "leaves a note": Row(also(keep_note), found("residue", f"{OUTSIDE} (aantekening)"), with_note),
    "leaves a bookmark": Row(also(keep_bookmark), found("residue", f"{OUTSIDE} (titel of bladwijzer)"), with_bookmark),
    "leaves letters in a font": Row(
        also(keep_letters),
        found("residue", "Een lettertype kent nog letters"),
        build=in_own_font,
    ),
    "leaves an attachment": Row(also(keep_attachment), found("residue", f"{OUTSIDE} (bijlage)"), with_attachment),
}


def redactions_of(path: Path) -> tuple[Redaction, ...]:
    """Return a redaction for every place where the page shows the name."""
    page = pages(path)[0]
    starts = [match.start() for match in re.finditer(SECRET, page.text)]
    return tuple(redaction(page, start, start + len(SECRET)) for start in starts)


@pytest.mark.parametrize("name", ROWS)
def test_a_writer_that(tmp_path: Path, name: str) -> None:
    row = ROWS[name]
    source, target = tmp_path / "stuk.pdf", tmp_path / "uit.pdf"
    source.write_bytes(row.source())
    redactions = redactions_of(source)
    verifier = TwoEngineVerifier(LABELS)

    told = PyMuPdfWriter().write(source, target, redactions, STYLE).coverings
    honest = verifier.verify(source, target, redactions, frozenset(), told)
    assert honest.findings == ()

    target.write_bytes(row.sabotage(source.read_bytes(), target.read_bytes(), redactions))
    report = verifier.verify(source, target, redactions, frozenset(), told)
    assert not report.passed
    blocking = [f for f in report.findings if f.severity is Severity.BLOCKING]
    assert SECRET not in repr(report)
    assert {(f.kind, f.page) for f in blocking} == {(kind, page) for kind, page, _ in row.findings}
    for kind, page, words in row.findings:
        assert any((f.kind, f.page) == (kind, page) and words in f.message for f in blocking), words
