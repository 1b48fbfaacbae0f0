"""Filling the folders of a package: the copies, the files that tell of them, and what stays inside."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from woo_redact.disclosure.bundle import add_file
from woo_redact.disclosure.formats.ground_places import ground_places
from woo_redact.disclosure.ground_sheet import ground_sheet
from woo_redact.disclosure.judgement import visible_pages
from woo_redact.domain.archive_copy import CopyWish, SpokenPassage
from woo_redact.domain.decision import Redaction
from woo_redact.domain.ground import Ground, spoken_text
from woo_redact.domain.package_layout import grounds_file
from woo_redact.domain.publication import Files, Package, Publication, SameAs
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.domain.rule import RuleSet
from woo_redact.dossier.layout import DossierLayout
from woo_redact.pipeline.cases import secret_texts
from woo_redact.pipeline.package.contents import annex_files, public_files
from woo_redact.pipeline.package.copies import CopyTask, MadeCopy, make_copies
from woo_redact.pipeline.package.entry import Entry
from woo_redact.verify.package_text import pieces_of


@dataclass(frozen=True, slots=True)
class Filled:
    """What a package holds: its documents with what is known of their files, and their copies by id."""

    package: Package
    entries: tuple[Entry, ...]
    copies: Mapping[str, MadeCopy]


@dataclass(frozen=True, slots=True)
class Filling:
    """Where and how a package is filled.

    ``public`` and ``internal`` are folders; ``finished`` hears of each copy, by the name of its file.
    """

    layout: DossierLayout
    settings: PublicationSettings
    rules: RuleSet = field(repr=False)
    public: Path
    internal: Path
    workers: int
    finished: Callable[[str], None]


def fill(filling: Filling, publication: Publication, entries: Sequence[Entry]) -> Filled:
    """Make the copies and write everything that goes out, and the annex.

    Raises:
        VerificationError: a copy does not pass its check.
        OutputError: something cannot be written.
    """
    tasks = {entry.document.id: _task(filling, publication, entry) for entry in entries if entry.document.file}
    copies = make_copies(tuple(tasks.values()), filling.workers, filling.finished)
    entries = tuple(_with_copy(entry, copies.get(entry.document.id)) for entry in entries)
    package = Package(publication, tuple(entry.document for entry in entries), filling.rules.grounds)
    for files in public_files(package):
        write_files(filling.public, files)
    for id, task in tasks.items():
        judgement = next(e.document.judgement for e in entries if e.document.id == id)
        places = ground_places(task.wish, copies[id].front, copies[id].sha256, judgement.value)
        add_file(filling.public, grounds_file(id), places)
    annex, final = annex_files(package, filling.rules.explanations)
    write_files(filling.public if final and not filling.settings.annex else filling.internal, annex)
    return Filled(package, entries, copies)


def write_files(folder: Path, files: Files) -> None:
    """Write files below a folder; one may be the same as another that is there.

    Raises:
        OutputError: one is there already, or cannot be written.
    """
    for path, content in sorted(files.items()):
        add_file(folder, path, folder / content.path if isinstance(content, SameAs) else content)


def spoken_passages(found: Iterable[Redaction], grounds: Mapping[str, Ground]) -> tuple[SpokenPassage, ...]:
    """Return what is read out in the place of each withheld passage."""
    return tuple(
        SpokenPassage(r.span.page, r.cover, r.grounds, spoken_text(grounds[ground] for ground in r.grounds))
        for r in found
    )


def _task(filling: Filling, publication: Publication, entry: Entry) -> CopyTask:
    document, redactions, grounds = entry.document, entry.decided.redactions, filling.rules.grounds
    with_sheet = filling.settings.ground_sheet and bool(document.grounds)
    sheet = ground_sheet(document, publication, grounds, filling.rules.explanations) if with_sheet else b""
    return CopyTask(
        id=document.id,
        name=entry.decided.record.name,
        source=filling.layout.output(entry.decided.record.name),
        target=filling.public / document.file,
        wish=CopyWish(
            id=document.id,
            title=document.title,
            passages=spoken_passages(redactions, grounds),
            moment=publication.moment,
            mark=publication.mark,
            sheet=sheet,
        ),
        withheld=tuple(secret_texts(entry.decided)),
        readable=(*visible_pages(redactions, entry.decided.texts), *_texts_of(sheet)),
        ghostscript=Path(filling.settings.ghostscript) if filling.settings.ghostscript else None,
    )


def _texts_of(sheet: bytes) -> Iterator[str]:
    """Yield what a sheet says; what of it comes from the document stands in its metadata too, which is searched."""
    yield from (piece.text for piece in pieces_of("", sheet) if sheet)


def _with_copy(entry: Entry, copy: MadeCopy | None) -> Entry:
    if copy is None:
        return entry
    document = replace(entry.document, size=copy.size, sha256=copy.sha256, level=copy.level)
    return replace(entry, document=document)
