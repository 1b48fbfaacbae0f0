"""Boxes are fitted so that they tell less of the width of what they cover; what is readable stays free of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Widths
from woo_redact.write.line_parts import Around
from woo_redact.write.widths import FARTHEST, STEP, TELLS, Plan, plan

WIDTH = 600.0
# A column of text from 70 to 530, of which every second line ends at the same place.
ROWS = [Box(70, 100 + 14 * n, 530 if n % 2 else 500 - 7 * n, 111 + 14 * n) for n in range(10)]


def line(*places: tuple[float, float], top: float = 300.0) -> list[Box]:
    """Return words (or covers) from one place to another on a line of 11 points high."""
    return [Box(x0, top, x1, top + 11) for x0, x1 in places]


def planned(
    covers: list[Box], words: list[Box], widths: Widths = Widths.STEP, drawn: tuple[Box, ...] = (), *, join: bool = True
) -> Plan:
    # The erasing engine's words hold what is covered as well.
    return plan(covers, covers, Around([*ROWS, *words, *covers], drawn, WIDTH), widths, join=join)


def test_without_text_behind_it_a_box_is_widened_to_a_step() -> None:
    (cover,) = line((120, 170))
    made = planned([cover], line((70, 117)))
    assert made.boxes[cover] == Box(120, 300, 120 + 3 * STEP, 311)


def test_with_text_behind_it_a_box_stays_as_it_is() -> None:
    (cover,) = line((120, 170))
    made = planned([cover], line((70, 117), (173, 250)))
    assert made.boxes[cover] == cover
    assert not made.covering.taken
    assert not made.covering.shifts


def test_boxes_beside_each_other_become_one_unless_a_label_is_to_stand_in_them() -> None:
    first, second = line((120, 150), (153, 190))
    words = line((70, 117), (193, 250))
    assert planned([first, second], words).boxes == dict.fromkeys([first, second], Box(120, 300, 190, 311))
    apart = planned([first, second], words, join=False)
    assert apart.boxes == {first: first, second: second}


@pytest.mark.parametrize("beside", [line((180, 240))[0], Box(180, 294, 240, 305), Box(180, 290, 181, 320)])
def test_a_box_stays_off_what_stands_in_another_column_or_cell(beside: Box) -> None:
    (cover,) = line((120, 146))
    drawn = (beside,) if beside.width < 2 else ()
    made = planned([cover], [*line((70, 117)), *(() if drawn else (beside,))], drawn=drawn)
    assert cover.x1 < made.boxes[cover].x1 <= min(beside.x0, 120 + 2 * STEP)


def test_a_box_stays_within_its_frame() -> None:
    (cover,) = line((120, 146))
    frame = Box(110, 295, 155, 316)
    box = planned([cover], [], drawn=(frame,)).boxes[cover]
    assert frame.x0 < box.x0
    assert box.x1 < frame.x1


def test_what_stands_in_the_middle_keeps_its_middle() -> None:
    (cover,) = line((275, 325))
    box = planned([cover], []).boxes[cover]
    assert box.centre == cover.centre
    assert box.width == 3 * STEP


def test_what_ends_where_other_lines_end_is_widened_to_the_left() -> None:
    (cover,) = line((500, 530))
    assert planned([cover], []).boxes[cover] == Box(530 - 2 * STEP, 300, 530, 311)


def test_a_line_is_covered_to_its_end() -> None:
    first, second = line((120, 170), (300, 340))
    made = planned([first, second], line((70, 117), (173, 297), (343, 400)), Widths.LINE)
    assert made.covering.taken == (Box(170, 300, 400, 311),)
    assert made.boxes[first] == made.boxes[second] == Box(120, 300, 530, 311)


def test_a_line_is_not_covered_over_another_column() -> None:
    (cover,) = line((120, 170))
    made = planned([cover], line((70, 117), (173, 220), (260, 300)), Widths.LINE)
    assert made.covering.taken == (Box(170, 300, 220, 311),)
    assert 220 <= made.boxes[cover].x1 < 260


def test_text_is_moved_to_the_right_where_there_is_room() -> None:
    (cover,) = line((120, 170))
    made = planned([cover], line((70, 117), (173, 250)), Widths.MOVE)
    assert made.boxes[cover] == Box(120, 300, 120 + 3 * STEP, 311)
    (shift,) = made.covering.shifts
    assert shift.by == pytest.approx(3 * STEP - 50)
    assert shift.box.x0 == 170


def test_text_is_moved_to_the_left_where_there_is_no_room() -> None:
    (cover,) = line((120, 170))
    made = planned([cover], line((70, 117), (173, 515)), Widths.MOVE)
    assert made.boxes[cover].width == STEP
    assert made.covering.shifts[0].by == pytest.approx(STEP - 50)


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        # It ends where other lines end, which would show by how much it was moved.
        (line((70, 117), (173, 530)), ()),
        # Its underline would stay.
        (line((70, 117), (173, 250)), (Box(173, 309, 250, 310),)),
    ],
)
def test_what_cannot_be_moved_is_covered_to_the_end_of_the_line(words: list[Box], drawn: tuple[Box, ...]) -> None:
    (cover,) = line((120, 170))
    made = planned([cover], words, Widths.MOVE, drawn)
    assert not made.covering.shifts
    assert made.covering.taken == (Box(170, 300, words[-1].x1, 311),)


def test_boxes_of_text_that_does_not_run_level_stay_as_they_are() -> None:
    cover = Box(120, 300, 131, 380)
    assert plan([cover], [], Around(ROWS, (), WIDTH), Widths.LINE, join=True).boxes == {cover: cover}


PLACES = st.lists(st.floats(3, 90), min_size=2, max_size=9)


@given(PLACES, st.lists(st.booleans(), min_size=9, max_size=9), st.sampled_from(Widths))
def test_no_box_lies_on_what_stays_and_no_gap_tells(sizes: list[float], covered: list[bool], widths: Widths) -> None:
    x, items = 70.0, []
    for size in sizes:
        items.append(Box(x, 300, x + size, 311))
        x += size + 3
    covers = [item for item, goes in zip(items, covered, strict=False) if goes]
    words = [item for item, goes in zip(items, covered, strict=False) if not goes]
    made = plan(covers, covers, Around([*ROWS, *items], (), max(WIDTH, x + 80)), widths, join=True)
    told = made.covering
    for word in words:
        if any(taken.x0 <= word.centre[0] <= taken.x1 for taken in told.taken):
            continue
        by = [shift.by for shift in told.shifts if shift.box.x0 <= word.centre[0] <= shift.box.x1]
        now = word.moved(by[0] if by else 0.0, 0)
        assert not any(now.grown(-0.01, 0).meets(box) for box in made.boxes.values())
    if widths is Widths.STEP:
        assert not told.taken
        assert not told.shifts
    assert all(abs(shift.by) <= FARTHEST for shift in told.shifts)
    changes = [b - a for a, b in zip([0.0, *(s.by for s in told.shifts)], [s.by for s in told.shifts], strict=False)]
    assert all(abs(change) >= TELLS - 0.001 for change in changes)
    if not told.shifts:
        assert all(made.boxes[c].x0 <= c.x0 + 0.001 and made.boxes[c].x1 >= c.x1 - 0.001 for c in covers)
