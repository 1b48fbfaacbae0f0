"""What is sent to a GPP-Woo publicatiebank (API v2): the body of one request for the publication, of one per document.

The publication is made as a draft (concept), so that nothing is public before all files are there. It answers with its
own UUID, which takes the place of the one in the documents. Ministries are not on the lists of the publicatiebank
itself: then ``publisher`` is left for the receiver, which a draft allows.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from woo_redact.disclosure.formats.identity import (
    document_number,
    matter_number,
    one_line,
    publication_id,
    publication_title,
    published_on,
    title_of,
)
from woo_redact.disclosure.formats.wording import code_of, cut, ground_name, printed
from woo_redact.disclosure.value_lists import gpp_uuid
from woo_redact.domain.age import known_day
from woo_redact.domain.package_layout import GPP
from woo_redact.domain.publication import Files, Package, Publication, PublishedDocument

LONGEST_TITLE, LONGEST_SOURCE, LONGEST_NUMBER = 255, 255, 40
NOMINATIONS = {"B": "blijvend_bewaren", "V": "vernietigen"}
DRAFT, SENT = "concept", "ontvangen"
FORMAT = "application/pdf"


def files(package: Package) -> Files:
    """Return the bodies; the same package gives the same bytes."""
    return {
        f"{GPP}/publicatie.json": _json(_publication(package.publication)),
        f"{GPP}/documenten.json": _json(list(_documents(package))),
    }


def _json(content: Any) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _publication(publication: Publication) -> Mapping[str, Any]:
    terms = publication.archive
    category, publisher = gpp_uuid(publication.category), gpp_uuid(publication.organisation)
    body = {
        "publicatiestatus": DRAFT,
        "officieleTitel": cut(publication_title(publication), LONGEST_TITLE),
        "omschrijving": one_line(publication.description),
        "informatieCategorieen": [category] if category else [],
        "publisher": publisher,
        "kenmerken": _numbers(publication, matter_number(publication)),
        "bronBewaartermijn": cut(one_line(terms.selection_list), LONGEST_SOURCE),
        "archiefnominatie": NOMINATIONS.get(terms.valuation),
        "toelichtingBewaartermijn": one_line(terms.term),
    }
    return {key: value for key, value in body.items() if value}


def _documents(package: Package) -> Iterator[Mapping[str, Any]]:
    publication = package.publication
    if publication.decision_file:
        yield _body(
            publication,
            officieleTitel=cut(publication_title(publication), LONGEST_TITLE),
            kenmerken=_numbers(publication, matter_number(publication)),
            creatiedatum=published_on(publication).isoformat(),
            bestandsnaam=PurePosixPath(publication.decision_file).name,
            bestandsomvang=publication.decision_size,
        )
    for document in package.documents:
        if document.file:
            yield _document(package, document)


def _document(package: Package, document: PublishedDocument) -> Mapping[str, Any]:
    publication = package.publication
    created, received = known_day(document.date), known_day(document.received)
    return _body(
        publication,
        officieleTitel=cut(title_of(document), LONGEST_TITLE),
        omschrijving=" ".join(_description(package, document, created)),
        kenmerken=_numbers(publication, document_number(publication, document), one_line(document.reference)),
        # The API asks for a date, and the description says when it is not that of the document.
        creatiedatum=(created or received or published_on(publication)).isoformat(),
        ontvangstdatum=f"{received.isoformat()}T00:00:00Z" if received else None,
        bestandsnaam=PurePosixPath(document.file).name,
        bestandsomvang=document.size,
    )


def _body(publication: Publication, **values: str | int | list[Mapping[str, str]] | None) -> Mapping[str, Any]:
    body = {
        "publicatie": str(publication_id(publication)),
        **values,
        "bestandsformaat": FORMAT,
        "aanleveringBestand": SENT,
    }
    return {key: value for key, value in body.items() if value}


def _numbers(publication: Publication, *numbers: str) -> list[Mapping[str, str]]:
    """The numbers with who gave them out; one that does not fit would be another number when cut."""
    source = cut(publication.organisation.label, LONGEST_NUMBER)
    fitting = (number for number in dict.fromkeys(numbers) if 0 < len(number) <= LONGEST_NUMBER)
    return [{"kenmerk": number, "bron": source} for number in fitting]


def _description(package: Package, document: PublishedDocument, created: date | None) -> Iterator[str]:
    """The judgement and the grounds, for which the API has no place."""
    judgement = document.judgement.value
    yield f"{judgement[:1].upper()}{judgement[1:]}."
    grounds = "; ".join(_named(ground, package) for ground in document.grounds)
    if grounds:
        yield f"Gronden: {grounds}."
    if not created:
        yield "De datum van het document is niet bekend."
    if document.remark:
        yield one_line(document.remark)


def _named(ground: str, package: Package) -> str:
    name = ground_name(ground, package.grounds)
    return name if name == printed(ground) or not code_of(ground) else f"{ground} ({name})"
