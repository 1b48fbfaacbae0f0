"""What would be withheld if what is open were as well."""

from support.values import at, suggest, verdict
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.suggestion import Level
from woo_redact.review.assumed import assumed, is_open

A, B, C = (suggest((0, n, n + 4), level=level) for n, level in enumerate(Level))
ALL = (A, B, C)


def test_what_is_open_counts_at_the_levels_asked_for_only() -> None:
    found = assumed(ALL, {}, frozenset({Level.A, Level.B}), at(0))
    assert {name: d.verdict for name, d in found.items()} == {A.id: Verdict.APPROVED, B.id: Verdict.APPROVED}
    assert {d.author for d in found.values()} == {Author.POLICY}


def test_what_was_decided_stays_as_it_was() -> None:
    held = {A.id: verdict(A, Verdict.REJECTED), C.id: verdict(C, grounds=("5.2",))}
    found = assumed(ALL, held, frozenset(Level), at(0), ("anders",))
    assert found[A.id] is held[A.id]
    assert found[C.id] is held[C.id]
    assert found[B.id].grounds == ("anders",)


def test_what_was_undone_is_open_again() -> None:
    held = {A.id: verdict(A, Verdict.OPEN)}
    assert is_open(held[A.id])
    assert is_open(None)
    assert assumed(ALL, held, frozenset(Level), at(0))[A.id].verdict is Verdict.APPROVED


def test_decisions_on_other_documents_are_left_out() -> None:
    other = suggest((0, 50, 60))
    assert other.id not in assumed(ALL, {other.id: verdict(other)}, frozenset(Level), at(0))
