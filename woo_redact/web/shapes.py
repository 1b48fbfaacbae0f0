"""The values of a review as JSON has them. Documents go by the first characters of their SHA-256."""

from collections.abc import Iterable, Sequence
from typing import Any

from woo_redact.domain.decision import Author
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import PrintedLabel
from woo_redact.domain.progress import Comment, DocumentProgress, Mark
from woo_redact.domain.report import Finding
from woo_redact.pipeline.choices import Choice, Choices
from woo_redact.pipeline.finding import Hit
from woo_redact.pipeline.views import (
    AlikeItem,
    ChangedItem,
    Changes,
    Details,
    PageWords,
    Sheet,
    SheetItem,
)

SHORT_ID = 16

Shape = dict[str, Any]


def short_id(document: str) -> str:
    """Return what pages call a document; empty for a file without one."""
    return document[:SHORT_ID]


def sheet_shape(sheet: Sheet) -> Shape:
    """Return a document under review."""
    near = {"previous": sheet.previous, "next": sheet.next}
    return {
        "id": short_id(sheet.document),
        "name": sheet.name,
        "sequence": sheet.sequence,
        "pages": [
            {"width": p.size.width, "height": p.size.height, "rotation": p.size.rotation, "done": p.done}
            for p in sheet.pages
        ],
        "items": [_item(item) for item in sheet.items],
        "comments": [_comment(comment) for comment in sheet.comments],
        "progress": progress_shape(sheet.progress),
        "findings": [
            {
                "kind": f.kind,
                "severity": f.severity.value,
                "text": f.text,
                "remedy": f.remedy,
                "page": f.page,
                "suggestion": f.suggestion,
            }
            for f in sheet.findings
        ],
        **{name: {"id": short_id(n.document), "name": n.name} if n else None for name, n in near.items()},
    }


def _item(item: SheetItem) -> Shape:
    return {
        "id": item.id,
        "places": [{"page": place.page, "boxes": [_box(box) for box in place.boxes]} for place in item.places],
        "spans": _spans(item.spans),
        "text": item.text,
        "ground": item.ground,
        "grounds": list(item.grounds),
        "kind": item.kind,
        "kind_text": item.kind_text,
        "level": item.level.value,
        "rules": list(item.rules),
        "own": item.own,
        "area": _box(item.area) if item.area else None,
        "verdict": item.verdict.value,
        "by": _author(item.by),
        "reviewer": item.reviewer,
        "reason": item.reason,
        "person": item.person,
        "person_name": item.person_name,
        "group": item.group,
        "second": item.second.value if item.second else "",
    }


def details_shape(details: Details) -> Shape:
    """Return everything there is to know of one item."""
    return {
        "before": details.before,
        "text": details.text,
        "after": details.after,
        "why": details.why,
        "heading": details.heading,
        "cues": list(details.cues),
        "notes": [_note(note) for note in details.notes],
        "reason_texts": list(details.reason_texts),
        "alike_document": details.alike_document,
        "alike_dossier": details.alike_dossier,
        "alike_person": details.alike_person,
        "history": [
            {
                "at": entry.at.isoformat(),
                "reviewer": entry.reviewer,
                "author": entry.author.value,
                "verdict": entry.verdict.value,
                "grounds": list(entry.grounds),
                "reason": entry.reason,
            }
            for entry in details.history
        ],
    }


def alike_shape(items: Iterable[AlikeItem]) -> Shape:
    """Return what a step on several passages would touch."""
    return {
        "items": [
            {
                "document": short_id(item.document),
                "name": item.name,
                "page": item.page,
                "id": item.id,
                "before": item.before,
                "text": item.text,
                "after": item.after,
                "verdict": item.verdict.value,
            }
            for item in items
        ]
    }


def choices_shape(found: Choices) -> Shape:
    """Return what one decision can be made on at once."""
    return {
        "rules": [_choice(choice) for choice in found.rules],
        "persons": [_choice(choice) for choice in found.persons],
    }


def _choice(choice: Choice) -> Shape:
    return {"value": choice.value, "text": choice.text, "open": choice.open}


def changes_shape(changes: Changes) -> Shape:
    """Return what changed."""
    return {
        "sequence": changes.sequence,
        "items": [_changed(item) for item in changes.items],
        "reload": [short_id(document) for document in changes.reload],
        "marks": [short_id(document) for document in changes.marks],
    }


def step_shape(batch: str, changes: Changes) -> Shape:
    """Return what a step changed."""
    return {
        "sequence": changes.sequence,
        "batch": batch,
        "items": [_changed(item) for item in changes.items],
        "documents": [short_id(document) for document in changes.reload],
        "marks": [short_id(document) for document in changes.marks],
    }


def _changed(item: ChangedItem) -> Shape:
    return {
        "document": short_id(item.document),
        "id": item.id,
        "verdict": item.verdict.value,
        "by": _author(item.by),
        "reviewer": item.reviewer,
        "grounds": list(item.grounds),
        "reason": item.reason,
    }


def words_shape(words: PageWords) -> Shape:
    """Return the words of a page."""
    lines = [
        {
            "start": line.start,
            "end": line.end,
            "box": _box(line.box),
            "words": [[word.start, word.end, *_box(word.box)] for word in line.words],
        }
        for line in words.lines
    ]
    return {"text_length": words.text_length, "text": words.text, "lines": lines}


def labels_shape(labels: Iterable[PrintedLabel]) -> Shape:
    """Return the labels of a page."""
    return {"labels": [{"texts": list(label.texts), "box": _box(label.box)} for label in labels]}


def hits_shape(hits: Iterable[Hit]) -> Shape:
    """Return where words stand."""
    return {
        "hits": [
            {
                "document": short_id(hit.document),
                "name": hit.file,
                "page": hit.spans[0].page,
                "spans": _spans(hit.spans),
                "before": hit.before,
                "text": hit.text,
                "after": hit.after,
                "withheld": hit.withheld,
            }
            for hit in hits
        ]
    }


def progress_shape(progress: DocumentProgress) -> Shape:
    """Return how far people are with a document."""
    return {
        "assigned": progress.assigned,
        "done": _mark(progress.done),
        "confirmed": _mark(progress.confirmed),
    }


def _mark(mark: Mark | None) -> Shape | None:
    return {"reviewer": mark.reviewer, "at": mark.at.isoformat()} if mark else None


def _comment(comment: Comment) -> Shape:
    return {
        "sequence": comment.sequence,
        "suggestion": comment.suggestion,
        "page": comment.page,
        "reviewer": comment.reviewer,
        "at": comment.at.isoformat(),
        "text": comment.text,
    }


def _note(note: Finding) -> Shape:
    return {"kind": note.kind, "severity": note.severity.value, "text": note.message, "remedy": note.remedy}


def _author(author: Author | None) -> str:
    return author.value if author else ""


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.page, span.start, span.end] for span in spans]


def _box(box: Box) -> list[float]:
    return [round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom)]
