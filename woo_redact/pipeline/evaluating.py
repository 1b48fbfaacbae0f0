"""Marked documents against what is found in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from woo_redact.domain.document import Document, Page, ParsedDocument
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.errors import InputError, MissingInputError
from woo_redact.evaluation import deduce
from woo_redact.evaluation.marks import MarkedDocument, read_marked
from woo_redact.evaluation.picture import picture
from woo_redact.evaluation.report import EvaluationReport, merge
from woo_redact.evaluation.scores import score
from woo_redact.files import write_private
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.settings import DEFAULT_PROFILE
from woo_redact.pipeline.stages import StageNames, detector, own_model, reader
from woo_redact.pipeline.worker import rules_for
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.structure.parse import parse

Suggester = Callable[[ParsedDocument], Sequence[Suggestion]]


def evaluate(
    folder: Path,
    profile: str | None = None,
    part: str = "",
    tool: str = "",
    progress: Callable[[Progress], None] | None = None,
    model: Path | None = None,
) -> EvaluationReport:
    """Score what is found in the marked documents of a folder, each read from the PDF beside it where there is one.

    ``profile`` overrides the one that each document names; ``part`` (train, dev, test) chooses documents; ``tool``
    names another program whose findings are scored instead of ours; ``model`` is the folder of a model of one's own.

    Raises:
        ModelError: the model is not in order.
        MissingInputError: no such folder.
        InputError: no marked documents in it, a mistake in the marks, or the other program is not there.
    """
    if model:
        own_model(model)
    sources = marked_in(folder, part)
    parts = []
    for number, (path, marked) in enumerate(sources, 1):
        name = path.relative_to(folder).as_posix()
        parts.append(_evaluate_one(path, marked, name, _suggester(marked, profile, tool, model)))
        if progress:
            progress(Progress(number, len(sources), path.name))
    return merge(parts)


def marked_in(folder: Path, part: str = "") -> list[tuple[Path, MarkedDocument]]:
    """Read the marked documents of a folder, or those of one part.

    Raises:
        MissingInputError: no such folder.
        InputError: no marked documents in it, or a mistake in the marks.
    """
    if not folder.is_dir():
        raise MissingInputError(f"{folder} bestaat niet of is geen map.", "Geef een map met gemarkeerde documenten.")
    paths = [p for p in sorted(folder.rglob("*.txt")) if p.read_bytes().startswith(b"---\n")]
    read = ((path, read_marked(path)) for path in paths)
    chosen = [(path, marked) for path, marked in read if part in ("", marked.part)]
    if not chosen:
        what = f"geen gemarkeerde documenten van deel {part}" if part else "geen gemarkeerde documenten"
        raise InputError(f"{folder} bevat {what}.", "Geef een map met gemarkeerde .txt-bestanden.")
    return chosen


def draw(report: EvaluationReport, kinds: Mapping[str, Iterable[str]], target: Path) -> None:
    """Draw precision against recall of these kinds of personal data, one line each, into an SVG file.

    Raises:
        OutputError: it cannot be written.
    """
    curves = {name: {level: report.total(level, own) for level in Level} for name, own in kinds.items()}
    shown = {name: counts for name, counts in curves.items() if counts[Level.C].marks}
    title = f"Precisie en recall per niveau, {len(report.documents)} documenten"
    write_private(target, picture(title, shown).encode("utf-8"))


def _evaluate_one(path: Path, marked: MarkedDocument, name: str, suggest: Suggester) -> EvaluationReport:
    document, pages = _read(path, name, marked)
    parsed = parse(document, pages)
    return score(name, marked, parsed, suggest(parsed))


def _suggester(marked: MarkedDocument, profile: str | None, tool: str, model: Path | None) -> Suggester:
    if tool:
        return deduce.suggest
    rules = rules_for(profile or marked.profile or DEFAULT_PROFILE)
    return detector(StageNames().detector, rules, model=model).suggest


def _read(path: Path, name: str, marked: MarkedDocument) -> tuple[Document, tuple[Page, ...]]:
    pdf = path.with_suffix(".pdf")
    if not pdf.is_file():
        pages = pages_from_text(marked.text)
        return Document(name, name, len(pages)), pages
    pages_of = reader(StageNames().reader)
    document, _ = pages_of.open(pdf, name)
    return document, tuple(pages_of.pages(pdf, 0, document.page_count))
