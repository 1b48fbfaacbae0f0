"""Checking a finished package again, ours or one made elsewhere, from its files alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from woo_redact.domain.ground import Ground
from woo_redact.domain.package_layout import PRODUCTION_REPORT
from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import InputError
from woo_redact.verify.importer import check_production_report
from woo_redact.verify.package_files import PackageFiles, opened_package
from woo_redact.verify.package_inventory import Inventory, document_files, inventories, inventory_findings
from woo_redact.verify.package_pdfs import pdf_findings
from woo_redact.verify.package_stray import stray_findings
from woo_redact.verify.package_sums import sums_findings
from woo_redact.verify.schemas import check_xml

# What nobody can tell from a package alone.
WITHOUT_ORIGINALS = (
    "Zonder de originelen is niet na te gaan of alles is gelakt wat weg moest, en of verder niets is veranderd.",
    "Of een document bij het verzoek hoort, en of alle documenten erin zitten, is niet na te gaan.",
)
WITHOUT_CHECKER = "Of een bestand in alles aan PDF/A voldoet, is niet nagegaan; wel of het dat kan zijn."
# By their suffixes.
_LOOKED_AT = frozenset((".pdf", ".xml", ".xlsx", ".csv", ".json", ".zip", ".txt", ""))
Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """What came of checking a package: findings (each names its file), what was looked at, and what could not be.

    ``counts`` are numbers by what they count, ``unchecked`` sentences; both Dutch. ``ours`` tells whether the package
    is laid out as this program does: then more of what is wrong blocks.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    unchecked: tuple[str, ...]
    ours: bool

    @property
    def passed(self) -> bool:
        """Whether nothing stops publication."""
        return not any(f.severity is Severity.BLOCKING for f in self.findings)


def check_package(
    package: Path,
    grounds: Mapping[str, Ground] = MappingProxyType({}),
    progress: Step | None = None,
) -> CheckedPackage:
    """Check the folder or zip file ``package``; ``grounds`` are those that may be spoken of in the place of boxes.

    ``progress`` is told how many files of how many are done, and which comes next.

    Raises:
        InputError: there is no package, or a zip file that may not be unpacked.
    """
    with opened_package(package) as files:
        if not files.files and not files.findings:
            raise InputError(
                f"In {package.name} staan geen bestanden.", "Wijs de map of het zipbestand van het pakket aan."
            )
        found = inventories(files)
        titles = frozenset(row.title for inventory in found for row in inventory.rows if row.title)
        findings = [
            *files.findings,
            *sums_findings(files),
            *stray_findings(files),
            *inventory_findings(files, found),
            *_reports(files),
        ]
        steps = [*files.ending(".pdf", ".xml")]
        for number, (path, at) in enumerate(steps):
            if progress:
                progress(number, len(steps), path)
            findings.extend(_of_file(path, at, (grounds.values(), titles), ours=files.ours))
        if progress:
            progress(len(steps), len(steps), "")
        return CheckedPackage(tuple(findings), _counts(files, found), _unchecked(files, found), files.ours)


def _of_file(path: str, at: Path, known: tuple[Iterable[Ground], Iterable[str]], *, ours: bool) -> Iterator[Finding]:
    if path.lower().endswith(".xml"):
        told = check_xml(path, at.read_bytes())
        return iter(told if ours else map(_milder, told))
    return (_placed(path, one) for one in pdf_findings(at, *known, ours=ours))


def _placed(path: str, one: Finding) -> Finding:
    """Name the file in front of what is wrong with it."""
    where = path if one.page is None else f"{path}, pagina {one.page + 1}"
    return one if one.message.startswith(path) else replace(one, message=f"{where}: {one.message}")


def _reports(files: PackageFiles) -> Iterator[Finding]:
    """Let the rules of the publication platform judge the production reports."""
    documents = [PurePosixPath(path).name for path in document_files(files)]
    for path, at in files.ending(".xlsx", ".csv"):
        name = PurePosixPath(path)
        if PRODUCTION_REPORT in name.name.lower():
            for one in check_production_report(at.read_bytes(), name.suffix.lstrip(".").lower(), documents):
                yield _placed(path, one if files.ours else _milder(one))


def _milder(one: Finding) -> Finding:
    """What another platform may take after all does not block a package that was made elsewhere."""
    return replace(one, severity=Severity.WARNING) if one.severity is Severity.BLOCKING else one


def _counts(files: PackageFiles, found: Sequence[Inventory]) -> dict[str, int]:
    suffixes = Counter(PurePosixPath(path).suffix.lower() for path in files.public)
    counts = {
        "bestanden": len(files.files),
        "openbare bestanden": len(files.public),
        "pdf's": suffixes[".pdf"],
        "xml-bestanden": suffixes[".xml"],
        "inventarislijsten": len(found),
        "documenten in de inventaris": max((len(inventory.rows) for inventory in found), default=0),
    }
    return {what: count for what, count in counts.items() if count}


def _unchecked(files: PackageFiles, found: Sequence[Inventory]) -> tuple[str, ...]:
    said = [*WITHOUT_ORIGINALS, WITHOUT_CHECKER]
    others = sorted({PurePosixPath(path).suffix.lower() for path in files.public} - _LOOKED_AT)
    if others:
        kinds = ", ".join(suffix or "zonder achtervoegsel" for suffix in others)
        said.append(f"Van deze soorten bestanden is de inhoud niet nagekeken: {kinds}.")
    if not any(inventory.rows for inventory in found):
        said.append("Zonder inventarislijst die te lezen is, is niet na te gaan of elk document zijn bestand heeft.")
    return tuple(said)
