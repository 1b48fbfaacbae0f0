"""Names that are certain in other documents of the dossier, looked for in this one by their surname."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from woo_redact.detect.hits import Hit, Source, fold, reason_of
from woo_redact.detect.names import Lexicon
from woo_redact.detect.persons import PERSON, Known, widened
from woo_redact.domain.folding import folded
from woo_redact.domain.name import KnownName
from woo_redact.domain.rule import ELSEWHERE, IN_DOSSIER, Rule
from woo_redact.domain.suggestion import Level, Provenance

SCORE = 0.8

_TOKEN = regex.compile(r"\p{Lu}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*|d['’]\p{Lu}[\p{L}\p{M}]+")


def find_dossier_names(
    names: Sequence[KnownName], hits: Sequence[Hit], lexicon: Lexicon, source: Source
) -> Iterator[Hit]:
    """Yield the places where a surname of ``names`` stands with a capital and none of ``hits`` does.

    For review: somebody else may have that surname.
    """
    by_surname = {word: name for name in reversed(names) for word in name.surname}
    if not by_surname:
        return
    given = {word for name in names for word in name.given}
    end = 0
    taken = sorted((hit.start, hit.end) for hit in hits if hit.level is not Level.C)
    for match in _TOKEN.finditer(source.text):
        name = by_surname.get(folded(match.group()))
        if name is None or match.start() < end or any(s < match.end() and e > match.start() for s, e in taken):
            continue
        reason = Provenance("names", IN_DOSSIER, score=SCORE)
        hit = Hit(match.start(), match.end(), name.ground, PERSON, Level.B, name.rule, (reason,))
        known = Known({fold(match.group()): hit}, dict.fromkeys(given, hit))
        if name.particle:
            known.particled.add(fold(match.group()))
        start, end = widened(source.text, match.start(), match.end(), known, lexicon)
        yield Hit(start, end, hit.ground, PERSON, Level.B, hit.rule, hit.reasons)


def firm_as_flags(hits: Iterable[Hit], rules: Iterable[Rule]) -> Iterator[Hit]:
    """Yield the hits; those whose name a firm rule made certain in another document with a flag beneath.

    Beside an office it may be somebody else of that name, so exceptions hold as they do for any name found elsewhere;
    but it may be the same person, who must not stay readable unseen: the flag is what is left there.
    """
    firm = {rule.head.id: rule.head for rule in rules if rule.head.firm}
    for hit in hits:
        head = firm.get(hit.rule)
        if head is None:
            yield hit
        else:
            reasons = (*hit.reasons, reason_of(head, "names", 0.0))
            yield replace(hit, rule=ELSEWHERE)
            yield replace(hit, level=Level.C, reasons=reasons, firm=True)
