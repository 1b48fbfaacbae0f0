"""The package that leaves the house."""

from collections.abc import Mapping
from pathlib import Path

from woo_redact.disclosure.bundle import bundle_name, write_bundle
from woo_redact.disclosure.inventory import InventoryRow
from woo_redact.disclosure.judgement import grounds_of, judge, reasons_of
from woo_redact.disclosure.title import document_title, shown_name
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.publication import Judgement
from woo_redact.domain.report import Severity
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store
from woo_redact.errors import ExaminationError, InputError, NotFinalError, UndecidedError
from woo_redact.pipeline.cases import carried
from woo_redact.pipeline.examining import examine
from woo_redact.pipeline.export import export
from woo_redact.pipeline.log_state import refuse_changed
from woo_redact.pipeline.opening import find_dossier, opened
from woo_redact.pipeline.results import PackageSummary
from woo_redact.review.state import redactions, undecided

PACKAGE = "pakket"
# In the package as a row of the inventory, not as a file.
WITHOUT_FILE = (Judgement.NONE, Judgement.ALREADY_PUBLIC)


def package(
    dossier: Path, target: Path | None = None, severities: Mapping[str, Severity] | None = None
) -> PackageSummary:
    """Write the blacked-out PDFs, numbered, with the inventory, to ``target`` (else ``pakket`` in the dossier).

    Outputs older than the decisions are written again first. ``severities`` replace those of the legal checks.

    Raises:
        UndecidedError: a person has not decided every suggestion.
        NotFinalError: the dossier asks for a second person, and a document was not confirmed by one.
        ExaminationError: a legal check blocks, or what is withheld in one document can be read in another.
        InputError: a file of the dossier is not written.
        OutputError: the target holds something else, or cannot be written.
        DossierError: there is no dossier, it cannot be used, or its log was changed.
    """
    layout = find_dossier(dossier)
    with opened(dossier) as (_, store):
        refuse_changed(layout, store)
        _refuse_undecided(layout, store)
        _refuse_unfinal(layout, store)
    _refuse_examined(dossier, severities)
    export(dossier)
    with opened(dossier) as (_, store):
        _refuse_undecided(layout, store)
        _refuse_unfinal(layout, store)
        records = store.files()
        _refuse_unwritten(layout, records)
        rows = tuple(_row(number, record, store) for number, record in enumerate(records, 1))
        documents = [layout.output(r.name) if row.file else None for r, row in zip(records, rows, strict=True)]
        folder = target or layout.root / PACKAGE
        write_bundle(folder, documents, rows)
    counts = {judgement.value: sum(row.judgement is judgement for row in rows) for judgement in Judgement}
    withheld = tuple(r.name for r, row in zip(records, rows, strict=True) if not row.file)
    return PackageSummary(folder, {name: count for name, count in counts.items() if count}, withheld)


def _refuse_undecided(layout: DossierLayout, store: Store) -> None:
    held = store.held()
    documents = sorted({r.document for r in store.files() if r.document})
    left = sum(len(undecided(store.scan(document), held)) for document in documents)
    if left:
        raise UndecidedError(
            f"Dossier {layout.root} heeft {left} voorstellen die nog niemand heeft beoordeeld.",
            "Beoordeel ze met: woo-redact review; besluiten volgens beleid tellen hier niet.",
        )


def _refuse_unfinal(layout: DossierLayout, store: Store) -> None:
    """Where two people have to look, see to it that they did."""
    if not read_settings(layout.settings_file).second_review:
        return
    progress = store.progress.all()
    left = [
        record.name
        for record in store.files()
        if record.document not in progress or not progress[record.document].is_final(second_review=True)
    ]
    if left:
        names = ", ".join(left[:5]) + (" en andere" if len(left) > 5 else "")
        raise NotFinalError(
            f"Dossier {layout.root} heeft {len(left)} documenten die geen tweede persoon heeft bevestigd: {names}.",
            "Markeer ze als klaar en laat een ander ze bevestigen.",
        )


def _refuse_examined(dossier: Path, severities: Mapping[str, Severity] | None) -> None:
    blocking = examine(dossier, severities).blocking
    if blocking:
        raise ExaminationError(
            f"Dossier {dossier} is nog niet klaar voor een pakket ({blocking} keer): gronden die niet kloppen, of"
            " passages die hier gelakt zijn en daar leesbaar.",
            f"Bekijk waar met: woo-redact check {dossier}",
        )


def _refuse_unwritten(layout: DossierLayout, records: tuple[FileRecord, ...]) -> None:
    unwritten = [r.name for r in records if r.state is not FileState.WRITTEN]
    if unwritten:
        names = ", ".join(unwritten[:5]) + (" en andere" if len(unwritten) > 5 else "")
        raise InputError(
            f"Dossier {layout.root} heeft {len(unwritten)} bestanden die niet zijn gelakt: {names}.",
            "Bekijk waarom met: woo-redact status; herstel ze of haal ze uit de invoer en draai run opnieuw.",
        )


def _row(number: int, record: FileRecord, store: Store) -> InventoryRow:
    approved = redactions(record.document, store.scan(record.document), store.held(record.document))
    texts = store.page_texts(record.document)
    judgement = judge(approved, texts)
    return InventoryRow(
        number=number,
        document=shown_name(record.name, texts, approved, number),
        title=document_title(record.facts.title, texts, approved, record.name, number),
        date=record.facts.date,
        judgement=judgement,
        grounds=grounds_of(approved),
        pages=record.page_count,
        file="" if judgement in WITHOUT_FILE else bundle_name(number),
        reasons=reasons_of(carried(approved, texts)),
    )
