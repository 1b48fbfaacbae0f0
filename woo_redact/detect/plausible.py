"""Where the name is in what was found for a person, and whether it is one at all.

Rules and model find persons in any text; this second look leaves out codes, headings and the words around a name.
"""

from typing import Any

import regex

from woo_redact.detect.hits import Source
from woo_redact.detect.names import CODE, PARTICLES, UNIT, WITHIN_NAMES, WORD, Lexicon, tells_against
from woo_redact.domain.document import BlockKind

_UNIT_FIRST = regex.compile(rf"(?={UNIT})\p{{Lu}}{{1,6}},\s")
_LINE_END = regex.compile(r"[\n\t]| {3,}")
# A password or the name of a system; figures that OCR takes for letters (0, 1, 5, 8) tell nothing.
_FIGURE_WITHIN = regex.compile(r"\p{L}[234679]+\p{L}")
# Initials have up to three letters, a surname in capitals mostly more than four.
_ABBREVIATION = regex.compile(r"\p{Lu}{4}")
# Where codes of units stand, and are no initials.
LABELLED = (BlockKind.FIELD, BlockKind.FIELD_LABEL, BlockKind.MAIL_HEADER, BlockKind.HEADING)
# "karin" in a chat may be a name, a longer word hardly.
LONGEST_IN_SMALL_LETTERS = 12
# A shorter word may be a name and a noun in one document: Bos, Bakker, Visser.
SHORTEST_NOUN = 8


def cleaned(
    source: Source, place: tuple[int, int], known: Lexicon, *, certain: bool, backed: bool = False
) -> tuple[int, int] | None:
    """Return where the name is in what was found for a person; ``None`` when it is none.

    Words around it that are no name are left out. A line end stays only after initials or a particle: elsewhere what
    stands on the next line is something else. What is ``certain`` may be named like a town or a noun.
    """
    text = source.text
    start, end = _without_unit(text, _without_label(source, place), known)
    if _FIGURE_WITHIN.search(text, start, end):
        return None
    words = _name_words(text, start, end, known)
    if not words:
        return None
    last = words[-1].end()
    trimmed = words[0].start() > start or last < end - 1
    if trimmed and not any(_telling(word.group()) for word in words):
        return None
    start, end = words[0].start(), min(end, last + (text[last:end] in (")", ".")))
    if not backed and _is_code(source, words, start, end, known):
        return None
    passage = text[start:end]
    if not certain and (passage.lower() in known.places or (not backed and _is_noun(source, start, passage, known))):
        return None
    return start, end


def _without_label(source: Source, place: tuple[int, int]) -> tuple[int, int]:
    """Cut at a line end when the next line begins with a label: "ing. Onno Weiland / Eiser: ..."."""
    start, end = place
    line_end = source.lines.rfind("\n", start, end)
    return (start, line_end) if line_end > start and source.lines[end : end + 1] == ":" else place


def _without_unit(text: str, place: tuple[int, int], known: Lexicon) -> tuple[int, int]:
    """Cut at the line end, and leave out a unit before the name: "DAF, Marijke Oudshoorn"."""
    start, end = place
    cut = _LINE_END.search(text, start, end)
    if cut and not _goes_on(text[start : cut.start()]):
        end = cut.start()
    unit = _UNIT_FIRST.match(text, start, end)
    comma = text.find(", ", start, end)
    if unit:
        return unit.end(), end
    if comma > 0 and text[start:comma] in known.abbreviations:
        return comma + 2, end
    return start, end


def _goes_on(before: str) -> bool:
    """Whether a name goes on after a line end: after initials or a particle only."""
    words = before.split()
    return bool(words) and (bool(PARTICLES.match(words[-1])) or (words[-1].endswith(".") and "," not in before))


def _name_words(text: str, start: int, end: int, known: Lexicon) -> list[Any]:
    """Return the words of the name, without those around it; none when a word in the midst tells against it."""
    words = list(WORD.finditer(text, start, end))
    while words and tells_against(words[0].group(), known):
        words.pop(0)
    if len(words) > 1 and words[0].group() == "van" and words[1].group().lower() in known.first_names:
        words.pop(0)
    while words and _ends_before(words, text, known):
        words.pop()
    if any(tells_against(word.group(), known) for word in words):
        return []
    # "de bakker": small letters throughout.
    nouns = all(word.group() in known.common or PARTICLES.match(word.group()) for word in words)
    return [] if nouns else words


def _ends_before(words: list[Any], text: str, known: Lexicon) -> bool:
    """Whether the last word is no part of the name: no name word, a lone particle, or a code such as a unit."""
    last = words[-1].group()
    if tells_against(last, known):
        return True
    # "Oosterhout, Claire van": after a comma the particle belongs to the name, and capitals may be initials.
    given = "," in text[words[0].start() : words[-1].start()]
    if last.islower() and PARTICLES.match(last) and text[words[-1].start() - 1] == " ":
        return not given
    if len(words) > 1 and PARTICLES.match(words[-2].group()):
        return False
    others = any(not word.group().isupper() for word in words[:-1] if len(word.group()) > 1)
    return others and not given and 2 <= len(last) <= 5 and last.isupper() and last.isalpha()


def _telling(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.lower() not in WITHIN_NAMES and not PARTICLES.match(word)


def _is_code(source: Source, words: list[Any], start: int, end: int, known: Lexicon) -> bool:
    passage = source.text[start:end]
    if passage in known.abbreviations or _ABBREVIATION.fullmatch(passage):
        return True
    block = source.block_at(start)
    labelled = block is not None and block.kind in LABELLED
    return labelled and "," not in passage and all(CODE.match(word.group()) for word in words)


def _is_noun(source: Source, start: int, passage: str, known: Lexicon) -> bool:
    """Whether it is a long word that the document has in small letters."""
    low = passage.lower()
    if passage == low and low.isalpha() and len(low) > LONGEST_IN_SMALL_LETTERS:
        return True
    block = source.block_at(start)
    if passage == low and low.isalpha() and low not in known.first_names and block and block.kind is BlockKind.BULLET:
        return True
    once_more = passage.istitle() and len(passage) >= SHORTEST_NOUN and low not in known.first_names
    return once_more and f" {low} " in source.lines
