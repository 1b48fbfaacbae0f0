"""The work on one file, done in a process of its own: read, take apart and suggest; later write and check.

A task and its result are small picklable values; words and pages never cross the process boundary.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from woo_redact import __version__
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Document, Doubt, Page, Unread
from woo_redact.domain.file import Facts
from woo_redact.domain.ground import Ground, LabelPlace, LabelScheme, LabelStyle, Pseudonyms
from woo_redact.domain.name import KnownName
from woo_redact.domain.public import Publicity
from woo_redact.domain.report import Finding, Severity, VerificationReport, pictures_of
from woo_redact.domain.rule import RuleSet, Term
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.domain.width import Widths
from woo_redact.pipeline.stages import StageNames, detector, load_rule_set, reader, verifier, writer
from woo_redact.structure.facts import describe
from woo_redact.structure.parse import parse

# Pages read and tagged at a time: bounds the memory of a 5,000-page file; names are followed within one part.
PAGES_AT_A_TIME = 250

# A page that does not pass the check becomes a picture; one that has become one has had its chance.
ATTEMPTS = 3
NOT_PROVEN = "de controle kon niet bewijzen dat er niets leesbaar bleef en niets verloren ging"

UNREAD_MESSAGES = {
    Unread.NO_TEXT: "de pagina heeft geen leesbare tekst (een scan of tekening)",
    Unread.GARBAGE: "de tekstlaag van de pagina is onleesbaar",
    Unread.IMAGE: "de pagina bestaat vooral uit een afbeelding, waarvan de inhoud niet is gelezen",
}

# Findings with these kinds are kept with the file; the first says that the page has to become a picture, and why.
AS_PICTURE, RECOGNISED = "as-picture", "recognised"
DOUBT_MESSAGES = {
    Doubt.UNLIKE: "de tekst in het bestand is niet wat de pagina laat zien",
    Doubt.HIDDEN: "een plaatje heeft tekst in een deel dat niet te zien is",
}
RECOGNISED_MESSAGE = "Tekst op deze pagina is met OCR gelezen; kijk na of alle lakken er staan"


@dataclass(frozen=True, slots=True)
class Choices:
    """What is the same for every file of a run."""

    stages: StageNames
    profile: str
    scheme: LabelScheme
    place: LabelPlace
    widths: Widths
    accept: frozenset[Level] | None
    """``None``: policy does nothing, only recorded decisions count."""
    terms: tuple[Term, ...] = field(repr=False)
    at: datetime
    keep: tuple[str, ...] = field(default=(), repr=False)
    public: Publicity | None = None
    pseudonyms: Pseudonyms = Pseudonyms.NONE
    model: Path | None = None
    """``None``: the bundled one."""
    grounds: tuple[Ground, ...] = ()
    """What labels may say beside the grounds of the rules."""


@dataclass(frozen=True, slots=True)
class ScanTask:
    """A file to read and tag; ``names`` are certain in other documents of the dossier."""

    name: str
    original: Path
    document: str
    choices: Choices
    names: tuple[KnownName, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to write and check: ``approved`` is what has to go, ``target`` where to write.

    ``withheld`` is the text of what has to go, by page; pages on which words are not to be counted are not in it.
    """

    name: str
    original: Path
    document: str
    target: Path
    choices: Choices
    approved: tuple[Redaction, ...]
    findings: tuple[Finding, ...] = ()
    withheld: Mapping[int, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """What reading and tagging gave. ``texts`` is the text of each page."""

    document: Document
    suggestions: tuple[Suggestion, ...]
    facts: Facts
    findings: tuple[Finding, ...]
    texts: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What writing gave. ``report`` is ``None`` when the file was held back before, ``output`` its SHA-256 or empty."""

    report: VerificationReport | None
    written_with: str
    output: str


@cache
def rules_for(profile: str, public: Publicity | None = None) -> RuleSet:
    """Return the rules of a profile and of who is public, loaded once in each process."""
    return load_rule_set().for_profile(profile, public)


def label_style(choices: Choices) -> LabelStyle:
    """Return how the labels of this run are printed."""
    in_labels = choices.pseudonyms is Pseudonyms.LABEL
    grounds = {**load_rule_set().grounds, **{ground.id: ground for ground in choices.grounds}}
    return LabelStyle(grounds, choices.scheme, choices.place, in_labels)


def write(task: FileTask) -> FileResult:
    """Write and check one file.

    Raises:
        InputError: the file cannot be used.
        OutputError: the output cannot be written.
    """
    digest = output_digest(task.approved, task.choices)
    if any(f.severity is Severity.BLOCKING for f in task.findings):
        return FileResult(None, digest, "")
    report = write_and_check(task)
    output = ""
    if report.passed:
        output = hashlib.sha256(task.target.read_bytes()).hexdigest()
    else:
        task.target.unlink(missing_ok=True)
    return FileResult(report, digest, output)


def read_and_tag(task: ScanTask) -> Scan:
    """Read the original and propose passages, a number of pages at a time.

    Raises:
        InputError: the file cannot be used.
    """
    pages_of = reader(task.choices.stages.reader)
    opened, notes = pages_of.open(task.original, task.name)
    document = replace(opened, id=task.document)
    choices = task.choices
    rules = rules_for(choices.profile, choices.public)
    suggest = detector(
        choices.stages.detector, rules, choices.terms, keep=choices.keep, names=task.names, model=choices.model
    )
    suggestions: list[Suggestion] = []
    texts: list[str] = []
    findings = list(notes)
    facts = Facts()
    for first in range(0, document.page_count, PAGES_AT_A_TIME):
        pages = tuple(pages_of.pages(task.original, first, min(first + PAGES_AT_A_TIME, document.page_count)))
        parsed = parse(document, pages)
        if first == 0:
            facts = describe(parsed, load_rule_set().grounds, choices.profile)
        # Of a later part the first date is only some date.
        parsed = replace(parsed, date=facts.date)
        suggestions.extend(suggest.suggest(parsed))
        texts.extend(page.text for page in pages)
        findings.extend(_on_sight(pages))
        findings.extend(
            Finding("unread", Severity.BLOCKING, UNREAD_MESSAGES[page.unread], page.index)
            for page in pages
            if page.unread is not None
        )
    return Scan(document, tuple(suggestions), facts, tuple(findings), tuple(texts))


def _on_sight(pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield what reading with OCR means for pages."""
    for page in pages:
        if page.recognised:
            yield Finding(RECOGNISED, Severity.WARNING, RECOGNISED_MESSAGE, page.index)
        if page.doubt is not None:
            yield Finding(AS_PICTURE, Severity.NOTE, DOUBT_MESSAGES[page.doubt], page.index)


def countable(withheld: Mapping[int, str], findings: Iterable[Finding]) -> dict[int, str]:
    """Return the texts of those pages whose text layer says what can be seen: elsewhere its words tell nothing."""
    doubtful = {finding.page for finding in findings if finding.kind == AS_PICTURE}
    return {page: text for page, text in withheld.items() if page not in doubtful}


def write_and_check(task: FileTask) -> VerificationReport:
    """Write the blacked-out PDF to the task's target and check it with other engines.

    Pages that do not pass become pictures, and are checked again; the report tells which pages are pictures.
    """
    style, approved = label_style(task.choices), task.approved
    write = writer(task.choices.stages.writer).write
    verify = verifier(task.choices.stages.verifier, style, approved).verify
    pictures = {f.page: f.message for f in task.findings if f.kind == AS_PICTURE and f.page is not None}
    try:
        for _ in range(ATTEMPTS):
            task.target.unlink(missing_ok=True)
            written = write(task.original, task.target, approved, style, pictures, task.choices.widths)
            done = pictures_of(written.findings)
            report = verify(task.original, task.target, approved, done, written.coverings, task.withheld)
            failed = {f.page for f in report.findings if f.severity is Severity.BLOCKING}
            if not failed or None in failed or failed & done:
                break
            pictures.update((page, NOT_PROVEN) for page in failed if page is not None)
        return replace(report, findings=(*written.findings, *report.findings), coverings=written.coverings)
    except BaseException:
        task.target.unlink(missing_ok=True)
        raise


def output_digest(approved: Sequence[Redaction], choices: Choices) -> str:
    """Return a digest of everything an output depends on, its original apart."""
    style = label_style(choices)
    content = [
        [
            r.span.page,
            [[round(v, 3) for v in (b.x0, b.top, b.x1, b.bottom)] for b in r.cover],
            style.text(r.grounds),
            # Left out where there is none: outputs of a dossier without numbers stay as they are.
            *([] if r.person is None else [r.person, style.persons]),
            *([] if not r.reason else [r.reason]),
            *([] if not r.areas else [len(r.areas), style.place]),
        ]
        for r in approved
    ]
    stages = (choices.stages.writer, choices.stages.verifier)
    parts = json.dumps([__version__, stages, choices.place, choices.widths, content])
    return hashlib.sha256(parts.encode()).hexdigest()
