"""What a review screen shows, as values: the start page, a document, one item, what changed. No ``repr`` shows text.

Documents are told by their SHA-256 in full; pages are 0-based, boxes in points, page space.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.document import Line, Span
from woo_redact.domain.file import FileState
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import Ground
from woo_redact.domain.progress import Comment, DocumentProgress
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level
from woo_redact.review.second_look import SecondLook


@dataclass(frozen=True, slots=True)
class SecondReview:
    """Whether a second person has to confirm documents, and the percentage of the approved rest they are shown."""

    asked: bool = False
    share: int = 0


class Scope(StrEnum):
    """How far a step on alike passages reaches."""

    DOCUMENT = "document"
    """The same text and ground in the same document."""
    DOSSIER = "dossier"
    """The same text and ground in all documents."""
    PERSON = "person"
    """Every mention of the same person in all documents."""


class SelectBy(StrEnum):
    """What a selection of open suggestions is made by."""

    LEVEL = "level"
    RULE = "rule"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class BoardDocument:
    """A document on the start page, under the first name of a file that has it; ``duplicates`` are the other names.

    ``open`` counts the suggestions by level that no person decided, ``by_policy`` those of them that policy approved;
    ``approved`` and ``rejected`` are by persons. ``grounds`` counts by ground what is not rejected, mere flags only
    when approved. ``findings`` and ``blocking`` count what reading and checking the file told. ``document`` is empty
    when the file could not be used; ``message`` (Dutch) tells why then, or why it was not written.
    """

    document: str
    name: str
    pages: int
    state: FileState
    state_text: str
    open: Mapping[Level, int]
    approved: int
    rejected: int
    by_policy: int
    grounds: Mapping[str, int]
    findings: int
    blocking: int
    progress: DocumentProgress
    comments: int
    duplicates: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class BoardPerson:
    """What a reviewer did: decisions of theirs that hold, and documents they have, are done with, and confirmed."""

    name: str
    decided: int
    assigned: int
    done: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class BoardTotals:
    """The dossier as a whole: documents, and suggestions that no person decided or that a person did."""

    documents: int
    done: int
    confirmed: int
    open: int
    decided: int


@dataclass(frozen=True, slots=True)
class Board:
    """The start page; ``sequence`` is the number of the last event that it takes into account.

    ``grounds`` are those of the profile in its order. Files that could not be used are ``documents`` as well.
    """

    dossier: str
    profile: str
    sequence: int
    second: SecondReview
    people: tuple[BoardPerson, ...]
    grounds: tuple[Ground, ...]
    documents: tuple[BoardDocument, ...]
    totals: BoardTotals


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page: width and height in points before rotation, rotation 0, 90, 180 or 270."""

    width: float
    height: float
    rotation: int


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page of a document, and whether somebody is done with it."""

    size: PageSize
    done: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands on one page; one box per line."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SheetItem:
    """A suggestion as it stands on its pages, and what holds for it. For people: never log it.

    ``grounds`` are those that hold, or would when it is approved; ``by`` is who decided (nobody when open); ``area`` is
    the rectangle that a person drew. ``person`` is the number of whom it names, if that is certain, and ``person_name``
    the fullest form of the name. ``group`` is the same for the same text and ground anywhere in the dossier; it tells
    nothing of the text, and is another one in another process. ``second`` is empty when no second person has to look.
    """

    id: str
    places: tuple[Place, ...]
    spans: tuple[Span, ...]
    text: str = field(repr=False)
    ground: str
    grounds: tuple[str, ...]
    kind: str
    kind_text: str
    level: Level
    rules: tuple[str, ...]
    own: bool
    area: Box | None
    verdict: Verdict
    by: Author | None
    reviewer: str
    reason: str = field(repr=False)
    person: int | None
    person_name: str = field(repr=False)
    group: str
    second: SecondLook | None = None


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """A finding of a document, on a suggestion (its id), a page, or the whole; texts Dutch."""

    kind: str
    severity: Severity
    text: str
    remedy: str = ""
    page: int | None = None
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The document before or after another one, by name."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document under review: pages, items in text order, what people and checks told of it, its neighbours."""

    document: str
    name: str
    sequence: int
    pages: tuple[SheetPage, ...]
    items: tuple[SheetItem, ...]
    comments: tuple[Comment, ...]
    progress: DocumentProgress
    findings: tuple[SheetFinding, ...]
    previous: Neighbour | None = None
    next: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A decision on an item that was made at some time; a step taken back is one as well."""

    at: datetime
    reviewer: str
    author: Author
    verdict: Verdict
    grounds: tuple[str, ...]
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Details:
    """Everything there is to know of one item. For people: never log it.

    ``heading`` is what it stands under, or empty; ``cues`` are the words that weighed most; ``notes`` what the legal
    checks tell; ``alike_...`` how many passages a step on all identical ones, or on the person, would touch.
    """

    before: str = field(repr=False)
    text: str = field(repr=False)
    after: str = field(repr=False)
    why: str
    heading: str = field(repr=False)
    cues: tuple[str, ...] = field(repr=False)
    notes: tuple[Finding, ...]
    reason_texts: tuple[str, ...]
    alike_document: int
    alike_dossier: int
    alike_person: int
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class AlikeItem:
    """A passage in a list of what a step would touch. For people: never log it."""

    document: str
    name: str
    page: int
    id: str
    before: str = field(repr=False)
    text: str = field(repr=False)
    after: str = field(repr=False)
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """What holds now for an item on which something was decided; ``by`` is nobody when it is open."""

    document: str
    id: str
    verdict: Verdict
    by: Author | None
    reviewer: str
    grounds: tuple[str, ...]
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed up to the event numbered ``sequence``.

    ``reload`` are documents with other passages than before, ``marks`` those whose progress or comments changed.
    """

    sequence: int
    items: tuple[ChangedItem, ...] = ()
    reload: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageWords:
    """The text of a page and the places of its words by line, to select text by. For people: never log it."""

    text: str = field(repr=False)
    lines: tuple[Line, ...]

    @property
    def text_length(self) -> int:
        """The number of characters of the text."""
        return len(self.text)
