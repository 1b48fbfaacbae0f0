"""A stamp stands over nothing: at the head of the page, else at its foot, else anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.geometry import Box
from woo_redact.write.free_spot import CLEAR, EDGE, free_spot

A4 = (595.0, 842.0)
STAMP = (110.0, 30.0)
PLACES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(-20, 590),
    st.floats(-20, 830),
    st.floats(0, 600),
    st.floats(0, 400),
)


@given(ink=st.lists(PLACES, max_size=12))
def test_it_never_comes_near_anything(ink: list[Box]) -> None:
    spot = free_spot(ink, A4, STAMP)
    if spot is None:
        return
    assert not any(box.meets(spot.grown(CLEAR - 0.01, CLEAR - 0.01)) for box in ink)
    assert (spot.width, spot.height) == pytest.approx((STAMP[0], STAMP[1]))
    assert spot.x0 >= EDGE - 0.01
    assert spot.x1 <= A4[0] - EDGE + 0.01
    assert spot.top >= EDGE - 0.01
    assert spot.bottom <= A4[1] - EDGE + 0.01


def test_an_empty_page_has_it_in_the_middle_of_its_head() -> None:
    spot = free_spot([], A4, STAMP)
    assert spot is not None
    assert spot.centre[0] == A4[0] / 2
    assert spot.top == EDGE


def test_with_something_at_the_head_it_goes_beside_it_or_to_the_foot() -> None:
    beside = free_spot([Box(200, 0, 400, 90)], A4, STAMP)
    below = free_spot([Box(0, 0, 595, 400)], A4, STAMP)
    assert beside is not None
    assert beside.top == EDGE
    assert below is not None
    assert below.bottom == A4[1] - EDGE


def test_a_page_with_white_in_its_middle_only_has_it_there() -> None:
    spot = free_spot([Box(0, 0, 595, 380), Box(0, 460, 595, 842)], A4, STAMP)
    assert spot is not None
    assert 380 < spot.top < spot.bottom < 460


def test_a_full_page_has_no_room() -> None:
    assert free_spot([Box(0, 0, 595, 842)], A4, STAMP) is None
    assert free_spot([], (90.0, 90.0), STAMP) is None
