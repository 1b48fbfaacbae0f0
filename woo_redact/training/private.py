"""The private corpus: what was learnt from reviews, a marked text for each document. It holds personal data.

It lies where its owner says, for the owner alone (0600), in the form of the marked corpus: pages are parted by a form
feed, names of which nothing is known stand in ``{{UNKNOWN|...}}``. The name of a file is that of its document, a hash,
so that a document that is learnt from again takes the place of its earlier version.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from woo_redact.errors import InputError
from woo_redact.evaluation.marks import read_marked
from woo_redact.files import make_private_folder, write_private
from woo_redact.training.corpus import Document, Segment, front_matter, parse

VOICE = "beoordeeld"
PAGE_BREAK = "\n\f\n"
# Hexadecimal digits of a document's hash in the name of its file.
DIGITS = 16
# One of so many is held out, to score on.
HELD_OUT_OF = 10
NOTE_NAME = "LEESMIJ.md"
NOTE = """# Eigen corpus van woo-redact

Deze map bevat persoonsgegevens: tekst uit beoordeelde documenten, met de gelakte namen gemarkeerd. Zij is gemaakt met
`woo-redact train` en wordt alleen daarvoor gebruikt. Bewaar haar zoals u een dossier bewaart, deel haar niet, en gooi
haar weg wanneer de bewaartermijn van de dossiers om is.
"""


@dataclass(frozen=True, slots=True)
class PrivateDocument:
    """A document that was learnt from: its SHA-256, the dossier, its profile and date, and its marked pages."""

    id: str
    dossier: str
    profile: str
    date: str
    pages: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrivatePage:
    """A page of the private corpus; ``document`` is the name of its file."""

    document: str
    number: int
    segments: tuple[Segment, ...] = field(repr=False)

    @property
    def content(self) -> Document:
        """The page as a document to train on."""
        return Document(f"{self.document} {self.number}", VOICE, self.segments, "train")


def store(folder: Path, documents: Iterable[PrivateDocument]) -> None:
    """Write documents into the corpus; each takes the place of its earlier version.

    One without pages (what was decided has been taken back) takes its earlier version away, if that came from the same
    dossier.

    Raises:
        OutputError: the corpus cannot be written.
    """
    make_private_folder(folder / VOICE)
    write_private(folder / NOTE_NAME, NOTE.encode())
    for document in documents:
        path = folder / VOICE / file_name(document)
        if document.pages:
            write_private(path, _content(document))
        elif path.is_file() and front_matter(path.read_text("utf-8"))[0].get("dossier") == _one_line(document.dossier):
            path.unlink()


def file_name(document: PrivateDocument) -> str:
    """Return the name of the file of a document; it tells nothing of what is in it."""
    return f"{document.id[:DIGITS]}.txt"


def files(folder: Path) -> list[Path]:
    """Return the files of a corpus, which need not be there."""
    return sorted(folder.glob("*/*.txt"))


def _content(document: PrivateDocument) -> bytes:
    head = {
        "type": VOICE,
        "org": "eigen",
        "profile": document.profile,
        "date": document.date,
        "part": "train",
        "dossier": _one_line(document.dossier),
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    # Half of a pair of surrogates is no text; a question mark is as long.
    return f"---\n{lines}---\n\n{PAGE_BREAK.join(document.pages)}\n".encode("utf-8", "replace")


def _one_line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())


def read(folder: Path) -> tuple[PrivatePage, ...]:
    """Read all pages of the corpus.

    Raises:
        InputError: it holds no marked documents, or a mistake in the marks.
    """
    pages: list[PrivatePage] = []
    for path in files(folder):
        # The marks are checked where a person may have changed them by hand.
        read_marked(path)
        _, body = front_matter(path.read_text(encoding="utf-8"))
        pages.extend(PrivatePage(path.stem, n, taught(raw)) for n, raw in enumerate(body.split("\f")))
    if not pages:
        raise InputError(f"{folder} bevat geen beoordeelde documenten.", "Geef met --from een beoordeeld dossier.")
    return tuple(pages)


def taught(raw: str) -> tuple[Segment, ...]:
    """Return what a marked page teaches: of organisations, places and passages nothing is known."""
    unknown = ("passage", "org", "loc")
    return tuple(replace(s, kind="unknown") if s.kind in unknown else s for s in parse(raw))


def split(pages: Sequence[PrivatePage]) -> tuple[tuple[PrivatePage, ...], tuple[PrivatePage, ...]]:
    """Divide pages into those to learn from and a tenth that is held out; a page stays in its part.

    Whole documents are held out where there are enough of them: the persons of a document stand on many of its pages.
    """
    documents = len({page.document for page in pages})
    by_page = documents < HELD_OUT_OF
    keys = {f"{p.document} {p.number}" if by_page else p.document for p in pages}
    order = sorted(keys, key=lambda key: (zlib.crc32(key.encode()), key))
    held = set(order[: len(order) // HELD_OUT_OF])
    out = tuple(p for p in pages if (f"{p.document} {p.number}" if by_page else p.document) in held)
    return tuple(p for p in pages if p not in out), out
