"""What the use cases hand back to whoever shows it. Values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.file import FileState
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, VerificationReport
from woo_redact.domain.suggestion import Level
from woo_redact.errors import ExitCode

# Gravest first.
GRAVITY = (
    ExitCode.BUG,
    ExitCode.VERIFICATION,
    ExitCode.OUTPUT,
    ExitCode.DOSSIER,
    ExitCode.REVIEW,
    ExitCode.MODEL,
    ExitCode.INPUT,
)


def gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the gravest of what became of several files."""
    found = set(codes)
    return next((code for code in GRAVITY if code in found), ExitCode.OK)


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One file after a run. ``fresh`` is false when nothing had to be done; ``redactions`` counts passages on pages.

    ``by_level`` counts suggestions, ``by_ground`` redacted passages; ``unreviewed`` counts redactions that rest on
    policy alone, ``undecided`` suggestions that no person decided. ``exit_code`` is ``OK`` or the code of what went
    wrong with this file.
    """

    name: str
    state: FileState
    page_count: int
    by_level: Mapping[Level, int]
    by_ground: Mapping[str, int]
    redactions: int
    unreviewed: int
    fresh: bool
    undecided: int = 0
    message: str = ""
    exit_code: ExitCode = ExitCode.OK
    findings: tuple[Finding, ...] = ()
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A whole run; ``skipped`` are files that are no PDF, ``report`` is the file with the same figures on disk.

    ``withdrawn`` are files of earlier runs that no longer stand in the source, and were taken out.
    """

    dossier: Path
    files: tuple[FileSummary, ...]
    seconds: float
    skipped: tuple[str, ...] = ()
    report: Path | None = None
    withdrawn: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """The gravest code among the files: a failed check before an unusable file."""
        return gravest(f.exit_code for f in self.files)


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion with everything a person wants to see of it. For people: never log it.

    ``page`` is 1-based; ``start`` and ``end`` are offsets in the text of the page; ``before`` and ``after`` are the
    text around it, ``reason`` says in Dutch why it was suggested, ``given`` is the reasoning of who decided. A passage
    over a page break gives one row per page, same ``id``.
    """

    id: str
    file: str
    page: int
    start: int
    end: int
    text: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    ground: str
    kind: str
    level: Level
    score: float
    rules: tuple[str, ...]
    reason: str = field(repr=False)
    boxes: tuple[Box, ...]
    verdict: Verdict
    author: Author | None
    grounds: tuple[str, ...]
    given: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LogState:
    """The log of a dossier: how many rows, number and hash of the last; in Dutch what is wrong with it, or empty."""

    events: int
    last: int
    hash: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StatusSummary:
    """Where a dossier stands: files per state, suggestions per level and per verdict, decisions by person or policy."""

    dossier: Path
    profile: str
    by_state: Mapping[FileState, int]
    by_level: Mapping[Level, int]
    open: int
    by_policy: int
    by_person: int
    problems: tuple[FileSummary, ...]
    log: LogState


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """A finished package: its folder and the number of documents per judgement."""

    folder: Path
    documents: Mapping[str, int]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The check of one written PDF."""

    path: Path
    report: VerificationReport | None
    message: str = ""
    exit_code: ExitCode = ExitCode.OK


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of ``doctor``: what, whether it is in order, what was found, and how to mend it."""

    what: str
    ok: bool
    found: str
    remedy: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person of the dossier: number (``None``: not certain who it is), fullest form of the name, how often where.

    For people: never log it.
    """

    number: int | None
    name: str = field(repr=False)
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Sent while a long job runs: ``done`` of ``total`` steps, and the file just finished."""

    done: int
    total: int
    name: str = ""
