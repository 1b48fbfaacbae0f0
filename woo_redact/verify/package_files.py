"""The files of a finished package, of any make: a folder or a zip file, and the zip files in it, opened safely."""

import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.domain.package_layout import DATA, DOCUMENTS, GROUNDS, INTERNAL, PUBLIC, SUMS
from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import InputError, MissingInputError
from woo_redact.verify.unpacked import Limits, UnsafeArchiveError, extract_to

UNSAFE = "package-unsafe"
# What stands between a zip file and a path in it.
INSIDE = "!/"
REMEDY = "Haal dit uit het pakket en maak het opnieuw."


@dataclass(frozen=True, slots=True)
class PackageFiles:
    """Where the files of a package lie, by their paths in it ("sip.zip!/a.xml" in a zip file); links are none of them.

    ``ours`` tells whether it is laid out as this program does. ``findings`` are about what cannot be opened safely.
    """

    files: Mapping[str, Path] = field(repr=False)
    ours: bool
    findings: tuple[Finding, ...] = ()

    @property
    def public(self) -> dict[str, Path]:
        """The files that are, or may be, published."""
        inside = f"{PUBLIC}/"
        if any(path.startswith(inside) for path in self.files):
            return {path: at for path, at in self.files.items() if not path.startswith(f"{INTERNAL}/")}
        return dict(self.files)

    def ending(self, *suffixes: str) -> Iterator[tuple[str, Path]]:
        """Yield the public files with one of these suffixes."""
        return ((path, at) for path, at in self.public.items() if path.lower().endswith(suffixes))


@contextmanager
def opened_package(package: Path, limits: Limits = Limits()) -> Iterator[PackageFiles]:  # noqa: B008 - immutable
    """Open a package; what was unpacked is gone afterwards.

    Raises:
        InputError: there is none, or the zip file may not be unpacked.
    """
    with ExitStack() as stack:
        root, findings = package, list[Finding]()
        if not package.exists():
            raise MissingInputError(f"{package} bestaat niet.", "Controleer de naam van het pakket.")
        if package.is_file():
            root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="woo-")))
            findings.extend(_unpacked(package, root, limits))
        files: dict[str, Path] = {}
        for path, at in _listed(root):
            if at.is_symlink() or not at.is_file():
                findings.append(_unsafe(f"{path} is een verwijzing naar een ander bestand, geen bestand"))
                continue
            files[path] = at
        for path, at in [*files.items()]:
            if path.lower().endswith(".zip"):
                inner = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="woo-")))
                findings.extend(_inner(at, path, inner, limits))
                files.update((f"{path}{INSIDE}{name}", there) for name, there in _listed(inner))
        yield PackageFiles(dict(sorted(files.items())), _is_ours(files), tuple(findings))


def _unpacked(package: Path, root: Path, limits: Limits) -> list[Finding]:
    if not zipfile.is_zipfile(package):
        raise InputError(
            f"{package.name} is geen map en geen zipbestand.", "Wijs de map of het zipbestand van het pakket aan."
        )
    try:
        faults = extract_to(package, root, limits)
    except UnsafeArchiveError as error:
        raise InputError(f"{package.name} kan niet worden uitgepakt: {error}.", "Vraag om een nieuw pakket.") from error
    return _left_out(package.name, faults)


def _inner(at: Path, shown: str, root: Path, limits: Limits) -> list[Finding]:
    try:
        return _left_out(shown, extract_to(at, root, limits))
    except UnsafeArchiveError as error:
        return [_unsafe(f"{shown}: {error}; het is niet nagekeken")]


def _left_out(shown: str, faults: Iterable[str]) -> list[Finding]:
    return [_unsafe(f"{shown}: een bestand heeft {fault}; het is niet uitgepakt en niet nagekeken") for fault in faults]


def _unsafe(message: str) -> Finding:
    return Finding(UNSAFE, Severity.BLOCKING, message, remedy=REMEDY)


def _listed(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield all that is no folder, by its path with slashes; folders that are links are not gone into."""
    for folder, folders, names in os.walk(root, followlinks=False):
        here = Path(folder)
        folders.sort()
        for name in sorted((*names, *(f for f in folders if (here / f).is_symlink()))):
            yield (here / name).relative_to(root).as_posix(), here / name


def _is_ours(files: Mapping[str, Path]) -> bool:
    return any(
        f"{start}{SUMS}" in files
        and any(path.startswith((f"{start}{DOCUMENTS}/", f"{start}{GROUNDS}/")) for path in files)
        for start in (f"{PUBLIC}/{DATA}/", f"{DATA}/", "")
    )
