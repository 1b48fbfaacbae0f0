"""The text of a page as it is published."""

from woo_redact.domain.document import Span
from woo_redact.review.blackout import AROUND, blacked_out

TEXT = "Van: Karin Ouwehand\nAan: Bas\n\nBeste Bas"


def test_every_letter_that_goes_is_black_and_all_else_stays() -> None:
    gone = [Span(0, 5, 19), Span(0, 36, 39)]
    assert "\n".join(blacked_out(TEXT, gone, gone[0], "#")) == "Van: ##### ########\nAan: Bas\n\nBeste ###"


def test_a_passage_over_two_lines() -> None:
    assert blacked_out(TEXT, [Span(0, 11, 24)], Span(0, 11, 24), "#")[:2] == ("Van: Karin ########", "#### Bas")


def test_only_the_lines_around_are_shown() -> None:
    text = "\n".join(f"regel {n}" for n in range(100))
    start = text.index("regel 50")
    shown = blacked_out(text, [], Span(0, start, start + 8), "#")
    assert (shown[0], shown[-1]) == (f"regel {50 - AROUND}", f"regel {50 + AROUND}")
