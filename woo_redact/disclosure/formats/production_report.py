"""The production report (productierapport) as the publication platform takes it (minvws/nl-rdo-woo-web).

Columns, values and limits are the platform's; what goes beyond a limit is cut, and what has no place there stands in
the remark.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from woo_redact.disclosure.formats.wording import code_of, cut, ground_name, reasons_text
from woo_redact.disclosure.judgement import ALREADY_PUBLIC_GROUND
from woo_redact.disclosure.workbook import BookFacts, Sheet, Value, workbook
from woo_redact.domain.age import known_day
from woo_redact.domain.package_layout import PRODUCTION_REPORT
from woo_redact.domain.publication import Files, Judgement, Package, PublishedDocument

COLUMNS = (
    ("ID", 14),
    ("Matter", 14),
    ("Family", 10),
    ("Email Thread ID", 16),
    ("Document", 60),
    ("File Type", 14),
    ("Datum", 12),
    ("Beoordeling", 16),
    ("Opgeschort", 12),
    ("Beoordelingsgrond", 24),
    ("Toelichting", 60),
    ("Publieke Link", 40),
    ("Gerelateerd ID", 20),
    ("Zaaknummer", 16),
)
HEADINGS = tuple(heading for heading, _ in COLUMNS)
# Bytes of UTF-8; the others count characters.
LONGEST_TITLE = 500
LONGEST_REMARK = 1_000
LONGEST_LINKS = 2_048
# None in law, and yet the platform knows it as a ground.
DOUBLE = "dubbel"
_ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
# Left as they are in an address; everything else is written with "%".
_SAFE = "%/:?#[]@!$&'()*+,;=~"


def files(package: Package) -> Files:
    """Return the production report; the same package gives the same bytes."""
    publication = package.publication
    title = publication.marked(f"Productierapport: {publication.title}")
    sheet = Sheet(
        "Productierapport",
        [width for _, width in COLUMNS],
        (_row(document, package) for document in package.documents),
        HEADINGS,
    )
    facts = BookFacts(title, publication.organisation.label, publication.moment, publication.mark)
    return {f"{PRODUCTION_REPORT}.xlsx": workbook((sheet,), facts)}


def _row(document: PublishedDocument, package: Package) -> Sequence[Value]:
    publication = package.publication
    codes, others = _codes(document, package)
    links, unlisted = _links(document.links)
    found = known_day(document.date)
    return (
        document.id,
        publication.matter,
        document.family,
        document.thread,
        _cut_bytes(document.title or document.id, LONGEST_TITLE),
        document.kind.value,
        found.isoformat() if found else None,
        document.judgement.value.capitalize(),
        "Ja" if document.suspended else None,
        "; ".join(codes),
        _remark(document, others, unlisted, has_links=bool(links)),
        "|".join(links),
        "; ".join(document.related),
        publication.matter if publication.requested else None,
    )


def _codes(document: PublishedDocument, package: Package) -> tuple[list[str], list[str]]:
    """Return the grounds as codes, and the names of those that are none in law and the platform does not know."""
    codes = [ground for ground in document.grounds if code_of(ground) or ground == DOUBLE]
    others = [
        ground_name(ground, package.grounds)
        for ground in document.grounds
        # Told by the judgement, or by the links.
        if ground not in codes
        and not (ground == ALREADY_PUBLIC_GROUND and document.judgement is Judgement.ALREADY_PUBLIC)
    ]
    return codes, others


def _links(links: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the addresses that the platform takes, together no longer than it allows, and the rest."""
    taken: list[str] = []
    left: list[str] = []
    for link in links:
        address = quote(link.strip(), safe=_SAFE)
        fits = len("|".join((*taken, address))) <= LONGEST_LINKS
        if fits and _ADDRESS.fullmatch(address):
            taken.append(address)
        else:
            left.append(link)
    return taken, left


def _remark(document: PublishedDocument, others: Sequence[str], unlisted: Sequence[str], *, has_links: bool) -> str:
    parts = (
        f"{'; '.join(others)}." if others else "",
        reasons_text(document),
        f"Vindplaats: {', '.join(unlisted)}" if unlisted else "",
    )
    text = " ".join(filter(None, parts))
    if text.startswith("http") and not has_links:
        # The platform would take the whole remark for an address.
        text = f"Toelichting: {text}"
    return cut(text, LONGEST_REMARK)


def _cut_bytes(text: str, longest: int) -> str:
    if len(text.encode()) <= longest:
        return text
    mark = "…"
    return text.encode()[: longest - len(mark.encode())].decode(errors="ignore").rstrip() + mark
