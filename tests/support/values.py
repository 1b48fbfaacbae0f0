"""Suggestions, decisions and files for tests: say what matters, the rest is filled in."""

from datetime import UTC, datetime, timedelta

from woo_redact.domain.decision import Author, Decision, Redaction, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Level, Provenance, Suggestion, suggestion_id

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DOCUMENT = "d" * 64


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def line_box(start: int, end: int, line: int = 0) -> Box:
    """The box of the characters ``start`` to ``end`` of a line: 6 points wide each, lines 14 points apart."""
    return Box(start * 6.0, line * 14.0, end * 6.0, line * 14.0 + 11.0)


def suggest(
    *places: tuple[int, int, int],
    ground: str = "5.1.2e",
    level: Level = Level.A,
    kind: str = "person",
    document: str = DOCUMENT,
) -> Suggestion:
    """A suggestion with a part for each (page, start, end), on the first line of the page."""
    spans = tuple(Span(*place) for place in places)
    return Suggestion(
        id=suggestion_id(document, spans, ground),
        document=document,
        spans=spans,
        ground=ground,
        kind=kind,
        level=level,
        provenance=(Provenance("rules", "person-field", "1", "woo/5.1.2e.toml", "", "contactpersoon", 0.9),),
        boxes=tuple((line_box(s.start, s.end),) for s in spans),
    )


def verdict(
    suggestion: Suggestion | str,
    outcome: Verdict = Verdict.APPROVED,
    author: Author = Author.PERSON,
    reviewer: str = "R. Eviewer",
    batch: str = "b1",
    grounds: tuple[str, ...] = (),
    minute: int = 0,
) -> Decision:
    name = suggestion if isinstance(suggestion, str) else suggestion.id
    return Decision(name, outcome, author, reviewer, at(minute), batch, grounds)


def redaction(page: int, start: int, end: int, *grounds: str) -> Redaction:
    return Redaction(DOCUMENT, Span(page, start, end), (line_box(start, end),), grounds or ("5.1.2e",))
