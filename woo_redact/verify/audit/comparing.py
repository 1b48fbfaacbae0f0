"""A file next to its original: what is gone from it, and whether that is because of a box."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy
import pikepdf
from numpy.typing import NDArray

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.audit import guarded
from woo_redact.verify.audit.findings import count, finding, limited
from woo_redact.verify.audit.letters import Letters, letters_of, pixels_of
from woo_redact.verify.audit.scene import Colours, Scene
from woo_redact.verify.engines import opened, page_of
from woo_redact.verify.glyphs import Flags, Floats
from woo_redact.verify.neutral import without_spoken
from woo_redact.verify.strings import plain

Grey = NDArray[numpy.int16]

# Brightness, 0 to 255: ink is darker than the first, a box than the second.
INK, DARK = 190, 128
# A box of another colour than black: hardly any paper is left, where there was some before.
PAPER, TONED_SHARE = 235, 0.9
# Of the place where a letter stood, the part that a box fills: its code may be printed in it, in white. Of a word, the
# letters under a box: of an address, only the name may be blacked out.
BOX_SHARE, LETTERS = 0.45, 2
# Ink is gone when no pixel within so many is as dark, less this much. Boxes reach a little further than their text.
REACH, LESS = 2, 90
# Pixels of ink that may go by smoothing, of a page.
CHANCE = 12
# Points that pages may differ in width or height and still be laid over each other.
SAME_SIZE = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the original, letters and digits only, and where its letters stood. No text in its ``repr``.

    ``boxes`` has a row (x0, top, x1, bottom) in page space for each.
    """

    text: str = field(repr=False)
    boxes: Floats = field(repr=False)


def compared(path: Path, original: Path, visible: Sequence[str]) -> tuple[Finding, ...]:
    """Compare a file with the original that it was made from; ``visible`` is what each page of the file shows.

    Both files can be opened, as :func:`~woo_redact.verify.audit.audit.audited` found out.
    """
    with (
        pikepdf.open(original) as old_pdf,
        pikepdf.open(path) as new_pdf,
        opened(without_spoken(original, old_pdf)) as before,
        opened(without_spoken(path, new_pdf)) as after,
    ):
        findings = _of_length(len(before), len(after))
        for index in range(min(len(before), len(after))):
            findings.extend(guarded(partial(_of_page, index, (before, after), visible[index]), index))
    return limited(findings)


def _of_length(before: int, after: int) -> list[Finding]:
    if after < before:
        return [finding("pages-missing", f"Er ontbreken {before - after} van de {before} pagina's van het origineel")]
    if after > before:
        more = count(after - before, "pagina", "pagina's")
        return [finding("pages-added", f"Er zijn {more} meer dan in het origineel")]
    return []


def _of_page(index: int, documents: tuple[Any, Any], visible: str) -> list[Finding]:
    before, after = documents
    with page_of(before, index, flat=True) as old, page_of(after, index, flat=True) as new:
        scene, now = Scene(old), Scene(new)
        words = _words(letters_of(scene))
        first, second = _laid_over(scene, now)
        if first is None or second is None:
            boxed = _under_boxes(words, now, now.picture(), None)
            message = "De pagina heeft een andere maat; het beeld is niet vergeleken"
            findings = [finding("picture-not-compared", message, index)]
        else:
            boxed = _under_boxes(words, scene, second, first)
            message = "Buiten de lakken is beeld van de pagina verdwenen"
            findings = [finding("picture-changed", message, index)] if _lost_ink(first, second) > CHANCE else []
    return [*_of_words(index, words, boxed, visible), *findings]


def _of_words(index: int, words: Sequence[Word], boxed: Flags, visible: str) -> list[Finding]:
    """Tell which words are gone, with and without a box, and which are new."""
    left = Counter(word for word in map(plain, visible.split()) if word)
    # What is left of a word that stood more than once is where no box stands.
    lost = sum(not _taken(left, word.text) for word, under in zip(words, boxed, strict=True) if not under)
    gone = lost + sum(not _taken(left, word.text) for word, under in zip(words, boxed, strict=True) if under)
    added = sum(left.values())
    findings = []
    if gone > lost:
        findings.append(finding("words-gone", f"{count(gone - lost, 'woord', 'woorden')} weggelakt", index))
    if lost:
        message = f"{count(lost, 'woord is', 'woorden zijn')} verloren: weg, maar er staat geen lak op die plaats"
        findings.append(finding("words-lost", message, index))
    if added:
        message = f"{count(added, 'woord staat', 'woorden staan')} niet in het origineel"
        findings.append(finding("words-new", message, index))
    return findings


def _taken(left: Counter[str], word: str) -> bool:
    if left[word] <= 0:
        return False
    left[word] -= 1
    return True


def _words(letters: Letters) -> list[Word]:
    """Return the words of a page that have letters or digits; white space parts them."""
    found: list[Word] = []
    numbers = letters.word.tolist()
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[start]:
            chosen: Flags = numpy.zeros(len(letters), numpy.bool_)
            chosen[start:end] = True
            if text := plain(letters.text(chosen)):
                found.append(Word(text, letters.loose[start:end]))
            start = end
    return found


def _laid_over(old: Scene, new: Scene) -> tuple[Colours | None, Colours | None]:
    """Return pictures of both pages of one size; the new page may have grown to the right or down, for labels."""
    wide, high = new.page.get_width() - old.page.get_width(), new.page.get_height() - old.page.get_height()
    turned = old.page.get_rotation() != new.page.get_rotation()
    if turned or min(wide, high) < -SAME_SIZE or (max(wide, high) > SAME_SIZE and old.page.get_rotation()):
        return None, None
    old.scale = new.scale = min(old.scale, new.scale, 1.0)
    first, second = old.picture(), new.picture()
    rows, columns = min(first.shape[0], second.shape[0]), min(first.shape[1], second.shape[1])
    return first[:rows, :columns], second[:rows, :columns]


def _under_boxes(words: Sequence[Word], scene: Scene, picture: Colours, before: Colours | None) -> Flags:
    """Tell for each word whether a box stands in its place in ``picture``: a dark one, or a ground that is new."""
    boxed: Flags = numpy.zeros(len(words), numpy.bool_)
    if not words:
        return boxed
    grey = _grey(picture)
    ground = _grey(before) if before is not None else grey
    for number, word in enumerate(words):
        places = pixels_of(word.boxes, scene.view(picture), picture.shape).tolist()
        covered = sum(
            _is_covered(grey[top:bottom, left:right], ground[top:bottom, left:right])
            for top, bottom, left, right in places
        )
        boxed[number] = covered >= min(LETTERS, len(places))
    return boxed


def _is_covered(now: Grey, before: Grey) -> bool:
    if not now.size:
        return False
    toned = numpy.mean(now < PAPER) >= TONED_SHARE > numpy.mean(before < PAPER)
    return bool(numpy.mean(now < DARK) >= BOX_SHARE or toned)


def _lost_ink(first: Colours, second: Colours) -> int:
    """Count the pixels of ink of ``first`` that ``second`` does not have, nor anything as dark near them."""
    before, after = _grey(first), _grey(second)
    near = after.copy()
    for _ in range(REACH):
        near = _darkest(near)
    return int(numpy.count_nonzero((before < INK) & (near > before + LESS)))


def _grey(picture: Colours) -> Grey:
    grey: Grey = picture.min(axis=2).astype(numpy.int16)
    return grey


def _darkest(
    picture: Grey,
) -> Grey:
    """Return for each pixel the darkest of the nine around it."""
    rows = picture.copy()
    numpy.minimum(rows[1:], picture[:-1], out=rows[1:])
    numpy.minimum(rows[:-1], picture[1:], out=rows[:-1])
    found = rows.copy()
    numpy.minimum(found[:, 1:], rows[:, :-1], out=found[:, 1:])
    numpy.minimum(found[:, :-1], rows[:, 1:], out=found[:, :-1])
    return found
