"""Inline marks in examples: ``Zijn BSN is [[111222333]].``."""

OPEN, CLOSE = "[[", "]]"


def parse_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without marks, and the passages between them as half-open ranges of that text.

    Raises:
        ValueError: a mark is not closed, not opened, empty or within another.
    """
    text = ""
    passages: list[tuple[int, int]] = []
    first, *rest = marked.split(OPEN)
    text += first
    for part in rest:
        passage, closing, after = part.partition(CLOSE)
        if not closing or not passage:
            raise ValueError("unbalanced mark")
        passages.append((len(text), len(text) + len(passage)))
        text += passage + after
    if CLOSE in text:
        raise ValueError("unbalanced mark")
    return text, tuple(passages)
