"""The package: numbered documents, the inventory, and a list of hashes to prove that nothing was changed."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from woo_redact.disclosure.inventory import InventoryRow, csv_bytes, xlsx_bytes
from woo_redact.errors import OutputError
from woo_redact.files import FILE_MODE, make_private_folder, output_error, write_private

DOCUMENTS = "documenten"
INVENTORY = "inventarislijst"
SUMS = "SHA256SUMS"


def bundle_name(number: int) -> str:
    """Return the name in the package of the document with this number."""
    return f"{DOCUMENTS}/{number:04d}.pdf"


def write_bundle(folder: Path, documents: Sequence[Path | None], rows: Sequence[InventoryRow]) -> None:
    """Write the package to ``folder``, whole or not at all; the same content gives the same bytes.

    The first of ``documents`` becomes ``documenten/0001.pdf`` and so on; ``None`` is a document that is not in the
    package but keeps its number. An earlier package in ``folder`` is replaced, if nothing in it was changed.

    Raises:
        OutputError: the folder holds something else, or cannot be written.
    """
    if folder.exists() and not _may_replace(folder):
        raise OutputError(
            f"{folder} is niet leeg en bevat geen onveranderd pakket van woo-redact.", "Kies een andere map."
        )
    make_private_folder(folder.absolute().parent)
    with _beside(folder) as part:
        make_private_folder(part / DOCUMENTS)
        for number, source in enumerate(documents, 1):
            if source is not None:
                _copy(source, part / bundle_name(number))
        write_private(part / f"{INVENTORY}.xlsx", xlsx_bytes(rows))
        write_private(part / f"{INVENTORY}.csv", csv_bytes(rows))
        write_private(part / SUMS, _sums(part))


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
        target.chmod(FILE_MODE)
    except OSError as error:
        raise output_error(target, error) from error


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def _sums(folder: Path) -> bytes:
    """Return the hashes as ``sha256sum --check`` reads them."""
    lines = [f"{_hash(folder / name)}  {name}\n" for name in _files(folder) if name != SUMS]
    return "".join(lines).encode()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _may_replace(folder: Path) -> bool:
    """Whether the folder is empty or a package in which every file is as it was written, and no other is."""
    try:
        if not folder.is_dir() or folder.is_symlink():
            return False
        if not any(folder.iterdir()):
            return True
        return (folder / SUMS).is_file() and (folder / SUMS).read_bytes() == _sums(folder)
    except OSError as error:
        raise output_error(folder, error) from error


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a new folder beside ``folder`` that takes its place when the block ends well, and vanishes otherwise."""
    part: Path | None = None
    try:
        # mkdtemp makes it for the owner alone.
        part = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}.", suffix=".part"))
        yield part
        _swap(part, folder)
    except OSError as error:
        raise output_error(folder, error) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def _swap(part: Path, folder: Path) -> None:
    """Put ``part`` in the place of ``folder``; what was there ends up in ``part``'s place, to be thrown away."""
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
