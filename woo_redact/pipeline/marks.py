"""What reviewers say of pages and documents: done, confirmed, for whom, and comments. Events of the same log."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from woo_redact.domain.decision import Author
from woo_redact.domain.event import CHANGES, Event, EventKind, Step
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, read_settings, write_settings
from woo_redact.errors import InputError, ReviewError, StaleDecisionError, UndecidedError
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.review.state import batch_id, undecided


def ask_second_review(
    layout: DossierLayout, *, asked: bool | None = True, sample_share: int | None = None
) -> DossierSettings:
    """Ask for every document of a dossier that a second, different person confirms it, or no longer; return what holds.

    ``sample_share`` is which percentage of what was approved as suggested that person is shown. ``None`` leaves either
    as it is.

    Raises:
        DossierError: the settings of the dossier cannot be read.
        OutputError: they cannot be written.
    """
    before = read_settings(layout.settings_file)
    chosen = replace(
        before,
        second_review=before.second_review if asked is None else asked,
        sample_share=before.sample_share if sample_share is None else sample_share,
    )
    if chosen != before:
        write_settings(layout.settings_file, chosen)
    return chosen


def mark_page(desk: Desk, asked: Asked, document: str, page: int, *, done: bool = True) -> Step:
    """Mark a page (0-based) as done, or no longer.

    Raises:
        InputError: there is no such page.
    """
    if not 0 <= page < _page_count(desk, document):
        raise InputError(f"Het document heeft geen pagina {page + 1}.", "Kies een bestaande pagina.")
    return desk.stored(asked, lambda at: [_event(EventKind.PAGE, document, asked, at, {"done": done}, str(page))])


def mark_document(desk: Desk, asked: Asked, document: str, *, done: bool = True) -> Step:
    """Mark a document as done, or no longer; either takes its confirmation away.

    Raises:
        UndecidedError: suggestions in it are open that a person has to decide first.
    """
    _page_count(desk, document)

    def make(at: datetime) -> list[Event]:
        left = len(undecided(desk.store.scan(document), desk.store.held(document)))
        if done and left:
            raise UndecidedError(
                f"In dit document zijn {left} voorstellen nog niet beoordeeld.", "Beoordeel die eerst."
            )
        return [_event(EventKind.DOCUMENT, document, asked, at, {"done": done})]

    return desk.stored(asked, make)


def confirm(desk: Desk, asked: Asked, document: str, *, confirmed: bool = True) -> Step:
    """Confirm a document that somebody else is done with, or take that back.

    Raises:
        ReviewError: nobody is done with it, or the reviewer is that person.
        StaleDecisionError: it was changed after what the reviewer has seen.
    """
    _page_count(desk, document)

    def make(at: datetime) -> list[Event]:
        if confirmed and asked.expect is not None:
            _refuse_unseen(desk, asked.reviewer, document, asked.expect)
        done = desk.store.progress.of(document).done
        if confirmed and done is None:
            raise ReviewError("Het document is nog niet als klaar gemarkeerd.", "Markeer het eerst als klaar.")
        if confirmed and done is not None and _name(done.reviewer) == _name(asked.reviewer):
            raise ReviewError(
                f"{asked.reviewer} heeft dit document zelf als klaar gemarkeerd.", "Laat een ander het bevestigen."
            )
        return [_event(EventKind.CONFIRMATION, document, asked, at, {"confirmed": confirmed})]

    return desk.stored(asked, make)


def assign(desk: Desk, asked: Asked, document: str, reviewer: str) -> Step:
    """Give a document to a reviewer, or (empty) to nobody."""
    _page_count(desk, document)
    return desk.stored(
        asked, lambda at: [_event(EventKind.ASSIGNMENT, document, asked, at, {"reviewer": reviewer.strip()})]
    )


def comment(desk: Desk, asked: Asked, document: str, text: str, suggestion: str = "", page: int | None = None) -> Step:
    """Leave words for colleagues on a suggestion, a page (0-based), or the document.

    Raises:
        ReviewError: there are no words.
        InputError: there is no such document, page or suggestion.
    """
    count = _page_count(desk, document)
    if page is not None and not 0 <= page < count:
        raise InputError(f"Het document heeft geen pagina {page + 1}.", "Kies een bestaande pagina.")
    if suggestion and desk.store.suggestions.document_of(suggestion) != document:
        raise InputError("Dit voorstel staat niet in het document.", "Bekijk het document opnieuw.")
    words = text.strip()
    if not words:
        raise ReviewError("De opmerking is leeg.", "Schrijf een opmerking.")
    content = {"page": page, "text": words}
    return desk.stored(asked, lambda at: [_event(EventKind.COMMENT, document, asked, at, content, suggestion)])


def _event(
    kind: EventKind, document: str, asked: Asked, at: datetime, content: Mapping[str, Any], subject: str = ""
) -> Event:
    batch = batch_id(asked.reviewer, at.isoformat(), kind.value, document, subject)
    return Event(kind, document, subject, Author.PERSON, asked.reviewer, at, batch, content)


def _refuse_unseen(desk: Desk, reviewer: str, document: str, seen: int) -> None:
    """Nobody confirms what they have not seen."""
    later = [
        row
        for row in desk.store.log.events(document)
        if row.sequence > seen and row.event.kind in CHANGES and row.event.author is Author.PERSON
    ]
    others = [row for row in later if row.event.reviewer != reviewer]
    if others:
        last = others[-1].event.reviewer
        raise StaleDecisionError(
            f"{last} heeft dit document intussen gewijzigd.", "Bekijk het opnieuw voordat u het bevestigt."
        )


def _name(reviewer: str) -> str:
    """A second person is no other spelling of the first."""
    return " ".join(reviewer.split()).casefold()


def _page_count(desk: Desk, document: str) -> int:
    found = [record.page_count for record in desk.store.files() if record.document == document]
    if not found:
        raise InputError("Dit document staat niet in het dossier.", "Bekijk: woo-redact status.")
    return found[0]
