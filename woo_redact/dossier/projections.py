"""What follows from the log, as tables: each row from the row before and one event. Pure.

A table is brought up to date in the transaction that stores the events, and can be made anew from the whole log with
the same functions; so the two cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from woo_redact.domain.decision import Author
from woo_redact.domain.event import CHANGES, MARKS, RESTORED, UNDO, EventKind, Logged
from woo_redact.dossier.chain import Row, canonical

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """A table whose first ``columns`` are its key.

    ``key`` tells which row an event is about, if it is about any; ``after`` gives that row as it is after the event,
    ``None`` for none.
    """

    table: str
    columns: tuple[str, ...]
    key: Callable[[Logged], Key | None]
    after: Callable[[Row | None, Logged], Row | None]


def _held_key(logged: Logged) -> Key | None:
    return (logged.event.subject,) if logged.event.kind is EventKind.DECISION else None


def _held_after(before: Row | None, logged: Logged) -> Row:
    """The last decision on a suggestion, and whether a person ever decided on it."""
    event = logged.event
    person = event.author is Author.PERSON or bool(before and before[-1])
    return (
        event.subject,
        event.document,
        logged.sequence,
        event.content["verdict"],
        event.author.value,
        event.reviewer,
        event.at.isoformat(),
        event.batch,
        canonical(event.content["grounds"]),
        event.content["reason"],
        int(person),
    )


def _page_key(logged: Logged) -> Key | None:
    return (logged.event.document, int(logged.event.subject)) if logged.event.kind is EventKind.PAGE else None


def _page_after(before: Row | None, logged: Logged) -> Row | None:
    event = logged.event
    now = (event.reviewer, event.at.isoformat()) if event.content.get("done") else ()
    mark = event.content.get(RESTORED, now)
    return (event.document, int(event.subject), *mark, logged.sequence) if mark else None


def _document_key(logged: Logged) -> Key | None:
    event = logged.event
    by_person = event.kind not in CHANGES or event.author is Author.PERSON
    elsewhere = event.kind in (EventKind.PAGE, EventKind.COMMENT, EventKind.PROPOSAL)
    return (event.document,) if by_person and not elsewhere else None


def _document_after(before: Row | None, logged: Logged) -> Row:
    """Who has a document, who is done with it, who confirmed it.

    Whoever changes something takes the confirmation away. When that is somebody else than who was done with it, it is
    not done either: what was changed has to be seen by two people as well.
    """
    event = logged.event
    name, assigned, done_by, done_at, confirmed_by, confirmed_at, _ = before or (event.document, "", "", "", "", "", 0)
    moment = event.at.isoformat()
    if RESTORED in event.content:
        return (name, *event.content[RESTORED], logged.sequence)
    match event.kind:
        case EventKind.ASSIGNMENT:
            assigned = event.content["reviewer"]
        case EventKind.DOCUMENT:
            done_by, done_at = (event.reviewer, moment) if event.content["done"] else ("", "")
            confirmed_by = confirmed_at = ""
        case EventKind.CONFIRMATION:
            given = event.content["confirmed"] and done_by
            confirmed_by, confirmed_at = (event.reviewer, moment) if given else ("", "")
        case _:
            confirmed_by = confirmed_at = ""
            if event.reviewer != done_by:
                done_by = done_at = ""
    return (name, assigned, done_by, done_at, confirmed_by, confirmed_at, logged.sequence)


def _comment_key(logged: Logged) -> Key | None:
    event = logged.event
    return (event.content.get("comment", logged.sequence),) if event.kind is EventKind.COMMENT else None


def _comment_after(before: Row | None, logged: Logged) -> Row | None:
    event = logged.event
    if RESTORED in event.content:
        return None
    page, text = event.content["page"], event.content["text"]
    return (logged.sequence, event.document, event.subject, page, event.reviewer, event.at.isoformat(), text)


PAGES = Projection("page_done", ("document", "page"), _page_key, _page_after)
DOCUMENTS = Projection("document_review", ("document",), _document_key, _document_after)
PROJECTIONS = (
    Projection("held", ("suggestion",), _held_key, _held_after),
    PAGES,
    DOCUMENTS,
    Projection("comment", ("sequence",), _comment_key, _comment_after),
)


def projected(
    projection: Projection, log: Iterable[Logged], row_before: Callable[[Key], Row | None]
) -> Iterator[tuple[Key, Row | None]]:
    """Yield the rows of a table that events change, as they are afterwards; ``None``: there is none any more."""
    rows: dict[Key, Row | None] = {}
    for logged in log:
        key = projection.key(logged)
        if key is not None:
            before = rows[key] if key in rows else row_before(key)
            rows[key] = projection.after(before, logged)
    yield from rows.items()


def restoring(mark: Logged, log: Iterable[Logged]) -> dict[str, Any]:
    """Return the content of the event that takes a mark back: what held if it, and what was taken back, never were.

    ``log`` are at least the events of the document. What others did since stays; but nothing is confirmed that nobody
    is done with.
    """
    if mark.event.kind is EventKind.COMMENT:
        return {RESTORED: [], "comment": mark.sequence}
    projection = PAGES if mark.event.kind is EventKind.PAGE else DOCUMENTS
    key = projection.key(mark)
    about = [row for row in log if projection.key(row) == key]
    marks = [row.event.batch for row in about if row.event.kind in MARKS]
    gone = {mark.event.batch, *(batch.removeprefix(UNDO) for batch in marks if batch.startswith(UNDO))}
    left = (row for row in about if row.event.kind not in MARKS or row.event.batch.removeprefix(UNDO) not in gone)
    row = next((row for _, row in projected(projection, left, lambda _: None)), None)
    if projection is PAGES:
        return {RESTORED: list(row[2:4]) if row else []}
    return {RESTORED: list(row[1:6]) if row else [""] * 5}
