"""Which passages of a dossier concern a third party, and what is withheld when they see those."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from woo_redact.consistency.compare import spans_overlap
from woo_redact.disclosure.judgement import visible
from woo_redact.domain.decision import Decision, Redaction, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.ground import Ground, Weighing
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.store import Store
from woo_redact.errors import InputError
from woo_redact.pipeline.finding import Finder
from woo_redact.pipeline.people import current_persons
from woo_redact.pipeline.persons import documents_of
from woo_redact.review.assumed import assumed
from woo_redact.review.state import redactions

# What the labels say of what is black because nobody has decided yet.
UNDECIDED = Ground("nog niet beslist", "Nog niet beslist", "nog niet beslist", Weighing.NOT_A_GROUND)


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody whose view is asked, and what tells which passages concern them.

    ``words`` are looked for in the texts; ``persons`` are numbers of persons of the dossier; ``suggestions`` are ids.
    """

    name: str = field(repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)
    persons: tuple[int, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concerned:
    """The suggestions (ids) that concern a third party.

    ``not_found`` are the words that stand nowhere; ``loose`` counts the hits that no suggestion holds.
    """

    suggestions: frozenset[str]
    not_found: tuple[str, ...] = field(default=(), repr=False)
    loose: int = 0


def concerned(store: Store, party: ThirdParty) -> Concerned:
    """Return what concerns a third party: every suggestion that holds a hit, names them, or was pointed out.

    What is suggested at the very place of one of those, on another ground, does so too.

    Raises:
        InputError: there is no such person or suggestion, or nothing concerns them.
    """
    suggestions = {document: store.scan(document) for document in documents_of(store)}
    known = {s.id for own in suggestions.values() for s in own}
    found: set[str] = set()
    for name in party.suggestions:
        if name not in known:
            raise InputError(f"Het voorstel {name} staat niet in het dossier.", "Bekijk: woo-redact suggestions.")
        found.add(name)
    mentions = {p.shown: own for p, own in current_persons(store) if p.shown is not None} if party.persons else {}
    for number in party.persons:
        if number not in mentions:
            raise InputError(f"Persoon {number} komt niet voor in het dossier.", "Bekijk: woo-redact persons.")
        found.update(s.id for s in mentions[number])
    not_found, loose = [], 0
    finder = Finder(store)
    for words in party.words:
        hits = finder.hits(words)
        holding = [[s.id for s in suggestions[h.document] if spans_overlap(s.spans, h.spans)] for h in hits]
        loose += sum(not own for own in holding)
        found.update(name for own in holding for name in own)
        if not hits:
            not_found.append(words)
    if not found:
        raise InputError(
            "Er zijn geen voorstellen die over deze derde gaan.",
            "Geef andere woorden, een nummer van woo-redact persons of een voorstel van woo-redact suggestions.",
        )
    places = {(s.document, s.spans) for own in suggestions.values() for s in own if s.id in found}
    same = (s.id for own in suggestions.values() for s in own if (s.document, s.spans) in places)
    return Concerned(frozenset(same), tuple(not_found), loose)


@dataclass(frozen=True, slots=True)
class OwnPassage:
    """A passage that concerns a third party: its parts, one per page, and what holds for it.

    The grounds of the parts are those decided on, or suggested.
    """

    parts: tuple[Redaction, ...]
    verdict: Verdict

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds on which it goes, or may go; none when it stays readable."""
        if self.verdict is Verdict.REJECTED:
            return ()
        return tuple(sorted({ground for part in self.parts for ground in part.grounds}))


@dataclass(frozen=True, slots=True)
class PartyDocumentView:
    """A document for a third party: what of it is theirs and can be seen, and what is black.

    ``hiding`` are the suggestions (ids) of others under which something of theirs cannot be seen at all.
    """

    passages: tuple[OwnPassage, ...]
    hiding: tuple[str, ...]
    others: tuple[Redaction, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages (0-based) with something of theirs."""
        return tuple(sorted({part.span.page for passage in self.passages for part in passage.parts}))


def party_document(
    texts: Sequence[str], suggestions: Sequence[Suggestion], held: Mapping[str, Decision], own: frozenset[str]
) -> PartyDocumentView:
    """Return what a third party sees of a document: theirs is readable, all else that goes or is open is black.

    Where the two overlap it is black: a third party must not see what concerns another. ``texts`` are those of the
    pages, ``own`` the suggestions (ids) that concern them.

    Raises:
        ReviewError: something that has to go has no place on its page.
    """
    theirs = [s for s in suggestions if s.id in own]
    not_theirs = [s for s in suggestions if s.id not in own]
    others = _as_black(not_theirs, held, (UNDECIDED.id,))
    passages = _passages(theirs, held)
    black: dict[int, list[Span]] = {}
    for redaction in others:
        black.setdefault(redaction.span.page, []).extend(redaction.spans)
    seen = {passage: _seen(passage, texts, black) for passage in passages}
    under = [span for passage, shown in seen.items() if shown is None for part in passage.parts for span in part.spans]
    shown = sorted((p for p in seen.values() if p is not None), key=lambda p: (p.parts[0].span, p.verdict))
    hiding = (name for other in others if spans_overlap(other.spans, under) for name in other.suggestions)
    return PartyDocumentView(tuple(shown), tuple(dict.fromkeys(hiding)), others)


def _as_black(
    suggestions: Sequence[Suggestion], held: Mapping[str, Decision], grounds: tuple[str, ...] = ()
) -> tuple[Redaction, ...]:
    """Return the redactions of what goes, and of what is open as if it went on ``grounds``, or as suggested."""
    if not suggestions:
        return ()
    decisions = assumed(suggestions, held, frozenset(Level), datetime.now(UTC), grounds)
    return redactions(suggestions[0].document, suggestions, decisions)


def _passages(theirs: Sequence[Suggestion], held: Mapping[str, Decision]) -> list[OwnPassage]:
    """Return the passages of a third party: what goes first; of what goes anyway it is no matter what else is said."""
    found: list[OwnPassage] = []
    for verdict in (Verdict.APPROVED, Verdict.OPEN, Verdict.REJECTED):
        taken = [span for passage in found for part in passage.parts for span in part.spans]
        some = [s for s in theirs if (held[s.id].verdict if s.id in held else Verdict.OPEN) is verdict]
        if verdict is Verdict.OPEN:
            # A sign about a sentence of which something goes anyway is no passage of its own.
            some = [s for s in some if s.level is not Level.C or not spans_overlap(s.spans, taken)]
        parts = _as_black(some, held if verdict is Verdict.APPROVED else {})
        found += [OwnPassage(p, verdict) for p in _joined(parts) if not _within(p, taken)]
    return found


def _joined(parts: Sequence[Redaction]) -> list[tuple[Redaction, ...]]:
    """Return the parts of one passage together: those that share a suggestion, as over a page break."""
    groups: list[list[Redaction]] = []
    for part in parts:
        mine = [group for group in groups if any({*part.suggestions} & {*other.suggestions} for other in group)]
        joined = [*(one for group in mine for one in group), part]
        groups = [group for group in groups if group not in mine] + [joined]
    return [tuple(sorted(group, key=lambda r: r.span)) for group in groups]


def _within(parts: Sequence[Redaction], taken: Sequence[Span]) -> bool:
    spans = [span for part in parts for span in part.spans]
    return bool(spans) and all(
        any(span.page == t.page and t.start <= span.start and span.end <= t.end for t in taken) for span in spans
    )


def _seen(passage: OwnPassage, texts: Sequence[str], black: Mapping[int, Sequence[Span]]) -> OwnPassage | None:
    """Return a passage with the parts of which something can be read between what is black, or that have no text."""
    parts = tuple(
        part
        for part in passage.parts
        if not part.spans or any(_shows(span, texts, black.get(span.page, ())) for span in part.spans)
    )
    return replace(passage, parts=parts) if parts else None


def _shows(span: Span, texts: Sequence[str], black: Sequence[Span]) -> bool:
    inside = [
        Span(0, max(b.start, span.start) - span.start, min(b.end, span.end) - span.start)
        for b in black
        if b.start < span.end and b.end > span.start
    ]
    return any(c.isalnum() for c in visible(texts[span.page][span.start : span.end], inside, ""))
