"""Making a package: what keeps it back, what is asked, and putting it in place, whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from woo_redact.disclosure.bundle import files_in, new_folder, refuse_taken
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked, swept
from woo_redact.dossier.store import Store
from woo_redact.errors import OutputError
from woo_redact.pipeline.export import export
from woo_redact.pipeline.handing_out import refuse_source
from woo_redact.pipeline.log_state import refuse_changed
from woo_redact.pipeline.opening import find_dossier, opened
from woo_redact.pipeline.package.gate import Obstacle, obstacles, refuse
from woo_redact.pipeline.package.packing import Packing
from woo_redact.pipeline.package.results import MadePackage, Wishes
from woo_redact.pipeline.package.settings import given_settings, last_decision, publication_settings
from woo_redact.pipeline.results import Progress

PACKAGE, CONCEPT = "pakket", "concept-pakket"


def make_package(
    dossier: Path,
    target: Path | None = None,
    wishes: Wishes = Wishes(),  # noqa: B008 - immutable
    progress: Callable[[Progress], None] | None = None,
) -> MadePackage:
    """Make a package in ``target`` (else in the dossier), whole or not at all; the same decisions give the same bytes.

    Raises:
        NotReadyError: something keeps it back; all of it is told.
        InputError: what is told of the publication lacks something, or cannot be published.
        VerificationError: what was made does not pass its checks; nothing is left of it.
        OutputError: the target holds something, or cannot be written.
        DossierError: there is no dossier, it cannot be used, its log was changed, or ``publicatie.toml`` is wrong.
    """
    layout = find_dossier(dossier)
    folder = target or layout.root / (CONCEPT if wishes.concept else PACKAGE)
    refuse_source(layout, folder)
    _refuse_kept(layout, folder)
    with opened(dossier) as (_, store):
        refuse_changed(layout, store)
        names = [record.name for record in store.files()]
        settings = publication_settings(layout, names, given_settings(wishes.given))
        found = partial(_obstacles, layout, settings, wishes)
        if not wishes.concept:
            # Before an hour of writing, after which more may be written than is now.
            refuse(layout, found(store, written=True) if found(store, written=False) else ())
    refuse_taken(folder, replace=wishes.replace)
    export(dossier, workers=wishes.workers, progress=progress)
    # Whoever else works on the dossier would sweep away what is half-made.
    with locked(layout), swept(layout), opened(dossier) as (_, store):
        left = found(store, written=True)
        if not wishes.concept:
            refuse(layout, left)
        with new_folder(folder, replace=wishes.replace) as part:
            made = Packing(layout, store, settings, wishes, progress).into(part)
    told = tuple((one.reason, one.remedy) for one in left)
    return replace(made, folder=folder, files=len(files_in(folder)), obstacles=told)


def _refuse_kept(layout: DossierLayout, folder: Path) -> None:
    """See to it that a package lies not among what the dossier keeps or makes itself."""
    kept = (layout.originals, layout.redacted, layout.reports, layout.cache)
    if any(folder.resolve().is_relative_to(own.resolve()) for own in kept):
        raise OutputError(f"{folder} is een map van het dossier zelf.", "Kies met --out een andere map.")


def _obstacles(
    layout: DossierLayout, settings: PublicationSettings, wishes: Wishes, store: Store, *, written: bool
) -> tuple[Obstacle, ...]:
    day = settings.decided or last_decision(store, None).date()
    return obstacles(layout, store, day, wishes.severities, written=written)
