"""The start page as JSON has it."""

from collections.abc import Iterable

from woo_redact.domain.ground import Profile
from woo_redact.domain.suggestion import Level
from woo_redact.pipeline.views import Board, BoardDocument
from woo_redact.review.keys import KEYS, ground_keys
from woo_redact.web.access import Person
from woo_redact.web.shapes import Shape, progress_shape, short_id


def board_shape(board: Board, profile: Profile, me: Person, known: Iterable[Person]) -> Shape:
    """Return the start page as ``me`` sees it; ``known`` are the people who were let in or invited."""
    digits = ground_keys(profile)
    return {
        "dossier": board.dossier,
        "profile": board.profile,
        "sequence": board.sequence,
        "second_review": board.second.asked,
        "sample_share": board.second.share,
        "me": {"name": me.name, "role": me.role.value},
        "people": _people(board, known),
        "grounds": [
            {"id": g.id, "short": g.short, "title": g.title, "weighing": g.weighing.value, "key": digits.get(g.id, "")}
            for g in board.grounds
        ],
        "keys": [{"name": k.name, "key": k.key, "text": k.text} for k in KEYS],
        "documents": [_board_document(one) for one in board.documents],
        "totals": {
            "documents": board.totals.documents,
            "done": board.totals.done,
            "confirmed": board.totals.confirmed,
            "open": board.totals.open,
            "decided": board.totals.decided,
        },
    }


def _people(board: Board, known: Iterable[Person]) -> list[Shape]:
    """Everybody who did something or may; the role is empty of who is not let in now."""
    nothing = {"decided": 0, "assigned": 0, "done": 0, "confirmed": 0}
    found: dict[str, Shape] = {p.name: {"name": p.name, "role": p.role.value, **nothing} for p in known}
    for one in board.people:
        did = {"decided": one.decided, "assigned": one.assigned, "done": one.done, "confirmed": one.confirmed}
        found[one.name] = found.get(one.name, {"name": one.name, "role": ""}) | did
    return list(found.values())


def _board_document(one: BoardDocument) -> Shape:
    return {
        "id": short_id(one.document),
        "name": one.name,
        "pages": one.pages,
        "state": one.state.value,
        "state_text": one.state_text,
        "open": {level.value: one.open.get(level, 0) for level in Level},
        "approved": one.approved,
        "rejected": one.rejected,
        "by_policy": one.by_policy,
        "grounds": dict(one.grounds),
        "findings": one.findings,
        "blocking": one.blocking,
        **progress_shape(one.progress),
        "pages_done": len(one.progress.pages),
        "comments": one.comments,
        "duplicates": list(one.duplicates),
        "message": one.message,
    }
