"""The ids that documents of a dossier have in its packages: once given, never given to another document."""

from collections.abc import Sequence

from woo_redact.domain.document_id import GivenId
from woo_redact.dossier.connection import Connection


class DocumentIdTable:
    """Reads and adds ids; every method may raise what :class:`woo_redact.dossier.store.Store` does."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def all(self) -> tuple[GivenId, ...]:
        """Return every id ever given, in the order in which they were."""
        return tuple(
            GivenId(*row) for row in self._db.rows("SELECT id, document, name FROM document_id ORDER BY number")
        )

    def give(self, ids: Sequence[GivenId]) -> None:
        """Add ids, all or none.

        Raises:
            DossierError: one was given before (capitals aside).
        """
        with self._db.transaction():
            self._db.insert("document_id", ((None, one.id, one.document, one.name) for one in ids))
