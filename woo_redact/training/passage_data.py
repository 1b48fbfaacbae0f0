"""Marked documents, and fragments of them, as units with labels, for the passage model."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.detect.hits import source_of
from woo_redact.detect.units import Place, Sentence, sentences_of
from woo_redact.domain.document import Document
from woo_redact.evaluation.align import place_marks
from woo_redact.evaluation.marks import MarkedDocument, parse_marked, read_marked
from woo_redact.evaluation.report import PERSONAL
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.structure.parse import parse

# The profile in which opinions of officials stay readable.
OPINIONS_STAY = "beslisnota"
NOTHING = ""
# A line between two fragments in a file that holds many.
BETWEEN = "\n%%\n"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with the ground of each unit: of the parts of each sentence, then of the sentence; empty: it stays.

    ``marks`` are the places of all marks in the text, with their grounds.
    """

    name: str
    voice: str
    text: str = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    labels: tuple[str, ...] = field(repr=False)
    marks: tuple[tuple[Place, str], ...]
    opinions_stay: bool


def read_part(folders: Iterable[Path], part: str) -> list[Labelled]:
    """Read the documents of one part in folders of voices.

    Raises:
        InputError: a mistake in the marks.
    """
    paths = (path for folder in folders for path in sorted(folder.glob("*/*.txt")))
    read = ((path, read_marked(path)) for path in paths)
    return [labelled(path, marked) for path, marked in read if marked.part == part]


def read_fragments(folder: Path) -> list[Labelled]:
    """Read files of marked fragments, each of them a document by itself; they are all for training.

    Raises:
        InputError: a mistake in the marks.
    """
    found = []
    for path in sorted(folder.glob("*/*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        for number, fragment in enumerate(body.strip("\n").split(BETWEEN), 1):
            marked = parse_marked(f"{head}\n---\n\n{fragment}\n", f"{path.name}, {number}")
            found.append(labelled(path.with_name(f"{path.stem}-{number:02}.txt"), marked))
    return found


def labelled(path: Path, marked: MarkedDocument) -> Labelled:
    """Take a marked document apart."""
    pages = pages_from_text(marked.text)
    parsed = parse(Document(path.stem, path.name, len(pages)), pages)
    source = source_of(parsed)
    sentences = sentences_of(source)
    marks = tuple(((m.start, m.end), m.mark.ground) for m in place_marks(marked, parsed.flow.text).marks)
    withheld = [mark for mark in marks if mark[1] not in PERSONAL]
    labels: list[str] = []
    for sentence in sentences:
        parts = [_label(source.text, part, withheld) for part in sentence.parts]
        labels += [*parts, _most(sentence.parts, parts)]
    stay = marked.profile == OPINIONS_STAY
    return Labelled(path.stem, path.parent.name, source.text, sentences, tuple(labels), marks, stay)


def _label(text: str, place: Place, withheld: Sequence[tuple[Place, str]]) -> str:
    """The ground under which at least half of the letters and figures at a place are withheld."""
    letters = [i for i in range(*place) if text[i].isalnum()]
    counts: Counter[str] = Counter()
    for (start, end), ground in withheld:
        if start < place[1] and end > place[0]:
            counts[ground] += sum(start <= i < end for i in letters)
    ground, count = counts.most_common(1)[0] if counts else (NOTHING, 0)
    return ground if 2 * count >= len(letters) else NOTHING


def _most(parts: Sequence[Place], labels: Sequence[str]) -> str:
    """The ground of a sentence, of which at least half is withheld."""
    lengths: Counter[str] = Counter()
    for (start, end), label in zip(parts, labels, strict=True):
        lengths[label] += end - start
    total = sum(lengths.values())
    kept = lengths.pop(NOTHING, 0)
    return lengths.most_common(1)[0][0] if lengths and 2 * kept <= total else NOTHING
