"""What every key of a review works on, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from woo_redact.cli.lines import plural
from woo_redact.cli.terminal.ui import Ui
from woo_redact.domain.decision import Verdict
from woo_redact.pipeline.review_items import ReviewItem
from woo_redact.pipeline.reviewing import ReviewSession


class Then(Enum):
    """What comes after a key."""

    STAY = auto()
    """The same passage."""
    ON = auto()
    """The next passage that is waiting."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reviewer is: in which document, of which file; with whom to talk and what to review in.

    ``grounds`` are those under which what is pointed out there usually goes; ``page`` is the 0-based page on the
    screen, if one is.
    """

    ui: Ui
    session: ReviewSession
    document: str
    file: str
    grounds: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A passage on the screen, with whom to talk and what to review in."""

    ui: Ui
    session: ReviewSession
    item: ReviewItem

    def place(self) -> Place:
        """Return where the passage stands."""
        item = self.item
        return Place(self.ui, self.session, item.suggestion.document, item.file, item.grounds, item.page)

    def decide(self, ids: Sequence[str], verdict: Verdict, grounds: tuple[str, ...] = (), reason: str = "") -> Then:
        """Store a verdict and tell it."""
        count = self.session.steps.decide(ids, verdict, grounds, reason)
        what = {Verdict.APPROVED: "Gelakt", Verdict.REJECTED: "Blijft leesbaar", Verdict.OPEN: "Weer open"}[verdict]
        # Of several each goes under its own ground.
        told = grounds or (self.item.grounds if tuple(ids) == self.item.ids else ())
        under = f" onder {', '.join(told)}" if told and verdict is Verdict.APPROVED else ""
        self.ui.say(f"{what}{under}: {plural(count, 'passage', 'passages')}. Terugnemen: u.")
        return Then.STAY if verdict is Verdict.OPEN else Then.ON
