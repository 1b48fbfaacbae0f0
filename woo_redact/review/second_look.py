"""What a second person has to look at: what was decided otherwise than suggested, and a sample of the rest. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.suggestion import Suggestion, is_own
from woo_redact.review.state import holds_by_person

# Parts that a draw can come out at.
_PARTS = 1 << 32


class SecondLook(StrEnum):
    """Why a second person has to look at a passage."""

    DIFFERENCE = "difference"
    """A person decided otherwise than was suggested, or added it."""
    SAMPLE = "sample"
    """It was drawn from the rest."""


def second_looks(
    suggestions: Iterable[Suggestion], held: Mapping[str, Decision], seals: Mapping[str, str], share: int
) -> dict[str, SecondLook]:
    """Return the suggestions that a second person has to look at, and why.

    ``share`` is how many in a hundred of the approved rest are drawn. ``seals`` has for each suggestion something that
    was not known before a person decided on it and never changes since: so a draw comes out the same every time, can
    be checked, and nobody can tell beforehand which passages nobody else will look at.
    """
    found: dict[str, SecondLook] = {}
    for suggestion in suggestions:
        decision = held.get(suggestion.id)
        if decision is None or not holds_by_person(decision):
            continue
        if _differs(suggestion, decision):
            found[suggestion.id] = SecondLook.DIFFERENCE
        elif _drawn(suggestion.id, seals.get(suggestion.id, ""), share):
            found[suggestion.id] = SecondLook.SAMPLE
    return found


def _differs(suggestion: Suggestion, decision: Decision) -> bool:
    others = bool(decision.grounds) and set(decision.grounds) != {suggestion.ground}
    return decision.verdict is Verdict.REJECTED or others or is_own(suggestion)


def _drawn(suggestion: str, seal: str, share: int) -> bool:
    digest = hashlib.sha256(f"{seal}|{suggestion}".encode()).digest()
    return int.from_bytes(digest[:4], "big") * 100 < share * _PARTS
