"""A file of the dossier and what is known about it. Values; no document text in any ``repr``."""

from dataclasses import dataclass, field
from enum import StrEnum

from woo_redact.domain.document import Span
from woo_redact.domain.publication import DocumentKind


class FileState(StrEnum):
    """Where a file stands after a run."""

    NEW = "new"
    """Taken in, not worked on yet."""
    WRITTEN = "written"
    """Blacked out, checked and in ``redacted/``."""
    HELD_BACK = "held-back"
    """Read, but not written: an unread page, or a failed check."""
    FAILED = "failed"
    """Could not be used at all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the inventory tells about a document.

    ``title`` are the places of its subject line (so that what is withheld in it can be left out), ``date`` is ISO
    8601 or empty, ``reference`` the printed reference ("Min-BuZa.2022.695") or empty. ``received`` is the ISO date on
    which it came in, ``answers`` the reference of what it replies to ("Uw kenmerk"), ``sort`` what it calls itself, a
    label of the DiWoo list of sorts of documents; each is empty when it does not say so. ``thread`` is a digest of the
    subject of a mail, the same for its replies. ``printed_grounds`` are the grounds whose labels stand by themselves
    in it: it came in with passages blacked out.
    """

    title: tuple[Span, ...] = ()
    date: str = ""
    reference: str = ""
    received: str = ""
    answers: str = ""
    sort: str = ""
    kind: DocumentKind = DocumentKind.PDF
    thread: str = ""
    printed_grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of the input.

    ``name`` is its path relative to the input, with ``/``; ``document`` the SHA-256 of its bytes (empty when it could
    not be read); ``size`` in bytes and ``modified`` in nanoseconds tell whether it changed. ``scanned_with`` and
    ``written_with`` are digests of everything the suggestions and the output depend on: another digest, other work.
    ``message`` (Dutch) tells why it is not written; ``output`` is the SHA-256 of the written PDF.
    """

    name: str
    source: str
    document: str = ""
    size: int = 0
    modified: int = 0
    page_count: int = 0
    state: FileState = FileState.NEW
    facts: Facts = Facts()
    scanned_with: str = ""
    written_with: str = ""
    output: str = ""
    message: str = field(default="")
