"""The persons of a dossier as people want to see them."""

from collections.abc import Sequence
from pathlib import Path

from woo_redact.domain.person import KeptPerson
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.store import Store
from woo_redact.errors import InputError
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.persons import counts, documents_of, passage, summary_of_person
from woo_redact.pipeline.results import PersonSummary, SuggestionRow
from woo_redact.pipeline.rows import suggestion_rows
from woo_redact.pipeline.stages import load_rule_set


def persons(dossier: Path) -> tuple[PersonSummary, ...]:
    """Return the persons of a dossier by number; then those of whom it is not certain who they are.

    What was rejected since does not count.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """
    with opened(dossier) as (_, store):
        found = current_persons(store)
        # One text at a time: only the passages are kept.
        passages = {
            s.id: (document, passage(s, texts))
            for document in documents_of(store)
            for texts in (store.page_texts(document),)
            for s in store.scan(document)
        }
        summaries = [summary_of_person(person.shown, [passages[s.id] for s in mentions]) for person, mentions in found]
    return tuple(sorted(summaries, key=lambda p: (p.number is None, p.number or 0)))


def mentions_of(dossier: Path, number: int | None) -> tuple[SuggestionRow, ...]:
    """Return the mentions of a person, or (``None``) all of which it is not certain who it is.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
        InputError: no person has this number.
    """
    rules = load_rule_set()
    with opened(dossier) as (layout, store):
        names = documents_of(store)
        held = store.held()
        chosen = [mentions for person, mentions in current_persons(store) if person.shown == number]
        if not chosen and number is not None:
            raise InputError(
                f"Persoon {number} komt niet voor in dossier {layout.root}.", "Bekijk: woo-redact persons."
            )
        return tuple(
            row
            for mentions in chosen
            for s in mentions
            for row in suggestion_rows(s, names[s.document], store.page_texts(s.document), held, rules)
        )


def current_persons(store: Store) -> list[tuple[KeptPerson, Sequence[Suggestion]]]:
    """Return the persons with the mentions that still count; those without are left out."""
    held = store.held()
    known = {s.id: s for document in documents_of(store) for s in store.scan(document)}
    found: list[tuple[KeptPerson, Sequence[Suggestion]]] = []
    for person in store.persons.current():
        mentions = [known[m.suggestion] for m in person.mentions if m.suggestion in known]
        counting = [s for s in mentions if counts(s, held.get(s.id))]
        if counting:
            found.append((person, counting))
    return found
