"""The literal texts of a case, found however they are broken, hyphenated, spaced or cased: what goes and what stays."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import regex

from woo_redact.detect.hits import Hit
from woo_redact.domain.rule import Term
from woo_redact.domain.suggestion import Level, Provenance

T = TypeVar("T")

KIND = DETECTOR = RULE = "term"
# Between letters of one word: accents that stand apart, hyphens, soft hyphens, zero-width characters, line breaks with
# their indentation.
_BROKEN = regex.compile(
    r"(?:[ ]?\p{M}[ ]?)*[\u00ad\u200b-\u200d\u2060\ufeff]*(?:[-‐‑\u00ad]?[^\S\n]*\n[\s>|]*|[-‐‑\u00ad]\s*)?"
)
# Letters of other scripts that look like Latin ones (Unicode UTS 39): what readers see is what counts.
_LOOK_ALIKE = str.maketrans("авекмнорстухіјѕԁԛԝһӏαικνορτυχᴏıƚ", "abekmhopctyxijsdqwhlaiknoptuxoil")
# Between words or beside punctuation of the term.
_APART = regex.compile(r"[^\p{L}\p{N}]{0,40}")
# So many spaces within a term are no chance.
SPACES = 3
_SPACED = regex.compile(r"[\s\u00ad\u200b]{1,3}")


def find_terms(terms: Sequence[Term], text: str) -> Iterator[Hit]:
    """Yield every place where a term stands as whole words."""
    reason = Provenance(DETECTOR, RULE, score=1.0)
    for term, (start, end) in _occurrences([(term, term.text) for term in terms], text):
        yield Hit(start, end, term.ground, KIND, Level.A, RULE, (reason,), firm=True)


def without_kept(hits: Iterable[Hit], keep: Sequence[str], text: str) -> list[Hit]:
    """Return what is left of the hits outside the texts that stay, wherever those stand as whole words."""
    left = list(hits)
    kept = sorted(place for _, place in _occurrences([(words, words) for words in keep], text)) if left else []
    return [part for hit in left for part in _outside(hit, kept)]


def letters_of(text: str) -> str:
    """Return what of a term counts when it is sought: its letters and figures, small and without accents."""
    return _plain(text)[0]


def _outside(hit: Hit, kept: Iterable[tuple[int, int]]) -> Iterator[Hit]:
    start = hit.start
    for low, high in kept:
        if low < hit.end and high > start:
            if low > start:
                yield replace(hit, start=start, end=low)
            start = high
    if start < hit.end:
        yield replace(hit, start=start)


def _occurrences(sought: Sequence[tuple[T, str]], text: str) -> Iterator[tuple[T, tuple[int, int]]]:
    """Yield where each of the texts stands as whole words, with what it was sought for."""
    if not sought:
        return
    plain, places = _plain(text)
    for what, words in sought:
        wanted, joints = _wanted(words)
        if not wanted:
            continue
        at = plain.find(wanted)
        while at >= 0:
            last = at + len(wanted) - 1
            start, end = places[at], places[last] + 1
            if _whole(text, start, end) and _joined(text, places[at : last + 1], joints):
                yield what, (start, end)
            at = plain.find(wanted, at + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the letters and figures of a text, small and without accents, and where each stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold().translate(_LOOK_ALIKE):
            if part.isalnum():
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def _wanted(term: str) -> tuple[str, frozenset[int]]:
    """Return the letters of a term, and before which of them it has a space or punctuation."""
    letters, places = _plain(term)
    return letters, frozenset(i for i in range(1, len(places)) if places[i] - places[i - 1] > 1)


def _whole(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _joined(text: str, places: Sequence[int], joints: frozenset[int]) -> bool:
    gaps = [text[a + 1 : b] if b > a else "" for a, b in pairwise(places)]
    # After an accent that is drawn by itself readers see a space.
    accents = frozenset(i for i, place in enumerate(places[:-1], 1) if unicodedata.decomposition(text[place]))
    if all(
        _APART.fullmatch(gap) if i in joints else _BROKEN.fullmatch(gap) or (gap == " " and i in accents)
        for i, gap in enumerate(gaps, 1)
    ):
        return True
    # "J a n s e n", "Ja n s en": letters apart, wherever the reader saw a space; words by chance have not as many.
    apart = [i for i, gap in enumerate(gaps, 1) if gap]
    spaced = all(i in joints or _SPACED.fullmatch(gaps[i - 1]) for i in apart)
    return spaced and (len(apart) == len(gaps) > 1 or len(apart) - len(joints) >= SPACES)
