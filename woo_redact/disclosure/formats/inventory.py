"""The inventory (inventarislijst): for people as a workbook, a page and a PDF, for programs as CSV."""

from collections.abc import Iterable, Sequence

from woo_redact.disclosure.formats.inventory_page import inventory_html
from woo_redact.disclosure.formats.inventory_rows import (
    TITLE,
    YES,
    InventoryRow,
    Legend,
    inventory_rows,
    inventory_title,
    legend,
)
from woo_redact.disclosure.formats.wording import is_web_address, shown_date
from woo_redact.disclosure.tables import table_csv
from woo_redact.disclosure.typesetting import compile
from woo_redact.disclosure.workbook import BookFacts, Link, Sheet, Strong, Value, workbook
from woo_redact.domain.age import known_day
from woo_redact.domain.package_layout import INVENTORY
from woo_redact.domain.publication import Files, Package

TEMPLATE = "inventarislijst.typ"
COLUMNS = (
    ("Nr.", 6),
    ("ID", 12),
    ("Datum", 12),
    ("Titel", 56),
    ("Soort", 16),
    ("Beoordeling", 16),
    ("Grond(en)", 20),
    ("Pagina's", 10),
    ("Passages", 22),
    ("Familie", 9),
    ("Bijlage bij", 12),
    ("Gerelateerd", 26),
    ("Opgeschort", 12),
    ("Vindplaats", 30),
    ("Toelichting", 56),
    ("Bestand", 26),
)
HEADINGS = tuple(heading for heading, _ in COLUMNS)
# Excel does not follow addresses that are longer.
LONGEST_LINK = 2_079


def files(package: Package) -> Files:
    """Return the inventory in each of its forms; the same package gives the same bytes.

    Raises:
        OutputError: the PDF cannot be typeset.
        RulePackError: a template is missing.
    """
    rows, key = inventory_rows(package), legend(package)
    return {
        f"{INVENTORY}.xlsx": _xlsx(package, rows, key),
        f"{INVENTORY}.csv": table_csv(HEADINGS, map(_plain, rows)),
        f"{INVENTORY}.html": inventory_html(package.publication, rows, key),
        f"{INVENTORY}.pdf": _pdf(package, rows, key),
    }


def _xlsx(package: Package, rows: Sequence[InventoryRow], key: Legend) -> bytes:
    publication = package.publication
    mark, shown = publication.mark, publication.marked(inventory_title(publication))
    documents = Sheet(f"{mark} {TITLE}".strip(), [width for _, width in COLUMNS], map(_cells, rows), HEADINGS)
    explained = Sheet("Toelichting", (26, 60, 50, 14, 12), _legend_rows(shown, key))
    return workbook((documents, explained), BookFacts(shown, publication.organisation.label, publication.moment, mark))


def _legend_rows(title: str, key: Legend) -> Iterable[Sequence[Value]]:
    yield (Strong(title),)
    yield from ((Strong(name), value) for name, value in key.facts)
    yield ()
    yield tuple(map(Strong, ("Beoordeling", "Betekenis", "", "Documenten")))
    yield from ((name, meaning, None, count) for name, meaning, count in key.judgements)
    yield ()
    yield tuple(map(Strong, ("Grond", "Naam", "Artikel", "Documenten", "Passages")))
    yield from ((g.printed, g.name, g.article, g.documents, g.passages) for g in key.grounds)


def _cells(row: InventoryRow) -> tuple[Value, ...]:
    values: dict[str, Value] = dict(zip(HEADINGS, _plain(row), strict=True))
    values["Datum"] = known_day(row.date) or row.date
    if row.file:
        values["Bestand"] = Link(row.file, row.file)
    if len(row.links) == 1 and is_web_address(row.links[0]) and len(row.links[0]) <= LONGEST_LINK:
        values["Vindplaats"] = Link(row.links[0], row.links[0])
    return tuple(values.values())


def _plain(row: InventoryRow) -> tuple[str | int, ...]:
    return (
        row.number,
        row.id,
        row.date,
        row.title,
        row.kind,
        row.judgement,
        row.grounds,
        row.pages,
        row.passages,
        row.family or "",
        row.attachment_of,
        row.related,
        YES if row.suspended else "",
        " ".join(row.links),
        row.explanation,
        row.file,
    )


def _pdf(package: Package, rows: Sequence[InventoryRow], key: Legend) -> bytes:
    publication = package.publication
    return compile(
        TEMPLATE,
        {
            "facts": key.facts,
            "judgements": [(name, meaning, str(count)) for name, meaning, count in key.judgements],
            "grounds": [(g.printed, g.name, g.article, str(g.documents), str(g.passages)) for g in key.grounds],
            "rows": [_typeset(row) for row in rows],
        },
        title=inventory_title(publication),
        moment=publication.moment,
        foot=f"{publication.organisation.label}, zaak {publication.matter}",
        concept=publication.concept,
    )


def _typeset(row: InventoryRow) -> dict[str, object]:
    return {
        "number": str(row.number),
        "id": row.id,
        "date": shown_date(row.date),
        "title": row.title,
        "kind": row.kind,
        "judgement": row.judgement,
        "suspended": row.suspended,
        "grounds": row.passages or row.grounds,
        "pages": str(row.pages or ""),
        "relations": row.relations,
        "explanation": row.explanation,
        "links": row.links,
    }
