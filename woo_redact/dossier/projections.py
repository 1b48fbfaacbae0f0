"""What follows from the log, as tables: each row from the row before and one event. Pure.

A table is brought up to date in the transaction that stores the events, and can be made anew from the whole log with
the same functions; so the two cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from woo_redact.domain.decision import Author
from woo_redact.domain.event import CHANGES, EventKind, Logged
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
    if not event.content["done"]:
        return None
    return (event.document, int(event.subject), event.reviewer, event.at.isoformat(), logged.sequence)


def _document_key(logged: Logged) -> Key | None:
    event = logged.event
    by_person = event.kind not in CHANGES or event.author is Author.PERSON
    told = event.kind not in (EventKind.PAGE, EventKind.COMMENT) and by_person
    return (event.document,) if told else None


def _document_after(before: Row | None, logged: Logged) -> Row:
    """Who has a document, who is done with it, who confirmed it.

    Whoever changes something takes the confirmation away. When that is somebody else than who was done with it, it is
    not done either: what was changed has to be seen by two people as well.
    """
    event = logged.event
    name, assigned, done_by, done_at, confirmed_by, confirmed_at, _ = before or (event.document, "", "", "", "", "", 0)
    moment = event.at.isoformat()
    match event.kind:
        case EventKind.ASSIGNMENT:
            assigned = event.content["reviewer"]
        case EventKind.DOCUMENT:
            done_by, done_at = (event.reviewer, moment) if event.content["done"] else ("", "")
            confirmed_by = confirmed_at = ""
        case EventKind.CONFIRMATION:
            confirmed_by, confirmed_at = (event.reviewer, moment) if event.content["confirmed"] else ("", "")
        case _:
            confirmed_by = confirmed_at = ""
            if event.reviewer != done_by:
                done_by = done_at = ""
    return (name, assigned, done_by, done_at, confirmed_by, confirmed_at, logged.sequence)


def _comment_key(logged: Logged) -> Key | None:
    return (logged.sequence,) if logged.event.kind is EventKind.COMMENT else None


def _comment_after(before: Row | None, logged: Logged) -> Row:
    event = logged.event
    page, text = event.content["page"], event.content["text"]
    return (logged.sequence, event.document, event.subject, page, event.reviewer, event.at.isoformat(), text)


PROJECTIONS = (
    Projection("held", ("suggestion",), _held_key, _held_after),
    Projection("page_done", ("document", "page"), _page_key, _page_after),
    Projection("document_review", ("document",), _document_key, _document_after),
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
