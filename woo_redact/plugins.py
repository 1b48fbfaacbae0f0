"""The contracts of the stages, and the tables that say which module fulfils them.

A table entry is ``"name": "module:attribute"``, loaded on first use: asking for ``--help`` must not import an engine.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Document, Page, ParsedDocument
from woo_redact.domain.ground import LabelStyle, PrintedLabel
from woo_redact.domain.report import Finding, VerificationReport
from woo_redact.domain.suggestion import Suggestion
from woo_redact.domain.width import Covering, Widths


class Reader(Protocol):
    """Reads a PDF into page space."""

    def open(self, path: Path, name: str) -> tuple[Document, tuple[Finding, ...]]:
        """Check the file and describe it; findings tell what the reader leaves out.

        Raises:
            InputError: the file cannot be used (a subclass tells why).
        """

    def pages(self, path: Path, first: int, last: int) -> Iterator[Page]:
        """Yield the pages ``first`` to ``last`` (0-based, half-open)."""


class Detector(Protocol):
    """Proposes passages; holds its rules or model, has no other state."""

    def suggest(self, parsed: ParsedDocument) -> list[Suggestion]:
        """Return suggestions without overlaps per ground, in text order."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer tells: findings, what it did to pages (0-based) beyond their redactions, and their labels."""

    findings: tuple[Finding, ...] = ()
    coverings: Mapping[int, Covering] = field(default_factory=dict)
    labels: Mapping[int, tuple[PrintedLabel, ...]] = field(default_factory=dict)


class Writer(Protocol):
    """Writes a PDF from which the redacted content is gone."""

    def write(
        self,
        source: Path,
        target: Path,
        redactions: Sequence[Redaction],
        style: LabelStyle,
        pictures: Mapping[int, str] = ...,
        widths: Widths = ...,
    ) -> Written:
        """Write ``target`` (a new file); ``source`` is not changed.

        A page that cannot be blacked out safely becomes a picture with the boxes burnt in, as do the ``pictures``
        (page, 0-based, and the reason in Dutch). There is a finding of kind "page-picture" for each, and others.

        Raises:
            EraseError: the file cannot be blacked out at all.
            OutputError: the target cannot be written.
        """


class Verifier(Protocol):
    """Compares a written file with its source, with other engines than the writer's."""

    def verify(
        self,
        source: Path,
        target: Path,
        redactions: Sequence[Redaction],
        pictures: Set[int] = ...,
        coverings: Mapping[int, Covering] = ...,
        withheld: Mapping[int, str] | None = ...,
    ) -> VerificationReport:
        """Prove that every redacted character is gone and every other is still there.

        ``pictures`` are pages of the target (0-based) that became pictures: no text is left on them. ``coverings`` tell
        what the writer says it did to pages beyond the redactions, which is checked like everything else. ``withheld``
        is the text of the redactions by page: with it, the words under boxes that no redaction holds are counted.
        """


READERS = {
    "pymupdf": "woo_redact.readers.pymupdf:PyMuPdfReader",
    "pdfplumber": "woo_redact.readers.pdfplumber:PdfPlumberReader",
}
DETECTORS = {"dutch": "woo_redact.detect.engine:DutchDetector"}
WRITERS = {"pymupdf": "woo_redact.write.burn:PyMuPdfWriter"}
VERIFIERS = {"pdfium": "woo_redact.verify.check:TwoEngineVerifier"}

_TABLES = {"readers": READERS, "detectors": DETECTORS, "writers": WRITERS, "verifiers": VERIFIERS}


def names(table: str) -> list[str]:
    """Return the registered names of "readers", "detectors", "writers" or "verifiers", own ones first."""
    return [*_TABLES[table], *(e.name for e in entry_points(group=f"woo_redact.{table}"))]


def load(table: str, name: str) -> Any:
    """Import and return what is registered under ``name`` (a class).

    Raises:
        KeyError: no such name in the table.
    """
    if name in _TABLES[table]:
        module, _, attribute = _TABLES[table][name].partition(":")
        return getattr(import_module(module), attribute)
    for entry in entry_points(group=f"woo_redact.{table}"):
        if entry.name == name:
            return entry.load()
    raise KeyError(name)
