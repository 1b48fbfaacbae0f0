"""What the publication platform refuses in a production report, or takes for something else than it says.

The rules are those of the reader of minvws/nl-rdo-woo-web. Versions differ in a few lengths; here the strictest holds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from woo_redact.domain.report import Severity
from woo_redact.verify.importer_columns import (
    FILE_TYPES,
    GROUNDS,
    JUDGEMENTS,
    LONGEST_ID,
    LONGEST_LINK,
    LONGEST_REMARK,
    LONGEST_TITLE,
    MATTER_LENGTHS,
    NO,
    YES,
    Column,
)
from woo_redact.verify.importer_table import LONGEST_CELL, ReportRow


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong in a column; ``said`` and ``remedy`` are Dutch and hold nothing of a cell."""

    kind: str
    column: Column
    said: str
    remedy: str
    severity: Severity = Severity.BLOCKING


NO_MATTER = Rule(
    "importer-matter-missing", Column.MATTER, "er is geen Matter en geen Publicatiecontext", "Vul een van beide in."
)
BOTH = Rule(
    "importer-matter-both", Column.MATTER, "er is een Matter en ook een Publicatiecontext", "Laat een van beide leeg."
)
MATTER = Rule(
    "importer-matter",
    Column.MATTER,
    f"een Matter heeft {MATTER_LENGTHS[0]} tot {MATTER_LENGTHS[1]} letters, cijfers, punten of streepjes",
    "Kies een ander zaaknummer.",
)
NO_ID = Rule("importer-id-missing", Column.ID, "het ID ontbreekt", "Geef elk document een ID.")
ID = Rule("importer-id", Column.ID, "een ID bestaat uit letters, cijfers, punten en streepjes", "Verander het ID.")
LONG_ID = Rule(
    "importer-id-long", Column.ID, f"een ID heeft hoogstens {LONGEST_ID} tekens", "Kort het in, en de bestandsnaam ook."
)
TITLE = Rule(
    "importer-title-long",
    Column.DOCUMENT,
    f"een titel is in UTF-8 hoogstens {LONGEST_TITLE} bytes lang",
    "Kort de titel in.",
)
JUDGEMENT = Rule(
    "importer-judgement",
    Column.JUDGEMENT,
    "de beoordeling is niet een van de vier; het platform maakt er zonder melding niet openbaar van",
    "Kies openbaar, deels openbaar, niet openbaar of reeds openbaar.",
)
GROUND = Rule(
    "importer-ground",
    Column.GROUNDS,
    "het platform kent deze grond niet en toont hem zonder naam",
    "Schrijf gronden als 5.1.2e, met een puntkomma ertussen.",
    Severity.WARNING,
)
FAMILY = Rule("importer-family", Column.FAMILY, "dit is geen geheel getal vanaf 1", "Vul een getal in, of niets.")
THREAD = Rule("importer-thread", Column.THREAD, "dit is geen geheel getal vanaf 1", "Vul een getal in, of niets.")
DATE = Rule("importer-date", Column.DATE, "het platform leest deze datum niet", "Schrijf de datum als 2026-03-04.")
NO_SUCH_DAY = Rule(
    "importer-date-impossible",
    Column.DATE,
    "deze dag bestaat niet; het platform maakt er een andere van",
    "Verbeter de datum.",
    Severity.WARNING,
)
FILE_TYPE = Rule(
    "importer-file-type",
    Column.FILE_TYPE,
    "het platform kent dit soort bestand niet en toont Onbekend",
    "Kies een soort uit de handleiding van het platform.",
    Severity.WARNING,
)
SUSPENDED = Rule(
    "importer-suspended",
    Column.SUSPENDED,
    "dit is geen ja of nee; het platform leest nee",
    "Vul ja in, of niets.",
    Severity.WARNING,
)
REMARK = Rule(
    "importer-remark-long",
    Column.REMARK,
    f"een toelichting heeft hoogstens {LONGEST_REMARK} tekens",
    "Kort de toelichting in.",
)
LINK = Rule(
    "importer-link",
    Column.LINKS,
    "dit is geen webadres",
    "Schrijf adressen voluit, zonder spaties, met een | ertussen.",
)
REMARK_LINK = Rule(
    "importer-remark-link",
    Column.REMARK,
    "de toelichting begint met http, en het platform leest haar als webadres; dat is zij niet",
    "Zet het adres in de kolom Publieke Link.",
)
LONG_LINK = Rule(
    "importer-link-long",
    Column.LINKS,
    f"een webadres heeft hoogstens {LONGEST_LINK} tekens",
    "Gebruik een korter adres.",
)
CASES = Rule(
    "importer-case", Column.CASES, "een zaaknummer bestaat uit letters, cijfers en streepjes", "Verbeter het nummer."
)

_ID = re.compile(r"[A-Za-z0-9.\-]+")
_MATTER = re.compile(rf"[A-Za-z0-9._\-]{{{MATTER_LENGTHS[0]},{MATTER_LENGTHS[1]}}}")
_CASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/\-]{0,254}")
_NUMBER = re.compile(r"0*[1-9]\d{0,17}")
_DOTTED = re.compile(r"(5\.1\.[12]|10\.[12])\.([a-z])")
_DATES = (
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), "%Y-%m-%d"),
    (re.compile(r"\d{1,2}-\d{1,2}-\d{4}"), "%d-%m-%Y"),
    (re.compile(r"\d{4}/\d{1,2}/\d{1,2}"), "%Y/%m/%d"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), "%d/%m/%Y"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{2}:\d{2}"), "%d/%m/%Y %H:%M"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2} [AaPp][Mm] UTC"), "%m/%d/%Y %I:%M %p UTC"),
)


def parts(text: str, separators: str = ";") -> list[str]:
    """Return the values of a cell that holds several."""
    return [part for part in (p.strip() for p in re.split(f"[{re.escape(separators)}]", text)) if part]


def is_suspended(row: ReportRow) -> bool:
    """Whether the platform takes the document for one that is published later."""
    return row[Column.SUSPENDED].lower() in YES


def row_rules(row: ReportRow) -> Iterator[Rule]:
    """Return every rule that a row breaks."""
    for check in _CHECKS:
        yield from check(row)
    for column in row.formulas:
        yield Rule(
            "importer-formula",
            column,
            "hier staat een formule; het platform leest de formule zelf, niet de uitkomst",
            "Zet de uitkomst in de cel.",
            Severity.WARNING,
        )
    for column, text in row.cells.items():
        if len(text) > LONGEST_CELL:
            yield Rule("importer-cell-long", column, "er staat meer in een cel dan daar past", "Kort de tekst in.")


def _matter(row: ReportRow) -> Iterator[Rule]:
    matter, context = row[Column.MATTER].strip(), row[Column.CONTEXT].strip()
    if not matter and not context:
        yield NO_MATTER
    elif matter and context:
        yield BOTH
    elif not _MATTER.fullmatch(matter or context):
        yield MATTER


def _id(row: ReportRow) -> Iterator[Rule]:
    if not row[Column.ID]:
        yield NO_ID
    elif len(row[Column.ID]) > LONGEST_ID:
        yield LONG_ID
    elif not _ID.fullmatch(row[Column.ID]):
        yield ID


def _title(row: ReportRow) -> Iterator[Rule]:
    if len(row[Column.DOCUMENT].encode(errors="replace")) > LONGEST_TITLE:
        yield TITLE


def _judgement(row: ReportRow) -> Iterator[Rule]:
    if row[Column.JUDGEMENT].lower() not in JUDGEMENTS:
        yield JUDGEMENT


def _grounds(row: ReportRow) -> Iterator[Rule]:
    if any(_DOTTED.sub(r"\1\2", ground.lower()) not in GROUNDS for ground in parts(row[Column.GROUNDS])):
        yield GROUND


def _numbers(row: ReportRow) -> Iterator[Rule]:
    for rule in (FAMILY, THREAD):
        if row[rule.column] and not _NUMBER.fullmatch(row[rule.column].strip()):
            yield rule


def _date(row: ReportRow) -> Iterator[Rule]:
    text = row[Column.DATE]
    if not text:
        return
    form = next((form for pattern, form in _DATES if pattern.fullmatch(text)), None)
    if form is None:
        yield DATE
    elif not _exists(text, form):
        yield NO_SUCH_DAY


def _exists(text: str, form: str) -> bool:
    try:
        return datetime.strptime(text.upper(), form).date() > date.min
    except ValueError:
        return False


def _values(row: ReportRow) -> Iterator[Rule]:
    if row[Column.FILE_TYPE] and row[Column.FILE_TYPE].strip().lower() not in FILE_TYPES:
        yield FILE_TYPE
    if row[Column.SUSPENDED].lower() not in YES | NO:
        yield SUSPENDED
    if len(row[Column.REMARK]) > LONGEST_REMARK:
        yield REMARK
    if not all(_CASE.fullmatch(case) for case in parts(row[Column.CASES], ";,")):
        yield CASES


def _links(row: ReportRow) -> Iterator[Rule]:
    links = parts(row[Column.LINKS], "|")
    wrong = LINK
    if not links and row[Column.REMARK].startswith("http"):
        links, wrong = parts(row[Column.REMARK], "|"), REMARK_LINK
    if any(len(link) > LONGEST_LINK for link in links):
        yield LONG_LINK
    if not all(map(_is_address, links)):
        yield wrong


def _is_address(link: str) -> bool:
    """Whether PHP's ``FILTER_VALIDATE_URL`` takes it, as far as addresses of the web go."""
    try:
        address = urlsplit(link)
        host = address.hostname
    except ValueError:
        return False
    return link.isascii() and bool(address.scheme and host) and not re.search(r"[\s<>\"\\^`{|}]", link)


_CHECKS: tuple[Callable[[ReportRow], Iterator[Rule]], ...] = (
    _matter,
    _id,
    _title,
    _judgement,
    _grounds,
    _numbers,
    _date,
    _values,
    _links,
)
