"""Multiply documents: other persons in the same places, other case, broken lines."""

import random
import re

from woo_redact.training.corpus import Document, Item, Segment, render, with_segments
from woo_redact.training.forms import Known, Slot, analyse, local_part, write
from woo_redact.training.names import NameSampler, Person
from woo_redact.training.places import OtherNames

SHARE_UPPER = 0.08
SHARE_LOWER = 0.05
SHARE_BROKEN = 0.05
SHARE_RESTYLED = 0.15
SHARE_KEPT = 0.08
# Documents in which all names are written small, as in a log or a chat.
SHARE_SMALL_NAMES = 0.06
TITLE = re.compile(
    r"(?:heer|mevrouw|mevr\.?|mw\.?|dhr\.?|minister|wethouder|burgemeester|staatssecretaris|"
    r"president|fam\.|familie|gedeputeerde|kamerlid|lid|Kamerleden|drs\.|mr\.|ir\.|dr\.|prof\.|"
    r"commissaris|motie|commissie|premier|voorzitter|De|rechter|ambassadeur)[\s(-]*$",
    re.IGNORECASE,
)


class Augmenter:
    """Writes new versions of documents."""

    def __init__(self, sampler: NameSampler, seed: int, *, share_kept: float = SHARE_KEPT) -> None:
        """Use a sampler for names and a seed for everything else; a share of the persons keep their names."""
        self.sampler = sampler
        self._share_kept = share_kept
        self.random = random.Random(seed)
        self._others = OtherNames(sampler.places, seed)
        self._firsts = frozenset(sampler.common_firsts)
        self._surnames = frozenset(sampler.surnames[:6000])

    def document(self, document: Document) -> Document:
        """Replace every person by a sampled one, the same in every mention."""
        groups = self._groups(document)
        known = {key: self._known(mentions) for key, mentions in groups.items()}
        cast = {
            key: self.sampler.person(double=any("-" in m or "–" in m for m in mentions))
            for key, mentions in groups.items()
            if self.random.random() >= self._share_kept
        }
        small = self.random.random() < SHARE_SMALL_NAMES
        segments: list[Segment] = []
        before = ""
        for index, segment in enumerate(document.segments):
            key = self._key(segment, index)
            if key in cast:
                after = document.segments[index + 1 : index + 2]
                titled = segment.kind == "public" or bool(TITLE.search(before[-30:]))
                if segment.kind == "email" and after and after[0].text.startswith("@"):
                    text = local_part(segment.text, cast[key], self.random)
                elif segment.kind == "email":
                    text = segment.text
                else:
                    text = self._mention(segment.text, cast[key], known[key], titled)
                    text = text.lower() if small and len(text) == len(text.lower()) else text
                segments.append(Segment(text, segment.kind, segment.group))
            else:
                segments.append(segment)
            before = segment.text
        return with_segments(document, segments)

    def _key(self, segment: Segment, index: int) -> str:
        if segment.kind in ("person", "email") and segment.group:
            return f"#{segment.group}"
        if segment.kind in ("person", "public"):
            words = segment.text.split()
            return words[-1].casefold() if words else str(index)
        return ""

    def _groups(self, document: Document) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for index, segment in enumerate(document.segments):
            key = self._key(segment, index)
            if key:
                mentions = groups.setdefault(key, [])
                if segment.kind != "email":
                    mentions.append(segment.text)
        return groups

    def _known(self, mentions: list[str]) -> Known:
        """Collect first names and surnames from the mentions that are clear."""
        firsts: set[str] = set()
        surnames: set[str] = set()
        empty = Known(frozenset(), frozenset())
        for mention in mentions:
            words = mention.replace(",", " ").split()
            for word in words:
                if word.title() in self._firsts and word.title() not in self._surnames:
                    firsts.add(word)
            slots = analyse(mention, empty)
            if len([slot for slot in slots if slot.role != "literal"]) < 2:
                continue
            for slot in slots:
                if slot.role == "family":
                    surnames.update(slot.text.split())
                elif slot.role == "first":
                    firsts.add(slot.text)
        return Known(frozenset(firsts), frozenset(surnames - firsts))

    def _mention(self, text: str, person: Person, known: Known, titled: bool) -> str:
        title = text.title()
        lone_surname = titled or (title in self._surnames and title not in self._firsts)
        slots = analyse(text, known, surname_first=lone_surname)
        roles = [slot.role for slot in slots if slot.role != "literal"]
        if roles == ["first", "family"] and self.random.random() < SHARE_RESTYLED:
            slots = self._restyle(text)
        written = write(slots, person, self.random)
        if " " in written and "\n" not in written and self.random.random() < SHARE_BROKEN:
            cut = self.random.choice([i for i, c in enumerate(written) if c == " "])
            indent = self.random.choice(["\n", "\n", "\n   ", "\n> "])
            written = written[:cut] + indent + written[cut + 1 :]
        return written.strip() or text

    def _restyle(self, text: str) -> list[Slot]:
        family = Slot("family", "VISSER" if text.isupper() else "Visser")
        first = Slot("first", "JAN" if text.isupper() else "Jan")
        blank, comma = Slot("literal", " "), Slot("literal", ", ")
        shape = self.random.randrange(5)
        initials = Slot("initials", self.random.choice(["J.", "J.W.", "J.A.M."]))
        return [
            [initials, blank, family],
            [family, comma, first],
            [family, comma, initials],
            [Slot("initials", "J.W."), Slot("literal", " ("), first, Slot("literal", ") "), family],
            [family, blank, first],
        ][shape]

    def recase(self, item: Item) -> Item:
        """Write some items in capitals or in lower case."""
        draw = self.random.random()
        if draw < SHARE_UPPER:
            text = item.text.upper()
        elif draw < SHARE_UPPER + SHARE_LOWER:
            text = item.text.lower()
        else:
            return item
        # A few letters change length; the spans would not fit any more.
        return Item(text, item.spans, item.unknown) if len(text) == len(item.text) else item

    def item(self, document: Document) -> Item:
        """Write one new version of a document out."""
        return render(self._others.vary(self.document(document).segments))
