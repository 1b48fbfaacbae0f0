"""What a review in the terminal shows and asks for, as values."""

from dataclasses import dataclass, field

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.event import EventKind
from woo_redact.domain.progress import Comment, DocumentProgress
from woo_redact.domain.report import Finding
from woo_redact.domain.suggestion import Suggestion
from woo_redact.pipeline.results import PersonSummary
from woo_redact.review.second_look import SecondLook
from woo_redact.review.state import holds_by_person


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a passage. For people: never log it.

    ``before`` and ``after`` are the text around it, ``why`` says in Dutch why it was suggested, ``cues`` are the words
    that weighed most, ``notes`` what the legal checks tell, ``reason_texts`` the blocks that a reasoning can be made
    from; ``alike`` counts the open passages in the document with the same text and ground, itself included.
    """

    before: str = field(repr=False)
    text: str = field(repr=False)
    after: str = field(repr=False)
    why: str
    cues: tuple[str, ...] = field(default=(), repr=False)
    notes: tuple[Finding, ...] = ()
    reason_texts: tuple[str, ...] = ()
    alike: int = 1


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A suggestion on the screen, with everything there is to know of it. For people: never log it.

    ``page`` is the 0-based page on which it begins, of ``pages``; ``decision`` is what holds; ``person`` whom it names,
    when that is certain; ``comments`` are those on it, on its page and on the document;
    ``progress`` tells how far people are with that.
    """

    suggestion: Suggestion
    file: str
    pages: int
    told: Told
    decision: Decision | None
    person: PersonSummary | None = None
    comments: tuple[Comment, ...] = ()
    progress: DocumentProgress | None = None
    second: SecondLook | None = None

    @property
    def id(self) -> str:
        """The id of the suggestion."""
        return self.suggestion.id

    @property
    def ids(self) -> tuple[str, ...]:
        """The suggestions that a decision on it is about: itself."""
        return (self.suggestion.id,)

    @property
    def page(self) -> int:
        """The 0-based page on which it begins."""
        return self.suggestion.spans[0].page

    @property
    def page_done(self) -> bool:
        """Whether somebody is done with its page."""
        return self.progress is not None and self.page in self.progress.pages

    @property
    def by_person(self) -> bool:
        """Whether a person's verdict holds."""
        return holds_by_person(self.decision)

    @property
    def approved(self) -> bool:
        """Whether a person withheld it."""
        return self.decision is not None and self.by_person and self.decision.verdict is Verdict.APPROVED

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds that hold, or would when it is approved."""
        return (self.decision.grounds if self.decision else ()) or (self.suggestion.ground,)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that found it, the surest first."""
        ordered = sorted(self.suggestion.provenance, key=lambda reason: -reason.score)
        return tuple(dict.fromkeys(reason.rule for reason in ordered))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a passage stands in the list: its number, of how many, and how many of those are waiting.

    ``in_group`` is its number in its group, of ``group`` passages; 0 where it is in none.
    """

    place: int
    total: int
    waiting: int
    in_group: int = 0
    group: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: decisions on suggestions, and marks of these kinds."""

    suggestions: tuple[str, ...] = field(default=())
    marks: tuple[EventKind, ...] = ()
