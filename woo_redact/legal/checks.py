"""The legal checks R1 to R14 on the passages and documents of a dossier. Pure; a finding holds no document text.

Sources: Woo art. 5.1 to 5.3 and the annex to art. 8.8 (BWBR0045754); Awb art. 3:46 on reasons.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import Any

import regex

from woo_redact.domain.age import is_old, weighed_by_age
from woo_redact.domain.reason import withheld_words
from woo_redact.domain.report import Finding, Severity
from woo_redact.legal.rules import CHECKS, Check

MILIEU, EMISSION, FORMAL = "milieu", "emission", "formal-decision"
RESIDUAL, SERIOUS_HARM, CONFIDENTIAL = "5.1.5", "5.1.6", "5.1.1c"
DEFERRED, OPINION, PERSONAL = "5.1.4", "5.2", "5.1.2e"
NUMBERS, SPECIAL = (
    frozenset({"bsn", "vnumber"}),
    frozenset({"health", "belief", "origin", "orientation", "union", "politics", "crime", "special"}),
)
# So many words on the environment make a document one about it.
ABOUT = 3
_DATE = regex.compile(r"\b\d{1,2}[-/. ](?:\d{1,2}|\p{L}{3,9})[-/. ]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_FIGURE = regex.compile(r"\d")
# A reason that goes into the age of the document.
_AGE = regex.compile(r"\b5\.3\b|\btijdsverloop|\bvijf jaar|\b5 jaar", regex.IGNORECASE)
# What is left of a fact when figures, dates, amounts and quotations are taken out.
_FACTS = regex.compile(
    r"[“\"„][^”\"]*[”\"]|€|\b(?:euro|eur|mln|mld|miljoen|miljard|procent|januari|februari|maart|april|mei|juni|juli"
    r"|augustus|september|oktober|november|december|art|artikel|lid|stuks|pagina|bladzijde)\b|[\d.,%:;/()\s–-]+",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Treated:
    """A withheld passage: page (0-based), its words, the grounds that hold, the kinds of data, the reason given.

    ``suggestions`` are the ids of what it was suggested by.
    """

    page: int
    text: str = field(repr=False)
    grounds: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    reason: str = field(default="", repr=False)
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A document as the checks look at it.

    ``decided`` is the date of the decision; ``date`` (ISO 8601) that of the document, or empty; ``lists`` are the word
    lists ``milieu``, ``emission`` and ``formal-decision``; ``plain`` are words that tell nothing in a reason.
    """

    profile: str
    decided: date
    text: str = field(repr=False)
    passages: tuple[Treated, ...]
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)
    date: str = ""
    relative: frozenset[str] = frozenset()
    judgement: str = ""
    link: str = ""
    plain: frozenset[str] = field(default=frozenset(), repr=False)

    @cached_property
    def about_environment(self) -> bool:
        """Whether the document is about the environment."""
        return _count(self.lists.get(MILIEU, ()), self.text) >= ABOUT

    def environmental(self, passage: Treated) -> bool:
        """Whether a passage is about the environment, by its own words or by those of the document."""
        return self.about_environment or _words(self.lists, MILIEU).search(passage.text) is not None

    @cached_property
    def old(self) -> bool:
        """Whether the document is more than five years older than the decision."""
        return is_old(self.date, self.decided)


def check(case: Case, severities: Mapping[str, Severity] | None = None) -> tuple[Finding, ...]:
    """Return what a lawyer should look at in a document; ``severities`` replace those of the checks, by their id."""
    found: list[Finding] = []
    for known in CHECKS:
        passages = _FINDERS[known.id](case)
        pages = {None if known.of_document or passage is None else passage.page for passage in passages}
        ordered = sorted(pages, key=lambda page: -1 if page is None else page)
        found += [_finding(known, page, severities) for page in ordered]
    return tuple(found)


def told_of_passages(
    case: Case, severities: Mapping[str, Severity] | None = None
) -> tuple[tuple[Treated, Finding], ...]:
    """Return what a lawyer should look at for each passage, also where the document is what it is about."""
    return tuple(
        (passage, _finding(known, passage.page, severities))
        for known in CHECKS
        for passage in _FINDERS[known.id](case)
        if passage is not None
    )


def _finding(known: Check, page: int | None, severities: Mapping[str, Severity] | None) -> Finding:
    severity = (severities or {}).get(known.id, known.severity)
    return Finding(known.kind, severity, known.message, page, remedy=known.remedy)


# What a check is about; nothing but the document itself for one of them.
Passages = Iterator[Treated | None]


def _residual_beside_others(case: Case) -> Passages:
    return (p for p in case.passages if RESIDUAL in p.grounds and any(_absolute_or_relative(g) for g in p.grounds))


def _residual_on_environment(case: Case) -> Passages:
    return (p for p in case.passages if RESIDUAL in p.grounds and case.environmental(p))


def _serious_harm_misplaced(case: Case) -> Passages:
    return (
        p
        for p in case.passages
        if SERIOUS_HARM in p.grounds and (CONFIDENTIAL in p.grounds or not case.environmental(p))
    )


def _emission(case: Case) -> Passages:
    words = _words(case.lists, EMISSION)
    return (
        p
        for p in case.passages
        if any(_absolute_or_relative(g) and g != PERSONAL for g in p.grounds)
        and words.search(p.text)
        and _FIGURE.search(p.text)
    )


def _without_reason(case: Case) -> Passages:
    return (p for p in case.passages if set(p.grounds) & case.relative - {PERSONAL} and not p.reason.strip())


def _deferred_without_date(case: Case) -> Passages:
    return (p for p in case.passages if DEFERRED in p.grounds and not _DATE.search(p.reason))


def _old(case: Case) -> Passages:
    if case.profile == "woo-verzoek" and case.old:
        yield from (p for p in case.passages if any(map(weighed_by_age, p.grounds)) and not _AGE.search(p.reason))


def _opinion_in_formal_paper(case: Case) -> Passages:
    opinions = [p for p in case.passages if OPINION in p.grounds]
    if opinions and _count(case.lists.get(FORMAL, ()), case.text):
        yield from opinions


def _opinion_is_fact(case: Case) -> Passages:
    return (p for p in case.passages if OPINION in p.grounds and not regex.search(r"\p{L}{2}", _FACTS.sub(" ", p.text)))


def _opinion_not_offered(case: Case) -> Passages:
    return (p for p in case.passages if OPINION in p.grounds and case.profile == "beslisnota")


def _judgement_against_boxes(case: Case) -> Passages:
    grounds = {ground for p in case.passages for ground in p.grounds}
    wrong = {
        "openbaar": bool(grounds),
        "deels openbaar": not grounds,
        "niet openbaar": not grounds,
        "reeds openbaar": not case.link,
    }
    if wrong.get(case.judgement):
        yield None


def _number_under_privacy(case: Case) -> Passages:
    return (p for p in case.passages if NUMBERS & set(p.kinds) and PERSONAL in p.grounds and "5.1.1e" not in p.grounds)


def _special_under_privacy(case: Case) -> Passages:
    return (p for p in case.passages if SPECIAL & set(p.kinds) and PERSONAL in p.grounds and "5.1.1d" not in p.grounds)


def _reason_tells(case: Case) -> Passages:
    texts = [p.text for p in case.passages]
    told: dict[str, bool] = {}
    for passage in case.passages:
        if passage.reason and passage.reason not in told:
            told[passage.reason] = bool(withheld_words(passage.reason, texts, case.plain))
        if told.get(passage.reason):
            yield passage


_FINDERS: Mapping[str, Callable[[Case], Passages]] = {
    "R1": _residual_beside_others,
    "R2": _residual_on_environment,
    "R3": _serious_harm_misplaced,
    "R4": _emission,
    "R5": _without_reason,
    "R6": _deferred_without_date,
    "R7": _old,
    "R8": _opinion_in_formal_paper,
    "R9": _opinion_is_fact,
    "R10": _opinion_not_offered,
    "R11": _judgement_against_boxes,
    "R12": _number_under_privacy,
    "R13": _special_under_privacy,
    "R14": _reason_tells,
}


def _absolute_or_relative(ground: str) -> bool:
    return ground.startswith(("5.1.1", "5.1.2"))


def _words(lists: Mapping[str, tuple[str, ...]], name: str) -> Any:
    return _expression(lists.get(name, ()))


# A review asks of one document again and again.
@lru_cache(maxsize=4)
def _count(words: tuple[str, ...], text: str) -> int:
    """Return how often words stand in a text, counted up to as many as make a document one about them."""
    return sum(1 for _ in islice(_expression(words).finditer(text), ABOUT))


@cache
def _expression(words: tuple[str, ...]) -> Any:
    choices = "|".join(regex.escape(word) for word in words)
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{choices or '(?!)'})(?!\p{{L}})")
