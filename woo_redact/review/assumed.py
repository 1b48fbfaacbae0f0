"""What would be withheld if more were than people have decided: for what is shown before the review is done. Pure."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.review.state import POLICY_REVIEWER


def is_open(decision: Decision | None) -> bool:
    """Whether neither a person nor policy has decided."""
    return decision is None or decision.verdict is Verdict.OPEN


def assumed(
    suggestions: Sequence[Suggestion],
    held: Mapping[str, Decision],
    levels: Set[Level],
    at: datetime,
    grounds: tuple[str, ...] = (),
) -> dict[str, Decision]:
    """Return what holds, with everything that is open at these ``levels`` as if it were approved.

    ``grounds`` are those under which the open ones count as approved; empty: as suggested.
    """
    found = {s.id: held[s.id] for s in suggestions if s.id in held}
    for suggestion in suggestions:
        if suggestion.level in levels and is_open(held.get(suggestion.id)):
            found[suggestion.id] = Decision(
                suggestion.id, Verdict.APPROVED, Author.POLICY, POLICY_REVIEWER, at, "", grounds
            )
    return found
