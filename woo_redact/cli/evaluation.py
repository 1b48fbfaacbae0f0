"""How an evaluation is shown."""

from woo_redact.cli.console import table
from woo_redact.cli.lines import say
from woo_redact.domain.suggestion import Level
from woo_redact.evaluation.report import Count, EvaluationReport


def show_report(report: EvaluationReport) -> None:
    """Print recall per ground and kind, the share that stays readable, and suggestions per level."""
    rows = [(ground, kind, *_cells(count)) for (ground, kind), count in sorted(report.by_kind.items())]
    table(("Grond", "Soort", "Passages", "Gevonden", "Recall", "Recall (tekens)"), rows, numbers=(2, 3, 4, 5))
    say()
    rows = [(ground, *_cells(count)) for ground, count in sorted(report.by_ground.items())]
    table(("Grond", "Passages", "Gevonden", "Recall", "Recall (tekens)"), rows, numbers=(1, 2, 3, 4))
    say()
    personal = report.personal
    levels = ", ".join(f"{level.value} {report.levels.get(level, 0)}" for level in Level)
    say(f"Documenten:                  {len(report.documents)}")
    say(f"Persoonsgegevens gevonden:   {personal.found} van {personal.marks} ({personal.recall:.3f})")
    say(f"Recall in tekens:            {personal.character_recall:.3f}")
    say(f"Leesbaar gebleven:           {report.readable_share:.4f} van wat openbaar moest blijven")
    say(f"Voorstellen per niveau:      {levels}")
    if report.unplaced:
        say(f"Niet teruggevonden in de PDF: {report.unplaced} passages (tellen als gemist)")


def _cells(count: Count) -> tuple[str, ...]:
    return (str(count.marks), str(count.found), f"{count.recall:.3f}", f"{count.character_recall:.3f}")


def report_content(report: EvaluationReport) -> dict[str, object]:
    """Return an evaluation for machines."""
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
        "by_kind": {f"{ground} {kind}": _content(count) for (ground, kind), count in sorted(report.by_kind.items())},
        "by_ground": {ground: _content(count) for ground, count in sorted(report.by_ground.items())},
        "personal": _content(report.personal),
        "readable": round(report.readable_share, 5),
        "levels": {level.value: report.levels.get(level, 0) for level in Level},
        "unplaced": report.unplaced,
    }


def _content(count: Count) -> dict[str, float]:
    return {
        "marks": count.marks,
        "found": count.found,
        "recall": round(count.recall, 4),
        "character_recall": round(count.character_recall, 4),
    }
