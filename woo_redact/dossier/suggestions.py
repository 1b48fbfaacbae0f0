"""The suggestions of a dossier in its database, with their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from woo_redact.domain.suggestion import Level, Suggestion, is_own
from woo_redact.dossier import codec
from woo_redact.dossier.connection import Connection
from woo_redact.errors import DossierError

# SQLite compares a text with bytes as different kinds, so what comes in as bytes is cast.
TEXT = "CAST(? AS TEXT)"
DECIDED = "EXISTS (SELECT 1 FROM held h WHERE h.suggestion = suggestion.id AND h.by_person)"


@dataclass(frozen=True, slots=True)
class Brief:
    """A suggestion without its reasons, and of its places the page (0-based) on which it begins."""

    id: str
    document: str
    ground: str
    level: Level
    page: int


class SuggestionTable:
    """Reads and writes suggestions; every method may raise what :class:`woo_redact.dossier.store.Store` does."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, document: str) -> tuple[Suggestion, ...]:
        """Return the current suggestions for a document, in text order."""
        return self._found(f"document = {TEXT}", document)

    def get(self, suggestion: str) -> Suggestion | None:
        """Return the suggestion with this id, if it is there."""
        found = self._found(f"id = {TEXT}", suggestion)
        return found[0] if found else None

    def briefs(self) -> tuple[Brief, ...]:
        """Return every suggestion of the dossier; those of a document are in text order."""
        levels = {level.value: level for level in Level}
        rows = self._db.rows(
            "SELECT s.id, s.document, s.ground, s.level, p.page FROM suggestion s "
            "JOIN span p ON p.suggestion = s.id AND p.number = 0 ORDER BY p.page, p.start, p.end, s.ground, s.id"
        )
        return tuple(Brief(name, document, ground, levels[level], page) for name, document, ground, level, page in rows)

    def document_of(self, suggestion: str) -> str | None:
        """Return the document of a suggestion, if it is there."""
        found = self._db.rows(f"SELECT document FROM suggestion WHERE id = {TEXT}", (suggestion,))
        return str(found[0][0]) if found else None

    def ids(self, document: str) -> set[str]:
        """Return the ids of the suggestions of a document."""
        return {row[0] for row in self._db.rows(f"SELECT id FROM suggestion WHERE document = {TEXT}", (document,))}

    def add(self, document: str, suggestions: Sequence[Suggestion]) -> None:
        """Add suggestions to those of a document; one that is there already stays as it is.

        Raises:
            DossierError: a suggestion is of another document.
        """
        _refuse_others(document, suggestions)
        with self._db.transaction():
            known = self.ids(document)
            self._insert(s for s in suggestions if s.id not in known)

    def replace(self, document: str, suggestions: Sequence[Suggestion]) -> None:
        """Replace the suggestions of a document; one that a person decided on stays.

        Raises:
            DossierError: a suggestion is of another document.
        """
        _refuse_others(document, suggestions)
        new = {s.id: s for s in suggestions}
        with self._db.transaction():
            self.clear(document)
            for known in self.ids(document) & new.keys():
                self._db.execute(f"DELETE FROM suggestion WHERE id = {TEXT}", (known,))
            self._insert(new.values())

    def clear(self, document: str) -> None:
        """Remove the suggestions of a document on which no person decided."""
        self._db.execute(f"DELETE FROM suggestion WHERE document = {TEXT} AND NOT {DECIDED}", (document,))

    def take_back(self, suggestion: str) -> None:
        """Remove a suggestion that a person made; one that was found as well stays."""
        known = self.get(suggestion)
        if known is not None and is_own(known):
            self._db.execute(f"DELETE FROM suggestion WHERE id = {TEXT}", (suggestion,))

    def _found(self, where: str, value: str) -> tuple[Suggestion, ...]:
        places: dict[str, list[Sequence[Any]]] = {}
        for place in self._db.rows(
            f"SELECT span.* FROM span JOIN suggestion ON span.suggestion = suggestion.id WHERE suggestion.{where} "
            "ORDER BY span.suggestion, span.number",
            (value,),
        ):
            places.setdefault(place[0], []).append(place)
        rows = self._db.rows(f"SELECT * FROM suggestion WHERE {where}", (value,))
        found = [codec.suggestion(row, places.get(row[0], ())) for row in rows]
        return tuple(sorted(found, key=lambda s: s.order))

    def _insert(self, suggestions: Iterable[Suggestion]) -> None:
        new = {s.id: s for s in suggestions}
        self._db.insert("suggestion", map(codec.suggestion_row, new.values()))
        self._db.insert("span", (row for s in new.values() for row in codec.span_rows(s)))


def _refuse_others(document: str, suggestions: Iterable[Suggestion]) -> None:
    if any(s.document != document for s in suggestions):
        raise DossierError("Een voorstel hoort bij een ander document.", "Meld dit aan de beheerder.")
