"""What word lists tell of a word, as a table of vectors that the model reads beside the word itself.

Words that are known alike share a row: the table has some dozens of rows, and a key of eight bytes for each word. A
word that no list has is a row of noughts, which tells as much.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.vectors import Vectors

from woo_redact.training.embedding import Clusters, english_words
from woo_redact.training.embedding import read as read_clusters

FIRST_NAMES = "dutch_first_names.json"
SURNAMES = "dutch_last_names.json"
PLACES = "city_gazetteer.json"
NAME = re.compile(r"^[^\W\d_][^\W\d_]+(?:[-'’][^\W\d_]+)*$")
WORD = re.compile(r"[^\W\d_]+")
TOP_FIRST = 25_000
TOP_SURNAMES = 50_000
# From so many bearers in the lists on, a name is usual, and common.
FIRST_STEPS = (0, 5, 100)
SURNAME_STEPS = (0, 100, 2000)
# How often prose has the word in small letters.
PROSE_STEPS = (0, 3, 30)
LONG = 9
# A model that is used knows no longer ones of them: each costs room.
LONG_IN_USE = 8
LONGEST = 16
# Of the names, so many are hidden while training: the model has to do with names that no list has.
HIDDEN_OF = 5
HIDDEN = 2
Row = tuple[float, ...]


@dataclass(frozen=True)
class WordLists:
    """Where words come from.

    Name lists, lists of Dutch and of English words (one a line), prose (``text_nl`` of JSON lines), and the file of
    ``embedding``.
    """

    names: Path
    words: Path
    prose: Path
    english: Path | None = None
    clusters: Path | None = None


@dataclass(frozen=True)
class Lexicon:
    """The words in small letters with what is known of each."""

    rows: dict[str, Row]

    def in_use(self) -> "Lexicon":
        """Leave out what a model that is used can best do without: long words of which only the Dutch list knows."""
        alone = {word for word, row in self.rows.items() if len(word) > LONG_IN_USE and _of_list_alone(row)}
        return Lexicon({word: row for word, row in self.rows.items() if word not in alone})

    def vectors(self, nlp: Language, *, hide: bool) -> Vectors:
        """Make the table; with ``hide`` a part of the names is left out of it, the same part each time."""
        kinds: dict[Row, int] = {}
        places: dict[str, int] = {}
        for word, row in self.rows.items():
            shown = _without_names(row) if hide and _hidden(word) else row
            if any(shown):
                places[word] = kinds.setdefault(shown, len(kinds))
        data = np.array(list(kinds), dtype="float32")
        vectors = Vectors(strings=nlp.vocab.strings, data=data, name="lexicon", attr="LOWER")
        for word, place in places.items():
            # The number alone: the words themselves would be dead weight in the saved folder.
            vectors.add(get_string_id(word), row=place)
        return vectors


def read(lists: WordLists) -> Lexicon:
    """Read the lists."""
    firsts = _names(lists.names / FIRST_NAMES, TOP_FIRST)
    surnames = _names(lists.names / SURNAMES, TOP_SURNAMES)
    gazetteer: dict[str, list[str]] = json.loads((lists.names / PLACES).read_text(encoding="utf-8"))
    places = {word.lower() for key in ("woonplaatsen", "gemeenten", "countries") for word in gazetteer.get(key, ())}
    words = lists.words.read_text(encoding="utf-8").split("\n")
    prose = _prose(lists.prose)
    # A long word that prose does not use is rare in documents as well, and every word costs room.
    small = {word for word in words if word.islower() and (len(word) <= LONG or word in prose)}
    capital = {word.lower() for word in words if word.istitle()} - small
    english = english_words(lists.english)
    clusters = read_clusters(lists.clusters) if lists.clusters else Clusters({})
    nowhere = (0.0,) * clusters.dimensions
    rows = {}
    for word in sorted({*firsts, *surnames, *places, *small, *capital, *prose, *english, *clusters.centres}):
        rows[word] = (
            *_steps(firsts.get(word), FIRST_STEPS),
            *_steps(surnames.get(word), SURNAME_STEPS),
            *_steps(prose.get(word), PROSE_STEPS),
            float(word in small),
            float(word in capital),
            float(word in places),
            float(word in english),
            *clusters.centres.get(word, nowhere),
        )
    return Lexicon(rows)


NAME_COLUMNS = len(FIRST_STEPS) + len(SURNAME_STEPS)
LIST_COLUMNS = NAME_COLUMNS + len(PROSE_STEPS) + 4


def _of_list_alone(row: Row) -> bool:
    """Whether the Dutch list has a word in small letters, and nothing else is known of it."""
    small = NAME_COLUMNS + len(PROSE_STEPS)
    return bool(row[small]) and not any((*row[:small], *row[small + 1 :]))


def _without_names(row: Row) -> Row:
    """Return the row of a name that no list knows: its centre would give it away as well."""
    if not any(row[:NAME_COLUMNS]):
        return row
    centre = row[LIST_COLUMNS:]
    return (*(0.0,) * NAME_COLUMNS, *row[NAME_COLUMNS:LIST_COLUMNS], *(0.0,) * len(centre))


def _hidden(word: str) -> bool:
    return zlib.crc32(word.encode()) % HIDDEN_OF < HIDDEN


def _names(path: Path, count: int) -> dict[str, int]:
    names: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    kept: Counter[str] = Counter()
    for name, number in names.items():
        if NAME.match(name):
            kept[name.lower()] += number
    # Ties are ordered by a checksum: the alphabet would prefer the letter A.
    order = sorted(kept, key=lambda name: (-kept[name], zlib.crc32(name.encode())))
    return {name: kept[name] for name in order[:count]}


def _prose(path: Path) -> dict[str, int]:
    counts: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(word for word in WORD.findall(json.loads(line)["text_nl"]) if word.islower())
    return {word: number for word, number in counts.items() if len(word) <= LONGEST}


def _steps(number: int | None, steps: Iterable[int]) -> Row:
    return tuple(float(number is not None and number > step) for step in steps)
