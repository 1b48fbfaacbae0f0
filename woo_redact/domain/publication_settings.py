"""What an archive team tells of a publication, as it wrote it: text that no value list was asked about yet."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What is told of one document, in place of what the program finds.

    ``name`` is its file name in the dossier, ``id`` the id it gets. ``sort`` and ``themes`` are labels or URIs of the
    value lists; ``family`` is a number that documents that belong together share; ``related`` are file names or ids.
    ``date`` and ``received`` are ISO 8601. ``None`` and empty values leave it to the program.
    """

    name: str = field(repr=False)
    id: str = ""
    title: str = field(default="", repr=False)
    date: str = ""
    received: str = ""
    sort: str = ""
    themes: tuple[str, ...] = ()
    suspended: bool = False
    links: tuple[str, ...] = ()
    remark: str = field(default="", repr=False)
    family: int | None = None
    related: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """What is told for the archive; see :class:`woo_redact.domain.publication.ArchiveTerms`. ``creator`` is a name."""

    creator: str = ""
    valuation: str = "B"
    term: str = ""
    selection_list: str = ""
    target: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PublicationSettings:
    """What ``publicatie.toml`` tells; see :class:`woo_redact.domain.publication.Publication`.

    ``organisation``, ``category`` and ``themes`` are labels or URIs of the value lists. ``decision_letter`` and
    ``annex`` are paths of PDFs, relative to the file. ``ground_sheet`` asks for a sheet in front of each document that
    explains its grounds; ``third_parties`` for the internal list of those who were asked for their view.
    ``ghostscript`` is the path of the program, or empty.
    """

    organisation: str = ""
    title: str = field(default="", repr=False)
    matter: str = ""
    prefix: str = ""
    description: str = field(default="", repr=False)
    requested: date | None = None
    decided: date | None = None
    category: str = ""
    themes: tuple[str, ...] = ()
    address: str = ""
    decision_letter: str = ""
    annex: str = ""
    archive: ArchiveEntry = ArchiveEntry()
    ground_sheet: bool = False
    third_parties: bool = True
    ghostscript: str = ""
    documents: tuple[DocumentEntry, ...] = ()
