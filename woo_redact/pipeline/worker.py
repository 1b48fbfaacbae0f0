"""The work on one file, done in a process of its own: read, take apart, suggest, decide by policy, write, check.

A task and its result are small picklable values; words and pages never cross the process boundary.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from woo_redact import __version__
from woo_redact.domain.decision import Author, Decision, Redaction
from woo_redact.domain.document import Document, Doubt, Page, Unread
from woo_redact.domain.file import Facts
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import Finding, Severity, VerificationReport, pictures_of
from woo_redact.domain.rule import RuleSet, Term
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.domain.width import Widths
from woo_redact.pipeline.stages import StageNames, detector, load_rule_set, reader, verifier, writer
from woo_redact.review.state import by_policy, current, redactions
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
    terms: tuple[Term, ...]
    at: datetime
    model: Path | None = None
    """``None``: the bundled one."""


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file to work on.

    ``scan`` holds the known suggestions when they are still good, ``None`` to read and tag anew; ``held`` are earlier
    suggestions on which a person decided, which stay whatever a new scan finds. ``target`` is where to write.
    """

    name: str
    original: Path
    document: str
    target: Path
    choices: Choices
    scan: tuple[Suggestion, ...] | None
    held: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()


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
    """What a task gave back.

    ``scan`` is ``None`` when nothing was read anew; ``decisions`` are new ones by policy; ``report`` is ``None`` when
    the file was held back before writing; ``output`` is the SHA-256 of the written PDF or empty.
    """

    scan: Scan | None
    decisions: tuple[Decision, ...]
    redactions: tuple[Redaction, ...]
    findings: tuple[Finding, ...]
    report: VerificationReport | None
    written_with: str
    output: str


@cache
def rules_for(profile: str) -> RuleSet:
    """Return the rules of a profile, loaded once in each process."""
    return load_rule_set().for_profile(profile)


def label_style(choices: Choices) -> LabelStyle:
    """Return how the labels of this run are printed."""
    return LabelStyle(load_rule_set().grounds, choices.scheme, choices.place)


def work(task: FileTask) -> FileResult:
    """Do everything for one file.

    Raises:
        InputError: the file cannot be used.
        OutputError: the output cannot be written.
    """
    scan = read_and_tag(task) if task.scan is None else None
    suggestions = with_held(scan.suggestions, task.held) if scan else task.scan or ()
    findings = scan.findings if scan else task.findings
    decisions: tuple[Decision, ...] = ()
    if task.choices.accept is not None:
        decisions = by_policy(suggestions, current(task.decisions), task.choices.accept, task.choices.at)
    approved = redactions(task.document, suggestions, current((*task.decisions, *decisions)))
    digest = output_digest(approved, task.choices)
    if any(f.severity is Severity.BLOCKING for f in findings):
        return FileResult(scan, decisions, approved, findings, None, digest, "")
    report = write_and_check(task, approved, findings)
    output = ""
    if report.passed:
        output = hashlib.sha256(task.target.read_bytes()).hexdigest()
    else:
        task.target.unlink(missing_ok=True)
    return FileResult(scan, decisions, approved, findings, report, digest, output)


def read_and_tag(task: FileTask) -> Scan:
    """Read the original and propose passages, a number of pages at a time."""
    pages_of = reader(task.choices.stages.reader)
    opened, notes = pages_of.open(task.original, task.name)
    document = replace(opened, id=task.document)
    rules = rules_for(task.choices.profile)
    suggest = detector(task.choices.stages.detector, rules, task.choices.terms, task.choices.model)
    suggestions: list[Suggestion] = []
    texts: list[str] = []
    findings = list(notes)
    facts = Facts()
    for first in range(0, document.page_count, PAGES_AT_A_TIME):
        pages = tuple(pages_of.pages(task.original, first, min(first + PAGES_AT_A_TIME, document.page_count)))
        parsed = parse(document, pages)
        if first == 0:
            facts = describe(parsed)
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


def with_held(found: Iterable[Suggestion], held: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return what was found now together with what a person decided on before, in page order."""
    united = {s.id: s for s in held} | {s.id: s for s in found}
    return tuple(sorted(united.values(), key=lambda s: (s.spans, s.ground)))


def write_and_check(
    task: FileTask, approved: Sequence[Redaction], findings: Iterable[Finding] = ()
) -> VerificationReport:
    """Write the blacked-out PDF to the task's target and check it with other engines.

    Pages that do not pass become pictures, and are checked again; the report tells which pages are pictures.
    """
    style = label_style(task.choices)
    write = writer(task.choices.stages.writer).write
    verify = verifier(task.choices.stages.verifier, style).verify
    pictures = {f.page: f.message for f in findings if f.kind == AS_PICTURE and f.page is not None}
    try:
        for _ in range(ATTEMPTS):
            task.target.unlink(missing_ok=True)
            written = write(task.original, task.target, approved, style, pictures, task.choices.widths)
            done = pictures_of(written.findings)
            report = verify(task.original, task.target, approved, done, written.coverings)
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
        [r.span.page, [[round(v, 3) for v in (b.x0, b.top, b.x1, b.bottom)] for b in r.cover], style.text(r.grounds)]
        for r in approved
    ]
    stages = (choices.stages.writer, choices.stages.verifier)
    parts = json.dumps([__version__, stages, choices.place, choices.widths, content])
    return hashlib.sha256(parts.encode()).hexdigest()


def person_decided(suggestions: Iterable[Suggestion], decisions: Iterable[Decision]) -> tuple[Suggestion, ...]:
    """Return the suggestions on which a person ever decided."""
    ids = {d.suggestion for d in decisions if d.author is Author.PERSON}
    return tuple(s for s in suggestions if s.id in ids)
