"""What a run tells afterwards. Values; no document text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Covering

T = TypeVar("T")


class Severity(StrEnum):
    """Whether a finding stops publication. A note is for information only."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a file. ``kind`` is a stable word, ``message`` Dutch; ``page`` 0-based.

    ``remedy`` says in Dutch what to do. ``value`` is what a file says about itself (its author, for instance): for the
    person who asked about that file, never for a log.
    """

    kind: str
    severity: Severity
    message: str
    page: int | None = None
    box: Box | None = None
    remedy: str = ""
    value: str = field(default="", repr=False)


def pictures_of(findings: Iterable[Finding]) -> frozenset[int]:
    """Return the pages (0-based) that became pictures, as the findings of a writer tell it."""
    return frozenset(f.page for f in findings if f.kind == "page-picture" and f.page is not None)


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The check of one output: characters (code points without white space) that had to go and had to stay.

    ``engines`` are the names and versions of what it was checked with. ``gaps`` counts the boxes with text behind them
    on their line, ``telling`` those among them whose gap is as wide as what was removed. ``beyond`` counts the words
    under boxes that no passage holds (``None``: not counted), ``taken`` those that went along to hide widths.
    """

    pages: int
    erased: int
    kept: int
    findings: tuple[Finding, ...] = ()
    engines: tuple[tuple[str, str], ...] = ()
    gaps: int = 0
    telling: int = 0
    beyond: int | None = None
    taken: int = 0
    coverings: Mapping[int, Covering] = field(default_factory=dict)
    """What the writer did to pages (0-based) beyond their redactions."""

    @property
    def pictures(self) -> frozenset[int]:
        """The pages (0-based) that became pictures, as the writer tells it."""
        return pictures_of(self.findings)

    @property
    def passed(self) -> bool:
        """Whether the output may be published."""
        return not any(f.severity is Severity.BLOCKING for f in self.findings)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of one task of a batch: exactly one of ``result`` and ``failure`` is set."""

    item: str
    result: T | None = None
    failure: Exception | None = None
