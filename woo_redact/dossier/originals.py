"""Copies of the files that came in, named by the hash of their content."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from woo_redact.dossier.layout import DossierLayout
from woo_redact.errors import DossierError, InputError, MissingInputError
from woo_redact.files import replacing

CHUNK = 1 << 20


def keep_original(layout: DossierLayout, source: Path, document_id: str) -> Path:
    """Copy ``source`` into the dossier, if it is not there yet, and return the copy.

    ``document_id`` is the SHA-256 that the content must have.

    Raises:
        MissingInputError: the source cannot be read.
        InputError: the source changed since it was hashed.
        OutputError: the copy cannot be written.
    """
    target = layout.original(document_id)
    try:
        if target.is_file() and target.stat().st_size == source.stat().st_size:
            return target
    except OSError as error:
        raise _unreadable(source) from error
    digest = hashlib.sha256()
    with replacing(target) as file:
        for chunk in _chunks(source):
            digest.update(chunk)
            file.write(chunk)
        if digest.hexdigest() != document_id:
            raise InputError(f"{source} veranderde tijdens het inlezen.", "Bied het bestand opnieuw aan.")
    return target


def own_original(layout: DossierLayout, document_id: str) -> Path:
    """Return where an original lies; nothing that only points to a file elsewhere is followed.

    Raises:
        DossierError: it is not in the dossier.
    """
    path = layout.original(document_id)
    if path.is_symlink() or path.resolve().parent != layout.originals.resolve() or not path.is_file():
        raise DossierError(
            "Het originele bestand ligt niet in het dossier.", "Draai woo-redact run opnieuw op de bronmap."
        )
    return path


def _chunks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise _unreadable(source) from error


def _unreadable(source: Path) -> MissingInputError:
    return MissingInputError(f"{source} kan niet worden gelezen.", "Controleer de toegangsrechten.")
