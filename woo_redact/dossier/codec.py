"""Rows of the database to values and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from woo_redact.domain.document import Span
from woo_redact.domain.file import Facts, FileRecord, FileState
from woo_redact.domain.geometry import Box
from woo_redact.domain.publication import DocumentKind
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level, Provenance, Suggestion
from woo_redact.dossier.connection import Value

Row = tuple[Value, ...]

_REASON = tuple(f.name for f in fields(Provenance))


def file_row(record: FileRecord) -> Row:
    """Return the row of a file, in the order of the table."""
    return (
        record.name,
        record.source,
        record.document,
        record.size,
        record.modified,
        record.page_count,
        record.state.value,
        json.dumps(_facts(record.facts)),
        record.scanned_with,
        record.written_with,
        record.output,
        record.message,
    )


def file_record(row: Sequence[Any]) -> FileRecord:
    """Undo :func:`file_row`."""
    name, source, document, size, modified, page_count, state, facts, scanned_with, written_with, output, message = row
    return FileRecord(
        name=name,
        source=source,
        document=document,
        size=size,
        modified=modified,
        page_count=page_count,
        state=FileState(state),
        facts=_facts_from(json.loads(facts)),
        scanned_with=scanned_with,
        written_with=written_with,
        output=output,
        message=message,
    )


def _facts(facts: Facts) -> dict[str, object]:
    values = {f.name: getattr(facts, f.name) for f in fields(Facts)}
    return {**values, "title": [[s.page, s.start, s.end] for s in facts.title]}


def _facts_from(found: Mapping[str, Any]) -> Facts:
    """A dossier of an earlier version knows fewer facts."""
    known = {f.name: found[f.name] for f in fields(Facts) if f.name in found}
    known["title"] = tuple(Span(*place) for place in known.get("title", ()))
    known["kind"] = DocumentKind(known.get("kind", DocumentKind.PDF))
    known["printed_grounds"] = tuple(known.get("printed_grounds", ()))
    return Facts(**known)


def finding_row(file: str, number: int, finding: Finding) -> Row:
    """Return the row of a finding."""
    box = json.dumps(_numbers(finding.box)) if finding.box else None
    return (file, number, finding.kind, finding.severity.value, finding.message, finding.page, box)


def finding(row: Sequence[Any]) -> Finding:
    """Undo :func:`finding_row`."""
    kind, severity, message, page, box = row[2:]
    return Finding(kind, Severity(severity), message, page, Box(*json.loads(box)) if box else None)


def suggestion_row(suggestion: Suggestion) -> Row:
    """Return the row of a suggestion, without its places."""
    return (
        suggestion.id,
        suggestion.document,
        suggestion.ground,
        suggestion.kind,
        suggestion.level.value,
        json.dumps([_reason_row(p) for p in suggestion.provenance]),
    )


def span_rows(suggestion: Suggestion) -> list[Row]:
    """Return one row for each place of a suggestion; a suggestion may have been made without boxes."""
    boxes = suggestion.boxes or (None,) * len(suggestion.spans)
    return [
        (
            suggestion.id,
            number,
            span.page,
            span.start,
            span.end,
            None if lines is None else json.dumps([_numbers(box) for box in lines]),
        )
        for number, (span, lines) in enumerate(zip(suggestion.spans, boxes, strict=True))
    ]


def suggestion(row: Sequence[Any], places: Sequence[Sequence[Any]]) -> Suggestion:
    """Undo :func:`suggestion_row` and :func:`span_rows`."""
    name, document, ground, kind, level, provenance = row
    boxes = [place[5] for place in places]
    return Suggestion(
        id=name,
        document=document,
        spans=tuple(Span(*place[2:5]) for place in places),
        ground=ground,
        kind=kind,
        level=Level(level),
        provenance=tuple(_reason(p) for p in json.loads(provenance)),
        boxes=() if None in boxes else tuple(tuple(Box(*box) for box in json.loads(lines)) for lines in boxes),
    )


def _numbers(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def _reason_row(reason: Provenance) -> dict[str, Any]:
    content = {name: getattr(reason, name) for name in _REASON}
    return content | {"cues": [(cue.page, cue.start, cue.end) for cue in reason.cues]}


def _reason(content: dict[str, Any]) -> Provenance:
    # A dossier of an earlier version has no cues.
    return Provenance(**(content | {"cues": tuple(Span(*cue) for cue in content.get("cues", ()))}))
