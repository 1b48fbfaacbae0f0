"""Passages under other grounds than personal data, as the passage model finds them."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from woo_redact.detect.actors import ACTORS, actors_in
from woo_redact.detect.choosing import Thresholds, passages, strengths, unheard
from woo_redact.detect.contexts import announces
from woo_redact.detect.cues import near
from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.detect.model_files import DESCRIPTION
from woo_redact.detect.passage_net import cues_of, load_network, read
from woo_redact.domain.document import Span
from woo_redact.domain.rule import Cue, PassageRule
from woo_redact.domain.suggestion import Level

# Where this ground is not offered, opinions of officials are published.
OPINION = "5.2"
# The list of markings of secrecy, and how many characters from a passage one may stand.
MARKINGS, SECRET_AROUND = "classifications", 1000
NO_LISTS: Mapping[str, Collection[str]] = MappingProxyType({})


@cache
def thresholds(folder: Path) -> Thresholds:
    """Return from which probability on a passage is suggested."""
    use = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))["use"]
    return Thresholds(float(use["review"]), float(use["alone"]), float(use["flag"]))


def find_passages(
    rules: Sequence[PassageRule],
    model: Path,
    source: Source,
    contexts: Sequence[Hit] = (),
    lists: Mapping[str, Collection[str]] = NO_LISTS,
) -> Iterator[Hit]:
    """Yield the passages under the grounds that have a rule, and what other rules found by its ``contexts``.

    Those are flags where the model hears nothing. Where nobody is about, as in a manual, and no marking of secrecy
    stands near, what would be for review is a flag, and a flag of the model nothing.

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
    empty = _Emptiness(source, lists)
    for hit in contexts:
        place = hit.start, hit.end
        quiet = hit.level is Level.B and (unheard(strong, *place) or empty.at(*place))
        yield replace(hit, level=Level.C) if quiet else hit
    for found in passages(reading.judged, network.grounds, thresholds(model), frozenset(by_ground)):
        rule = by_ground[found.ground]
        place = found.start, found.end
        nobody = empty.at(*place)
        if (nobody and not found.review) or announces(source, *place):
            continue
        level = max(rule.head.level, Level.B if found.review and not nobody else Level.C)
        word = near(rule.cue, source, *place) if rule.cue and level is Level.C else ""
        if rule.cue and word:
            level = max(rule.head.level, rule.cue.level)
        reason = reason_of(rule.head, f"model {network.name}", round(found.probability, 3), context=word)
        cues = tuple(Span(0, *cue) for cue in cues_of(network, reading, place, found.ground, source.text))
        yield hit_of(rule.head, *place, replace(reason, cues=cues), level)


class _Emptiness:
    """Where nobody is about in a text, and no marking of secrecy stands near."""

    def __init__(self, source: Source, lists: Mapping[str, Collection[str]]) -> None:
        self._source = source
        self._actors = actors_in(source, lists[ACTORS]) if lists.get(ACTORS) else None
        self._markings = Cue(tuple(lists.get(MARKINGS, ())), SECRET_AROUND, Level.B, 0.0)

    def at(self, start: int, end: int) -> bool:
        if self._actors is None or not self._actors.nobody(start, end):
            return False
        return not near(self._markings, self._source, start, end)
