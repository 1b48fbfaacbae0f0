"""Which of two grounds that are alike a find belongs under, by the words around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from woo_redact.detect.cues import near
from woo_redact.detect.hits import Hit, Source
from woo_redact.domain.rule import Cue, Rival
from woo_redact.domain.suggestion import Level


def under_own_ground(hits: Iterable[Hit], rivals: Sequence[Rival], source: Source) -> Iterator[Hit]:
    """Yield the hits, each under the ground that the words around it speak for, which its reasons tell."""
    for hit in hits:
        word, rival = next(
            ((w, r) for r in rivals if hit.rule in r.rules and (w := _speaks(r, hit, source))), ("", None)
        )
        if rival is None:
            yield hit
        else:
            reasons = tuple(replace(r, context=word) if r.rule == hit.rule else r for r in hit.reasons)
            yield replace(hit, ground=rival.ground, reasons=reasons)


def _speaks(rival: Rival, hit: Hit, source: Source) -> str:
    """Return the word near a hit that speaks for the ground of its rival, unless another speaks against it."""
    if _word(rival.unless, rival.window, hit, source):
        return ""
    return _word(rival.words, rival.window, hit, source)


def _word(words: tuple[str, ...], window: int, hit: Hit, source: Source) -> str:
    # From its end, so that the words of the hit count as well.
    cue = Cue(words, window + hit.end - hit.start, Level.B, 0.0)
    return near(cue, source, hit.end, hit.end)
