"""The inventory as a page: one file, without scripts and without anything from elsewhere."""

from collections.abc import Sequence

from woo_redact.disclosure.formats.inventory_rows import InventoryRow, Legend, inventory_title
from woo_redact.disclosure.formats.wording import is_web_address, shown_date, shown_size
from woo_redact.disclosure.markup import Blocks, Markup, joined
from woo_redact.domain.age import known_day
from woo_redact.domain.publication import Publication

TEMPLATE = "inventarislijst.html"
NOTHING = Markup("")


def inventory_html(publication: Publication, rows: Sequence[InventoryRow], key: Legend) -> bytes:
    """Return the page.

    Raises:
        RulePackError: the template is missing.
    """
    blocks = Blocks(TEMPLATE)
    page = blocks.fill(
        "page",
        title=publication.marked(inventory_title(publication)),
        draft=publication.mark,
        mark=blocks.fill("mark", text=publication.mark) if publication.concept else NOTHING,
        facts=joined(blocks.fill("fact", name=name, value=value) for name, value in key.facts),
        judgements=joined(
            blocks.fill("judgement", name=name, meaning=meaning, count=count) for name, meaning, count in key.judgements
        ),
        grounds=_grounds(blocks, key),
        rows=joined(_row(blocks, row) for row in rows),
    )
    return page.encode()


def _grounds(blocks: Blocks, key: Legend) -> Markup:
    if not key.grounds:
        return NOTHING
    rows = (
        blocks.fill(
            "ground", printed=g.printed, name=g.name, article=g.article, documents=g.documents, passages=g.passages
        )
        for g in key.grounds
    )
    return blocks.fill("grounds", rows=joined(rows))


def _row(blocks: Blocks, row: InventoryRow) -> Markup:
    day = known_day(row.date)
    return blocks.fill(
        "row",
        number=row.number,
        id=row.id,
        date=blocks.fill("date", iso=day.isoformat(), text=shown_date(day)) if day else row.date,
        title=row.title,
        kind=row.kind,
        judgement=row.judgement,
        suspended=blocks.fill("suspended") if row.suspended else NOTHING,
        grounds=blocks.each("line", (row.passages or row.grounds).split("; ")) if row.grounds else NOTHING,
        pages=row.pages or "",
        relations=blocks.each("line", row.relations),
        links=joined(_link(blocks, address) for address in row.links),
        explanation=row.explanation,
        file=blocks.fill("file", file=row.file, id=row.id, size=shown_size(row.size)) if row.file else NOTHING,
    )


def _link(blocks: Blocks, address: str) -> Markup:
    """Return an address, as a link when it is one of the web."""
    return blocks.fill("link" if is_web_address(address) else "line", text=address)
