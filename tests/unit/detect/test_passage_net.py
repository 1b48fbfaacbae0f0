"""What the passage model makes of scores, and that its training goes down the slope that it computes."""

import numpy as np
import pytest

from woo_redact.detect.passage_net import Judged, judged, passages
from woo_redact.detect.pooling import FACTS, NOTHING, VECTORS, Unit, pool, spread
from woo_redact.detect.units import Place, Sentence
from woo_redact.domain.document import BlockKind

GROUNDS = ("5.1.2a", "5.2")
BOTH = frozenset(GROUNDS)


def sentence(*parts: Place) -> Sentence:
    return Sentence(parts[0][0], parts[-1][1], parts, BlockKind.PARAGRAPH)


def one(probabilities: tuple[float, ...], shares: tuple[float, float] = (0.9, 0.1), at: int = 0) -> Judged:
    places = [(at + 10 * i, at + 10 * i + 9) for i in range(len(probabilities))]
    return Judged(sentence(*places), probabilities, shares)


def found(*of: Judged, least: float = 0.5, allowed: frozenset[str] = BOTH) -> list[tuple[int, int, str]]:
    return [(f.start, f.end, f.ground) for f in passages(of, GROUNDS, least, allowed)]


def test_the_parts_that_are_probable_enough_are_a_passage() -> None:
    assert found(one((0.1, 0.9, 0.8, 0.1, 0.1))) == [(10, 29, "5.1.2a")]


def test_of_a_sentence_of_which_nearly_all_goes_all_goes() -> None:
    assert found(one((0.9, 0.9, 0.2, 0.9))) == [(0, 39, "5.1.2a")]


def test_sentences_under_one_ground_that_follow_each_other_are_one_passage() -> None:
    assert found(one((0.9,)), one((0.9,), at=10)) == [(0, 19, "5.1.2a")]
    assert len(found(one((0.9,)), one((0.9,), (0.1, 0.9), at=10))) == 2


def test_what_speaks_for_a_ground_that_is_not_offered_does_not_count() -> None:
    opinion = one((0.9,), (0.05, 0.95))
    assert found(opinion) == [(0, 9, "5.2")]
    assert found(opinion, allowed=frozenset({"5.1.2a"})) == []
    assert found(opinion, allowed=frozenset()) == []


def test_scores_are_put_together_by_sentence() -> None:
    # Two parts and their sentence: any ground, then the two grounds.
    scores = np.array([[4, 3, 0], [-4, 0, 3], [2, 2, 0]], dtype=np.float32)
    (made,) = judged(scores, [sentence((0, 9), (10, 19))])
    assert made.parts[0] > 0.9 > 0.5 > made.parts[1]
    assert made.shares[0] > 0.9
    assert sum(made.shares) == pytest.approx(1)


def test_a_row_holds_means_and_largest_values() -> None:
    vectors = np.arange(12, dtype=np.float32).reshape(6, 2)
    unit = Unit((1, 3), (0, 4), NOTHING, (4, 6), (0, 1), (0.0,) * FACTS)
    row = pool(vectors, [unit])[0]
    expected = [3, 4, 4, 5, 3, 4, 6, 7, 0, 0, 9, 10, 0, 1, 5, 6]
    assert list(row) == [*map(float, expected), *unit.facts]
    assert len(row) == VECTORS * 2 + FACTS


def test_the_slopes_of_the_vectors_are_those_that_a_small_step_shows() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(7, 3)).astype(np.float32)
    units = [
        Unit((1, 3), (0, 4), NOTHING, (4, 7), (0, 1), (0.0,) * FACTS),
        Unit((4, 7), (4, 7), (0, 4), NOTHING, NOTHING, (1.0,) * FACTS),
    ]
    weights = rng.normal(size=(2, VECTORS * 3 + FACTS)).astype(np.float32)
    slopes = spread(weights, vectors, units)
    step = 1e-2
    for place in np.ndindex(*vectors.shape):
        moved = vectors.copy()
        moved[place] += step
        change = ((pool(moved, units) - pool(vectors, units)) * weights).sum() / step
        assert change == pytest.approx(slopes[place], abs=2e-2)
