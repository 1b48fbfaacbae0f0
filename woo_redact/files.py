"""Private files and folders: only the owner may read them, and what is half-written is never seen.

Modes are set outright (0600 and 0700), so that they hold whatever the umask.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from woo_redact.errors import OutputError

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_CAUSES = {
    errno.ENOSPC: ("de schijf is vol", "Maak ruimte vrij en probeer het opnieuw."),
    errno.EDQUOT: ("de toegewezen schijfruimte is op", "Maak ruimte vrij en probeer het opnieuw."),
    errno.EROFS: ("de schijf is alleen-lezen", "Kies een map waarin u mag schrijven."),
    errno.EACCES: ("u hebt geen schrijfrechten", "Kies een map waarin u mag schrijven."),
    errno.EPERM: ("u hebt geen schrijfrechten", "Kies een map waarin u mag schrijven."),
    errno.ENAMETOOLONG: ("de naam is te lang", "Geef het bestand een kortere naam."),
    errno.ENOTDIR: ("een deel van het pad is een bestand", "Kies een andere map."),
    errno.EISDIR: ("er staat al een map met die naam", "Kies een andere naam."),
    errno.EEXIST: ("er staat al een bestand met die naam", "Kies een andere naam."),
}


def output_error(path: Path, error: OSError) -> OutputError:
    """Return the error for a user when ``path`` cannot be written."""
    unknown = (f"systeemfout {error.errno}", "Controleer de schijf en de toegangsrechten.")
    cause, remedy = _CAUSES.get(error.errno or 0, unknown)
    return OutputError(f"{path} kan niet worden geschreven: {cause}.", remedy)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` and its missing parents, for the owner alone; folders that exist are left as they are.

    Raises:
        OutputError: the folder cannot be made.
    """
    try:
        missing = [folder, *folder.parents]
        missing = missing[: next((i for i, f in enumerate(missing) if f.is_dir()), len(missing))]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            one.chmod(FOLDER_MODE)
    except OSError as error:
        raise output_error(folder, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a private file beside ``path`` that takes its place when the block ends well, and vanishes otherwise.

    An ``OSError`` that leaves the block counts as a failure to write: translate errors of reading before.

    Raises:
        OutputError: the file cannot be written; what was there before is still there.
    """
    part: Path | None = None
    try:
        # mkstemp makes the file 0600 at most; chmod undoes a umask that takes away the owner's rights.
        number, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        part = Path(name)
        with os.fdopen(number, "wb") as file:
            part.chmod(FILE_MODE)
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:
        if part is not None:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise output_error(path, error) from error
        raise


def write_private(path: Path, content: bytes) -> None:
    """Write a file for the owner alone, all of it or nothing.

    Raises:
        OutputError: the file cannot be written; what was there before is still there.
    """
    with replacing(path) as file:
        file.write(content)


def write_new(path: Path, content: bytes) -> None:
    """Write a file for the owner alone that is not there yet, all of it or nothing.

    Raises:
        OutputError: it is there already, or cannot be written.
    """
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE)
    except OSError as error:
        raise output_error(path, error) from error
    try:
        with os.fdopen(number, "wb") as file:
            path.chmod(FILE_MODE)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise output_error(path, error) from error
        raise
