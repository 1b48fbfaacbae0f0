"""From probabilities to passages: what is for review, in company or alone, and what is a flag."""

import pytest

from woo_redact.detect.choosing import AROUND, Found, Thresholds, passages, strengths, unheard
from woo_redact.detect.passage_net import Judged
from woo_redact.detect.units import Sentence
from woo_redact.domain.document import BlockKind

GROUNDS = ("5.1.2b", "5.2")
ALL = frozenset(GROUNDS)
USE = Thresholds(review=0.5, alone=0.8, flag=0.2)
LENGTH = 10


def sentence(number: int, *parts: float, shares: tuple[float, ...] = (0.0, 1.0)) -> Judged:
    """A sentence of ten characters, a blank and a line end before the next; its parts are of equal length."""
    start = number * (LENGTH + 2)
    size = LENGTH // len(parts)
    places = tuple((start + i * size, start + (i + 1) * size) for i in range(len(parts)))
    return Judged(Sentence(start, start + LENGTH, places, BlockKind.PARAGRAPH), parts, shares)


def found(*judged: Judged, use: Thresholds = USE, allowed: frozenset[str] = ALL) -> list[Found]:
    return passages(judged, GROUNDS, use, allowed)


@pytest.mark.parametrize(
    ("probabilities", "review"),
    [
        ([0.6], [False]),
        ([0.85], [True]),
        ([0.6, 0.6], [False, False]),
        ([0.6, 0.6, 0.6], [True, True, True]),
        # Those in company that are weaker stay flags; they are company all the same.
        ([0.6, 0.45, 0.45], [True, False, False]),
        ([0.6, 0.3, 0.3], [False, False, False]),
    ],
)
def test_what_is_less_sure_is_for_review_in_company_only(probabilities: list[float], review: list[bool]) -> None:
    made = found(*(sentence(number, p) for number, p in enumerate(probabilities)))
    assert [one.review for one in made] == review


def test_company_is_near() -> None:
    far = AROUND + 1
    quiet = dict.fromkeys(range(2 * far + 2), 0.0)
    loud = quiet | {0: 0.6, far: 0.6, 2 * far: 0.6}
    assert not any(one.review for one in found(*(sentence(n, p) for n, p in loud.items())))
    near = quiet | {0: 0.6, AROUND: 0.6, AROUND - 1: 0.6}
    assert all(one.review for one in found(*(sentence(n, p) for n, p in near.items())))


def test_a_passage_reaches_as_far_as_a_flag_would() -> None:
    (one,) = found(sentence(0, 0.9, 0.3))
    assert (one.start, one.end, one.review) == (0, LENGTH, True)
    (part,) = found(sentence(0, 0.9, 0.1))
    assert (part.start, part.end) == (0, LENGTH // 2)


def test_what_speaks_for_a_ground_that_is_not_offered_does_not_count() -> None:
    assert found(sentence(0, 0.9, shares=(0.0, 1.0)), allowed=frozenset({"5.1.2b"})) == []
    (one,) = found(sentence(0, 0.9, shares=(0.5, 0.5)), allowed=frozenset({"5.1.2b"}))
    assert (one.ground, one.probability, one.review) == ("5.1.2b", 0.45, False)


def places(*judged: Judged) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found(*judged)]


def test_of_a_sentence_of_which_nearly_all_goes_all_goes() -> None:
    assert places(sentence(0, 0.9, 0.9, 0.1, 0.9, 0.9)) == [(0, LENGTH)]
    assert places(sentence(0, 0.1, 0.9, 0.9, 0.1, 0.1)) == [(2, 6)]


def test_sentences_under_one_ground_that_follow_each_other_are_one_passage() -> None:
    first, second = sentence(0, 0.9), sentence(1, 0.9)
    joined = Judged(
        Sentence(LENGTH + 1, 2 * LENGTH + 1, ((LENGTH + 1, 2 * LENGTH + 1),), BlockKind.PARAGRAPH), (0.9,), (0.0, 1.0)
    )
    assert places(first, joined) == [(0, 2 * LENGTH + 1)]
    assert len(places(first, second)) == 2
    assert len(found(first, Judged(joined.sentence, (0.9,), (1.0, 0.0)))) == 2


@pytest.mark.parametrize(
    ("probabilities", "quiet"),
    [
        # The model hears nothing in the first sentence, whatever it hears around it.
        ([0.01, 0.9, 0.9], True),
        # Hardly anything, and nothing around it.
        ([0.1, 0.1, 0.1], True),
        ([0.1, 0.9, 0.1], False),
        ([0.3, 0.0, 0.0], False),
    ],
)
def test_what_a_rule_found_is_a_flag_where_the_model_hears_nothing(probabilities: list[float], quiet: bool) -> None:
    strong = strengths([sentence(n, p) for n, p in enumerate(probabilities)], GROUNDS, ALL)
    assert unheard(strong, 0, LENGTH) is quiet
