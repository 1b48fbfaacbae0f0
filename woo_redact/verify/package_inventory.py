"""The inventory of a package beside its files: who is public has a file, and nobody else has."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from woo_redact.domain.package_layout import DECISION, INVENTORY, PRODUCTION_REPORT
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.showing import some_of
from woo_redact.verify.importer_table import UnreadableError, table_rows
from woo_redact.verify.package_files import INSIDE, PackageFiles

KIND = "package-inventory"
NAMED = 5
# What columns are called, in small letters and without marks; the first that is there counts.
ID_NAMES = ("id", "documentid", "docid", "documentnr", "documentnummer", "docnr", "nummer", "nr", "volgnummer")
FILE_NAMES = ("bestand", "bestandsnaam", "pdf", "bestandslocatie")
JUDGEMENT_NAMES = ("beoordeling", "openbaarmaking", "oordeel", "besluit")
SUSPENDED_NAMES = ("opgeschort",)
TITLE_NAMES = ("titel", "document", "omschrijving", "naamdocument", "documentnaam")
# What the judgements of all makers mean: whether a document has a file.
WITH_FILE = re.compile(
    r"(?:geheel |volledig |deels |gedeeltelijk |gedeeltelijke )?openbaar(?:heid|making)?(?:, deels .*)?"
)
WITHOUT_FILE = re.compile(
    r"(?:niet|reeds|al|geen|geweigerd)\b.*|geweigerd|buiten (?:verzoek|reikwijdte).*|.*\breeds openbaar.*"
)
YES = frozenset(("ja", "yes", "true", "1", "y", "j", "x"))
# Rows above the headings that a sheet may have.
HIGHEST_HEADING = 30
_LETTERS = re.compile(r"[^a-z0-9]")
_LEADING = re.compile(r"0*([0-9a-z]+)")


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A row of an inventory: the document's id and title, its file as told, and whether it should have one.

    ``public`` is ``None`` when the judgement is one that nobody knows here.
    """

    row: int
    id: str
    public: bool | None
    file: str = ""
    title: str = field(default="", repr=False)
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Inventory:
    """An inventory that was found: its path, and its rows; why it could not be read when it could not."""

    path: str
    rows: tuple[ListedDocument, ...] = field(default=(), repr=False)
    fault: str = ""


def inventories(package: PackageFiles) -> tuple[Inventory, ...]:
    """Return the inventories of a package, as far as they are tables; production reports are such too."""
    return tuple(
        _read(path, at)
        for path, at in package.ending(".xlsx", ".csv")
        if INSIDE not in path and re.search(r"inventaris|" + PRODUCTION_REPORT, PurePosixPath(path).name.lower())
    )


def _read(path: str, at: Path) -> Inventory:
    try:
        rows = [*table_rows(at.read_bytes(), PurePosixPath(path).suffix)]
    except UnreadableError as error:
        return Inventory(path, fault=error.message)
    for place, (_, cells) in enumerate(rows[:HIGHEST_HEADING]):
        columns = _columns(cells)
        if "id" in columns and "judgement" in columns:
            return Inventory(path, tuple(_documents(rows[place + 1 :], columns)))
    return Inventory(path, fault="de kolommen met nummer en beoordeling zijn niet gevonden")


def _columns(cells: Sequence[str]) -> dict[str, int]:
    headings = [_LETTERS.sub("", cell.lower()).lstrip("0123456789") for cell in cells]
    wanted = {
        "id": ID_NAMES,
        "file": FILE_NAMES,
        "judgement": JUDGEMENT_NAMES,
        "suspended": SUSPENDED_NAMES,
        "title": TITLE_NAMES,
    }
    found = {key: next((headings.index(n) for n in names if n in headings), -1) for key, names in wanted.items()}
    return {key: place for key, place in found.items() if place >= 0}


def _documents(rows: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, int]) -> Iterator[ListedDocument]:
    for number, cells in rows:
        told = {key: cells[place].strip() if place < len(cells) else "" for key, place in columns.items()}
        if not told["id"] or not told["judgement"]:
            continue
        yield ListedDocument(
            number,
            told["id"],
            is_public(told["judgement"]),
            told.get("file", ""),
            told.get("title", ""),
            told.get("suspended", "").lower() in YES,
        )


def is_public(judgement: str) -> bool | None:
    """Return whether a document with this judgement has a file; nothing for a judgement that is not known."""
    plain = " ".join(judgement.lower().replace("_", " ").split()).strip(" .")
    if WITHOUT_FILE.fullmatch(plain):
        return False
    return True if WITH_FILE.fullmatch(plain) else None


def inventory_findings(package: PackageFiles, found: Sequence[Inventory]) -> Iterator[Finding]:
    """Hold each inventory against the PDFs of documents in the package."""
    severity = Severity.BLOCKING if package.ours else Severity.WARNING
    if not found:
        message = "Er is geen inventarislijst (XLSX of CSV) gevonden: of alle documenten er zijn, is niet nagegaan"
        yield Finding(KIND, severity, message, remedy="Voeg de inventarislijst toe.")
    documents = document_files(package)
    for inventory in found:
        if inventory.fault:
            message = f"{inventory.path} kan niet worden gelezen: {inventory.fault}"
            yield Finding(KIND, severity, message, remedy="Sla de lijst opnieuw op als XLSX.")
            continue
        yield from _held(inventory, documents, severity)


def document_files(package: PackageFiles) -> dict[str, str]:
    """Return the PDFs of documents by their paths, with their names without ending; lists and letters are none."""
    return {
        path: PurePosixPath(path).stem.lower()
        for path, _ in package.ending(".pdf")
        if DECISION not in PurePosixPath(path).parts[:-1]
        and not re.search(rf"{INVENTORY}|inventaris|besluit|bijlage-bij|toelichting", PurePosixPath(path).name.lower())
    }


def _held(inventory: Inventory, documents: Mapping[str, str], severity: Severity) -> Iterator[Finding]:
    files = _Documents(documents)
    own = {row.id: files.of(row) for row in inventory.rows}
    lost = [row.id for row in inventory.rows if row.public and not row.suspended and not own[row.id]]
    yield from _told(f"{inventory.path}: openbaar, maar zonder bestand", lost, severity, "Voeg het bestand toe.")
    extra = [row.id for row in inventory.rows if (row.public is False or row.suspended) and own[row.id]]
    remedy = "Haal het bestand weg, of verbeter de beoordeling."
    message = f"{inventory.path}: niet openbaar, elders openbaar of opgeschort, maar wel met een bestand in het pakket"
    yield from _told(message, extra, Severity.BLOCKING, remedy)
    unknown = [row.id for row in inventory.rows if row.public is None]
    message = f"{inventory.path}: een beoordeling die niet bekend is; of er een bestand hoort te zijn, is niet nagegaan"
    yield from _told(message, unknown, Severity.WARNING, "Gebruik openbaar, deels openbaar, niet of reeds openbaar.")
    double = sorted(id for id, count in Counter(row.id.lower() for row in inventory.rows).items() if count > 1)
    yield from _told(f"{inventory.path}: een nummer dat vaker voorkomt", double, severity, "Geef elk een eigen nummer.")
    listed = {path for paths in own.values() for path in paths}
    loose = sorted(path for path in documents if path not in listed)
    yield from _told(f"Bestanden die niet in {inventory.path} staan", loose, severity, "Zet ze erin of haal ze weg.")


class _Documents:
    """The files of documents by what an inventory may call them."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._by_number: defaultdict[str, set[str]] = defaultdict(set)
        for path, stem in files.items():
            self._by_name[stem].add(path)
            # Others add words to the number ("0012 Nota.pdf", "12_nota.pdf"), or zeros before it.
            self._by_number[_number(stem)].add(path)

    def of(self, row: ListedDocument) -> frozenset[str]:
        """Return the files of a row: those named in it, or called by its id."""
        named = PurePosixPath(row.file.replace("\\", "/")).name.lower().removesuffix(".pdf")
        found = {path for name in (named, row.id.lower()) if name for path in self._by_name.get(name, ())}
        return frozenset(found or self._by_number.get(_number(row.id.lower()), set()))


def _number(name: str) -> str:
    match = _LEADING.match(name)
    return match[1] if match else name


def _told(what: str, ids: Sequence[str], severity: Severity, remedy: str) -> Iterator[Finding]:
    if ids:
        yield Finding(KIND, severity, f"{what}: {some_of(ids, NAMED)}", remedy=remedy)
