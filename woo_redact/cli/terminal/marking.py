"""What a reviewer says of pages and documents, and tells colleagues; and taking back the last step."""

from rich.text import Text

from woo_redact.cli.lines import plural, visible
from woo_redact.cli.terminal.layout import Screen
from woo_redact.cli.terminal.turn import Then, Turn
from woo_redact.cli.terminal.ui import still
from woo_redact.domain.event import EventKind

_MARKS = {
    EventKind.PAGE: "de markering van de pagina",
    EventKind.DOCUMENT: "de markering van het document",
    EventKind.COMMENT: "de opmerking",
    EventKind.ASSIGNMENT: "de toewijzing",
    EventKind.CONFIRMATION: "de bevestiging",
}


def comment(turn: Turn) -> Then:
    """Leave words for colleagues on the passage."""
    shown = tuple(Text(visible(f"{c.reviewer}: {c.text}")) for c in turn.item.comments)
    screen = Screen("Opmerking voor collega's bij deze passage", body=shown)
    words = turn.ui.ask_line(still(screen), "Opmerking (leeg: toch niet)")
    if words:
        turn.session.steps.comment(turn.item, words)
        turn.ui.say("Opmerking bewaard. Terugnemen: u.")
    return Then.STAY


def page_done(turn: Turn) -> Then:
    """Mark the page as done, or no longer."""
    done = turn.session.steps.mark_page(turn.item)
    left = turn.session.open_on_page(turn.item) if done else 0
    still = f" Er is nog over {plural(left, 'passage', 'passages')} niet besloten." if left else ""
    turn.ui.say(f"Pagina {turn.item.page + 1} is {'klaar' if done else 'weer niet klaar'}.{still}")
    return Then.STAY


def document_done(turn: Turn) -> Then:
    """Mark the document as done, or no longer."""
    done = turn.session.steps.mark_document(turn.item.suggestion.document)
    turn.ui.say(visible(f"{turn.item.file} is {'klaar' if done else 'weer niet klaar'}."))
    if done and turn.session.second_review:
        turn.ui.say("Een tweede beoordelaar moet het nog bevestigen.")
    return Then.ON if done else Then.STAY


def confirm(turn: Turn) -> Then:
    """Confirm the document as second person, or take that back."""
    confirmed = turn.session.steps.confirm(turn.item.suggestion.document)
    turn.ui.say(visible(f"{turn.item.file} is {'bevestigd' if confirmed else 'niet meer bevestigd'}."))
    return Then.ON if confirmed else Then.STAY


def told_undone(count: int, marks: tuple[EventKind, ...]) -> str:
    """Return what is told of a step that was taken back."""
    parts = [plural(count, "besluit", "besluiten")] if count else []
    parts += [_MARKS[kind] for kind in dict.fromkeys(marks) if kind in _MARKS]
    return f"Teruggenomen: {' en '.join(parts)}." if parts else "Er is niets om terug te nemen."
