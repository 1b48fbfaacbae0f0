"""Where documents mention each other: printed references, and separate memos that are spoken of by their subject."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from woo_redact.disclosure.relations import reference_key, unique_references
from woo_redact.domain.folding import WORD, folded

# Fewer letters and figures, or figures beside a year, stand everywhere; so do dates.
LEAST_REFERENCE, LEAST_FIGURES = 6, 2
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DATE = re.compile(
    r"\d*(?:jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\d*|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
)
TOKEN = re.compile(r"[^\W_](?:[\w./–-]*[^\W_])?")
_PAPERS = r"(?:nota|notitie|memo|brief|voorstel|beslisnota)"
SEPARATE = re.compile(
    rf"\b(?:separate|aparte|afzonderlijke|losse)\s+{_PAPERS}\b"
    rf"|\b{_PAPERS}\b[^.\n]{{0,60}}(?:\n[^.\n]{{0,60}})?\b(?:separaat|apart|afzonderlijk)\b"
    rf"|\b(?:separaat|apart|afzonderlijk)\b[^.\n]{{0,40}}\b{_PAPERS}\b",
    re.IGNORECASE,
)
# Where one paragraph or item ends and the next begins.
BREAK = re.compile(r"\n\s*\n|\n[ \t]*(?:[•·▪–—*-]|\d{1,2}[.)])[ \t]+|\f")
# Characters on each side of the words; words of a title shorter than this tell nothing.
AROUND = 400
LEAST_WORD = 4
LEAST_WORDS = 2


def separate_papers(text: str) -> tuple[str, ...]:
    """Return the passages of a text that speak of a separate paper, each up to the ends of its paragraph."""
    found: list[str] = []
    for match in SEPARATE.finditer(text):
        before, after = text[max(match.start() - AROUND, 0) : match.start()], text[match.end() : match.end() + AROUND]
        breaks = list(BREAK.finditer(before))
        end = BREAK.search(after)
        found.append(
            before[breaks[-1].end() if breaks else 0 :] + match.group() + after[: end.start() if end else None]
        )
    return tuple(found)


class References:
    """The references of documents, by which one can be found in a text."""

    def __init__(self, references: Iterable[tuple[str, str]]) -> None:
        """Take (id, reference); what several share, or what is too short to tell, is left out."""
        self._owners = {
            tuple(key.split()): id
            for reference, id in _distinctive(references).items()
            if (key := " ".join(_tokens(reference)))
        }
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for tokens in self._owners:
            self._lengths[tokens[0]].add(len(tokens))

    def printed_in(self, text: str) -> frozenset[str]:
        """Return the ids of the documents whose references stand in a text."""
        if not self._owners:
            return frozenset()
        tokens = _tokens(text)
        return frozenset(
            self._owners[part]
            for at, token in enumerate(tokens)
            for length in self._lengths.get(token, ())
            if (part := tuple(tokens[at : at + length])) in self._owners
        )


class Subjects:
    """The words of titles that stand in no other title."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """Take titles by id, what is withheld in them left out."""
        self._owner: dict[str, str] = {}
        doubled: set[str] = set()
        for id, title in titles.items():
            for word in {folded(w) for w in WORD.findall(title) if len(w) >= LEAST_WORD and not w.isdigit()}:
                if self._owner.setdefault(word, id) != id:
                    doubled.add(word)
        for word in doubled:
            del self._owner[word]

    def meant_by(self, passages: Sequence[str], own: str) -> frozenset[str]:
        """Return the ids of the documents that passages speak of, the document ``own`` aside.

        Two words of a title have to stand there, one with a capital, and more of it than of any other.
        """
        return frozenset(id for passage in passages if (id := self._meant(passage, own)))

    def _meant(self, passage: str, own: str) -> str:
        hits: dict[str, set[str]] = defaultdict(set)
        named: set[str] = set()
        for word in WORD.findall(passage):
            plain = folded(word)
            id = self._owner.get(plain, own)
            if id != own:
                hits[id].add(plain)
                if word[:1].isupper():
                    named.add(id)
        ranked = sorted(hits, key=lambda id: (-len(hits[id]), id))
        best = [id for id in ranked if len(hits[id]) == len(hits[ranked[0]])]
        sure = len(best) == 1 and len(hits[best[0]]) >= LEAST_WORDS and best[0] in named
        return best[0] if sure else ""


def _distinctive(references: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the ids by reference, of those that tell which document it is."""
    known = list(references)
    by_key = {reference_key(reference): reference for _, reference in known}
    return {
        by_key[key]: id
        for key, id in unique_references(known).items()
        if len(key) >= LEAST_REFERENCE and _figures(key) >= LEAST_FIGURES and not DATE.fullmatch(key)
    }


def _figures(key: str) -> int:
    return sum(c.isdigit() for c in YEAR.sub("", key))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(unicodedata.normalize("NFKC", text).casefold().replace("–", "-"))
