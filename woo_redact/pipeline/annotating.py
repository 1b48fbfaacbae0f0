"""Copies of the originals with suggestions and decisions as redaction marks, to work on in another program."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.ground import LabelScheme
from woo_redact.domain.suggestion import Suggestion, drawn_area
from woo_redact.dossier.store import Store
from woo_redact.errors import ExitCode, WooRedactError
from woo_redact.files import make_private_folder, write_new
from woo_redact.parallel import run_tasks
from woo_redact.pipeline.handing_out import check_folder, chosen_records, held_back, refuse_existing
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.readers.marks import FORMAT
from woo_redact.write.annotate import MarkStyle, WrittenMark, annotated

PREFIX = "NIET GELAKT - "
WARNING = "NIET GELAKT - bevat alle tekst.txt"
WARNING_TEXT = """\
NIET GELAKT. De PDF's in deze map bevatten alle tekst van de originelen.

Elke rand is een lakmarkering: een voorstel of een besluit. Er is nog niets gelakt.
Deel deze bestanden niet en publiceer ze niet. Bewaar ze als het dossier zelf.

Werk ze bij in Acrobat of een ander programma dat lakmarkeringen kent:
- verwijder een markering die niet nodig is;
- verplaats of vergroot een markering, of maak er een bij;
- de grond staat in de opmerking bij de markering; zet daar een andere neer als dat moet.
Pas de markeringen NIET toe: dan verdwijnt de tekst, en kan het bestand niet meer worden teruggelezen.

Sla de bestanden op en lees ze terug met:
woo-redact annotate DOSSIER --import MAP
"""
PROGRAM = "woo-redact"
# Told apart by colour and by the line; contrast with white 6:1 or more, of the last 4.5:1.
BY_PERSON = MarkStyle((0.72, 0.0, 0.05))
BY_POLICY = MarkStyle((0.6, 0.25, 0.0), (6.0, 1.5))
OPEN = MarkStyle((0.05, 0.2, 0.65), (3.0, 2.0))
STAYS = MarkStyle((0.45, 0.45, 0.45), (1.0, 2.0))


@dataclass(frozen=True, slots=True)
class AnnotatedFile:
    """A file and the copy of it with marks; ``message`` says in Dutch why there is none."""

    name: str
    marks: int = 0
    output: Path | None = None
    message: str = ""
    exit_code: ExitCode = ExitCode.OK


@dataclass(frozen=True, slots=True)
class _Task:
    source: Path
    target: Path
    marks: tuple[WrittenMark, ...] = field(repr=False)
    told: str = field(repr=False)


def annotate(
    dossier: Path,
    folder: Path,
    names: Sequence[str] = (),
    *,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[AnnotatedFile, ...]:
    """Write a copy of each original with a mark for every suggestion. Nothing is redacted in them.

    Files with the same content get one copy. A file that fails does not stop the others.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
        InputError: no such file in it.
        OutputError: the folder lies in the dossier, a file is there already, or the folder cannot be written.
    """
    done: list[AnnotatedFile] = []
    tasks: dict[str, tuple[AnnotatedFile, _Task]] = {}
    with opened(dossier) as (layout, store):
        check_folder(layout, folder)
        sequence = store.log.last()[0]
        documents: set[str] = set()
        for record in chosen_records(layout, store, names):
            # What keeps a file from being published does not keep anybody from marking it.
            if message := held_back(record, ()):
                done.append(AnnotatedFile(record.name, message=message, exit_code=ExitCode.INPUT))
            elif record.document not in documents:
                documents.add(record.document)
                inside = PurePosixPath(layout.output(record.name).relative_to(layout.redacted).as_posix())
                target = folder / inside.parent / f"{PREFIX}{inside.name}"
                marks = tuple(_marks(store, record.document))
                told = json.dumps(_told(record.document, sequence, marks))
                task = _Task(layout.original(record.document), target, marks, told)
                tasks[record.name] = AnnotatedFile(record.name, len(marks), target), task
    refuse_existing(task.target for _, task in tasks.values())
    make_private_folder(folder.absolute())
    if not (folder / WARNING).exists():
        write_new(folder / WARNING, WARNING_TEXT.encode())
    items = ((name, task) for name, (_, task) in tasks.items())
    for outcome in run_tasks(_write, items, min(workers or os.cpu_count() or 1, max(len(tasks), 1))):
        file = tasks[outcome.item][0]
        done.append(file if outcome.failure is None else _failed(file, outcome.failure))
        if progress:
            progress(Progress(len(done), len(tasks), outcome.item))
    return tuple(sorted(done, key=lambda file: file.name))


def _write(task: _Task) -> None:
    content = annotated(task.source, task.marks, task.told)
    make_private_folder(task.target.parent.absolute())
    write_new(task.target, content)


def _failed(file: AnnotatedFile, error: Exception) -> AnnotatedFile:
    if isinstance(error, WooRedactError):
        return replace(file, output=None, message=str(error), exit_code=error.exit_code)
    # The text of an unforeseen error may hold content of the document.
    message = f"Onverwachte fout ({type(error).__name__}). Meld dit aan de beheerder."
    return replace(file, output=None, message=message, exit_code=ExitCode.BUG)


def _marks(store: Store, document: str) -> list[WrittenMark]:
    """Return the marks of a document: one for each suggestion, on each page that it stands on."""
    held = store.held(document)
    return [mark for s in store.scan(document) for mark in _marks_of(s, held.get(s.id))]


def _marks_of(suggestion: Suggestion, decision: Decision | None) -> list[WrittenMark]:
    subject, style = _state(suggestion, decision)
    by_person = decision is not None and decision.author is Author.PERSON and decision.verdict is not Verdict.OPEN
    text = ground_text((decision.grounds if decision else ()) or (suggestion.ground,))
    area = drawn_area(suggestion)
    # A rectangle that a person drew is one mark; the words that it takes along follow from it.
    lines = ((area,),) if area is not None else suggestion.boxes
    parts = list(zip(suggestion.spans, lines, strict=area is None))
    return [
        WrittenMark(
            page=page,
            boxes=boxes,
            name=suggestion.id,
            text=text,
            author=decision.reviewer if decision and by_person else PROGRAM,
            subject=subject,
            style=style,
            at=decision.decided_at if decision and by_person else None,
        )
        for page, own in groupby(parts, key=lambda part: part[0].page)
        if (boxes := tuple(box for _, placed in own for box in placed))
    ]


def ground_text(grounds: Sequence[str]) -> str:
    """Return what a mark says of its grounds: code and short name of each."""
    known = load_rule_set().grounds
    return "; ".join(known[ground].label(LabelScheme.CODE_SHORT) for ground in grounds)


def _state(suggestion: Suggestion, decision: Decision | None) -> tuple[str, MarkStyle]:
    if decision is None or decision.verdict is Verdict.OPEN:
        return f"Open, niveau {suggestion.level.value}", OPEN
    if decision.verdict is Verdict.REJECTED:
        return "Blijft leesbaar", STAYS
    return ("Lakken", BY_PERSON) if decision.author is Author.PERSON else ("Lakken volgens beleid", BY_POLICY)


def _told(document: str, sequence: int, marks: Sequence[WrittenMark]) -> Mapping[str, object]:
    """Return what a file tells when it is read back: of which document, after which event, and what was written."""
    return {
        "format": FORMAT,
        "document": document,
        "sequence": sequence,
        "marks": [
            {
                "id": mark.name,
                "page": mark.page,
                "text": mark.text,
                "boxes": [[round(v, 2) for v in (b.x0, b.top, b.x1, b.bottom)] for b in mark.boxes],
            }
            for mark in marks
        ],
    }
