"""Both sides, character by character: what was covered is gone, everything else stands where it stood."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.glyphs import Glyph
from woo_redact.verify.places import Places, parted


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome for one page. ``gone`` are the source's covered glyphs."""

    gone: tuple[Glyph, ...] = field(repr=False)
    kept: int
    findings: tuple[Finding, ...]


def compare(
    page: int, source: Sequence[Glyph], target: Sequence[Glyph], covers: Sequence[Box], label_words: frozenset[str]
) -> Comparison:
    """Compare what one engine sees in source and target of a page."""
    covered, open_ = parted(source, covers)
    places = Places(target)
    lost = sum(not places.take(glyph) for glyph in open_)
    left = sum(places.take(glyph) for glyph in covered)
    findings: list[Finding] = []
    if lost:
        findings.append(_finding("lost-text", page, f"{lost} tekens die moesten blijven, zijn weg of verschoven"))
    if left:
        findings.append(_finding("residue", page, f"{left} tekens die weg moesten, staan er nog"))
    strange = strange_words(places.left(), label_words)
    if strange:
        findings.append(_finding("added-text", page, f"{strange} tekens staan er die er niet stonden"))
    return Comparison(tuple(covered), len(open_), tuple(findings))


def strange_words(added: Iterable[Glyph], label_words: frozenset[str]) -> int:
    """Count the added characters that are no part of a label."""
    words: dict[int, list[str]] = {}
    for glyph in added:
        words.setdefault(glyph.word, []).append(glyph.character)
    return sum(len(word) for word in words.values() if not _is_label("".join(word), label_words))


def _is_label(word: str, label_words: frozenset[str]) -> bool:
    # Glyphs come back in order of place, so the letters are compared sorted.
    letters = sorted(word.replace(";", ""))
    return any(letters == sorted(label) for label in label_words)


def second_look(page: int, first: Sequence[Glyph], second: Sequence[Glyph], covers: Sequence[Box]) -> list[Finding]:
    """Compare what two engines see under the covers of the target: the second may see no more than the first.

    What the first sees there has been compared with the source; labels printed in boxes are all that can be left.
    """
    known = Counter(glyph.character for glyph in parted(first, covers)[0])
    seen = Counter(glyph.character for glyph in parted(second, covers)[0])
    hidden = sum((seen - known).values())
    if not hidden:
        return []
    return [_finding("residue", page, f"een tweede controle ziet nog {hidden} tekens onder de lakken")]


def missing(page: int, source: Sequence[Glyph], target: Sequence[Glyph], covers: Sequence[Box]) -> list[Finding]:
    """Compare, by number, what one engine sees outside the covers in source and target."""
    before = Counter(glyph.character for glyph in parted(source, covers)[1])
    after = Counter(glyph.character for glyph in target)
    lost = sum((before - after).values())
    return [_finding("lost-text", page, f"een tweede controle mist {lost} tekens die moesten blijven")] if lost else []


def _finding(kind: str, page: int, message: str) -> Finding:
    return Finding(kind, Severity.BLOCKING, message[0].upper() + message[1:], page)
