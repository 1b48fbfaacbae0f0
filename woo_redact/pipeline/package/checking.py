"""The last look at a package before it is put in place: at its finished bytes, whatever made them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.disclosure.bundle import files_in
from woo_redact.domain.package_layout import DECISION, DOCUMENTS, INTERNAL, MDTO, PRODUCTION_REPORT, PUBLIC
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.showing import bullets
from woo_redact.errors import VerificationError
from woo_redact.verify.importer import check_production_report
from woo_redact.verify.package_leaks import find_leaks
from woo_redact.verify.piece import Piece
from woo_redact.verify.schemas import check_xml

# So many of what is wrong are told.
TOLD = 5
REMEDY = "Er is geen pakket gemaakt. Los dit op en maak het opnieuw."
PDF, XML, XLSX = ".pdf", ".xml", ".xlsx"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is withheld, by the id of its document, and what may be read wherever it stands."""

    withheld: Mapping[str, Sequence[str]] = field(repr=False)
    readable: Sequence[str | Piece] = field(repr=False)


def refuse_faulty(folder: Path, secrets: Secrets, awaited: Sequence[str] = ()) -> None:
    """See to it that nothing withheld stands in what goes out, and that the receivers take it.

    ``awaited`` are the ids of documents that a draft tells of before they have a file.

    Raises:
        VerificationError: something is wrong.
    """
    found = [finding for finding in _findings(folder, secrets, awaited) if finding.severity is Severity.BLOCKING]
    if not found:
        return
    told = bullets((f"{finding.message}. {finding.remedy}".rstrip() for finding in found), TOLD)
    raise VerificationError(f"Het pakket is niet goed gekeurd ({len(found)} keer):\n{told}", REMEDY)


def _findings(folder: Path, secrets: Secrets, awaited: Sequence[str]) -> Iterator[Finding]:
    public = folder / PUBLIC
    names = files_in(public)
    # Their pages were checked when they were made; what lies in the delivery for the archive is the same.
    documents = frozenset(n for n in names if n.endswith(PDF) and n.startswith((f"{DOCUMENTS}/", f"{MDTO}/")))
    inside = folder / INTERNAL
    # The annex goes out as well, once a lawyer has filled it in.
    drafts = [name for name in files_in(inside) if name.startswith(f"{DECISION}/")]
    files = [*((name, public / name) for name in names), *((name, inside / name) for name in drafts)]
    yield from find_leaks(files, secrets.withheld, secrets.readable, documents)
    for name in names:
        if name.endswith(XML):
            yield from check_xml(name, (public / name).read_bytes())
    report = public / f"{PRODUCTION_REPORT}{XLSX}"
    published = [Path(name).name for name in names if name.startswith(f"{DOCUMENTS}/")]
    expected = [f"{id}{PDF}" for id in awaited]
    yield from check_production_report(report.read_bytes(), XLSX, [*published, *expected])
