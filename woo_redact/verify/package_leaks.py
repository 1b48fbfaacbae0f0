"""What is withheld in a document may stand nowhere in the files of a package: the last look at the finished bytes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.showing import some_of
from woo_redact.verify.package_text import pieces_of
from woo_redact.verify.passages import Sought
from woo_redact.verify.piece import Piece

LEAK, UNREAD = "package-leak", "package-unread"
REMEDY = (
    "Geef het document een andere titel in publicatie.toml, of pas het besluit over de passage aan als die toch"
    " openbaar mag zijn."
)
READ_REMEDY = "Haal het bestand uit het pakket, of zet de inhoud er onverpakt in."
# Documents that are named in one finding.
NAMED = 3
# Longer texts are not met twice.
LONGEST_KNOWN = 500


def find_leaks(
    files: Iterable[tuple[str, bytes | Path]],
    withheld: Mapping[str, Sequence[str]],
    readable: Iterable[str | Piece] = (),
    documents: Collection[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Look through the files of a package for what is withheld; findings name files and places, never text.

    ``files`` are paths below the folder of the package with their content, or where it lies. ``withheld`` are the
    withheld passages by the id of their document. ``readable`` are the texts that are published on purpose (pages of
    published PDFs, the texts that the program itself puts into every package): what stands in them gives nothing away.
    ``documents`` are the paths of PDFs whose pages are checked elsewhere; of every other PDF the pages count too.
    """
    sought = Sought(withheld)
    if sought:
        sought = sought.without(dict.fromkeys(readable))
    clean: set[tuple[str, bool, bool]] = set()
    found: list[Finding] = []
    for number, (path, content) in enumerate(files, 1):
        data = content.read_bytes() if isinstance(content, Path) else content
        found.extend(_of_file(number, path, pieces_of(path, data, pages=path not in documents), sought, clean))
    return tuple(found)


def _of_file(
    number: int, path: str, pieces: Iterable[Piece], sought: Sought, clean: set[tuple[str, bool, bool]]
) -> Iterator[Finding]:
    """Yield the findings of a file; ``clean`` are texts that were looked through before, to which it adds."""
    places: dict[str, set[str]] = {}
    faults: dict[str, str] = {}
    for piece in pieces:
        if piece.fault:
            faults[piece.place] = piece.fault
            continue
        known = (piece.text, piece.loose, piece.name)
        if known in clean:
            continue
        hits = sought.documents_in(piece)
        if hits:
            places.setdefault(piece.place, set()).update(hits)
        elif len(piece.text) <= LONGEST_KNOWN:
            clean.add(known)
    shown = shown_path(number, path, sought)
    for place, documents in places.items():
        message = f"{shown}: tekst die in {_named(documents)} is gelakt, staat hier nog ({place})"
        yield Finding(LEAK, Severity.BLOCKING, message, remedy=REMEDY)
    for place, fault in faults.items():
        message = f"{shown}: {place} kan niet worden doorzocht: {fault}"
        yield Finding(UNREAD, Severity.BLOCKING, message, remedy=READ_REMEDY)


def shown_path(number: int, path: str, sought: Sought) -> str:
    """Return how a file is named to a user: by its path, or by its number when its name gives something away."""
    if not sought.documents_in(Piece("", path, name=True)):
        return path
    parts = []
    for part in PurePosixPath(path).parts:
        parts.append("…" if sought.documents_in(Piece("", part, name=True)) else part)
    return f"bestand {number} ({'/'.join(parts)})"


def _named(documents: Iterable[str]) -> str:
    return f"document {some_of(sorted(documents), NAMED)}"
