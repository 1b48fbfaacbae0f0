"""Passages under other grounds than personal data, as the passage model finds them."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from woo_redact.detect.choosing import Thresholds, passages, strengths, unheard
from woo_redact.detect.cues import near
from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.detect.model_files import DESCRIPTION
from woo_redact.detect.passage_net import cues_of, load_network, read
from woo_redact.domain.document import Span
from woo_redact.domain.rule import PassageRule
from woo_redact.domain.suggestion import Level

# Where this ground is not offered, opinions of officials are published.
OPINION = "5.2"


@cache
def thresholds(folder: Path) -> Thresholds:
    """Return from which probability on a passage is suggested."""
    use = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))["use"]
    return Thresholds(float(use["review"]), float(use["alone"]), float(use["flag"]))


def find_passages(
    rules: Sequence[PassageRule], model: Path, source: Source, contexts: Sequence[Hit] = ()
) -> Iterator[Hit]:
    """Yield the passages under the grounds that have a rule, and what other rules found by its ``contexts``.

    Those are flags where the model hears nothing.

    Raises:
        ModelError: the model in the folder ``model`` is missing or was changed.
    """
    by_ground = {rule.head.ground: rule for rule in rules}
    network = load_network(model)
    reading = read(network, source, opinions_stay=OPINION not in by_ground)
    if reading is None:
        yield from contexts
        return
    strong = strengths(reading.judged, network.grounds, frozenset(by_ground))
    for hit in contexts:
        quiet = hit.level is Level.B and unheard(strong, hit.start, hit.end)
        yield replace(hit, level=Level.C) if quiet else hit
    for found in passages(reading.judged, network.grounds, thresholds(model), frozenset(by_ground)):
        rule = by_ground[found.ground]
        level = max(rule.head.level, Level.B if found.review else Level.C)
        word = near(rule.cue, source, found.start, found.end) if rule.cue and level is Level.C else ""
        if rule.cue and word:
            level = max(rule.head.level, rule.cue.level)
        reason = reason_of(rule.head, f"model {network.name}", round(found.probability, 3), context=word)
        cues = tuple(
            Span(0, *place) for place in cues_of(network, reading, (found.start, found.end), found.ground, source.text)
        )
        yield hit_of(rule.head, found.start, found.end, replace(reason, cues=cues), level)
