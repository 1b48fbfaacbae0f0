"""What the archive of Woo dossiers of the University of Amsterdam (Woogle) takes: a table of one dossier, and one of
its documents. Senders, receivers and whoever asked stay empty: they are persons.
"""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from woo_redact.disclosure.dutch import counted
from woo_redact.disclosure.formats.wording import kind_of, printed_grounds, reasons_text
from woo_redact.disclosure.tables import table_csv
from woo_redact.domain.age import known_day
from woo_redact.domain.package_layout import WOOGLE
from woo_redact.domain.publication import Files, Judgement, Package, Publication, PublishedDocument

DOSSIER = (
    "Titel",
    "Type",
    "Beschrijving",
    "Thema",
    "Verzoekdatum",
    "Besluitdatum",
    "Beoordeling",
    "Verdaagd",
    "Verzoekdocument",
    "Besluitdocument",
    "Inventarisdocument",
    "Bijlagen",
    "Verzoeker",
    "Verzoek",
)
DOCUMENT = (
    "Bestandsnaam",
    "Titel",
    "Datum",
    "Documentsoort",
    "Beoordeling",
    "Uitzonderingsgrond",
    "Verzender",
    "Ontvanger",
    "Beschrijving",
)
DOCUMENTS_TABLE = "documenten.csv"
ON_REQUEST, OF_OWN_ACCORD = "besluit op verzoek", "actieve openbaarmaking"


def files(package: Package) -> Files:
    """Return both tables; the same package gives the same bytes."""
    return {
        f"{WOOGLE}/dossier.csv": table_csv(DOSSIER, [_dossier(package)], international=True),
        f"{WOOGLE}/{DOCUMENTS_TABLE}": table_csv(DOCUMENT, map(_document, package.documents), international=True),
    }


def _dossier(package: Package) -> Sequence[str]:
    publication = package.publication
    themes = "; ".join(theme.label for theme in publication.themes)
    return (
        publication.title,
        ON_REQUEST if publication.requested else OF_OWN_ACCORD,
        _description(publication, len(package.documents)),
        themes,
        publication.requested.isoformat() if publication.requested else "",
        publication.decided.isoformat() if publication.decided else "",
        _judged(package.documents).value.capitalize() if package.documents else "",
        # Whether the term was put off is not known here.
        "",
        "",
        PurePosixPath(publication.decision_file).name,
        DOCUMENTS_TABLE,
        "",
        "",
        "",
    )


def _description(publication: Publication, documents: int) -> str:
    """Return the description, which is asked for, or else what can be said without one."""
    return (
        publication.description
        or f"{publication.title} ({publication.matter}): {counted(documents, 'document', 'documenten')}."
    )


def _judged(documents: Iterable[PublishedDocument]) -> Judgement:
    """Return the judgement of a dossier: that of its documents when they have the same one."""
    found = {document.judgement for document in documents}
    return found.pop() if len(found) == 1 else Judgement.PARTIAL


def _document(document: PublishedDocument) -> Sequence[str]:
    day = known_day(document.date)
    return (
        # Asked for, also of what has no file.
        PurePosixPath(document.file).name or document.id,
        document.title,
        day.isoformat() if day else "",
        kind_of(document),
        document.judgement.value.capitalize(),
        printed_grounds(document.grounds),
        "",
        "",
        reasons_text(document),
    )
