"""Score a pipeline on documents, cut up as in use."""

import time
from collections import Counter
from collections.abc import Sequence

from spacy.language import Language

from woo_redact.training.chunks import chunks
from woo_redact.training.corpus import Document, Item, render
from woo_redact.training.pipeline import LABELS, reference

Scores = dict[str, float]


def pieces(documents: Sequence[Document]) -> list[Item]:
    """Cut documents into the texts that the model reads."""
    return [chunk for document in documents for chunk in chunks(render(document.segments))]


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _prf(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = _ratio(right, found), _ratio(right, wanted)
    return precision, recall, _ratio(2 * precision * recall, precision + recall)


def score(nlp: Language, items: Sequence[Item]) -> Scores:
    """Give precision, recall and F per label, and found and precise characters of persons.

    What the model finds in a stretch about which nothing is known is not counted.
    """
    counts: Counter[tuple[str, str]] = Counter()
    characters: Counter[str] = Counter()
    for doc, item in zip(nlp.pipe((i.text for i in items), batch_size=64), items, strict=True):
        gold = {(e.start_char, e.end_char, e.label_) for e in reference(nlp, item).ents}
        found = {
            (e.start_char, e.end_char, e.label_)
            for e in doc.ents
            if not any(e.start_char < b and e.end_char > a for a, b in item.unknown)
        }
        for name, spans in (("wanted", gold), ("found", found), ("right", gold & found)):
            counts.update((label, name) for _, _, label in spans)
        wanted_chars = _characters(gold)
        found_chars = _characters(found)
        characters["wanted"] += len(wanted_chars)
        characters["found"] += len(found_chars)
        characters["right"] += len(wanted_chars & found_chars)
    return _summary(counts, characters)


def _characters(spans: set[tuple[int, int, str]]) -> set[int]:
    return {i for start, end, label in spans if label == "PER" for i in range(start, end)}


def _summary(counts: Counter[tuple[str, str]], characters: Counter[str]) -> Scores:
    result: Scores = {}
    for label in LABELS:
        values = _prf(counts[label, "right"], counts[label, "found"], counts[label, "wanted"])
        for name, value in zip(("p", "r", "f"), values, strict=True):
            result[f"{label.lower()}_{name}"] = round(value, 4)
        result[f"{label.lower()}_count"] = counts[label, "wanted"]
    result["per_characters_found"] = round(_ratio(characters["right"], characters["wanted"]), 4)
    result["per_characters_precise"] = round(_ratio(characters["right"], characters["found"]), 4)
    return result


def speed(nlp: Language, items: Sequence[Item]) -> int:
    """Measure tokens per second on one thread."""
    texts = [item.text for item in items]
    start = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    return round(tokens / (time.perf_counter() - start))
