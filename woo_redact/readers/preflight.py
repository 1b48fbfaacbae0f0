"""Whether a file can be used at all, and what it holds besides its pages. Messages in Dutch, for the officer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

from woo_redact.domain.document import Document
from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import (
    DamagedPdfError,
    EmptyFileError,
    EncryptedPdfError,
    MissingInputError,
    NotAPdfError,
    SignedPdfError,
    XfaPdfError,
)
from woo_redact.files import sha256_of

PDF_MAGIC = b"%PDF-"
# The header may be preceded by junk (ISO 32000-1, annex H.3.4.1).
MAGIC_WITHIN = 1024
# Fewer characters on all pages together: nothing but the notice that a viewer cannot show the form.
XFA_NOTICE = 600
# Signature fields carry this flag in AcroForm/SigFlags (ISO 32000-1, table 219).
SIGNATURES_EXIST = 1

# What PyMuPDF raises on damaged content; the last is what comes straight from MuPDF.
ENGINE_ERRORS: tuple[type[Exception], ...] = (
    RuntimeError,
    ValueError,
    TypeError,
    IndexError,
    pymupdf.mupdf.FzErrorBase,
)

# MuPDF reports what it repairs on standard error; findings tell it in Dutch instead.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def damaged(name: str, cause: str = "") -> DamagedPdfError:
    """Return the error for a PDF that cannot be read."""
    detail = f": {cause}" if cause else ""
    return DamagedPdfError(f"{name} is beschadigd{detail}.", "Vraag een nieuw exemplaar of sla de PDF opnieuw op.")


def check_content(path: Path, name: str) -> None:
    """Look at the first bytes.

    Raises:
        MissingInputError, EmptyFileError, NotAPdfError: what the names say.
    """
    try:
        with path.open("rb") as file:
            head = file.read(MAGIC_WITHIN)
    except OSError as error:
        raise _unreadable(name) from error
    if not head:
        raise EmptyFileError(f"{name} is leeg (0 bytes).", "Vraag een nieuw exemplaar van het bestand.")
    if PDF_MAGIC not in head:
        raise NotAPdfError(f"{name} is geen PDF, ook al heet het zo.", "Sla het document eerst op als PDF.")


def _digest(path: Path, name: str) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> MissingInputError:
    return MissingInputError(f"{name} bestaat niet of kan niet worden gelezen.", "Controleer naam en toegangsrechten.")


@contextmanager
def opened(path: Path, name: str) -> Iterator[Any]:
    """Open a PDF with PyMuPDF, with the empty password if it asks for one.

    Raises:
        DamagedPdfError: it cannot be opened.
    """
    try:
        pdf = pymupdf.open(path, filetype="pdf")
    except ENGINE_ERRORS as error:
        raise damaged(name) from error
    try:
        if pdf.needs_pass:
            pdf.authenticate("")
        yield pdf
    finally:
        pdf.close()


def examined(path: Path, name: str) -> tuple[Document, tuple[Finding, ...]]:
    """Check a file and describe it; the findings tell what will not be in the output.

    Raises:
        InputError: the file cannot be used; a subclass tells why.
    """
    check_content(path, name)
    with opened(path, name) as pdf:
        try:
            findings, pages = hidden_content(pdf, name), pdf.page_count
        except ENGINE_ERRORS as error:
            raise damaged(name) from error
    return Document(_digest(path, name), name, pages), findings


def hidden_content(pdf: Any, name: str) -> tuple[Finding, ...]:
    """Refuse what cannot be blacked out, and tell what will not be in the output.

    Raises:
        EncryptedPdfError, DamagedPdfError, XfaPdfError, SignedPdfError: what the names say.
    """
    if pdf.needs_pass:  # Still: the empty password was tried.
        raise EncryptedPdfError(
            f"{name} is beveiligd met een wachtwoord.", "Open het met het wachtwoord en sla het op zonder beveiliging."
        )
    if pdf.page_count == 0:
        raise damaged(name, "het heeft geen pagina's")
    if pdf.is_repaired:
        _load_all(pdf, name)
    form = _form(pdf)
    if form["XFA"] and _is_only_notice(pdf):
        raise XfaPdfError(
            f"{name} is een XFA-formulier: de inhoud staat niet op de pagina's.",
            "Open het in Acrobat Reader en druk het af naar een nieuwe PDF.",
        )
    if form["signed"]:
        raise SignedPdfError(
            f"{name} heeft een digitale handtekening, die door lakken ongeldig wordt.",
            "Druk het af naar een nieuwe PDF en bied die aan; bewaar het ondertekende exemplaar.",
        )
    notes = tuple(Finding(kind, Severity.WARNING, message) for kind, message in _notes(pdf, form))
    if form["layers"] and not all(layer["on"] for layer in pdf.get_ocgs().values()):
        # The engine leaves them out when reading; without layers in the output they would come to light unread.
        message = "Het bestand heeft verborgen lagen; wat daarop staat, is niet gelezen"
        return (Finding("hidden-layers", Severity.BLOCKING, message), *notes)
    return notes


def _load_all(pdf: Any, name: str) -> None:
    for index in range(pdf.page_count):
        try:
            pdf[index].get_bboxlog()
        except ENGINE_ERRORS as error:
            raise damaged(name, f"pagina {index + 1} is niet te lezen") from error


def _form(pdf: Any) -> dict[str, bool]:
    catalog = pdf.pdf_catalog()
    kind, value = pdf.xref_get_key(catalog, "AcroForm/SigFlags")
    signed = kind == "int" and int(value) & SIGNATURES_EXIST and _has_signature(pdf)
    return {
        "XFA": pdf.xref_get_key(catalog, "AcroForm/XFA")[0] not in ("null", "undefined"),
        "fields": pdf.xref_get_key(catalog, "AcroForm/Fields")[1] not in ("null", "[]"),
        "signed": bool(signed),
        "layers": pdf.xref_get_key(catalog, "OCProperties")[0] not in ("null", "undefined"),
    }


def _has_signature(pdf: Any) -> bool:
    """Whether a signature field is filled in: an empty one breaks nothing."""
    for xref in range(1, pdf.xref_length()):
        if pdf.xref_get_key(xref, "FT")[1] == "/Sig" and pdf.xref_get_key(xref, "V")[0] not in ("null", "undefined"):
            return True
    return False


def _is_only_notice(pdf: Any) -> bool:
    return sum(len(page.get_text()) for page in pdf) < XFA_NOTICE


ANNOTATED = (
    "Het bestand heeft opmerkingen; wat daarvan op de pagina staat, blijft als vaste inhoud, de rest komt niet mee."
)

PENDING = (
    "Het bestand heeft lakmarkeringen die nooit zijn uitgevoerd; de tekst eronder is gewoon leesbaar. "
    "Kijk na of die hier wel gelakt is."
)


def _has_pending(pdf: Any) -> bool:
    """Whether somebody marked text for redaction in another program, and did not apply it."""
    if not pdf.has_annots():
        return False
    return any(kind == pymupdf.PDF_ANNOT_REDACT for page in pdf for _, kind, _ in page.annot_xrefs())


def _notes(pdf: Any, form: dict[str, bool]) -> list[tuple[str, str]]:
    notes = []
    if pdf.is_repaired:
        notes.append(("repaired", "Het bestand is beschadigd en hersteld; controleer of alle pagina's er zijn."))
    if pdf.is_encrypted or pdf.metadata.get("encryption"):
        notes.append(("encrypted", "Het bestand was beveiligd tegen wijzigen; de gelakte PDF is dat niet."))
    if pdf.embfile_count():
        notes.append(("attachments", "Het bestand heeft bijlagen; die komen niet in de gelakte PDF."))
    if form["layers"]:
        notes.append(("layers", "Het bestand heeft lagen; ze worden één geheel in de gelakte PDF."))
    if form["fields"]:
        notes.append(("form", "Het bestand heeft invulvelden; ze worden vaste tekst in de gelakte PDF."))
    if pdf.has_annots():
        notes.append(("annotations", ANNOTATED))
    if _has_pending(pdf):
        notes.append(("pending-redactions", PENDING))
    return notes
