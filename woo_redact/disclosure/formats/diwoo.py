"""Metadata for the national index (DiWoo 0.9.8): a file for each document that goes out, and for the decision letter.

What is not published has no place in it: the index wants the address of a file. Persons are not named either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from woo_redact.disclosure.formats.identity import (
    DECISION,
    address_of,
    document_number,
    matter_number,
    one_line,
    publication_title,
    published_on,
    title_of,
)
from woo_redact.disclosure.formats.xml_building import Element, Maker, xml_bytes
from woo_redact.disclosure.value_lists import ListName, find, is_listed
from woo_redact.domain.age import known_day
from woo_redact.domain.package_layout import DIWOO
from woo_redact.domain.publication import Files, Listed, Package, Publication, PublishedDocument

NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
ON_REQUEST = "https://identifier.overheid.nl/tooi/def/thes/kern/c_3baef532"

_made = Maker(NAMESPACE, "diwoo")


@dataclass(frozen=True, slots=True)
class Described:
    """A published file, by its path below the public folder, and what the index is told of it."""

    name: str
    file: str
    metadata: Element


def files(package: Package) -> Files:
    """Return the metadata of each published file; the same package gives the same bytes."""
    return {f"{DIWOO}/{described.name}.xml": xml_bytes(described.metadata) for described in described_files(package)}


def described_files(package: Package) -> Iterator[Described]:
    """Yield the published files with their metadata, the decision letter first."""
    publication = package.publication
    if publication.decision_file:
        yield Described(DECISION, publication.decision_file, _decision(package))
    by_id = {document.id: document for document in package.documents}
    for document in package.documents:
        if document.file:
            yield Described(document.id, document.file, _document(publication, document, by_id))


def _decision(package: Package) -> Element:
    publication = package.publication
    sort = find(ListName.DOCUMENT_SORTS, "beslissing op Wob-/Woo-verzoek")
    parts = [_reference("hasPart", publication, document) for document in package.documents if document.file]
    return _made(
        "Document",
        _made(
            "DiWoo",
            _identifiers(matter_number(publication)),
            _listed("publisher", ListName.ORGANISATIONS, publication.organisation),
            _made("titelcollectie", _made("officieleTitel", publication_title(publication))),
            _made.some("omschrijvingen", _made.some("omschrijving", publication.description)),
            _classification(
                publication,
                sort if publication.category.uri == ON_REQUEST else None,
                publication.themes,
            ),
            _made.some("creatiedatum", publication.decided.isoformat() if publication.decided else ""),
            *_form(publication),
            _made.some("hasParts", *parts),
            _act("vaststelling", published_on(publication)),
        ),
    )


def _document(publication: Publication, document: PublishedDocument, by_id: Mapping[str, PublishedDocument]) -> Element:
    created, received = known_day(document.date), known_day(document.received)
    return _made(
        "Document",
        _made(
            "DiWoo",
            _identifiers(document_number(publication, document), document.id, document.reference),
            _listed("publisher", ListName.ORGANISATIONS, publication.organisation),
            _made("titelcollectie", _made("officieleTitel", title_of(document))),
            _made.some("omschrijvingen", _made.some("omschrijving", document.remark)),
            _classification(publication, document.sort, document.themes or publication.themes),
            _made.some("creatiedatum", created.isoformat() if created else ""),
            *_form(publication),
            _part_of(publication) if publication.decision_file else None,
            _act("ontvangst", received) if received else _act("vaststelling", published_on(publication)),
            _made.some("documentrelaties", *_relations(publication, document, by_id)),
        ),
        _extra(publication, document, by_id),
    )


def _identifiers(*found: str) -> Element:
    return _made("identifiers", *(_made("identifier", one) for one in dict.fromkeys(map(one_line, found)) if one))


def _listed(element: str, name: ListName, entry: Listed) -> Element:
    """An entry of a list with its URI; of what is not on the list only the name, which the schema allows."""
    return _made(element, entry.label, **({"resource": entry.uri} if is_listed(name, entry) else {}))


def _classification(publication: Publication, sort: Listed | None, themes: Iterable[Listed]) -> Element:
    sort = sort if sort and is_listed(ListName.DOCUMENT_SORTS, sort) else None
    known = [theme for theme in dict.fromkeys(themes) if is_listed(ListName.THEMES, theme)]
    return _made(
        "classificatiecollectie",
        _made("informatiecategorieen", _listed("informatiecategorie", ListName.CATEGORIES, publication.category)),
        _made("documentsoorten", _listed("documentsoort", ListName.DOCUMENT_SORTS, sort)) if sort else None,
        _made.some("themas", *(_listed("thema", ListName.THEMES, theme) for theme in known)),
    )


def _form(publication: Publication) -> tuple[Element | None, ...]:
    return (
        _listed("language", ListName.LANGUAGES, find(ListName.LANGUAGES, "NLD")),
        _listed("format", ListName.FORMATS, find(ListName.FORMATS, "PDF")),
        _made.some("aggregatiekenmerk", matter_number(publication)),
    )


def _act(label: str, day: date) -> Element:
    # Of the time of day nothing is known.
    return _made(
        "documenthandelingen",
        _made(
            "documenthandeling",
            _listed("soortHandeling", ListName.ACTS, find(ListName.ACTS, label)),
            _made("atTime", f"{day.isoformat()}T00:00:00"),
        ),
    )


def _part_of(publication: Publication) -> Element:
    resource = address_of(publication, publication.decision_file) or matter_number(publication)
    return _made("isPartOf", publication_title(publication), resource=resource)


def _reference(element: str, publication: Publication, document: PublishedDocument) -> Element:
    """A document by its address, or by its number when there is none."""
    resource = address_of(publication, document.file) or document_number(publication, document)
    return _made(element, title_of(document), resource=resource)


def _relations(
    publication: Publication, document: PublishedDocument, by_id: Mapping[str, PublishedDocument]
) -> Iterator[Element]:
    for relation in document.relations:
        if relation.other in by_id:
            yield _made(
                "documentrelatie",
                _listed("role", ListName.RELATIONS, find(ListName.RELATIONS, relation.kind.value)),
                _reference("relation", publication, by_id[relation.other]),
            )


def _extra(publication: Publication, document: PublishedDocument, by_id: Mapping[str, PublishedDocument]) -> Element:
    """What DiWoo has no element for, as names with values."""
    same = by_id.get(document.duplicate_of)
    fields: Mapping[str, Iterable[str]] = {
        "beoordeling": (document.judgement.value,),
        "grond": document.grounds,
        "gelijk aan": (document_number(publication, same),) if same else (),
        "opgeschort": ("ja",) if document.suspended else (),
    }
    return _made(
        "extraMetadata",
        _made(
            "extraMetadatavelden",
            *(
                _made("extraMetadataveld", _made("key", key), _made("values", *(_made("value", v) for v in values)))
                for key, values in fields.items()
                if values
            ),
        ),
    )
