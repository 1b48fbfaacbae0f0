"""Which files a run works on, and where its dossier lies."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from woo_redact.errors import InputError, MissingInputError

DOSSIER_SUFFIX = ".woo"
PDF_SUFFIX = ".pdf"
PDF_MAGIC = b"%PDF-"
# The header may be preceded by junk (ISO 32000-1, annex H.3.4.1).
MAGIC_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class Intake:
    """The files offered: (name in the dossier, path) pairs in order; ``skipped`` are names of files that are no PDF."""

    files: tuple[tuple[str, Path], ...]
    skipped: tuple[str, ...]


def dossier_for(sources: Sequence[Path], dossier: Path | None) -> Path:
    """Return the dossier's folder: the one given, or ``<input>.woo`` beside the only source.

    Raises:
        InputError: several sources and no folder given.
    """
    if dossier is not None:
        return dossier
    if len(sources) != 1:
        raise InputError("Bij meer dan één bron is niet duidelijk waar het dossier komt.", "Geef --dossier MAP.")
    source = sources[0].resolve()
    if source.parent == source:
        raise InputError("Een hele schijf kan niet de bron zijn.", "Kies een map.")
    return source.with_name(source.name + DOSSIER_SUFFIX)


def collect(sources: Sequence[Path], dossier: Path) -> Intake:
    """List the PDFs of the sources; a file named outright is taken whatever it is called.

    Raises:
        MissingInputError: a source does not exist or cannot be read.
    """
    files: list[tuple[str, Path]] = []
    skipped: list[str] = []
    taken: set[str] = set()
    for source in sources:
        prefix = f"{source.absolute().name}/" if len(sources) > 1 and source.is_dir() else ""
        for relative, path in _walk(source, dossier):
            name = _unique(prefix + relative, taken)
            if path == source or _is_pdf(path):
                taken.add(_key(name))
                files.append((name, path))
            else:
                skipped.append(name)
    return Intake(tuple(files), tuple(skipped))


def _walk(source: Path, dossier: Path) -> Iterator[tuple[str, Path]]:
    if not source.exists():
        raise MissingInputError(f"{source} bestaat niet.", "Controleer de naam van het bestand of de map.")
    if source.is_file():
        yield source.name, source
        return
    if not os.access(source, os.R_OK | os.X_OK):
        raise MissingInputError(f"De map {source} kan niet worden gelezen.", "Vraag toegang tot deze map.")
    own = dossier.absolute()
    for folder, folders, names in os.walk(source, onerror=_refuse):
        folders[:] = sorted(
            f
            for f in folders
            if not f.startswith(".") and not f.endswith(DOSSIER_SUFFIX) and Path(folder, f).absolute() != own
        )
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(folder, name)
                yield path.relative_to(source).as_posix(), path


def _refuse(error: OSError) -> None:
    raise MissingInputError(f"De map {error.filename} kan niet worden gelezen.", "Vraag toegang tot deze map.")


def _is_pdf(path: Path) -> bool:
    """Whether the name or the first bytes say PDF; an unreadable file counts by its name."""
    if path.suffix.lower() == PDF_SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return PDF_MAGIC in file.read(MAGIC_WITHIN)
    except OSError:
        return False


def _unique(name: str, taken: set[str]) -> str:
    """Keep names apart whose outputs would be one file, also where the file system has no regard to case."""
    stem, dot, suffix = name.rpartition(".")
    candidate, number = name, 2
    while _key(candidate) in taken:
        candidate = f"{stem}-{number}{dot}{suffix}" if dot else f"{name}-{number}"
        number += 1
    return candidate


def _key(name: str) -> str:
    return name.casefold().removesuffix(PDF_SUFFIX)
