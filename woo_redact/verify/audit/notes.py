"""What lies on pages without being part of them: comments, marks, links, and form fields (ISO 32000-1, 12.5, 12.7)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.shown import Shown

NAMES = {
    "/Text": "notitie",
    "/FreeText": "tekstvak",
    "/Highlight": "markering",
    "/Underline": "onderstreping",
    "/StrikeOut": "doorhaling",
    "/Squiggly": "golflijn",
    "/Square": "rechthoek",
    "/Circle": "ovaal",
    "/Line": "lijn",
    "/Polygon": "veelhoek",
    "/PolyLine": "lijn",
    "/Ink": "tekening",
    "/Stamp": "stempel",
    "/Caret": "invoegteken",
    "/FileAttachment": "bijlage",
    "/Popup": "venster",
    "/Redact": "lakmarkering",
}
# What a comment says, who made it, and what it is about.
SAYS = ("/Contents", "/RC", "/T", "/Subj")
# A link that holds an address of a person.
_ADDRESS = re.compile(r"(?:mailto|tel|sip|callto):", re.IGNORECASE)
DEEPEST = 32


def note_findings(pdf: pikepdf.Pdf, shown: Shown) -> list[Finding]:
    """Return the comments, links and fields of a file; ``shown`` is what its pages show."""
    found: list[Finding] = []
    links = 0
    addresses: list[str] = []
    for index, page in enumerate(pdf.pages):
        notes = page.obj.get("/Annots")
        annotations = (
            [a for a in notes if isinstance(a, pikepdf.Dictionary)] if isinstance(notes, pikepdf.Array) else []
        )
        found.extend(_on_page(index, annotations))
        for link in (a for a in annotations if a.get("/Subtype") == "/Link"):
            links += 1
            target = _target(link)
            if _ADDRESS.match(target) and not shown.has(_ADDRESS.sub("", target)):
                addresses.append(target)
    if addresses:
        what = count(len(addresses), "koppeling heeft een adres dat", "koppelingen hebben een adres dat")
        found.append(finding("address-in-link", f"{what} op geen pagina te lezen is", value=", ".join(addresses)))
    if links:
        found.append(finding("links", f"{count(links, 'koppeling', 'koppelingen')} naar een pagina of website"))
    return [*found, *_fields(pdf, shown)]


def _on_page(index: int, annotations: list[Any]) -> Iterator[Finding]:
    kinds: dict[str, Counter[str]] = {"comment": Counter(), "mark": Counter(), "unapplied-redaction": Counter()}
    for note in annotations:
        subtype = str(note.get("/Subtype", ""))
        if subtype in ("/Link", "/Widget", "/Popup"):
            continue
        if subtype == "/Redact":
            kind = "unapplied-redaction"
        else:
            says = any(str(note.get(key, "")).strip() for key in SAYS) or subtype == "/FileAttachment"
            kind = "comment" if says else "mark"
        kinds[kind][NAMES.get(subtype, "andere opmerking")] += 1
    for kind, names in kinds.items():
        if names:
            what = ", ".join(f"{number}× {name}" for name, number in sorted(names.items()))
            heading = {"comment": "Opmerkingen met tekst of naam", "mark": "Opmerkingen zonder tekst"}
            yield finding(kind, f"{heading.get(kind, 'Niet uitgevoerde lakmarkeringen')}: {what}", index)


def _target(link: Any) -> str:
    action = link.get("/A")
    address = action.get("/URI") if isinstance(action, pikepdf.Dictionary) else None
    return str(address) if isinstance(address, pikepdf.String) else ""


def _fields(pdf: pikepdf.Pdf, shown: Shown) -> Iterator[Finding]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    values = [*_values(form.get("/Fields"), 0)]
    if "/XFA" in form:
        yield finding("field-value", "Het bestand is een XFA-formulier; de inhoud daarvan staat niet op de pagina's")
    unseen = [value for value in values if not shown.has(value)]
    if unseen:
        what = count(len(unseen), "invulveld heeft", "invulvelden hebben")
        yield finding("field-value", f"{what} een waarde die op geen pagina te lezen is")
    elif values:
        yield finding("fields", f"{count(len(values), 'ingevuld veld', 'ingevulde velden')}, op de pagina's te lezen")


def _values(fields: Any, depth: int) -> Iterator[str]:
    if not isinstance(fields, pikepdf.Array) or depth > DEEPEST:
        return
    for field in fields:
        if not isinstance(field, pikepdf.Dictionary):
            continue
        for key in ("/V", "/DV"):
            if isinstance(field.get(key), pikepdf.String) and str(field[key]).strip():
                yield str(field[key])
        yield from _values(field.get("/Kids"), depth + 1)
