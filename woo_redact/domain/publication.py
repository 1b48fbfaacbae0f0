"""What is published: a decision, its documents, the files that tell of them. Values; no ``repr`` shows a title."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from woo_redact.domain.ground import Ground

CONCEPT = "CONCEPT"


class Judgement(StrEnum):
    """What becomes of a document as a whole (beoordeling), as inventories print it."""

    FULL = "openbaar"
    PARTIAL = "deels openbaar"
    NONE = "niet openbaar"
    ALREADY_PUBLIC = "reeds openbaar"

    @property
    def has_file(self) -> bool:
        """Whether a document goes out; the others are a row without a file."""
        return self in (Judgement.FULL, Judgement.PARTIAL)


class DocumentKind(StrEnum):
    """What a document was, as the platform's production report calls it (minvws/nl-rdo-woo-web, ``SourceType``)."""

    PDF = "pdf"
    TEXT = "doc"
    IMAGE = "image"
    PRESENTATION = "presentation"
    SPREADSHEET = "spreadsheet"
    EMAIL = "email"
    CHAT = "chat"


class RelationKind(StrEnum):
    """How a document stands to another; values are the labels of the DiWoo list ``documentrelatielijst``."""

    ATTACHMENT = "heeft bijlage"
    REPLY = "is reactie op"
    ELABORATION = "is uitwerking van"
    REFERENCE = "verwijst naar"


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a value list: its URI and its label, both exactly as the list has them."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document stands to the one in the same package with id ``other``."""

    kind: RelationKind
    other: str


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """A document of a package; what is withheld in it stands in no field.

    ``id`` is plain letters and digits, and the name of its file; ``number`` counts from 1 in the order of the
    inventory; ``name`` is what the file was called (or "Document 12" when that gives something away). ``date`` and
    ``received`` are ISO 8601 or empty. ``passages`` counts the withheld passages by ground, in their order.
    ``reasons`` are what reviewers gave, each with its grounds. ``family`` and ``thread`` are numbers from 1, the same
    for documents that belong together. ``duplicate_of`` is the id of the first of several that are the same, or empty.
    ``suspended`` (opgeschort) tells that it goes out later; ``links`` are where it can be found when it is public
    already. ``file`` is its path below the public folder, empty when it has none; ``size`` (bytes) and ``sha256`` are
    those of that file; ``level`` is the level of PDF/A that was checked, such as "2b", or empty.
    """

    id: str
    number: int
    name: str = field(repr=False)
    title: str = field(repr=False)
    judgement: Judgement
    date: str = ""
    received: str = ""
    reference: str = field(default="", repr=False)
    kind: DocumentKind = DocumentKind.PDF
    sort: Listed | None = None
    themes: tuple[Listed, ...] = ()
    grounds: tuple[str, ...] = ()
    passages: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[tuple[str, ...], str], ...] = field(default=(), repr=False)
    pages: int = 0
    family: int | None = None
    thread: int | None = None
    relations: tuple[Relation, ...] = ()
    duplicate_of: str = ""
    suspended: bool = False
    links: tuple[str, ...] = ()
    remark: str = field(default="", repr=False)
    file: str = ""
    size: int = 0
    sha256: str = ""
    level: str = ""

    @property
    def withholds(self) -> bool:
        """Whether something in it is left out; what is public already is only to be found elsewhere."""
        return bool(self.grounds) and self.judgement is not Judgement.ALREADY_PUBLIC

    @property
    def related(self) -> tuple[str, ...]:
        """The ids of the documents it stands in a relation to or is the same as, each once."""
        others = (*(relation.other for relation in self.relations), self.duplicate_of)
        return tuple(dict.fromkeys(other for other in others if other))


@dataclass(frozen=True, slots=True)
class ArchiveTerms:
    """What the archive wants to know (MDTO): who formed it, for how long it is kept, by which list, who takes it.

    ``valuation`` is "B" (kept) or "V" (destroyed after ``term``, ISO 8601 such as "P10Y"), by the list called
    ``selection_list``. ``contact`` is a department or mailbox, never a person.
    """

    creator: Listed
    valuation: str = "B"
    term: str = ""
    selection_list: str = ""
    target: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A decision and who publishes it: what holds for a package as a whole.

    ``matter`` is the number of the case (letters, digits, "." and "-") and ``prefix`` what the platform puts before it
    in document numbers ("VWS"). ``category`` is one of the eighteen of DiWoo. ``address`` is the web address of the
    folder in which the files will stand, ending in "/", or empty when it is not known yet. ``moment`` (UTC) is that of
    the last decision in the review: what is made again from the same decisions holds no other time. ``decision_file``
    is the path of the decision letter below the public folder, or empty; its size, hash and level are as those of a
    document. ``concept`` marks a draft.
    """

    organisation: Listed
    title: str = field(repr=False)
    matter: str
    category: Listed
    archive: ArchiveTerms
    moment: datetime
    prefix: str = ""
    description: str = field(default="", repr=False)
    requested: date | None = None
    decided: date | None = None
    themes: tuple[Listed, ...] = ()
    address: str = ""
    decision_file: str = ""
    decision_size: int = 0
    decision_sha256: str = ""
    decision_level: str = ""
    concept: bool = False

    @property
    def mark(self) -> str:
        """What a draft is marked with, empty for what is none."""
        return CONCEPT if self.concept else ""

    def marked(self, title: str) -> str:
        """Return a title with the mark of a draft before it."""
        return f"{self.mark}: {title}" if self.concept else title


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that the files of a package tell: what the formats are made from."""

    publication: Publication
    documents: tuple[PublishedDocument, ...]
    grounds: Mapping[str, Ground] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SameAs:
    """Content of a file that is that of another: ``path`` below the public folder."""

    path: str


# What a format gives: the content of its files, by their path below the folder they go to.
Files = Mapping[str, bytes | SameAs]
