"""What the archive takes (MDTO 1.0.1): a delivery (SIP) in folders, with metadata beside everything, and a slip.

::

    mdto/
      pakbon.xml
      dossier-<case>/
        dossier-<case>.MDTO.xml
        dossier-<case>-<id>/
          dossier-<case>-<id>.MDTO.xml
          <id>.pdf
          <id>.pdf.bestand.MDTO.xml

A document that is not published is an information object without a file, which the specification allows: the archive
knows that it exists and why it is not there.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from woo_redact.disclosure.formats import mdto_parts as parts
from woo_redact.disclosure.formats.identity import (
    DECISION,
    address_of,
    document_number,
    matter_number,
    one_line,
    publication_title,
    title_of,
)
from woo_redact.disclosure.formats.mdto_parts import SipFile, concept, made, reference
from woo_redact.disclosure.formats.packing_slip import Content, packing_slip
from woo_redact.disclosure.formats.wording import SAME, printed_passages
from woo_redact.disclosure.formats.xml_building import Element, xml_bytes
from woo_redact.domain.package_layout import MDTO
from woo_redact.domain.publication import (
    Files,
    Judgement,
    Package,
    Publication,
    PublishedDocument,
    RelationKind,
    SameAs,
)

PACKING_SLIP = f"{MDTO}/pakbon.xml"
# What names in a delivery may not hold; they may have 255 characters, of which a document's id needs up to 170.
_FORBIDDEN = re.compile(r"[^\w-]")
LONGEST_CASE = 40


def files(package: Package) -> Files:
    """Return the delivery and its packing slip; the same package gives the same bytes."""
    publication = package.publication
    dossier = f"dossier-{_FORBIDDEN.sub('-', matter_number(publication))[:LONGEST_CASE]}"
    found: dict[str, bytes | SameAs] = {f"{dossier}/{dossier}.MDTO.xml": xml_bytes(_dossier(package))}
    sip_files = []
    for id, item, file in _objects(package):
        folder = f"{dossier}/{dossier}-{id}"
        found[f"{folder}/{dossier}-{id}.MDTO.xml"] = xml_bytes(item)
        if file:
            found[f"{folder}/{file.name}"] = SameAs(file.path)
            found[f"{folder}/{file.name}.bestand.MDTO.xml"] = xml_bytes(parts.file_object(publication, file))
            sip_files.append((f"{folder}/{file.name}", file))
    content = Content(found, tuple(sip_files), sum(not document.file for document in package.documents))
    return {PACKING_SLIP: packing_slip(publication, content), **{f"{MDTO}/{path}": it for path, it in found.items()}}


def _objects(package: Package) -> Iterator[tuple[str, Element, SipFile | None]]:
    """Yield the information objects below the dossier with the files that show them."""
    publication = package.publication
    if publication.decision_sha256:
        file = SipFile(
            f"{DECISION}.pdf",
            publication.decision_file,
            publication.decision_size,
            publication.decision_sha256,
            publication.decision_level,
            _decision_number(publication),
            publication_title(publication),
        )
        yield DECISION, _decision(publication, file), file
    by_id = {document.id: document for document in package.documents}
    for document in package.documents:
        shown = _file(publication, document) if document.file else None
        yield document.id, _document(package, document, shown, by_id), shown


def _file(publication: Publication, document: PublishedDocument) -> SipFile:
    return SipFile(
        f"{document.id}{PurePosixPath(document.file).suffix}",
        document.file,
        document.size,
        document.sha256,
        document.level,
        document_number(publication, document),
        title_of(document),
    )


def _decision_number(publication: Publication) -> str:
    return f"{matter_number(publication)}-{DECISION}"


def _dossier(package: Package) -> Element:
    publication = package.publication
    terms, source = publication.archive, publication.organisation.label
    below = [
        reference("bevatOnderdeel", title_of(d), document_number(publication, d), source) for d in package.documents
    ]
    if publication.decision_sha256:
        title = publication_title(publication)
        below.insert(0, reference("bevatOnderdeel", title, _decision_number(publication), source))
    return parts.sidecar(
        made(
            "informatieobject",
            parts.identified("identificatie", matter_number(publication), source),
            made("naam", publication_title(publication)),
            concept("aggregatieniveau", "Dossier", parts.LEVELS),
            concept("classificatie", publication.category.label, parts.TOOI, publication.category.uri),
            *(made("trefwoord", theme.label) for theme in publication.themes),
            made.some("omschrijving", publication.description),
            made("omschrijving", f"Selectielijst: {terms.selection_list}") if one_line(terms.selection_list) else None,
            *parts.online((publication.address,) if publication.address else ()),
            made("taal", "nl"),
            parts.event("Ontvangst", publication.requested.isoformat() if publication.requested else "", source),
            _disclosed(publication),
            *parts.valued(terms),
            reference("isOnderdeelVan", terms.target) if one_line(terms.target) else None,
            *below,
            parts.creator(terms),
            parts.free(),
        ),
    )


def _disclosed(publication: Publication) -> Element | None:
    day = publication.decided.isoformat() if publication.decided else parts.moment_of(publication)
    return parts.event("Openbaarmaking", day, publication.organisation.label)


def _decision(publication: Publication, file: SipFile) -> Element:
    source = publication.organisation.label
    return parts.sidecar(
        made(
            "informatieobject",
            parts.identified("identificatie", file.number, source),
            made("naam", file.title),
            concept("aggregatieniveau", "Archiefstuk", parts.LEVELS),
            *parts.online((address_of(publication, file.path),) if publication.address else ()),
            made("taal", "nl"),
            parts.event("Creatie", publication.decided.isoformat() if publication.decided else "", source),
            _disclosed(publication),
            *parts.valued(publication.archive),
            _part_of(publication),
            reference("heeftRepresentatie", file.name, file.name, matter_number(publication)),
            parts.creator(publication.archive),
            parts.free(),
        ),
    )


def _document(
    package: Package, document: PublishedDocument, file: SipFile | None, by_id: Mapping[str, PublishedDocument]
) -> Element:
    publication = package.publication
    source = publication.organisation.label
    address = address_of(publication, document.file)
    themes = document.themes or publication.themes
    return parts.sidecar(
        made(
            "informatieobject",
            parts.identified("identificatie", document_number(publication, document), source),
            parts.identified("identificatie", document.reference, "Kenmerk op het document")
            if one_line(document.reference)
            else None,
            made("naam", title_of(document)),
            concept("aggregatieniveau", "Archiefstuk", parts.LEVELS),
            concept("classificatie", document.sort.label, parts.TOOI, document.sort.uri) if document.sort else None,
            *(made("trefwoord", theme.label) for theme in themes),
            made.some("omschrijving", document.remark),
            made("omschrijving", "Openbaarmaking is opgeschort.") if document.suspended else None,
            *parts.online(tuple(filter(None, (address, *document.links)))),
            made("taal", "nl"),
            *_events(publication, document),
            *parts.valued(publication.archive),
            _part_of(publication),
            reference("heeftRepresentatie", file.name, file.name, matter_number(publication)) if file else None,
            *_related(publication, document, by_id),
            parts.creator(publication.archive),
            *parts.restrictions(document, package.grounds),
        ),
    )


def _part_of(publication: Publication) -> Element:
    return reference(
        "isOnderdeelVan",
        publication_title(publication),
        matter_number(publication),
        publication.organisation.label,
    )


def _events(publication: Publication, document: PublishedDocument) -> Iterator[Element | None]:
    source = publication.organisation.label
    # Who made it is not told: it may be a person, or somebody else than who received it.
    for kind, text, actor in (("Creatie", document.date, ""), ("Ontvangst", document.received, source)):
        yield parts.event(kind, parts.time_of(text), actor)
    if document.file and document.judgement is Judgement.PARTIAL:
        told = printed_passages(document)
        yield parts.event("Redactie", parts.moment_of(publication), source, told and f"Gelakte passages: {told}")
    if document.file:
        yield _disclosed(publication)


def _related(
    publication: Publication, document: PublishedDocument, by_id: Mapping[str, PublishedDocument]
) -> Iterator[Element]:
    found: list[tuple[RelationKind | str, str]] = [(relation.kind, relation.other) for relation in document.relations]
    found.append((SAME, document.duplicate_of))
    for kind, id in found:
        if other := by_id.get(id):
            source = publication.organisation.label
            number = document_number(publication, other)
            yield made(
                "gerelateerdInformatieobject",
                reference("gerelateerdInformatieobjectVerwijzing", title_of(other), number, source),
                concept(
                    "gerelateerdInformatieobjectTypeRelatie",
                    str(kind),
                    f"{parts.TOOI} documentrelaties" if isinstance(kind, RelationKind) else parts.WOO,
                ),
            )
