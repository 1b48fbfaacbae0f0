"""Both sides, character by character: what was covered is gone, everything else stands where it stood."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.glyphs import SAME, Flags, Glyphs, begins_with, near
from woo_redact.verify.places import Places

# Of the characters that a redaction takes out by its own count, the part that has to stand under its boxes. The engines
# count spaces and ligatures differently; when fewer stand there, the boxes are in the wrong place.
UNDER_COVER = 0.4


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one engine sees on a page: the source's covered glyphs, and how the target differs from what it should be.

    ``kept`` counts what stayed as it should; ``left`` what should be gone and is not; ``lost`` should be there and is
    not; ``added`` was not there: labels, or a fault.
    """

    gone: Glyphs = field(repr=False)
    kept: int
    left: int
    lost: Glyphs = field(repr=False)
    added: Glyphs = field(repr=False)


def parted(source: Glyphs, covers: Sequence[Box]) -> tuple[Glyphs, Glyphs]:
    """Return what has to go and what has to stay."""
    covered = source.covered(covers)
    return source.only(covered), source.only(~covered)


def compare(gone: Glyphs, stays: Glyphs, target: Glyphs) -> Comparison:
    """Compare what has to go from a page, and what has to stay, with what is there."""
    lost, rest = _matched(stays, target)
    places = Places(rest)
    # Mostly only labels are left over, which stand in the margin: few are like what had to go, and where that stood.
    suspects = numpy.flatnonzero(numpy.isin(gone.code, rest.code) & _about(gone, rest)).tolist()
    left = sum(places.take(gone, number) for number in suspects)
    return Comparison(gone, len(stays) - len(lost), left, lost, places.left())


def _about(glyphs: Glyphs, others: Glyphs) -> Flags:
    """Tell which glyphs stand within the rectangle that ``others`` take up, or near it."""
    if not len(others):
        return numpy.zeros(len(glyphs), numpy.bool_)
    across = (glyphs.x >= others.x.min() - SAME) & (glyphs.x <= others.x.max() + SAME)
    near_them: Flags = across & (glyphs.y >= others.y.min() - SAME) & (glyphs.y <= others.y.max() + SAME)
    return near_them


def _matched(stays: Glyphs, target: Glyphs) -> tuple[Glyphs, Glyphs]:
    """Return which of ``stays`` are not in ``target``, and what it has more."""
    if begins_with(target, stays):
        # The usual case: the same in the same order, then the labels.
        return stays.only(slice(0, 0)), target.only(slice(len(stays), None))
    places = Places(target)
    lost = [number for number in range(len(stays)) if not places.take(stays, number)]
    return stays.only(numpy.array(lost, numpy.int64)), places.left()


def faults(page: int, compared: Comparison, label_words: frozenset[str]) -> list[Finding]:
    """Return what is wrong with a page."""
    findings = []
    if len(compared.lost):
        message = f"{len(compared.lost)} tekens die moesten blijven, zijn weg of verschoven"
        findings.append(_finding("lost-text", page, message))
    if compared.left:
        findings.append(_finding("residue", page, f"{compared.left} tekens die weg moesten, staan er nog"))
    strange = strange_characters(compared.added, label_words)
    if strange:
        findings.append(_finding("added-text", page, f"{strange} tekens staan er die er niet stonden"))
    return findings


def only_labels(page: int, left: Glyphs, label_words: frozenset[str]) -> list[Finding]:
    """Check that a page that became a picture has no text but labels."""
    # One engine reads no white space: the labels then are one run of words.
    strange = 0 if _of_labels(left.text(), label_words) else strange_characters(left, label_words)
    message = f"{strange} tekens staan nog op een pagina die een afbeelding is"
    return [_finding("residue", page, message)] if strange else []


def misplaced(page: int, gone: Glyphs, redactions: Iterable[Redaction]) -> list[Finding]:
    """Check that there is text under each redaction's boxes: else they cover the wrong place, and it is not erased."""
    for redaction in redactions:
        under = int(numpy.count_nonzero(gone.covered(redaction.cover)))
        if under < UNDER_COVER * redaction.characters:
            return [_finding("misplaced", page, "Een lak ligt niet op de tekst die weg moet")]
    return []


def strange_characters(added: Glyphs, label_words: frozenset[str]) -> int:
    """Count the added characters that are no part of a label."""
    return sum(len(word) for _, word in added.words() if not _of_labels(word, label_words))


def _of_labels(word: str, label_words: frozenset[str]) -> bool:
    """Whether a run is made of words of labels only: labels in neighbouring boxes have no space between them."""
    if word in label_words:
        return True
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(word.endswith(part, 0, end) and end - len(part) in reached for part in (*label_words, ";")):
            reached.add(end)
    return len(word) in reached


def agree(first: Glyphs, second: Glyphs, covers: Sequence[Box]) -> bool:
    """Whether two engines see the same in a target: the second no more under the covers, and as much elsewhere."""
    hidden = second.only(second.covered(covers))
    if len(hidden) and _count(hidden) - _count(first.only(first.covered(covers))):
        return False
    # Mostly both see the same, in another order.
    return numpy.array_equal(numpy.sort(first.code), numpy.sort(second.code)) or _letters(first) == _letters(second)


def second_look(
    page: int, sides: tuple[Glyphs, Glyphs, Glyphs], first: tuple[Glyphs, Comparison], label_words: frozenset[str]
) -> list[Finding]:
    """Compare what the second engine sees in source and target, when it does not agree with the first.

    It may place characters a little off, or read another character, but it does so in both files. So one of two
    explanations has to hold exactly: gone is what it sees itself under the covers, or what the first engine saw there.
    ``sides`` are what has to go, what has to stay and what is there; ``first`` is what has to stay by the first engine,
    and its comparison.
    """
    stays, compared = first
    gone, remains, target = sides
    own = compare(gone, remains, target)
    # It does not read annotations, which an output has as content; the first engine does.
    added = own.added.only(~near(own.added, stays, SAME))
    strange = 0 if _of_labels(added.text(), label_words) else len(added)
    if not len(own.lost) and not own.left and not strange:
        return []
    if _count(target) == _count(gone) + _count(remains) - _count(compared.gone) + _count(compared.added):
        return []
    findings = []
    if own.left or strange:
        message = f"Een tweede controle ziet {own.left + strange} tekens te veel"
        findings.append(_finding("residue", page, message))
    if len(own.lost):
        message = f"Een tweede controle mist {len(own.lost)} tekens die moesten blijven"
        findings.append(_finding("lost-text", page, message))
    return findings


def _count(glyphs: Glyphs) -> Counter[str]:
    """Count characters; a ligature is the letters that it joins."""
    return Counter(_split(Counter(glyphs.text())))


def _split(counts: Counter[str]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for character, count in counts.items():
        for part in unicodedata.normalize("NFKC", character):
            found[part] += count
    return found


def _letters(glyphs: Glyphs) -> int:
    return sum(count for part, count in _count(glyphs).items() if part.isalnum())


def _finding(kind: str, page: int, message: str) -> Finding:
    return Finding(kind, Severity.BLOCKING, message[0].upper() + message[1:], page)


def texts(gone: Glyphs, groups: Iterable[Sequence[Box]]) -> list[str]:
    """Return the text that stood under each group of covers, words parted. To be looked for, never to be shown.

    Groups that are alike have one text.
    """
    different = dict.fromkeys(map(tuple, groups))
    return [" ".join(word for _, word in gone.only(gone.covered(covers)).words()) for covers in different]
