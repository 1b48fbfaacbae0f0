"""Read marked documents into segments, and segments into text with spans."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

MARK = re.compile(
    r"\[\[(?P<ground>\S+) (?P<kind>\w+)(?:#(?P<group>\d+))?\|(?P<withheld>.*?)\]\]"
    r"|\{\{(?P<label>PER|ORG|LOC|UNKNOWN)\|(?P<public>.*?)\}\}",
    re.DOTALL,
)
# Kinds of personal data that are neither a name nor running text.
DATA_KINDS = frozenset({"phone", "birthdate", "bsn", "iban", "plate", "vnumber", "passport", "personnel", "access"})
# A street before its house number, and a town after its postcode.
STREET = re.compile(r"^([^\W\d][^\d\n,]*[^\W\d.])(?= +\d)")
TOWN = re.compile(r"(?<=\d{4} [A-Z]{2} )\s*([A-Z'][^\d\n,]+[^\W\d])|(?<=\d{4}[A-Z]{2} )\s*(\w.*)$")
# A person mark longer than this describes somebody instead of naming them.
MAX_NAME_WORDS = 8
PARTS = ("train", "dev", "test")


@dataclass(frozen=True)
class Segment:
    """A run of text with at most one mark.

    ``kind`` is text, person, public, org, loc, email, passage, data or unknown; ``group`` ties
    the mentions of one person together within a document.
    """

    text: str
    kind: str = "text"
    group: str = ""

    @property
    def label(self) -> str:
        """The entity label, or an empty string."""
        return {"person": "PER", "public": "PUB", "org": "ORG", "loc": "LOC"}.get(self.kind, "")


@dataclass(frozen=True)
class Document:
    """One marked document; ``part`` is train, dev or test."""

    name: str
    voice: str
    segments: tuple[Segment, ...]
    part: str = ""


@dataclass(frozen=True)
class Item:
    """A text with entity spans, and spans about which nothing is known."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    unknown: tuple[tuple[int, int], ...] = ()


def front_matter(raw: str) -> tuple[dict[str, str], str]:
    """Return the settings at the head of a file, and the text below them."""
    if not raw.startswith("---\n"):
        return {}, raw
    head, _, body = raw.removeprefix("---\n").partition("\n---\n")
    return dict(line.partition(": ")[::2] for line in head.splitlines()), body.lstrip("\n")


def parse(raw: str) -> tuple[Segment, ...]:
    """Turn marked text (without front matter) into segments."""
    segments: list[Segment] = []
    position = 0
    for match in MARK.finditer(raw):
        if match.start() > position:
            segments.append(Segment(raw[position : match.start()]))
        segments.extend(_marked(match))
        position = match.end()
    if position < len(raw):
        segments.append(Segment(raw[position:]))
    return tuple(segments)


def _marked(match: re.Match[str]) -> list[Segment]:
    if match["label"]:
        kind = {"PER": "public", "ORG": "org", "LOC": "loc", "UNKNOWN": "unknown"}[match["label"]]
        return [Segment(match["public"], kind)]
    kind, text, group = match["kind"], match["withheld"], match["group"] or ""
    if kind in ("person", "signature"):
        return [_person(text, group)]
    if kind == "email":
        return [Segment(text, "email", group)]
    if kind == "birthplace":
        return [Segment(text, "loc")]
    if kind == "address":
        return _address(text)
    return [Segment(text, "data" if kind in DATA_KINDS else "passage")]


def _person(text: str, group: str) -> Segment:
    return Segment(text, "person", group) if names_somebody(text) else Segment(text, "data")


def names_somebody(text: str) -> bool:
    """Whether the text of a person mark names somebody; a long one describes."""
    words = text.split()
    if not any(word[0].isalpha() for word in words) or len(words) > MAX_NAME_WORDS:
        return False
    return len(words) <= 4 or text != text.lower()


def _address(text: str) -> list[Segment]:
    spans = [match.span(1) for match in STREET.finditer(text)]
    for match in TOWN.finditer(text):
        spans.append(match.span(1) if match[1] else match.span(2))
    segments: list[Segment] = []
    position = 0
    for start, end in spans:
        if start < position:
            continue
        segments.append(Segment(text[position:start], "data"))
        segments.append(Segment(text[start:end], "loc"))
        position = end
    segments.append(Segment(text[position:], "data"))
    return [segment for segment in segments if segment.text]


def load(folder: Path) -> list[Document]:
    """Read every marked document below a folder of voices."""
    documents = []
    for path in sorted(folder.glob("*/*.txt")):
        head, body = front_matter(path.read_text(encoding="utf-8"))
        documents.append(Document(path.stem, path.parent.name, parse(body), head.get("part", "")))
    return documents


def render(segments: Iterable[Segment]) -> Item:
    """Write segments out as one text with character spans."""
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    unknown: list[tuple[int, int]] = []
    position = 0
    for segment in segments:
        end = position + len(segment.text)
        if segment.label:
            spans.append((position, end, segment.label))
        elif segment.kind == "unknown":
            unknown.append((position, end))
        parts.append(segment.text)
        position = end
    return Item("".join(parts), tuple(spans), tuple(unknown))


def split(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """Divide documents over the parts that they name.

    Raises:
        ValueError: a document names none.
    """
    parts: dict[str, list[Document]] = {part: [] for part in PARTS}
    for document in documents:
        if document.part not in parts:
            raise ValueError(f"{document.name} names no part of {', '.join(PARTS)}")
        parts[document.part].append(document)
    return parts


def with_segments(document: Document, segments: Iterable[Segment]) -> Document:
    """Copy a document with other segments."""
    return replace(document, segments=tuple(segments))
