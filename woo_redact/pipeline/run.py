"""The main job: a folder in, blacked-out PDFs and a report out; again later, only what changed."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from woo_redact import __version__
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.ground import LabelPlace, LabelScheme, Pseudonyms
from woo_redact.domain.public import PublicFrom, Publicity, Spokespersons
from woo_redact.domain.rule import Term
from woo_redact.domain.width import Widths
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked, swept
from woo_redact.dossier.originals import keep_original
from woo_redact.dossier.settings import DossierSettings, read_settings, write_settings
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import InputError, MissingInputError
from woo_redact.files import sha256_of
from woo_redact.pipeline.batch import Batch, summary_of
from woo_redact.pipeline.intake import Intake, collect, dossier_for
from woo_redact.pipeline.log_state import mend_state
from woo_redact.pipeline.reporting import write_reports
from woo_redact.pipeline.results import FileSummary, Progress, RunSummary
from woo_redact.pipeline.settings import DEFAULT_PROFILE, RunSettings
from woo_redact.pipeline.stages import (
    StageNames,
    check_rule_set,
    load_rule_set,
    model_digest,
    own_model,
    passages_folder,
)
from woo_redact.pipeline.worker import Choices

SETTINGS_VERSION = 1


def run(
    sources: Sequence[Path],
    dossier: Path | None,
    settings: RunSettings,
    progress: Callable[[Progress], None] | None = None,
) -> RunSummary:
    """Take the sources in, tag them, decide by policy, write and check.

    One file that fails does not stop the rest: its summary tells what was wrong.

    Raises:
        InputError: a source is missing, or no dossier can be derived from several sources.
        DossierError: another process works on the dossier, or it cannot be used.
        RulePackError, ModelError: the rules or the model are not in order.
        OutputError: the dossier cannot be written.
    """
    started = time.monotonic()
    root = dossier_for(sources, dossier)
    intake = collect(sources, root)
    check_rule_set()
    choices = choices_for(settings)
    if settings.model:
        own_model(settings.model, settings.model_digest)
    layout = DossierLayout(root)
    layout.create()
    with locked(layout), swept(layout), open_store(layout, create=True) as store:
        write_settings(layout.settings_file, _dossier_settings(layout, sources, settings, choices))
        withdrawn = _take_out(sources, intake, layout, store)
        records = _take_in(intake, layout, store)
        mend_state(store)
        batch = Batch(layout, store, choices, scan_digest(settings), settings.workers)
        number = store.start_run("run", __version__)
        files = batch.work_through(records, progress)
        summary = RunSummary(root, files, time.monotonic() - started, intake.skipped, withdrawn=withdrawn)
        summary = replace(summary, report=write_reports(layout, store, summary))
        store.end_run(number, {"files": len(files), "seconds": round(summary.seconds, 1)})
    return summary


def settings_for(sources: Sequence[Path], dossier: Path | None, profile: str | None = None) -> RunSettings:
    """Return what the dossier was made with last, or the usual settings for a new one.

    Another ``profile`` brings its own way to print grounds, and its own rank from which names stay readable.

    Raises:
        InputError: no dossier can be derived from several sources.
        DossierError: the settings of the dossier cannot be read.
    """
    layout = DossierLayout(dossier_for(sources, dossier))
    if not layout.settings_file.is_file():
        return RunSettings(profile=profile or DEFAULT_PROFILE)
    kept = read_settings(layout.settings_file)
    same = profile in (None, kept.profile)
    return RunSettings(
        profile=profile or kept.profile,
        labels=LabelPlace(kept.labels),
        scheme=LabelScheme(kept.scheme) if same else None,
        widths=Widths(kept.widths),
        pseudonyms=Pseudonyms(kept.pseudonyms),
        public_from=PublicFrom(kept.public_from) if same and kept.public_from else None,
        spokespersons=Spokespersons(kept.spokespersons),
        second_review=kept.second_review,
        sample_share=kept.sample_share,
        model=Path(kept.model) if kept.model else None,
        model_digest=kept.model_digest,
    )


def choices_for(settings: RunSettings, *, by_policy: bool = True) -> Choices:
    """Turn the settings of a run into what the workers need.

    Raises:
        InputError: no such profile.
    """
    rules = load_rule_set()
    profile = rules.profiles.get(settings.profile)
    if profile is None:
        known = ", ".join(rules.profiles)
        raise InputError(f"Het profiel {settings.profile} bestaat niet.", f"Kies uit: {known}.")
    return Choices(
        stages=StageNames(settings.reader, settings.detector, settings.writer, settings.verifier),
        profile=settings.profile,
        scheme=settings.scheme or profile.scheme,
        place=settings.labels,
        widths=settings.widths,
        accept=settings.accept if by_policy else None,
        terms=settings.terms,
        at=datetime.now(UTC),
        pseudonyms=settings.pseudonyms,
        keep=settings.keep,
        public=public_in(settings),
        model=settings.model,
    )


def public_in(settings: RunSettings) -> Publicity:
    """Return who stays readable by office: as chosen, otherwise as the profile has it."""
    profile = load_rule_set().profiles[settings.profile]
    return Publicity(settings.public_from or profile.public_from, settings.spokespersons)


def scan_digest(settings: RunSettings) -> str:
    """Return a digest of everything that suggestions depend on, the file itself apart."""
    public = public_in(settings)
    parts = (
        __version__,
        load_rule_set().digest,
        model_digest(settings.model),
        model_digest(passages_folder()),
        settings.profile,
        settings.reader,
        settings.detector,
        terms_digest(settings.terms),
        keep_digest(settings.keep),
        public.rank,
        public.spokespersons,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def terms_digest(terms: Iterable[Term]) -> str:
    """Return a digest of the terms of a case, so that the settings hold no names."""
    lines = sorted(f"{term.ground}\t{term.text}" for term in terms)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def keep_digest(keep: Iterable[str]) -> str:
    """Return a digest of the texts of a case that stay, so that the settings hold no names."""
    lines = sorted(keep)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def stored_choices(layout: DossierLayout, labels: LabelPlace | None, scheme: LabelScheme | None) -> Choices:
    """Return the choices to write again with: the dossier's own, unless told otherwise."""
    kept = read_settings(layout.settings_file)
    settings = RunSettings(
        profile=kept.profile,
        labels=labels or LabelPlace(kept.labels),
        scheme=scheme or LabelScheme(kept.scheme),
        widths=Widths(kept.widths),
        pseudonyms=Pseudonyms(kept.pseudonyms),
    )
    return choices_for(settings, by_policy=False)


def _dossier_settings(
    layout: DossierLayout, sources: Sequence[Path], settings: RunSettings, choices: Choices
) -> DossierSettings:
    known: tuple[str, ...] = ()
    if layout.settings_file.is_file():
        kept = read_settings(layout.settings_file)
        known = kept.sources
        if kept.terms_digest and not settings.terms:
            # Without them the next outputs would show what the last ones withheld.
            raise InputError(
                f"Dossier {layout.root} is gemaakt met een termenlijst, die nu ontbreekt.",
                "Geef de lijst opnieuw met --terms, of kies een ander dossier.",
            )
        if kept.keep_digest and not settings.keep:
            raise InputError(
                f"Dossier {layout.root} is gemaakt met een lijst van wat leesbaar blijft, die nu ontbreekt.",
                "Geef de lijst opnieuw met --keep, of kies een ander dossier.",
            )
    own = tuple(str(s.absolute()) for s in sources)
    return DossierSettings(
        sources=(*known, *(s for s in own if s not in known)),
        profile=settings.profile,
        labels=settings.labels.value,
        scheme=choices.scheme.value,
        widths=choices.widths.value,
        terms_digest=terms_digest(settings.terms),
        keep_digest=keep_digest(settings.keep),
        public_from=public_in(settings).rank.value,
        spokespersons=settings.spokespersons.value,
        version=SETTINGS_VERSION,
        pseudonyms=choices.pseudonyms.value,
        second_review=settings.second_review,
        sample_share=settings.sample_share,
        model=str(settings.model.absolute()) if settings.model else "",
        model_digest=model_digest(settings.model) if settings.model else "",
    )


def _take_out(sources: Sequence[Path], intake: Intake, layout: DossierLayout, store: Store) -> tuple[str, ...]:
    """Take files out that no longer stand in the source they came from; return their names.

    They must not be published. Their originals and what a person decided about them stay, should they come back. A
    source without any file is rather a disk that is away.
    """
    if not intake.files:
        return ()
    offered = {name for name, _ in intake.files}
    folders = [source.absolute() for source in sources]
    gone = [
        record.name
        for record in store.files()
        if record.name not in offered and any(Path(record.source).is_relative_to(folder) for folder in folders)
    ]
    for name in gone:
        layout.take_away(name)
        store.remove_file(name)
    return tuple(gone)


def _take_in(intake: Intake, layout: DossierLayout, store: Store) -> list[FileRecord | FileSummary]:
    """Keep a copy of each original; a file that cannot be read becomes a summary that says so."""
    taken: list[FileRecord | FileSummary] = []
    for name, path in intake.files:
        try:
            taken.append(_take_in_one(name, path, layout, store))
        except InputError as error:
            record = FileRecord(name, str(path.absolute()), state=FileState.FAILED, message=str(error))
            layout.take_away(name)
            store.put_file(record, ())
            taken.append(summary_of(record, exit_code=error.exit_code))
    return taken


def _take_in_one(name: str, path: Path, layout: DossierLayout, store: Store) -> FileRecord:
    known = store.file(name)
    try:
        stat = path.stat()
        unchanged = (
            known is not None
            and known.document
            and (known.size, known.modified, known.source) == (stat.st_size, stat.st_mtime_ns, str(path.absolute()))
        )
        if known is not None and unchanged and layout.original(known.document).is_file():
            return known
        document = sha256_of(path)
    except OSError as error:
        raise MissingInputError(f"{name} kan niet worden gelezen.", "Controleer de toegangsrechten.") from error
    keep_original(layout, path, document)
    if known is not None and known.document == document:
        record = replace(known, source=str(path.absolute()), size=stat.st_size, modified=stat.st_mtime_ns)
    else:
        record = FileRecord(name, str(path.absolute()), document, stat.st_size, stat.st_mtime_ns)
    store.put_file(record)
    return record
