"""What a page teaches on which a person decided everything: a marked text of it, in the form of the corpus.

Nothing is learnt from a page that was not decided whole: what is not marked there is unknown. On one that was:

* An approved passage that names a person is a name. So is a term of the case under a ground of personal data that has
  the form of a name: terms are how people add what was missed.
* The rest of an approved passage of another kind counts neither way: it went as a whole, so nobody marked the names
  within it.
* A rejected name is either no name or a public person, and the model has to find public persons too. It counts as no
  name only when nothing says that it is one: no initials, no first name, no word of an approved person, and no word
  that follows a title or an office anywhere in the dossiers, and the model takes it for no person who stays readable.
  Otherwise it counts neither way.
* What the model takes for an organisation or a place counts neither way, since nobody decided on those; nor does a
  person that it found and that was not suggested (an exception keeps ministers), nor a further mention of an approved
  name.
* Everything else holds no name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from woo_redact.detect.names import TITLES, WITHIN_NAMES, Lexicon, lexicon, names_in
from woo_redact.detect.tagging import PERSON as WITHHELD
from woo_redact.detect.tagging import PUBLIC
from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.suggestion import Suggestion
from woo_redact.evaluation.report import PERSONAL, PERSONS
from woo_redact.review.state import holds_by_person
from woo_redact.training.corpus import names_somebody

OFFICES = "offices"
TERM = "term"
PERSON = "person"
PASSAGE = "passage"
# Of the ground nothing is learnt; a person's name is withheld under this one.
NAME_GROUND = "5.1.2e"
UNKNOWN = "{{UNKNOWN|"
Lists = Mapping[str, tuple[str, ...]]
# Half-open range of a page's text; with its label, what the model found there.
Place = tuple[int, int]
Entity = tuple[int, int, str]
# The opening of the mark that a character stands in, and a number that tells marks of one kind apart.
Layer = tuple[str, int]
NO_MARK: Layer = ("", 0)

WORD = re.compile(r"[^\W\d_]{2,}")
INITIALS = re.compile(r"(?<!\w)[^\W\d_]{1,2}\.")
# The words of a name behind a title: initials, particles and up to three words with a capital.
FOLLOWING = r"[\s(:]{1,3}(?:[^\W\d_]{1,2}\.\s?|[a-z]{1,4}\s){0,6}((?:[^\W\d_][\w'’-]+\s?){1,3})"
# Signs of the marks themselves: doubled, or at the edge of a mark, they would be read as marks.
DOUBLED = re.compile(r"\[{2,}|\]{2,}|\{{2,}|\}{2,}")
PLAIN = str.maketrans("[]{}", "()()")
CLOSING = {"[": "]]", "{": "}}"}
# Of one length with what they replace: a page break ends a page, the others end a line where the file is read.
UNSAFE = str.maketrans("\f\v\r\x1c\x1d\x1e\x85\u2028\u2029", "         ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A decided passage of one page: half-open range of its text, kind of data, ground, and whether it has to go."""

    start: int
    end: int
    kind: str
    ground: str
    approved: bool


@dataclass(frozen=True, slots=True)
class ReviewedPage:
    """A page on which a person decided everything; ``text`` is all of it, ``passages`` are in text order."""

    index: int
    text: str = field(repr=False)
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells that a rejected passage is a name after all; ``known`` are words of persons in the dossiers.

    ``approved`` are those of them that stand in approved passages; ``lexicon`` is what the rules know of words.
    """

    lexicon: Lexicon = field(repr=False)
    approved: frozenset[str] = field(repr=False)
    known: frozenset[str] = field(repr=False)

    def tell_of(self, text: str) -> bool:
        """Whether something says that a passage names somebody, or a place: that is nothing to unlearn either."""
        words = set(WORD.findall(text))
        if INITIALS.search(text) or words & self.known or " ".join(text.split()).lower() in self.lexicon.places:
            return True
        return any(word.lower() in self.lexicon.first_names for word in words)


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page as it is taught: ``raw`` with its marks, and how many passages are names, none, or count neither way."""

    raw: str = field(repr=False)
    persons: int
    no_names: int
    undecidable: int


def reviewed_pages(
    texts: Sequence[str], suggestions: Iterable[Suggestion], held: Mapping[str, Decision]
) -> tuple[ReviewedPage, ...]:
    """Return the pages of a document on which there are suggestions, and a person decided every one of them.

    A page without suggestions was not reviewed: people are shown passages, and nobody was shown this page.
    """
    passages: dict[int, list[Passage]] = {}
    undecided: set[int] = set()
    for suggestion in suggestions:
        decision = held.get(suggestion.id)
        pages = {span.page for span in suggestion.spans}
        if decision is None or not holds_by_person(decision):
            undecided |= pages
            continue
        ground = (decision.grounds or (suggestion.ground,))[0]
        approved = decision.verdict is Verdict.APPROVED
        for span in suggestion.spans:
            # A place beyond the text is of an older reading of the page: nothing is known about that page.
            if span.page >= len(texts) or span.end > len(texts[span.page]):
                undecided.add(span.page)
            else:
                passage = Passage(span.start, span.end, suggestion.kind, ground, approved)
                passages.setdefault(span.page, []).append(passage)
    return tuple(
        ReviewedPage(page, texts[page], tuple(sorted(passages[page], key=lambda p: (p.start, p.end, p.ground))))
        for page in sorted(passages.keys() - undecided)
    )


def name_words(pages: Iterable[ReviewedPage], texts: Iterable[str], lists: Lists) -> NameWords:
    """Collect the words of persons in dossiers: of approved passages, and behind titles and offices.

    Args:
        pages: the reviewed pages.
        texts: the texts of all pages, reviewed or not.
        lists: the word lists of the rules.
    """
    known = lexicon(lists)
    named = (page.text[slice(*place)] for page in pages for place in _names(page, known))
    approved = frozenset(word for name in named for word in _telling(name, known))
    titled = _titles(lists)
    following = frozenset(
        word for text in texts for match in titled.finditer(text) for word in _telling(match[1], known)
    )
    return NameWords(known, approved, approved | following)


def marked_page(page: ReviewedPage, found: Iterable[Entity], words: NameWords) -> MarkedPage:
    """Mark what a page teaches.

    Args:
        page: a reviewed page.
        found: all that the model finds on it.
        words: what is known of names in the dossiers.
    """
    text = page.text
    layers: list[Layer] = [NO_MARK] * len(text)
    entities = list(found)
    names = _names(page, words.lexicon)
    rejected = [p for p in page.passages if not p.approved and p.kind in PERSONS]
    public = [(start, end) for start, end, label in entities if label == PUBLIC]
    unclear = [p for p in rejected if words.tell_of(text[p.start : p.end]) or _overlap(p, [*names, *public])]
    # What comes later lies on top.
    _put(layers, _mentions(words.approved, text), (UNKNOWN, 0))
    _put(layers, ((start, end) for start, end, label in entities if label == WITHHELD), (UNKNOWN, 0))
    _put(layers, ((p.start, p.end) for p in rejected), NO_MARK)
    _put(layers, ((start, end) for start, end, label in entities if label != WITHHELD), (UNKNOWN, 0))
    _put(layers, ((p.start, p.end) for p in unclear), (UNKNOWN, 0))
    for passage in page.passages:
        if passage.approved:
            kind = PASSAGE if passage.kind in (*PERSONS, TERM) else passage.kind
            _put(layers, [(passage.start, passage.end)], (f"[[{passage.ground} {kind}|", 0))
    for number, place in enumerate(names):
        # Names that touch stay two.
        _put(layers, [place], (f"[[{NAME_GROUND} {PERSON}|", number))
    return MarkedPage(_written(text, layers), len(names), len(rejected) - len(unclear), len(unclear))


def _names(page: ReviewedPage, known: Lexicon) -> list[Place]:
    """Return the places of the names that a person approved; those that overlap are one."""
    united: list[Place] = []
    for passage in page.passages:
        text = page.text[passage.start : passage.end]
        if not passage.approved or not names_somebody(text) or not _is_person(passage, text, known):
            continue
        start = passage.start + len(text) - len(text.lstrip())
        end = passage.end - len(text) + len(text.rstrip())
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return [place for place in united if names_somebody(page.text[slice(*place)])]


def _is_person(passage: Passage, text: str, known: Lexicon) -> bool:
    if passage.kind in PERSONS:
        return True
    name = text.strip()
    if passage.kind != TERM or passage.ground not in PERSONAL:
        return False
    return [*names_in(name, 0, len(name), known)] == [(0, len(name))]


def _telling(text: str, known: Lexicon) -> Iterator[str]:
    """Yield the words of a name that tell something: with a capital, no particle, no word of another kind."""
    for word in WORD.findall(text):
        if word[0].isupper() and word.lower() not in WITHIN_NAMES and word.lower() not in known.not_names:
            yield word


def _titles(lists: Lists) -> re.Pattern[str]:
    titles = sorted({*lists.get(TITLES, ()), *lists.get(OFFICES, ())}, key=len, reverse=True)
    words = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in titles) or "(?!)"
    return re.compile(rf"(?<!\w)(?i:{words}){FOLLOWING}")


def _mentions(words: frozenset[str], text: str) -> Iterator[Place]:
    for match in WORD.finditer(text):
        if match[0] in words:
            yield match.span()


def _overlap(passage: Passage, places: Iterable[Place]) -> bool:
    return any(start < passage.end and passage.start < end for start, end in places)


def _put(layers: list[Layer], places: Iterable[Place], layer: Layer) -> None:
    for start, end in places:
        layers[start:end] = [layer] * (end - start)


def _written(text: str, layers: Sequence[Layer]) -> str:
    """Write the text with each run of characters of one layer in its mark."""
    parts: list[str] = []
    position = 0
    for (mark, _), run in groupby(layers):
        end = position + len(list(run))
        part = text[position:end].translate(UNSAFE)
        body = part.strip() if mark else part
        lead, _, tail = part.partition(body) if body else (part, "", "")
        parts.append(lead)
        if body:
            parts.append(f"{mark}{_harmless(body)}{CLOSING.get(mark[:1], '')}")
        parts.append(tail)
        position = end
    return "".join(parts)


def _harmless(part: str) -> str:
    """Replace brackets that would be read as those of a mark; the length stays."""
    plain = DOUBLED.sub(lambda match: match[0].translate(PLAIN), part)
    edges = {0, len(plain) - 1}
    return "".join(c.translate(PLAIN) if i in edges else c for i, c in enumerate(plain))
