"""What somebody changed in the marks of a file, and what their marks mean."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.document import Line, Page, Span, Word
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.domain.ground import Ground, Weighing
from woo_redact.domain.mark import Mark
from woo_redact.review.marks import Changed, compare_marks, grounds_in, pointed_by
from woo_redact.review.own import Pointed

LINES = ("Behandeld door Karin", "Ouwehand van de afdeling", "communicatie en media")
GROUNDS = {
    g.id: g
    for g in (
        Ground("5.1.2e", "Eerbiediging van de persoonlijke levenssfeer", "Persoonlijke levenssfeer", Weighing.RELATIVE),
        Ground("5.1.1c", "Bedrijfsgegevens", "Bedrijfsgegevens", Weighing.ABSOLUTE, "art. 5.1, eerste lid, onder c"),
        Ground("5.1.2h", "Beveiliging van personen, en sabotage", "Beveiliging", Weighing.RELATIVE, wob=("10.7.b",)),
    )
}


def page(*texts: str, index: int = 0) -> Page:
    """A page of lines; letters are 6 points wide, lines 11 high and 14 apart."""
    lines, at = [], 0
    for number, text in enumerate(texts):
        top = 14.0 * number
        words, x = [], 0
        for part in text.split(" "):
            edges = tuple(6.0 * (x + n) for n in range(len(part) + 1))
            words.append(Word(at + x, at + x + len(part), Box(edges[0], top, edges[-1], top + 11), edges))
            x += len(part) + 1
        lines.append(Line(at, at + len(text), Box(0, top, 6.0 * len(text), top + 11), tuple(words)))
        at += len(text) + 1
    return Page(index, 400, 400, 0, "\n".join(texts), tuple(lines))


PAGE = page(*LINES)


def mark(*boxes: Box, name: str = "", text: str = "5.1.2e", page: int = 0, frame: Box | None = None) -> Mark:
    return Mark(page, boxes, frame or enclosing(boxes), text, name)


def at(start: int, end: int, on: Page = PAGE) -> tuple[Box, ...]:
    return on.boxes(start, end)


ONE = mark(Box(10, 10, 60, 21), name="a")
TWO = mark(Box(10, 40, 60, 51), Box(0, 54, 30, 65), name="b")


class TestComparing:
    def test_what_nobody_touched_is_no_change(self) -> None:
        changes = compare_marks([ONE, TWO], [TWO, ONE])
        assert (changes.deleted, changes.changed, changes.new) == ((), (), ())

    def test_rounding_and_a_line_around_it_are_no_change(self) -> None:
        frame = Box(9, 8.8, 62, 23)
        now = replace(ONE, boxes=(Box(10.4, 9.7, 59.8, 21.2),), frame=frame, text=" 5.1.2e\r\n")
        assert compare_marks([ONE], [now]).changed == ()

    def test_a_mark_that_is_gone_is_deleted(self) -> None:
        changes = compare_marks([ONE, TWO], [TWO])
        assert changes.deleted == (ONE,)
        assert changes.changed == ()

    def test_a_mark_elsewhere_was_moved(self) -> None:
        now = mark(Box(70, 10, 120, 21), name="a")
        assert compare_marks([ONE], [now]).changed == (Changed("a", 0, (now,)),)

    def test_a_mark_with_one_line_less_was_moved(self) -> None:
        now = mark(Box(10, 40, 60, 51), name="b")
        assert compare_marks([TWO], [now]).changed == (Changed("b", 0, (now,)),)

    def test_a_mark_of_which_only_the_rectangle_moved_was_moved(self) -> None:
        now = replace(ONE, frame=Box(110, 10, 160, 21))
        (changed,) = compare_marks([ONE], [now]).changed
        assert changed.marks == (now,)
        (pointed,) = pointed_by("d", changed.marks, {0: PAGE})
        assert pointed.spans == (Span(0, 39, 45),)

    def test_another_text_is_told_and_nothing_moved(self) -> None:
        now = replace(ONE, text="5.1.1c")
        assert compare_marks([ONE], [now]).changed == (Changed("a", 0, (), "5.1.1c"),)

    def test_a_suggestion_over_a_page_break_that_lost_a_part_was_moved(self) -> None:
        parts = [mark(Box(0, 380, 50, 391), name="c"), mark(Box(0, 0, 50, 11), name="c", page=1)]
        assert compare_marks(parts, parts).changed == ()
        assert compare_marks(parts, parts[1:]).changed == (Changed("c", 0, (parts[1],)),)
        assert compare_marks(parts, []).deleted == (parts[0],)

    def test_a_copy_of_a_mark_is_new(self) -> None:
        copy = mark(Box(200, 10, 250, 21), name="a")
        changes = compare_marks([ONE], [ONE, copy])
        assert changes.new == (copy,)
        assert changes.changed == ()

    def test_a_mark_without_a_name_of_ours_is_new(self) -> None:
        other = mark(Box(200, 10, 250, 21), name="zomaar")
        assert compare_marks([ONE], [ONE, other]).new == (other,)

    def test_a_mark_that_came_with_the_original_is_not(self) -> None:
        before = mark(Box(200, 10, 250, 21), text="oud")
        assert compare_marks([ONE], [ONE, before], [before]).new == ()
        moved = mark(Box(200, 110, 250, 121), text="oud")
        assert compare_marks([ONE], [ONE, moved], [before]).new == (moved,)


class TestGrounds:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("5.1.2e", ("5.1.2e",)),
            ("art. 5.1 lid 2 sub e", ("5.1.2e",)),
            ("5.1.2e Persoonlijke levenssfeer; 5.1.1c Bedrijfsgegevens", ("5.1.2e", "5.1.1c")),
            ("5.1.2.e, 5.1.1.c", ("5.1.2e", "5.1.1c")),
            ("5.1.2e / 5.1.1c", ("5.1.2e", "5.1.1c")),
            ("5.1.2e\r5.1.1c", ("5.1.2e", "5.1.1c")),
            ("art. 5.1, eerste lid, onder c", ("5.1.1c",)),
            ("Beveiliging van personen, en sabotage", ("5.1.2h",)),
            ("10.7.b; 5.1.2e; 5.1.2e", ("5.1.2h", "5.1.2e")),
            ("", ()),
            ("  ;; ", ()),
            ("graag overleg", ()),
            ("5.1.2e; graag overleg", ()),
            ("9.9", ()),
        ],
    )
    def test_are_read_in_any_printed_form(self, text: str, found: tuple[str, ...]) -> None:
        assert grounds_in(text, GROUNDS) == found


class TestPointing:
    @given(data=st.data())
    def test_marks_on_words_are_those_words(self, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(PAGE.text) - 1))
        end = data.draw(st.integers(start + 1, len(PAGE.text)))
        boxes = at(start, end)
        if not boxes:
            return
        text = PAGE.text[start:end]
        wanted = Span(0, start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))
        slip = data.draw(st.floats(-0.8, 0.8))
        slipped = [box.moved(slip, slip / 2) for box in boxes]
        assert pointed_by("d", [mark(*slipped)], {0: PAGE}) == (Pointed("d", (wanted,)),)

    def test_over_several_pages_they_are_one_passage(self) -> None:
        other = page("verder op de volgende", index=1)
        marks = [mark(*at(35, 45)), mark(*at(0, 6, other), page=1)]
        (pointed,) = pointed_by("d", marks, {0: PAGE, 1: other})
        assert [span.page for span in pointed.spans] == [0, 1]

    def test_a_letter_that_is_half_covered_goes_along(self) -> None:
        (pointed,) = pointed_by("d", [mark(Box(0, 0, 57, 11))], {0: PAGE})
        assert pointed.spans == (Span(0, 0, 9),)
        (less,) = pointed_by("d", [mark(Box(0, 0, 49, 11))], {0: PAGE})
        assert less.spans == (Span(0, 0, 8),)

    def test_a_drawn_rectangle_stays_one_whatever_lies_in_it(self) -> None:
        area = Box(0, 0, 57, 11)
        drawn = Mark(0, (area,), area, drawn=True)
        assert pointed_by("d", [drawn], {0: PAGE}) == (Pointed("d", page=0, area=area),)

    def test_a_box_over_several_lines_or_mostly_white_is_a_rectangle(self) -> None:
        for area in (Box(0, 0, 120, 40), Box(0, 0, 390, 11), Box(300, 300, 350, 350)):
            assert pointed_by("d", [mark(area)], {0: PAGE}) == (Pointed("d", page=0, area=area),)

    def test_a_box_without_any_width_points_at_nothing(self) -> None:
        assert pointed_by("d", [mark(Box(300, 300, 300, 350))], {0: PAGE}) == ()
