"""Page furniture: running headers and footers and page numbers, which cut sentences in half."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from woo_redact.domain.document import Page
from woo_redact.domain.geometry import displayed_size
from woo_redact.structure.labels import label_at
from woo_redact.structure.rows import Row
from woo_redact.structure.vocabulary import Vocabulary

# Parts of the page height, at the top and at the bottom, in which furniture stands.
HEAD, FOOT = 0.14, 0.1
# Points, for pages that are no taller than they need be.
LEAST = 90.0
# A ministry's running header may stand lower, beside the text.
HEADER_GROUP = 0.4
STEP = 8.0
PROSE = 60
PLACEHOLDER = re.compile(r"\[[^\]]+\]|<[^>]+>")
# Position of the page, index of the row on it.
Place = tuple[int, int]


def furniture(pages: Sequence[tuple[Page, Sequence[Row]]], words: Vocabulary) -> frozenset[Place]:
    """Return (position of the page, index of the row) of what is no part of the running text."""
    found: set[Place] = set()
    for position, (page, rows) in enumerate(pages):
        for index, row in enumerate(rows):
            if _counts_pages(row, page, words):
                found.add((position, index))
    found.update(_repeated(pages, words))
    found.update(_headers(pages, words))
    return frozenset(found)


def _height(page: Page) -> float:
    return displayed_size(page.width, page.height, page.rotation)[1]


def _at_edge(row: Row, page: Page) -> bool:
    height = _height(page)
    return row.bottom <= max(HEAD * height, LEAST) or row.top >= height - max(FOOT * height, LEAST)


def _counts_pages(row: Row, page: Page, words: Vocabulary) -> bool:
    if len(row.text) > 24:
        return False
    text = row.text.strip()
    if words.sure_page_number.fullmatch(text):
        return True
    return _at_edge(row, page) and bool(words.page_number.fullmatch(text))


def _repeated(pages: Sequence[tuple[Page, Sequence[Row]]], words: Vocabulary) -> Iterator[Place]:
    """Yield rows that stand at the same place of the head or foot of two pages or more, page numbers aside."""
    places: dict[tuple[str, int], list[Place]] = {}
    for position, (page, rows) in enumerate(pages):
        for index, row in enumerate(rows):
            if _at_edge(row, page):
                text = " ".join(row.text.split()).lower()
                if len(text) < 60:
                    text = re.sub(r"(?<![\w.])\d{1,4}( ?(?:van|/|of) ?\d{1,4})?$", "#", text)
                places.setdefault((text, int(row.top // STEP)), []).append((position, index))
    for spots in places.values():
        if len({position for position, _ in spots}) > 1:
            yield from (spot for spot in spots if not _is_first_header(spot, pages, words))


def _is_first_header(spot: Place, pages: Sequence[tuple[Page, Sequence[Row]]], words: Vocabulary) -> bool:
    """Whether a row belongs to the header of the document itself, which stays where it is."""
    position, index = spot
    page, rows = pages[position]
    if page.index:
        return False
    near = rows[max(index - 1, 0) : index + 1]
    return any(label_at(row.text, words) for row in near)


def _headers(pages: Sequence[tuple[Page, Sequence[Row]]], words: Vocabulary) -> Iterator[Place]:
    """Yield the groups of date and reference that a ministry prints at the head of each next page."""
    seen: Counter[tuple[str, str]] = Counter()
    body = False
    for position, (page, rows) in enumerate(pages):
        body = body or page.index > 0
        index = 0
        while index < len(rows):
            group, pairs = _group(rows, index, words)
            if not group:
                body = body or len(rows[index].text) > PROSE or rows[index].text.startswith("#")
                index += 1
                continue
            names = {name for name, _ in pairs}
            known = all(pair in seen or PLACEHOLDER.fullmatch(pair[1]) for pair in pairs)
            high = len(pages) == 1 or page.index == 0 or rows[index].top <= HEADER_GROUP * _height(page)
            alone = _stands_alone(rows, index, group, words)
            if body and high and alone and (known or (page.index and len(names) > 1)):
                yield from ((position, i) for i in group)
            seen.update(pairs)
            index = group[-1] + 1


def _group(rows: Sequence[Row], index: int, words: Vocabulary) -> tuple[list[int], list[tuple[str, str]]]:
    """Return the rows of consecutive running fields from ``index`` on, with the (name, value) pairs in them."""
    taken: list[int] = []
    pairs: list[tuple[str, str]] = []
    while index < len(rows):
        label = label_at(rows[index].text, words)
        if label is None or label.name not in words.running:
            break
        taken.append(index)
        if label.value is not None:
            pairs.append((label.name, rows[index].text[label.value :].strip().lower()))
        elif index + 1 < len(rows) and not label_at(rows[index + 1].text, words):
            index += 1
            taken.append(index)
            pairs.append((label.name, rows[index].text.strip(" *").lower()))
        index += 1
    return taken, pairs


def _stands_alone(rows: Sequence[Row], index: int, group: Sequence[int], words: Vocabulary) -> bool:
    """Whether no other field or status stands next to the group: then it is not the header of a new document."""
    before = rows[index - 1].text if index else ""
    after = rows[group[-1] + 1].text if group[-1] + 1 < len(rows) else ""
    return not any(label_at(t, words) or t.strip(" *").lower() in words.status for t in (before, after))
