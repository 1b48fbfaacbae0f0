"""Whether the text of a font can be believed: it may say something else than the page shows.

A font in which running text makes sense tells the truth: what a wrong table makes of Dutch is no Dutch. What has too
little text to tell is looked at once a file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

# Words that make up a third of running text, and those that stand in bold on every memo.
_COMMON = """
    aan aantal advies afdeling akkoord al als andere beleid bericht besluit betreft bij bijlage bijlagen blad
    brief bureau bv concept contact cc cluster dan dat datum de deze die directie dit document door dossier
    dus een eerste en er faq gemeente gesprek geachte geen haar had heb hebben heeft hem het hier hij hoe hun
    idem ik in informatie is ja je kan kenmerk kopie kunnen maar maart mail medewerker meer met mevrouw mij
    mijn ministerie minister mr mw naam na naar niet nieuwe nog nota nr nu nummer of om onder ons onderwerp
    onze ook op opgesteld openbaar organisatie over overleg paraaf pagina per plan programma project punt
    rapport reactie registratie rijk samenvatting secretaris status stand stuk stukken te tegen telefoon ten
    ter tijd toch toelichting tot uit uw van vanaf vanuit veel vergadering verslag versie verzonden via vóór
    voor vraag vragen waar was wat we wel weer wij wordt worden wijze zaak zal ze zich zij zijn zo zoals zou
    zullen about all also an and are as at be been but by can date dear for from has have he her his if it its
    more not on one or our page please re regards sent she subject that the their them there they this to was
    we were which who will with would you your
"""
COMMON = frozenset(_COMMON.split())
WORD = re.compile(r"[^\W\d_]+")
# Running text: so many different common words, and this share of all words.
ENOUGH_WORDS = 6
ENOUGH_SHARE = 0.2
# A short text: all but a few of its words are common, or stand in running text beside it.
SHORT_SHARE = 0.6
# A glyph as wide as this many times the size is no letter.
WIDE = 1.7
# Characters without a meaning: replacement, private use, control. One or two are bullets and signs.
UNMEANT = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")
A_WORD_UNMEANT = re.compile(f"(?:{UNMEANT.pattern}\\s?){{3}}")

Span = Mapping[str, Any]


class Trust:
    """What is known of the fonts of one file, while its pages are read."""

    def __init__(self) -> None:
        self.trusted: set[str] = set()

    def doubted(self, spans: Sequence[Span], twins: Set[str], plain: Set[str]) -> dict[str, list[Span]]:
        """Return the spans of fonts of a page that cannot be believed yet, by font.

        ``spans`` are those of the page, with a "text"; ``twins`` names that several of its fonts have; ``plain`` names
        of fonts that cannot lie.
        """
        unproven = twins - plain
        by_font: dict[str, list[Span]] = {}
        for span in spans:
            proven = span["font"] in plain or (span["font"] in self.trusted and span["font"] not in unproven)
            if not proven and not span["text"].isspace():
                by_font.setdefault(span["font"], []).append(span)
        if not by_font:
            return {}
        words = {font: _words(found) for font, found in by_font.items()}
        running = {font for font, found in words.items() if _runs(found) and font not in unproven}
        known = COMMON.union(*(words[font] for font in running))
        honest = {
            font for font in by_font if font in running or (_is_known(words[font], known) and font not in unproven)
        }
        self.trusted |= honest
        return {font: found for font, found in by_font.items() if font not in honest and any(map(_tells, found))}


def is_unmeant(span: Span) -> bool:
    """Whether a span has words in characters that mean nothing."""
    return A_WORD_UNMEANT.search(span["text"]) is not None


def is_drawing(span: Span) -> bool:
    """Whether glyphs of a span are drawings too wide for a letter, such as a word drawn as one."""
    return bool(span["font"].startswith("Type3")) and any(
        c["bbox"][2] - c["bbox"][0] > WIDE * max(c["bbox"][3] - c["bbox"][1], span["size"]) for c in span["chars"]
    )


def _words(spans: Iterable[Span]) -> Counter[str]:
    return Counter(WORD.findall(" ".join(span["text"] for span in spans).casefold()))


def _runs(words: Counter[str]) -> bool:
    common = {word for word in words if word in COMMON}
    return len(common) >= ENOUGH_WORDS and sum(words[w] for w in common) >= ENOUGH_SHARE * words.total()


def _is_known(words: Counter[str], known: frozenset[str]) -> bool:
    longer = {word for word in words if len(word) > 1}
    hits = {word for word in longer if word in known}
    return bool(hits) and len(hits) >= SHORT_SHARE * len(longer)


def _tells(span: Span) -> bool:
    """Whether a span has letters or digits: bullets and signs name nobody."""
    return any(c.isalnum() for c in span["text"])
