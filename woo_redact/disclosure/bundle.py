"""A folder that is handed over: whole or not at all, with hashes that prove that nothing was changed."""

import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from woo_redact.domain.package_layout import SUMS
from woo_redact.errors import OutputError
from woo_redact.files import FILE_MODE, FOLDER_MODE, make_private_folder, output_error, sha256_of, write_new

# The version that the library writes (BagIt 0.97, which RFC 8493 keeps valid) is what archives read.
CHECKSUM = "sha256"


@contextmanager
def new_folder(folder: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a new folder beside ``folder`` that takes its place when the block ends well, and vanishes otherwise.

    What is there already stays there, unless it is empty, or ``replace`` asks for another and it is what
    :func:`write_sums` left, in which nothing was changed since.

    Raises:
        OutputError: the folder holds something, or cannot be written.
    """
    refuse_taken(folder, replace=replace)
    make_private_folder(folder.absolute().parent)
    part: Path | None = None
    try:
        # mkdtemp makes it for the owner alone.
        part = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}.", suffix=".part"))
        yield part
        refuse_taken(folder, replace=replace)
        _swap(part, folder)
    except OSError as error:
        raise output_error(folder, error) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def add_file(folder: Path, path: str, content: bytes | Path) -> None:
    """Write a file below ``folder`` that is not there yet, for the owner alone; ``content`` may be another file.

    Raises:
        OutputError: it is there already, or cannot be written.
    """
    target = folder / path
    make_private_folder(target.parent)
    if isinstance(content, bytes):
        write_new(target, content)
        return
    try:
        with content.open("rb") as source, target.open("xb") as copy:
            target.chmod(FILE_MODE)
            shutil.copyfileobj(source, copy)
    except OSError as error:
        raise output_error(target, error) from error


def files_in(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, with "/", sorted."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def write_sums(folder: Path) -> None:
    """List the hashes of all files below a folder in it, as ``sha256sum --check`` reads them.

    Raises:
        OutputError: the list cannot be written.
    """
    write_new(folder / SUMS, _sums(folder))


def make_bag(folder: Path, info: Mapping[str, str]) -> None:
    """Make a folder a BagIt bag; what is in it moves into ``data``. ``info`` has to hold the date.

    Raises:
        OutputError: that cannot be done.
    """
    import bagit

    # It writes what goes wrong to stderr by itself, with names of files.
    logging.getLogger("bagit").disabled = True
    try:
        bagit.make_bag(str(folder), dict(info), checksums=[CHECKSUM])
        for path in folder.rglob("*"):
            path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
    except OSError as error:
        raise output_error(folder, error) from error
    except (bagit.BagError, RuntimeError) as error:
        raise OutputError(f"{folder} kan geen BagIt-map worden.", "Controleer de schijf en de rechten.") from error


def _sums(folder: Path) -> bytes:
    lines = [f"{sha256_of(folder / name)}  {name}\n" for name in files_in(folder) if name != SUMS]
    return "".join(lines).encode()


def refuse_taken(folder: Path, *, replace: bool) -> None:
    """See to it that nothing would be overwritten in ``folder``; see :func:`new_folder`.

    Raises:
        OutputError: something would.
    """
    try:
        if not folder.exists() and not folder.is_symlink():
            return
        if folder.is_dir() and not folder.is_symlink():
            if not any(folder.iterdir()):
                return
            unchanged = (folder / SUMS).is_file() and (folder / SUMS).read_bytes() == _sums(folder)
            if unchanged and replace:
                return
            if unchanged:
                raise OutputError(
                    f"In {folder} staat al een pakket.", "Kies een andere map met --out, of vervang het met --replace."
                )
        raise OutputError(
            f"{folder} is niet leeg en bevat geen onveranderd pakket van woo-redact.", "Kies een andere map met --out."
        )
    except OSError as error:
        raise output_error(folder, error) from error


def _swap(part: Path, folder: Path) -> None:
    """Put ``part`` in the place of ``folder``; what was there is thrown away once it stands."""
    if not folder.exists():
        part.rename(folder)
        return
    old = part.with_name(part.name + ".old")
    folder.rename(old)
    try:
        part.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
