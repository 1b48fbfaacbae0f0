"""Where something fits on a page over nothing. Pure; boxes in points, display space."""

from collections.abc import Iterator, Sequence

from woo_redact.domain.geometry import Box, free_intervals

# Points: how far it stays from the edge of the page, and from what stands there.
EDGE = 14.0
CLEAR = 5.0
# Points between two heights that are tried.
STEP = 4.0
# Parts of the page's height at its head and its foot: there before anywhere else.
HEAD = 0.12


def free_spot(
    ink: Sequence[Box], page: tuple[float, float], wanted: tuple[float, float], aim: float = 0.5
) -> Box | None:
    """Return a place of ``wanted`` size (width, height) on a page, as near to ``aim`` as there is; none if full.

    ``aim`` is 0 for the left, 0.5 for the middle, 1 for the right. At the head of the page before all, then at its
    foot, then anywhere from the top.
    """
    for top in _heights(page[1], wanted[1]):
        bottom = top + wanted[1]
        taken = [
            (box.x0 - CLEAR, box.x1 + CLEAR) for box in ink if box.top < bottom + CLEAR and box.bottom > top - CLEAR
        ]
        best = EDGE + aim * (page[0] - 2 * EDGE - wanted[0])
        places = [
            min(max(best, low), high - wanted[0])
            for low, high in free_intervals(EDGE, page[0] - EDGE, taken)
            if high - low >= wanted[0]
        ]
        if places:
            x0 = min(places, key=lambda at: abs(at - best))
            return Box(x0, top, x0 + wanted[0], bottom)
    return None


def _heights(page: float, height: float) -> Iterator[float]:
    last = page - EDGE - height
    count = max(int((last - EDGE) / STEP) + 1, 0)
    tops = [EDGE + STEP * number for number in range(count)]
    head = [top for top in tops if top + height <= HEAD * page]
    foot = [last - STEP * number for number in range(count) if last - STEP * number >= (1 - HEAD) * page]
    yield from head
    yield from foot
    yield from tops[len(head) :]
