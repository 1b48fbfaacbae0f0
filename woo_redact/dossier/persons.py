"""The persons of a dossier in its database: numbers that stay, and mentions."""

from collections.abc import Mapping, Sequence

from woo_redact.domain.person import KeptMention, KeptPerson
from woo_redact.dossier.connection import Connection


class PersonTable:
    """Reads and writes persons; every method may raise what :class:`woo_redact.dossier.store.Store` does."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def last_number(self) -> int:
        """Return the highest number ever given, 0 when none was."""
        last: int = self._db.rows("SELECT coalesce(max(number), 0) FROM person")[0][0]
        return last

    def places(self) -> Mapping[int, Sequence[KeptMention]]:
        """Return the mentions that ever had each number and have no other since."""
        found: dict[int, list[KeptMention]] = {}
        for number, *place in self._db.rows(
            "SELECT number, suggestion, document, page, start, end FROM mention WHERE number IS NOT NULL"
        ):
            found.setdefault(number, []).append(KeptMention(*place))
        return found

    def current(self) -> tuple[KeptPerson, ...]:
        """Return the persons as they were last made, in order of first appearance."""
        rows = self._db.rows(
            "SELECT position, number, sure, suggestion, document, page, start, end FROM mention WHERE current "
            "ORDER BY position, rowid"
        )
        groups: dict[int, list[tuple[int | None, bool, KeptMention]]] = {}
        for position, number, sure, *place in rows:
            groups.setdefault(position, []).append((number, bool(sure), KeptMention(*place)))
        return tuple(
            KeptPerson(group[0][0], group[0][1], tuple(mention for _, _, mention in group)) for group in groups.values()
        )

    def save(self, persons: Sequence[KeptPerson]) -> None:
        """Replace the current persons; numbers of persons that are gone stay taken."""
        with self._db.transaction():
            self._db.execute("DELETE FROM mention WHERE number IS NULL")
            self._db.execute("UPDATE mention SET current = 0")
            known = {number for (number,) in self._db.rows("SELECT number FROM person")}
            new = {person.number for person in persons if person.number is not None} - known
            self._db.insert("person", ((number,) for number in sorted(new)))
            ids = [mention.suggestion for person in persons for mention in person.mentions]
            for suggestion in ids:
                self._db.execute("DELETE FROM mention WHERE suggestion = CAST(? AS TEXT)", (suggestion,))
            self._db.insert(
                "mention",
                (
                    (m.suggestion, m.document, m.page, m.start, m.end, person.number, position, int(person.sure), 1)
                    for position, person in enumerate(persons)
                    for m in person.mentions
                ),
            )
