"""What the passage model makes of scores, and that its training goes down the slope that it computes."""

import numpy as np
import pytest

from woo_redact.detect.passage_net import judged
from woo_redact.detect.pooling import FACTS, NOTHING, VECTORS, Unit, pool, spread
from woo_redact.detect.units import Place, Sentence
from woo_redact.domain.document import BlockKind


def sentence(*parts: Place) -> Sentence:
    return Sentence(parts[0][0], parts[-1][1], parts, BlockKind.PARAGRAPH)


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
