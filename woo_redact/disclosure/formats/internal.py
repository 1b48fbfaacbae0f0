"""What the authority keeps of a case and never publishes: the log of decisions, and which file became which."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from woo_redact.disclosure.formats.wording import printed_grounds
from woo_redact.disclosure.tables import table_csv
from woo_redact.domain.publication import Files

DECISIONS, ORIGINALS = "besluitenlogboek.csv", "originelen.csv"
DECISION_HEADINGS = (
    "Nr.",
    "Document",
    "Voorstel",
    "Pagina",
    "Begin",
    "Eind",
    "Grond(en)",
    "Beslissing",
    "Door",
    "Tijdstip (UTC)",
    "Motivering",
)
ORIGINAL_HEADINGS = (
    "Document",
    "Bestand",
    "SHA-256 van het origineel",
    "SHA-256 van de gelakte PDF",
    "SHA-256 van het gepubliceerde bestand",
)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as it was taken, in the order of the log.

    ``suggestion`` is the id of what was decided on; ``page`` is counted from 1, ``start`` and ``end`` in characters of
    its text; ``by`` is a reviewer, or policy; ``at`` has a time zone.
    """

    document: str
    suggestion: str
    page: int
    start: int
    end: int
    grounds: tuple[str, ...]
    verdict: str
    by: str
    at: datetime
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """Which file of the dossier became which document; the hashes are hexadecimal, empty when there is no such file."""

    document: str
    name: str = field(repr=False)
    original: str
    blacked_out: str = ""
    published: str = ""


def files(decisions: Iterable[DecisionRow], originals: Iterable[OriginalRow]) -> Files:
    """Return the log of decisions and the list of files by their paths below the internal folder."""
    return {
        DECISIONS: table_csv(DECISION_HEADINGS, (_decision(n, row) for n, row in enumerate(decisions, 1))),
        ORIGINALS: table_csv(
            ORIGINAL_HEADINGS,
            (
                (row.document, row.name, row.original, row.blacked_out, row.published)
                for row in sorted(originals, key=lambda row: (row.document, row.name))
            ),
        ),
    }


def _decision(number: int, row: DecisionRow) -> tuple[str | int, ...]:
    moment = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    grounds = printed_grounds(row.grounds)
    place = (row.page, row.start, row.end)
    return (number, row.document, row.suggestion, *place, grounds, row.verdict, row.by, moment, row.reason)
