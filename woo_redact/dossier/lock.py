"""One process at a time works on a dossier."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from woo_redact.dossier.layout import DossierLayout
from woo_redact.errors import DossierLockedError
from woo_redact.files import FILE_MODE, output_error


@contextmanager
def locked(layout: DossierLayout) -> Iterator[None]:
    """Hold the dossier for this process; the system lets go of it when the process ends, however it ends.

    Raises:
        DossierLockedError: another process works on it.
        OutputError: the dossier cannot be written.
    """
    try:
        number = os.open(layout.lock_file, os.O_RDWR | os.O_CREAT, FILE_MODE)
    except OSError as error:
        raise output_error(layout.lock_file, error) from error
    try:
        try:
            _take(number)
        except (BlockingIOError, PermissionError) as error:
            raise DossierLockedError(
                f"Een ander proces werkt aan dossier {layout.root}.", "Wacht tot dat klaar is en probeer het opnieuw."
            ) from error
        except OSError as error:
            raise output_error(layout.lock_file, error) from error
        yield
    finally:
        # Closing lets go. The file stays: removing it would let two processes lock two files of one name.
        os.close(number)


@contextmanager
def swept(layout: DossierLayout) -> Iterator[None]:
    """Remove what was left half-written by a run before this one, and by this one if it fails."""
    layout.sweep()
    try:
        yield
    finally:
        layout.sweep()


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
