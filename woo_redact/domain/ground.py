"""Grounds on which text may be withheld (uitzonderingsgronden), and the ways they are printed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from woo_redact.domain.folding import folded
from woo_redact.domain.geometry import Box
from woo_redact.domain.public import PublicFrom


class Weighing(StrEnum):
    """How a ground works (Woo art. 5.1-5.4, 8.8)."""

    ABSOLUTE = "absolute"
    """Art. 5.1 lid 1: no balancing of interests."""
    RELATIVE = "relative"
    """Art. 5.1 lid 2: the interest has to be weighed and the reason recorded."""
    RESIDUAL = "residual"
    """Art. 5.1 lid 5: exceptional, never with another ground for the same passage."""
    CATEGORY = "category"
    """Art. 5.2: personal policy opinions for internal deliberation."""
    TEMPORARY = "temporary"
    """Art. 5.1 lid 4 and 5.4: until a date or an event."""
    OTHER_REGIME = "other-regime"
    """Art. 8.8: another act applies."""
    NOT_A_GROUND = "not-a-ground"
    """Printed like a ground in practice, but none in law: outside the request, already public, duplicate."""


class LabelScheme(StrEnum):
    """How a ground is printed beside a box."""

    CODE = "code"
    SHORT = "short"
    CODE_SHORT = "code-short"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground; ``id`` is canonical (``5.1.2e``). ``short`` is the label in words, ``title`` the official name.

    ``article`` is the full reference in words; ``wob`` are the twins under the Wob, the act before the Woo;
    ``printed`` are further printed forms that mean this ground; ``aloud`` is what is read out instead of ``short``.
    """

    id: str
    title: str
    short: str
    weighing: Weighing
    article: str = ""
    wob: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    aloud: str = ""

    def label(self, scheme: LabelScheme) -> str:
        """Return the text printed beside a box."""
        if scheme is LabelScheme.CODE:
            return self.id
        if scheme is LabelScheme.SHORT:
            return self.short
        # Codes start with a digit; "Dubbel" and the like have no code of their own to print twice.
        return f"{self.id} {self.short}" if self.id[0].isdigit() else self.short

    @property
    def spoken(self) -> str:
        """What a screen reader says of it: the article in words and, between brackets, the name."""
        name = self.aloud or f"{self.short[:1].lower()}{self.short[1:]}"
        return f"{self.article} ({name})" if self.article else name


def spoken_text(grounds: Iterable[Ground]) -> str:
    """Return what is read in the place of a passage that is withheld on these grounds."""
    return f"gelakt: {' en '.join(ground.spoken for ground in grounds)}"


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of publishing: which grounds are offered and how they are printed.

    ``public_from`` is the lowest rank whose holders' names stay readable; ``grounds`` are the ids offered, ``keys``
    those of them that have a key of their own in a review: 1, 2 and on, at most nine.
    """

    name: str
    title: str
    scheme: LabelScheme
    grounds: tuple[str, ...]
    public_from: PublicFrom = PublicFrom.MINISTER
    keys: tuple[str, ...] = ()


class Pseudonyms(StrEnum):
    """Where persons are told apart by a number."""

    NONE = "none"
    SIDECAR = "sidecar"
    """In the list of redactions beside the PDF."""
    LABEL = "label"
    """There, and in the labels."""


PERSON_WORD = "Persoon"


def person_label(number: int) -> str:
    """Return what a label says of a person."""
    return f"{PERSON_WORD} {number}"


class LabelPlace(StrEnum):
    """Where the ground is printed."""

    MARGIN = "margin"
    BOX = "box"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How a run prints its grounds; ``persons`` tells that labels give persons their number."""

    grounds: Mapping[str, Ground]
    scheme: LabelScheme
    place: LabelPlace = LabelPlace.MARGIN
    persons: bool = False

    def text(self, ids: tuple[str, ...], persons: tuple[int, ...] = ()) -> tuple[str, ...]:
        """Return the labels of the grounds ``ids``, in the order of the ground table, and of persons, each once."""
        order = {ground: number for number, ground in enumerate(self.grounds)}
        labels = [self.grounds[i].label(self.scheme) for i in sorted(set(ids), key=lambda i: order[i])]
        return (*labels, *(person_label(number) for number in dict.fromkeys(persons)))

    def persons_of(self, number: int | None) -> tuple[int, ...]:
        """Return the number of a person as far as labels give it."""
        return (number,) if self.persons and number is not None else ()


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label in a margin: its lines of text and its box (points, page space), which may lie where the page grew."""

    texts: tuple[str, ...]
    box: Box


# Words around the figures of a printed reference; they say nothing about which ground it is.
_FILLER = re.compile(
    r"\b(?:artikel|art|lid|aanhef|en|onder|sub|onderdeel|letter|van|de|het|wet|open|overheid|openbaarheid|bestuur"
    r"|woo|wob)\b"
)
_ORDINALS = {"eerste": "1", "tweede": "2", "derde": "3", "vierde": "4", "vijfde": "5", "zesde": "6", "zevende": "7"}
_ORDINAL_WORD = re.compile(r"\b(?:" + "|".join(_ORDINALS) + r")\b")
# "2e lid", "2-de lid": an ordinal, whereas in "lid 2e" the e is the letter.
_ORDINAL_FIGURE = re.compile(r"(\d)\s*-?(?:ste|de|e)\s+lid\b")
_REFERENCE = re.compile(r"\d+|[a-z](?![a-z])")
_OTHER_ACT = re.compile(r"8\.8\b")


def parse_ground(text: str, grounds: Mapping[str, Ground]) -> str | None:
    """Return the canonical id of a ground in any printed form, or ``None`` when it is none.

    Reads codes ("5.1.2.e", "5.1 lid 2 sub e", "art. 5.1, tweede lid, aanhef en onder e", "(5.1)(2e)"), twins in the
    Wob ("10.2.e", "11.1"), names and labels, whatever the case. A Wob twin that several grounds took over is read as
    the ground that has it among its printed forms.
    """
    words = _words(text)
    for forms in (_own_forms, _inherited_forms):
        for ground in grounds.values():
            if any(_words(form) == words for form in forms(ground)):
                return ground.id
    reference = _reference(text)
    if reference is None:
        return None
    if reference == "8.8" or _OTHER_ACT.match(text.strip()):
        return "8.8" if "8.8" in grounds else None
    for forms in (_own_forms, _inherited_forms):
        for ground in grounds.values():
            if any(_reference(form) == reference for form in forms(ground)):
                return ground.id
    return None


def _own_forms(ground: Ground) -> tuple[str, ...]:
    code_short = ground.label(LabelScheme.CODE_SHORT)
    return (ground.id, ground.title, ground.short, code_short, *filter(None, (ground.article,)), *ground.printed)


def _inherited_forms(ground: Ground) -> tuple[str, ...]:
    return ground.wob


def _words(text: str) -> str:
    """Fold case, accents, punctuation and white space."""
    return " ".join(re.findall(r"[0-9a-z]+", folded(text)))


def _reference(text: str) -> str | None:
    """Return "5.1.2.e" for any way to write article, paragraph and letter; ``None`` when there are other words."""
    plain = _ORDINAL_FIGURE.sub(r"\1 ", text.casefold())
    plain = _ORDINAL_WORD.sub(lambda m: _ORDINALS[m.group()], plain)
    # "art10.2e": no boundary between letters and figures.
    plain = _FILLER.sub(" ", re.sub(r"(?<=[a-z]{2})(?=\d)", " ", plain))
    if re.search(r"[^\W\d_]{2,}", plain) and not _OTHER_ACT.match(text.strip()):
        return None
    parts = _REFERENCE.findall(plain)
    return ".".join(parts) if parts and parts[0].isdigit() else None
