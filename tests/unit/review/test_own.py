"""What a person points out becomes a suggestion that says so: words, or a rectangle with what lies in it."""

import pytest

from support.values import DOCUMENT
from woo_redact.domain.document import Line, Page, Span, Word
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.domain.suggestion import OWN, OWN_CHANGE, is_own
from woo_redact.errors import ReviewError
from woo_redact.review.own import Meant, Pointed, own_suggestion

MEANT = Meant("5.1.2e", "An")


def page(*lines: str, index: int = 0) -> Page:
    """A page of 400 by 300 points: letters 6 points wide from x 50, lines 20 points apart from y 40, 10 high."""
    made, text = [], ""
    for number, line in enumerate(lines):
        text += "\n" if text else ""
        first, words = len(text), []
        for word in line.split(" "):
            start, x = len(text), 50 + 6.0 * (len(text) - first)
            box = Box(x, 40 + 20.0 * number, x + 6 * len(word), 50 + 20.0 * number)
            edges = tuple(x + 6.0 * n for n in range(len(word) + 1))
            words.append(Word(start, start + len(word), box, edges))
            text += word + " "
        text = text[:-1]
        made.append(Line(first, len(text), enclosing(w.box for w in words), tuple(words)))
    return Page(index, 400, 300, 0, text, tuple(made))


PAGE = page("Bel Jan de Vries", "op zijn nummer", "voor vrijdag nog")


class TestWords:
    def test_words_are_a_place_with_a_box_per_line(self) -> None:
        found = own_suggestion(Pointed(DOCUMENT, (Span(0, 11, 24),)), {0: PAGE}, MEANT)
        assert found.spans == (Span(0, 11, 24),)
        assert found.boxes == ((Box(116, 40, 146, 50), Box(50, 60, 92, 70)),)
        assert (found.ground, found.kind) == ("5.1.2e", "passage")

    def test_it_says_who_made_it(self) -> None:
        found = own_suggestion(Pointed(DOCUMENT, (Span(0, 4, 7),)), {0: PAGE}, Meant("5.2", "An", "person", OWN_CHANGE))
        assert [(p.detector, p.rule, p.context, p.score) for p in found.provenance] == [(OWN, OWN_CHANGE, "An", 0.0)]
        assert is_own(found)
        assert found.kind == "person"

    def test_white_space_at_the_ends_is_not_meant(self) -> None:
        wide = own_suggestion(Pointed(DOCUMENT, (Span(0, 3, 8),)), {0: PAGE}, MEANT)
        assert wide == own_suggestion(Pointed(DOCUMENT, (Span(0, 4, 7),)), {0: PAGE}, MEANT)

    def test_a_selection_may_go_over_a_page_break(self) -> None:
        pages = {0: PAGE, 1: page("en maandag", index=1)}
        found = own_suggestion(Pointed(DOCUMENT, (Span(1, 0, 2), Span(0, 45, 48))), pages, MEANT)
        assert found.spans == (Span(0, 45, 48), Span(1, 0, 2))
        assert len(found.boxes) == 2

    @pytest.mark.parametrize("span", [Span(0, 3, 4), Span(0, 4, 4), Span(0, 40, 99)])
    def test_what_holds_no_words_is_refused(self, span: Span) -> None:
        with pytest.raises(ReviewError) as caught:
            own_suggestion(Pointed(DOCUMENT, (span,)), {0: PAGE}, MEANT)
        assert caught.value.remedy


def drawn(*area: float, on: Page = PAGE) -> Pointed:
    return Pointed(DOCUMENT, page=on.index, area=Box(*area))


class TestRectangles:
    def test_words_that_lie_at_least_half_in_it_are_meant_and_it_is_a_box_itself(self) -> None:
        # Half of "Jan", all of "de", a third of "Vries".
        found = own_suggestion(drawn(83, 38, 126, 52), {0: PAGE}, MEANT)
        assert [PAGE.text[s.start : s.end] for s in found.spans] == ["Jan de"]
        # Of "Vries", which stays, the two letters that the edge runs over.
        assert found.boxes == ((Box(83, 38, 126, 52), Box(116, 40, 128, 50), Box(74, 40, 110, 50)),)

    def test_half_the_height_of_a_line_will_do(self) -> None:
        assert [s.start for s in own_suggestion(drawn(50, 45, 120, 68), {0: PAGE}, MEANT).spans] == [0, 17]
        assert [s.start for s in own_suggestion(drawn(50, 46, 120, 68), {0: PAGE}, MEANT).spans] == [17]

    def test_words_on_more_lines_are_places_of_their_own(self) -> None:
        found = own_suggestion(drawn(50, 30, 70, 80), {0: PAGE}, MEANT)
        assert [PAGE.text[s.start : s.end] for s in found.spans] == ["Bel", "op"]
        assert found.boxes[0][0] == Box(50, 30, 70, 80)

    def test_without_words_it_is_an_empty_place_with_a_box(self) -> None:
        found = own_suggestion(drawn(200, 55, 300, 130), {0: PAGE}, Meant("5.1.2e", "An", "person"))
        assert found.spans == (Span(0, 17, 17),)
        assert found.boxes == ((Box(200, 55, 300, 130),),)
        assert found.kind == "area"
        empty = page(index=3)
        assert own_suggestion(drawn(0, 0, 9, 9, on=empty), {3: empty}, MEANT).spans == (Span(3, 0, 0),)

    def test_two_rectangles_at_one_place_in_the_text_are_two_suggestions(self) -> None:
        first, second = (own_suggestion(drawn(x, 60, x + 50, 70), {0: PAGE}, MEANT) for x in (200, 300))
        assert first.spans == second.spans
        assert first.id != second.id
        assert own_suggestion(drawn(200, 60, 250, 70), {0: PAGE}, MEANT).id == first.id

    def test_what_lies_off_the_page_is_left_out(self) -> None:
        assert own_suggestion(drawn(350, 250, 900, 900), {0: PAGE}, MEANT).boxes == ((Box(350, 250, 400, 300),),)

    @pytest.mark.parametrize("area", [(10, 10, 11, 90), (10, 10, 90, 11), (500, 10, 600, 90)])
    def test_a_slip_of_the_hand_is_refused(self, area: tuple[float, ...]) -> None:
        with pytest.raises(ReviewError):
            own_suggestion(drawn(*area), {0: PAGE}, MEANT)

    def test_no_repr_shows_text(self) -> None:
        assert "Jan" not in repr(own_suggestion(drawn(50, 30, 200, 52), {0: PAGE}, MEANT))
