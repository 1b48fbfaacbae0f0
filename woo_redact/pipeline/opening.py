"""Opening a dossier that a person names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import DossierError
from woo_redact.pipeline.intake import DOSSIER_SUFFIX


def find_dossier(path: Path) -> DossierLayout:
    """Return the dossier at ``path``; the folder or file it was made from will do as well.

    Raises:
        DossierError: there is no dossier.
    """
    beside = path.absolute().with_name(path.absolute().name + DOSSIER_SUFFIX)
    for root in (path, beside):
        layout = DossierLayout(root)
        if layout.database.is_file():
            return layout
    raise DossierError(f"{path} is geen dossier.", "Maak er een met: woo-redact run MAP.")


def dossier_of(path: Path) -> tuple[DossierLayout, str] | None:
    """Return the dossier that a written PDF lies in and its name there, if it lies in one."""
    path = path.resolve()
    for root in path.parents:
        layout = DossierLayout(root)
        if layout.database.is_file() and path.is_relative_to(layout.redacted.resolve()):
            return layout, path.relative_to(layout.redacted.resolve()).as_posix()
    return None


@contextmanager
def opened(path: Path) -> Iterator[tuple[DossierLayout, Store]]:
    """Open the dossier at ``path``.

    Raises:
        DossierError: there is none, or it cannot be used.
    """
    layout = find_dossier(path)
    with open_store(layout) as store:
        yield layout, store
