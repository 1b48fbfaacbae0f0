"""By which numbers, addresses and times the metadata of a package tell its documents apart."""

import uuid
from datetime import UTC, date, datetime
from urllib.parse import quote

from woo_redact.disclosure.tables import printable
from woo_redact.domain.publication import Publication, PublishedDocument

# The decision letter among documents, none of which has this id: theirs are letters and digits alone.
DECISION = "besluit-op-verzoek"


def one_line(text: str) -> str:
    """Return the text on one line, without the characters that XML and JSON readers stumble over."""
    return " ".join(printable(text).split())


def matter_number(publication: Publication) -> str:
    """Return the number of the case with what the platform puts before it ("VWS-534")."""
    return "-".join(filter(None, (publication.prefix, publication.matter)))


def document_number(publication: Publication, document: PublishedDocument) -> str:
    """Return the number by which a document is known beyond the package ("VWS-534-12")."""
    return f"{matter_number(publication)}-{document.id}"


def title_of(document: PublishedDocument) -> str:
    """Return the title on one line; one without letters is no title, and its id stands there."""
    return one_line(document.title) or document.id


def publication_title(publication: Publication) -> str:
    """Return the title of the publication on one line, or the number of the case when it has none."""
    return one_line(publication.title) or matter_number(publication)


def address_of(publication: Publication, file: str) -> str:
    """Return the web address of a file below the public folder, empty when it is not known."""
    return f"{publication.address}{quote(file)}" if publication.address and file else ""


def publication_id(publication: Publication) -> uuid.UUID:
    """Return an id that is always the same for the same case of the same organisation."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.organisation.uri}/{matter_number(publication)}")


def published_on(publication: Publication) -> date:
    """Return the day of the decision, or that of the last one in the review when it is not known."""
    return publication.decided or utc(publication.moment).date()


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is UTC already."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
