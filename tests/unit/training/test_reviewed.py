"""What a reviewed page teaches, and what it does not."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.evaluation.marks import parse_marked
from woo_redact.rulepack.load import load_rules
from woo_redact.training.corpus import Item, render
from woo_redact.training.private import PAGE_BREAK, taught
from woo_redact.training.reviewed import MarkedPage, marked_page, name_words, reviewed_pages

AT = datetime(2026, 1, 1, tzinfo=UTC)
LISTS = load_rules().lists
OK, NO, OPEN = Verdict.APPROVED, Verdict.REJECTED, Verdict.OPEN
Found = tuple[str, str]
# Passage, kind of data, verdict, and (other than usual) ground.
Decided = tuple[str, str, Verdict] | tuple[str, str, Verdict, str]


def suggestion(number: int, spans: tuple[Span, ...], kind: str = "person", ground: str = "5.1.2e") -> Suggestion:
    return Suggestion(str(number), "doc", spans, ground, kind, Level.B, ())


def decision(number: int, verdict: Verdict, author: Author = Author.PERSON) -> Decision:
    return Decision(str(number), verdict, author, "Femke", AT, "batch")


def page_of(text: str, decided: list[Decided], found: list[Found] = [], other: str = "") -> MarkedPage:  # noqa: B006
    """Mark one page; each passage stands where it occurs for the first time."""
    suggestions, held = [], {}
    for number, (passage, kind, verdict, *ground) in enumerate(decided):
        start = text.index(passage)
        suggestions.append(suggestion(number, (Span(0, start, start + len(passage)),), kind, *ground))
        held[str(number)] = decision(number, verdict)
    (page,) = reviewed_pages([text], suggestions, held)
    words = name_words([page], [text, other], LISTS)
    places = [(text.index(name), text.index(name) + len(name), label) for name, label in found]
    return marked_page(page, places, words)


def lesson(marked: MarkedPage) -> tuple[list[str], list[str]]:
    """Return the names that a page teaches, and of what it teaches nothing."""
    item = item_of(marked)
    return [item.text[a:b] for a, b, _ in item.spans], [item.text[a:b] for a, b in item.unknown]


def item_of(marked: MarkedPage) -> Item:
    return render(taught(marked.raw))


def test_an_approved_person_is_a_name() -> None:
    assert lesson(page_of("Bel Karin Ouwehand.", [("Karin Ouwehand", "person", OK)])) == (["Karin Ouwehand"], [])


@pytest.mark.parametrize("author", [Author.POLICY, None])
def test_a_page_with_an_undecided_suggestion_teaches_nothing(author: Author | None) -> None:
    texts = ["Karin en Femke", "Karin"]
    suggestions = [suggestion(0, (Span(0, 0, 5),)), suggestion(1, (Span(0, 9, 14),)), suggestion(2, (Span(1, 0, 5),))]
    held = {"0": decision(0, OK), "2": decision(2, OK)}
    if author:
        held["1"] = decision(1, OK, author)
    assert [page.index for page in reviewed_pages(texts, suggestions, held)] == [1]


def test_what_was_taken_back_is_undecided() -> None:
    assert not reviewed_pages(["Karin"], [suggestion(0, (Span(0, 0, 5),))], {"0": decision(0, OPEN)})


def test_an_undecided_passage_over_a_page_break_leaves_both_pages_out() -> None:
    texts = ["Karin", "Ouwehand", "Femke"]
    suggestions = [suggestion(0, (Span(0, 0, 5), Span(1, 0, 8))), suggestion(1, (Span(2, 0, 5),))]
    assert [page.index for page in reviewed_pages(texts, suggestions, {"1": decision(1, OK)})] == [2]


def test_a_page_without_suggestions_was_not_reviewed() -> None:
    pages = reviewed_pages(["Karin", "Niets."], [suggestion(0, (Span(0, 0, 5),))], {"0": decision(0, OK)})
    assert [page.index for page in pages] == [0]


def test_a_passage_of_another_reading_of_the_page_teaches_nothing() -> None:
    assert not reviewed_pages(["Ka"], [suggestion(0, (Span(0, 0, 5),))], {"0": decision(0, OK)})


def test_a_rejected_word_is_no_name() -> None:
    marked = page_of("De Zorgkade is dicht.", [("Zorgkade", "person", NO)], [("Zorgkade", "PER")])
    assert lesson(marked) == ([], [])
    assert (marked.persons, marked.no_names, marked.undecidable) == (0, 1, 0)


@pytest.mark.parametrize(
    ("text", "rejected", "other"),
    [
        ("Met J. Zorgkade besproken.", "J. Zorgkade", ""),
        ("Met Karin Zorgkade besproken.", "Karin Zorgkade", ""),
        ("Met Zorgkade besproken.", "Zorgkade", "De minister van VWS, dat is minister Zorgkade."),
        ("Met Zorgkade besproken.", "Zorgkade", "de heer J. van Zorgkade"),
        ("Burgemeester Zorgkade opent de brug.", "Zorgkade", ""),
        ("Vergaderd in Zwolle.", "Zwolle", ""),
    ],
)
def test_a_rejected_name_of_a_public_person_or_place_counts_neither_way(text: str, rejected: str, other: str) -> None:
    marked = page_of(text, [(rejected, "person", NO)], [], other)
    assert lesson(marked) == ([], [rejected])
    assert (marked.no_names, marked.undecidable) == (0, 1)


def test_a_rejected_word_that_is_an_approved_persons_counts_neither_way() -> None:
    text = "Bel Sjoerd Zorgkade. Zie het plan Zorgkade-Noord en Zorgkade."
    marked = page_of(text, [("Sjoerd Zorgkade", "person", OK), ("Zorgkade-Noord", "person", NO)])
    assert lesson(marked) == (["Sjoerd Zorgkade"], ["Zorgkade-Noord", "Zorgkade"])
    last = "Bel Sjoerd Zorgkade. Het Zorgkade Plan."
    assert lesson(page_of(last, [("Sjoerd Zorgkade", "person", OK), ("Zorgkade Plan", "person", NO)])) == (
        ["Sjoerd Zorgkade"],
        ["Zorgkade Plan"],
    )


def test_organisations_and_places_of_the_model_count_neither_way() -> None:
    found = [("OCW", "ORG"), ("Enschede", "LOC")]
    marked = page_of("Karin van OCW in Enschede.", [("Karin", "person", OK)], found)
    assert lesson(marked) == (["Karin"], ["OCW", "Enschede"])


def test_a_person_that_was_found_and_not_suggested_counts_neither_way() -> None:
    marked = page_of("Karin en minister De Waal.", [("Karin", "person", OK)], [("De Waal", "PER")])
    assert lesson(marked) == (["Karin"], ["De Waal"])


def test_what_a_person_decided_stands_above_what_the_model_says() -> None:
    marked = page_of("Bel Karin Ouwehand BV.", [("Karin Ouwehand", "person", OK)], [("Karin Ouwehand BV", "ORG")])
    assert lesson(marked) == (["Karin Ouwehand"], ["BV"])


def test_names_within_another_passage_are_names_and_the_rest_counts_neither_way() -> None:
    text = "Intern: volgens Karin is Piet erg dwaas. Einde."
    opinion = "volgens Karin is Piet erg dwaas"
    marked = page_of(text, [(opinion, "opinion", OK, "5.2"), ("Karin", "person", OK)])
    assert lesson(marked) == (["Karin"], ["volgens", "is Piet erg dwaas"])
    assert "[[5.2 opinion|volgens]]" in marked.raw


def test_a_term_with_the_form_of_a_name_is_a_name_and_another_counts_neither_way() -> None:
    marked = page_of(
        "Van Zuidwolde over Zilvermeeuw, 12 mei.",
        [("Van Zuidwolde", "term", OK), ("Zilvermeeuw", "term", OK, "5.1.2b"), ("12 mei", "term", OK)],
    )
    assert lesson(marked) == (["Van Zuidwolde"], ["Zilvermeeuw", "12 mei"])


def test_a_description_under_the_kind_of_a_person_counts_neither_way() -> None:
    long = "de man die daar al heel lang aan de kade woont"
    assert lesson(page_of(f"Zie {long}.", [(long, "person", OK)])) == ([], [long])


def test_other_personal_data_is_no_name() -> None:
    assert lesson(page_of("Bel 06-18273645.", [("06-18273645", "phone", OK)])) == ([], [])


def test_names_that_touch_stay_two_and_that_overlap_become_one() -> None:
    assert lesson(page_of("KarinFemke", [("Karin", "person", OK), ("Femke", "person", OK)]))[0] == ["Karin", "Femke"]
    both: list[Decided] = [("Karin Ouwe", "person", OK), ("Ouwehand", "person", OK, "5.1.1e")]
    assert lesson(page_of("Karin Ouwehand", both))[0] == ["Karin Ouwehand"]


TEXT = st.text("aBé [](){}|#\n\t\f\r\x85-.1", min_size=1, max_size=60)
PLACE = st.tuples(st.integers(0, 59), st.integers(1, 20))
PASSAGE = st.tuples(PLACE, st.sampled_from(["person", "opinion", "email", "term", "signature"]), st.booleans())


def within(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """Return the place, start and length, as a range of the text that is not empty."""
    start = place[0] % len(text)
    return start, min(start + place[1], len(text))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.lists(PASSAGE, min_size=1, max_size=5), st.lists(PLACE, max_size=3))
def test_every_approved_name_of_a_decided_page_is_taught(
    text: str, drawn: list[tuple[tuple[int, int], str, bool]], found: list[tuple[int, int]]
) -> None:
    passages = [(*within(text, place), kind, approved) for place, kind, approved in drawn]
    suggestions = [suggestion(n, (Span(0, a, b),), kind) for n, (a, b, kind, _) in enumerate(passages)]
    held = {str(n): decision(n, OK if passage[3] else NO) for n, passage in enumerate(passages)}
    (reviewed,) = reviewed_pages([text], suggestions, held)
    places = [(*within(text, place), "ORG") for place in found]
    marked = marked_page(reviewed, places, name_words([reviewed], [text], LISTS))
    item = item_of(marked)
    # Letters stay where they are; of the rest only brackets and breaks change, into as much.
    assert len(item.text) == len(text)
    assert [c for c in item.text if c.isalnum()] == [c for c in text if c.isalnum()]
    assert "\f" not in marked.raw
    taught_places = {i for a, b, _ in item.spans for i in range(a, b)}
    for a, b, kind, approved in passages:
        words = text[a:b].split()
        if approved and kind == "person" and len(words) <= 4 and any(word[0].isalpha() for word in words):
            inside = {i for i in range(a, b) if text[i].isalnum()}
            overlapping = [p for p in passages if p[3] and p[2] != "opinion" and p[0] < b and a < p[1]]
            assert inside <= taught_places or len(overlapping) > 1
    # What evaluation reads is the same text.
    assert parse_marked(f"---\ntype: x\n---\n\n{marked.raw}{PAGE_BREAK}", "x").text.startswith(item.text)
