"""What a third party sees of a document: theirs, and nothing that concerns another."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from support.values import suggest, verdict
from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.pipeline.third_party import UNDECIDED, PartyDocumentView, party_document

TEXTS = ("De firma Zandgat vraagt Karin om uitstel", "van betaling tot de zomer van dit jaar.")
THEIRS = suggest((0, 3, 16), ground="5.1.1c", level=Level.B, kind="business")
NAME = suggest((0, 24, 29))
FLAG = suggest((1, 0, 11), ground="5.1.2b", level=Level.C, kind="money")


def seen(
    suggestions: tuple[Suggestion, ...], own: tuple[Suggestion, ...], held: Mapping[str, Decision] | None = None
) -> PartyDocumentView:
    return party_document(TEXTS, suggestions, held or {}, frozenset(s.id for s in own))


def test_theirs_is_readable_and_all_else_that_goes_or_is_open_is_black_whatever_its_level() -> None:
    view = seen((THEIRS, NAME, FLAG), (THEIRS,), {NAME.id: verdict(NAME)})
    assert [passage.parts[0].suggestions for passage in view.passages] == [(THEIRS.id,)]
    assert [(r.suggestions, r.grounds) for r in view.others] == [
        ((NAME.id,), ("5.1.2e",)),
        ((FLAG.id,), (UNDECIDED.id,)),
    ]
    assert view.pages == (0,)


def test_what_a_person_left_readable_stays_readable() -> None:
    view = seen((THEIRS, NAME), (THEIRS,), {NAME.id: verdict(NAME, Verdict.REJECTED)})
    assert view.others == ()


def test_the_plan_follows_from_what_was_decided() -> None:
    for held, grounds in (
        ({}, ("5.1.1c",)),
        ({THEIRS.id: verdict(THEIRS, grounds=("5.1.2f", "5.1.1c"))}, ("5.1.1c", "5.1.2f")),
        ({THEIRS.id: verdict(THEIRS, Verdict.REJECTED)}, ()),
    ):
        (passage,) = seen((THEIRS,), (THEIRS,), held).passages
        assert passage.grounds == grounds
        assert passage.verdict is (held[THEIRS.id].verdict if held else Verdict.OPEN)


def test_what_concerns_another_within_theirs_is_black() -> None:
    inside = suggest((0, 9, 16))
    view = seen((THEIRS, inside), (THEIRS,))
    assert len(view.passages) == 1
    assert [r.suggestions for r in view.others] == [(inside.id,)]


def test_what_lies_wholly_under_another_is_not_shown_and_that_is_told() -> None:
    around = suggest((0, 0, 30), ground="5.2", kind="stance")
    view = seen((THEIRS, around), (THEIRS,))
    assert view.passages == ()
    assert view.hiding == (around.id,)
    assert view.pages == ()


def test_two_words_of_another_with_a_blank_between_leave_nothing_to_show() -> None:
    first, second = suggest((0, 3, 8)), suggest((0, 9, 16))
    view = seen((THEIRS, first, second), (THEIRS,))
    assert view.passages == ()
    assert set(view.hiding) == {first.id, second.id}


def test_a_flag_at_a_place_of_theirs_that_goes_anyway_is_no_passage_of_its_own() -> None:
    again = suggest((0, 3, 16), ground="5.1.2f", level=Level.C)
    (passage,) = seen((THEIRS, again), (THEIRS, again), {THEIRS.id: verdict(THEIRS)}).passages
    assert passage.grounds == ("5.1.1c",)


def test_a_passage_over_a_page_break_is_one() -> None:
    over = suggest((0, 33, 40), (1, 0, 11), ground="5.1.1c")
    (passage,) = seen((over,), (over,)).passages
    assert [part.span.page for part in passage.parts] == [0, 1]
    view = seen((over, FLAG), (over,))
    assert [part.span.page for part in view.passages[0].parts] == [0]


PLACES = st.builds(
    lambda page, start, length, ground, level: suggest(
        (page, start, min(start + length, len(TEXTS[page]))), ground=ground, level=level
    ),
    st.integers(0, 1),
    st.integers(0, 35),
    st.integers(1, 20),
    st.sampled_from(["5.1.2e", "5.1.1c", "5.2"]),
    st.sampled_from(Level),
)


@given(
    found=st.lists(PLACES, min_size=1, max_size=8, unique_by=lambda s: s.id),
    own=st.sets(st.integers(0, 7)),
    verdicts=st.lists(st.sampled_from([None, *Verdict]), min_size=8, max_size=8),
)
def test_no_letter_of_another_that_goes_or_is_open_can_be_read(
    found: list[Suggestion], own: set[int], verdicts: list[Verdict | None]
) -> None:
    held = {s.id: verdict(s, v) for s, v in zip(found, verdicts, strict=False) if v is not None}
    theirs = frozenset(s.id for n, s in enumerate(found) if n in own)
    view = party_document(TEXTS, found, held, theirs)
    black = {(span.page, at) for r in view.others for span in r.spans for at in range(span.start, span.end)}
    for suggestion in found:
        stays = suggestion.id in held and held[suggestion.id].verdict is Verdict.REJECTED
        if suggestion.id not in theirs and not stays:
            assert {(s.page, at) for s in suggestion.spans for at in range(s.start, s.end)} <= black
    # And nothing is black but that.
    others = [s for s in found if s.id not in theirs]
    assert black <= {(s.page, at) for one in others for s in one.spans for at in range(s.start, s.end)}
