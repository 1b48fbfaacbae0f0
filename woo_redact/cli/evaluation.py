"""How an evaluation is shown."""

import textwrap
from collections.abc import Sequence

from woo_redact.cli.console import table
from woo_redact.cli.lines import say
from woo_redact.domain.suggestion import Level
from woo_redact.evaluation.passages import PassageCount, Passages
from woo_redact.evaluation.report import PERSONS, Count, EvaluationReport
from woo_redact.evaluation.slips import Slip, worst

# Kinds of personal data as people call them, in the order in which they are shown.
KINDS: dict[str, tuple[str, ...]] = {
    "namen": tuple(sorted(PERSONS)),
    "e-mail": ("email",),
    "telefoon": ("phone",),
    "adressen": ("address",),
    "postcodes": ("postcode",),
    "geboortedata": ("birthdate",),
    "BSN": ("bsn",),
    "IBAN": ("iban",),
    "kentekens": ("plate",),
}
UP_TO = {Level.A: "A", Level.B: "AB", Level.C: "ABC"}
LONGEST_PASSAGE = 160
NUMBERS = (2, 3, 4, 5, 6, 7, 8, 9)
HEADINGS = ("Aantal", "Prec.", "Recall", "F1", "Voorst.", "Prec.\ntekens", "Recall\ntekens", "F1\ntekens")


def show_report(report: EvaluationReport, errors: int) -> None:
    """Print the counts per kind and level and per ground, what stayed readable, and the worst mistakes."""
    rows = []
    for name, kinds in KINDS.items():
        for level, label in UP_TO.items():
            count = report.total(level, kinds)
            if count.marks or count.suggested:
                rows.append((name, label, *_cells(count)))
    table(("Soort", "Niveau", *HEADINGS), rows, numbers=NUMBERS)
    say()
    rows = [(ground, kind, *_cells(count)) for (ground, kind), count in sorted(report.by_kind.items())]
    table(("Grond", "Soort", *HEADINGS), rows, numbers=NUMBERS)
    say()
    _show_passages(report.passages)
    personal = report.personal
    levels = ", ".join(f"{level.value} {report.levels.get(level, 0)}" for level in Level)
    say(f"Documenten:                  {len(report.documents)}")
    say(f"Persoonsgegevens gevonden:   {personal.found} van {personal.marks} ({personal.recall:.3f})")
    say(f"Recall in tekens:            {personal.character_recall:.3f}")
    say(f"Leesbaar gebleven:           {report.readable_share:.4f} van wat openbaar moest blijven")
    if report.names_kept:
        share = 100 * report.names_lost / report.names_kept
        say(f"Namen die moesten blijven:   {report.names_lost} van {report.names_kept} voorgesteld ({share:.1f} %)")
    say(f"Voorstellen per niveau:      {levels}")
    if report.unplaced:
        say(f"Niet teruggevonden in de PDF: {report.unplaced} passages (tellen als gemist)")
    if errors:
        _show_slips("Gemist", worst(report.slips, errors, missed=True))
        _show_slips("Ten onrechte voorgesteld", worst(report.slips, errors, missed=False))


def _show_passages(passages: Passages) -> None:
    """Print how many passages under each ground are found, and how many suggested ones have to stay."""
    if not passages.total.marks and not passages.total.suggested:
        return
    rows = [(ground, count) for ground, count in sorted(passages.by_ground.items())] + [("samen", passages.total)]
    table(
        ("Passages", "Aantal", "Gevonden", "Onder\nwelke grond", "Recall", "Voorst.", "Onterecht"),
        [
            (
                ground,
                str(count.marks),
                str(count.found),
                str(count.under_any),
                _share(count.recall, shown=count.marks > 0),
                str(count.suggested),
                str(count.false),
            )
            for ground, count in rows
        ],
        numbers=(1, 2, 3, 4, 5, 6),
    )
    say(f"Onterecht op drie pagina's:  {passages.false_on_three_pages:.2f}")
    say(f"Documenten zonder passages:  {passages.clean}, waarvan {passages.disturbed} met een onterecht voorstel")
    say()


def show_comparison(report: EvaluationReport, other: EvaluationReport, name: str) -> None:
    """Print the figures of another tool on the same text beside ours, levels A and B together."""
    rows = []
    for kind, kinds in KINDS.items():
        ours, theirs = report.total(Level.B, kinds), other.total(Level.B, kinds)
        if theirs.suggested:
            for who, count in (("woo-redact", ours), (name, theirs)):
                rows.append((kind, who, *_cells(count)))
    say()
    table(("Soort", "Programma", *HEADINGS), rows, numbers=NUMBERS)


def _show_slips(title: str, slips: Sequence[Slip]) -> None:
    if not slips:
        return
    say()
    say(f"{title} (de grootste eerst)")
    for slip in slips:
        passage = textwrap.shorten(slip.passage, LONGEST_PASSAGE, placeholder=" …")
        context = f"{slip.before}[{passage}]{slip.after}".replace("\n", " / ").replace("\t", " | ")
        rule = f", regel {slip.rule}" if slip.rule else ""
        say(f"  {slip.document}, {slip.ground} {slip.kind}{rule}: …{context}…")


def _cells(count: Count) -> tuple[str, ...]:
    """Return the figures of a row; a share of nothing is a dash, not a hundred per cent."""
    suggested, marked = count.suggested > 0, count.marks > 0
    both = suggested and marked
    return (
        str(count.marks),
        _share(count.precision, shown=suggested),
        _share(count.recall, shown=marked),
        _share(count.f1, shown=both),
        str(count.suggested),
        _share(count.character_precision, shown=suggested),
        _share(count.character_recall, shown=marked),
        _share(count.character_f1, shown=both),
    )


def _share(value: float, *, shown: bool) -> str:
    return f"{value:.3f}" if shown else "–"


def report_content(report: EvaluationReport) -> dict[str, object]:
    """Return an evaluation for machines, without text of the documents."""
    return {
        "documents": [
            {
                "name": d.name,
                "personal_recall": round(d.personal.recall, 4),
                "personal_marks": d.personal.marks,
                "readable": round(d.readable / d.kept, 4) if d.kept else 1.0,
                "unplaced": d.unplaced,
            }
            for d in report.documents
        ],
        "by_level": {
            f"{level.value} {name}": _content(report.total(level, kinds))
            for level in Level
            for name, kinds in KINDS.items()
        },
        "by_kind": {f"{ground} {kind}": _content(count) for (ground, kind), count in sorted(report.by_kind.items())},
        "by_ground": {ground: _content(count) for ground, count in sorted(report.by_ground.items())},
        "passages": {
            "by_ground": {g: _passages(count) for g, count in sorted(report.passages.by_ground.items())},
            "total": _passages(report.passages.total),
            "false_on_three_pages": round(report.passages.false_on_three_pages, 3),
            "clean_documents": report.passages.clean,
            "clean_documents_disturbed": report.passages.disturbed,
        },
        "personal": _content(report.personal),
        "readable": round(report.readable_share, 5),
        "names_kept": report.names_kept,
        "names_lost": report.names_lost,
        "levels": {level.value: report.levels.get(level, 0) for level in Level},
        "unplaced": report.unplaced,
    }


def _passages(count: PassageCount) -> dict[str, float]:
    return {
        "marks": count.marks,
        "found": count.found,
        "under_any_ground": count.under_any,
        "recall": round(count.recall, 4),
        "suggested": count.suggested,
        "false": count.false,
        "precision": round(count.precision, 4),
    }


def _content(count: Count) -> dict[str, float]:
    return {
        "marks": count.marks,
        "found": count.found,
        "suggested": count.suggested,
        "right": count.right,
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "character_precision": round(count.character_precision, 4),
        "character_recall": round(count.character_recall, 4),
        "character_f1": round(count.character_f1, 4),
    }
