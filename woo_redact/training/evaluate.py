"""Score a pipeline on documents, cut up as in use."""

import time
from collections import Counter
from collections.abc import Sequence

from spacy.language import Language

from woo_redact.detect.tagging import reader_of, tag
from woo_redact.training.chunks import chunks
from woo_redact.training.corpus import Document, Item, render
from woo_redact.training.pipeline import LABELS, reference, spans

Scores = dict[str, float]
PERSON = "PERSON"
PERSONS = frozenset({"PER", "PUB"})


def pieces(documents: Sequence[Document]) -> list[list[Item]]:
    """Cut each document into the texts that the model reads."""
    return [chunks(render(document.segments)) for document in documents]


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _prf(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = _ratio(right, found), _ratio(right, wanted)
    return precision, recall, _ratio(2 * precision * recall, precision + recall)


def score(nlp: Language, documents: Sequence[Sequence[Item]], bias: float = 0.0) -> Scores:
    """Give precision, recall and F per label, and found and precise characters of persons.

    ``person`` counts every name of a person, ``per`` and ``pub`` those who go and those who stay apart. What the model
    finds in a stretch about which nothing is known is not counted.
    """
    counts: Counter[tuple[str, str]] = Counter()
    characters: Counter[tuple[str, str]] = Counter()
    reader = reader_of(nlp)
    for items in documents:
        for item, tagged in zip(items, tag(nlp, [item.text for item in items], bias, reader), strict=True):
            gold = spans(reference(nlp, item))
            found = {
                (e.start, e.end, e.label)
                for e in tagged.entities
                if not any(e.start < b and e.end > a for a, b in item.unknown)
            }
            for name, places in (("wanted", gold), ("found", found), ("right", gold & found)):
                counts.update((label, name) for _, _, label in places)
            persons = {(start, end) for start, end, label in gold if label in PERSONS}
            taken = {(start, end) for start, end, label in found if label in PERSONS}
            for name, both in (("wanted", persons), ("found", taken), ("right", persons & taken)):
                counts[PERSON, name] += len(both)
            for group, labels in ((PERSON, PERSONS), ("PER", frozenset({"PER"}))):
                wanted_, found_ = _characters(gold, labels, item.text), _characters(found, labels, item.text)
                characters[group, "wanted"] += len(wanted_)
                characters[group, "found"] += len(found_)
                characters[group, "right"] += len(wanted_ & found_)
    return _summary(counts, characters)


def _characters(places: set[tuple[int, int, str]], labels: frozenset[str], text: str) -> set[int]:
    """Return the places of letters and digits of persons."""
    return {i for start, end, label in places if label in labels for i in range(start, end) if text[i].isalnum()}


def _summary(counts: Counter[tuple[str, str]], characters: Counter[tuple[str, str]]) -> Scores:
    result: Scores = {}
    for label in (PERSON, *LABELS):
        values = _prf(counts[label, "right"], counts[label, "found"], counts[label, "wanted"])
        for name, value in zip(("p", "r", "f"), values, strict=True):
            result[f"{label.lower()}_{name}"] = round(value, 4)
        result[f"{label.lower()}_count"] = counts[label, "wanted"]
    for group in (PERSON, "PER"):
        right = characters[group, "right"]
        result[f"{group.lower()}_characters_found"] = round(_ratio(right, characters[group, "wanted"]), 4)
        result[f"{group.lower()}_characters_precise"] = round(_ratio(right, characters[group, "found"]), 4)
    return result


def speed(nlp: Language, documents: Sequence[Sequence[Item]]) -> int:
    """Measure tokens per second on one thread."""
    reader = reader_of(nlp)
    start = time.perf_counter()
    tokens = 0
    for items in documents:
        texts = [item.text for item in items]
        tag(nlp, texts, reader=reader)
        tokens += sum(len(nlp.make_doc(text)) for text in texts)
    return round(tokens / (time.perf_counter() - start))
