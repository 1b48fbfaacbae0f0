"""How far people are with the documents of a dossier, as its database has it."""

from collections.abc import Mapping
from datetime import datetime

from woo_redact.domain.progress import Comment, DocumentProgress, Mark
from woo_redact.dossier.connection import Connection
from woo_redact.dossier.suggestions import TEXT


class ProgressTable:
    """Reads what follows from the log; every method may raise what :class:`woo_redact.dossier.store.Store` does."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def all(self) -> Mapping[str, DocumentProgress]:
        """Return how far people are with each document on which somebody did something."""
        return self._found("1")

    def of(self, document: str) -> DocumentProgress:
        """Return how far people are with a document."""
        return self._found(f"document = {TEXT}", document).get(document, DocumentProgress(document))

    def comment_counts(self) -> Mapping[str, int]:
        """Return how many comments each document has that has any."""
        return dict(self._db.rows("SELECT document, count(*) FROM comment GROUP BY document"))

    def comments(self, document: str) -> tuple[Comment, ...]:
        """Return what people told each other about a document, in the order they did. For people only."""
        rows = self._db.rows(f"SELECT * FROM comment WHERE document = {TEXT} ORDER BY sequence", (document,))
        return tuple(
            Comment(sequence, name, suggestion, page, reviewer, datetime.fromisoformat(at), text)
            for sequence, name, suggestion, page, reviewer, at, text in rows
        )

    def _found(self, where: str, *values: str) -> dict[str, DocumentProgress]:
        pages: dict[str, set[int]] = {}
        for document, page in self._db.rows(f"SELECT document, page FROM page_done WHERE {where}", values):
            pages.setdefault(document, set()).add(page)
        rows = {row[0]: row for row in self._db.rows(f"SELECT * FROM document_review WHERE {where}", values)}
        found = {}
        for name in {**rows, **pages}:
            _, assigned, done_by, done_at, by, at, _ = rows.get(name, (name, "", "", "", "", "", 0))
            done, confirmed = _mark(done_by, done_at), _mark(by, at)
            found[name] = DocumentProgress(name, assigned, done, confirmed, frozenset(pages.get(name, ())))
        return found


def _mark(reviewer: str, at: str) -> Mark | None:
    return Mark(reviewer, datetime.fromisoformat(at)) if reviewer else None
