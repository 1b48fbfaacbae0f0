"""The figures of the annex: how many documents, pages and passages, by judgement, ground and time."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from woo_redact.disclosure.dutch import MONTHS, number
from woo_redact.disclosure.formats.annex_content import Chart, Column, Part, Section, Table, paragraph
from woo_redact.disclosure.formats.wording import code_of, printed
from woo_redact.domain.age import known_day
from woo_redact.domain.publication import Judgement, Package, PublishedDocument

# A chart of more bars says nothing and runs off its page.
MOST_BARS = 24
UNKNOWN = "datum onbekend"
NUMBERS = (Column("Documenten", 20, numeric=True), Column("Pagina's", 20, numeric=True))


def judgement_table(documents: Sequence[PublishedDocument]) -> Table:
    """Return how many documents and pages have each judgement, and all together."""
    rows = [(judgement.value, own) for judgement in Judgement if (own := _judged(documents, judgement))]
    counts = [(name, number(len(own)), number(sum(d.pages for d in own))) for name, own in rows]
    total = ("totaal", number(len(documents)), number(sum(d.pages for d in documents)))
    return Table("Documenten per beoordeling", (Column("Beoordeling", 60), *NUMBERS), (*counts, total))


def judgement_chart(documents: Sequence[PublishedDocument]) -> Chart:
    """Return how many documents have each judgement."""
    bars = tuple((judgement.value, len(_judged(documents, judgement))) for judgement in Judgement)
    return Chart("Aantal documenten per beoordeling", bars)


def figures(package: Package) -> Section:
    """Return the section of figures."""
    documents = package.documents
    if not documents:
        return Section("Cijfers", (paragraph("Er zijn geen documenten."),))
    parts: list[Part] = [_totals(documents), *_by_ground(package), *_by_time(documents)]
    return Section("Cijfers", tuple(parts))


def _judged(documents: Sequence[PublishedDocument], judgement: Judgement) -> list[PublishedDocument]:
    return [document for document in documents if document.judgement is judgement]


def _totals(documents: Sequence[PublishedDocument]) -> Table:
    rows = (
        ("Documenten", len(documents)),
        ("Pagina's", sum(d.pages for d in documents)),
        ("Documenten waarin informatie is weggelaten", sum(d.withholds for d in documents)),
        ("Documenten die gelijk zijn aan een ander", sum(bool(d.duplicate_of) for d in documents)),
        ("Documenten die later worden verstrekt", sum(d.suspended for d in documents)),
    )
    shown = tuple((name, number(value)) for name, value in rows)
    return Table("Totalen", (Column("Wat", 70), Column("Aantal", 30, numeric=True)), shown)


def _by_ground(package: Package) -> Sequence[Part]:
    used: Counter[str] = Counter()
    passages: Counter[str] = Counter()
    for document in package.documents:
        if not document.withholds:
            continue
        counts = Counter(dict.fromkeys(document.grounds, 0))
        for ground, count in document.passages:
            counts[ground] += count
        passages.update(counts)
        used.update(counts.keys())
    grounds = [ground for ground in package.grounds.values() if used[ground.id]]
    if not grounds:
        return ()
    rows = tuple(
        (
            code_of(ground.id) or "geen grond",
            ground.title,
            number(used[ground.id]),
            number(passages[ground.id]),
        )
        for ground in grounds
    )
    columns = (Column("Grond", 14), Column("Naam", 50), NUMBERS[0], Column("Passages", 16, numeric=True))
    chart = Chart("Aantal weggelaten passages per grond", tuple((printed(g.id), passages[g.id]) for g in grounds))
    note = paragraph("Een passage waarvoor meer dan één grond geldt, telt bij elk van die gronden mee.")
    table = Table("Documenten en passages per grond", columns, rows)
    return (table, note, chart) if len(grounds) > 1 else (table, note)


def _by_time(documents: Sequence[PublishedDocument]) -> Sequence[Part]:
    """Return the documents by the month they are from, or by year or ten years when there are many."""
    days = [day for document in documents if (day := known_day(document.date)) is not None]
    units = [(unit, name, Counter(map(key, days))) for unit, key, name in _UNITS]
    unit, name, counts = next((u for u in units if len(u[2]) <= MOST_BARS), units[-1])
    bars = [(name(value), counts[value]) for value in sorted(counts)]
    unknown = len(documents) - len(days)
    if unknown:
        bars.append((UNKNOWN, unknown))
    rows = tuple((label, number(count)) for label, count in bars)
    title = f"Documenten per {unit}"
    table = Table(title, (Column(unit.capitalize(), 60), Column("Documenten", 40, numeric=True)), rows)
    telling = 1 < len(bars) <= MOST_BARS + 1
    return (table, Chart(f"Aantal documenten per {unit}", tuple(bars))) if telling else (table,)


_Key = tuple[int, ...]
_UNITS: Sequence[tuple[str, Callable[[date], _Key], Callable[[_Key], str]]] = (
    ("maand", lambda day: (day.year, day.month), lambda key: f"{MONTHS[key[1] - 1]} {key[0]}"),
    ("jaar", lambda day: (day.year,), lambda key: str(key[0])),
    ("tien jaar", lambda day: (day.year // 10 * 10,), lambda key: f"{key[0]}-{key[0] + 9}"),
)
