"""The detector: all rules, the model and the lists of a case put to one document."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from woo_redact.detect.columns import find_columns, without_columns
from woo_redact.detect.contexts import find_contexts, find_sections
from woo_redact.detect.dossier_names import find_dossier_names, firm_as_flags
from woo_redact.detect.exceptions import exceptions_on
from woo_redact.detect.fields import find_fields
from woo_redact.detect.hits import Hit, Source, source_of
from woo_redact.detect.names import lexicon
from woo_redact.detect.ner import Reading, find_entities, read, supported
from woo_redact.detect.passages import find_passages
from woo_redact.detect.patterns import find_lists, find_patterns
from woo_redact.detect.persons import PERSON, elsewhere, known_from
from woo_redact.detect.plausible import cleaned
from woo_redact.detect.resolve import resolve
from woo_redact.detect.rivals import under_own_ground
from woo_redact.detect.roles import Roles, roles_of, words_of
from woo_redact.detect.terms import find_terms, without_kept
from woo_redact.domain.document import ParsedDocument, Span
from woo_redact.domain.name import KnownName
from woo_redact.domain.rule import (
    ContextRule,
    EntityRule,
    FieldRule,
    ListRule,
    PassageRule,
    PatternRule,
    Rule,
    RuleSet,
    SectionRule,
    Term,
)
from woo_redact.domain.suggestion import Level, Provenance, Suggestion, suggestion_id

# From this probability on the word of the model outweighs that something looks like a code or a noun.
BACKED = 0.8
R = TypeVar("R", PatternRule, ListRule, EntityRule, FieldRule, SectionRule, ContextRule, PassageRule)


class DutchDetector:
    """Proposes passages in Dutch government documents.

    ``rules`` are those of one profile. Without ``model`` the rules work alone. Texts in ``keep`` are never proposed,
    except where a term says so. ``names`` are certain in other documents of the dossier. ``passages`` is the folder of
    the model for passages under other grounds than personal data.
    """

    def __init__(
        self,
        rules: RuleSet,
        model: Path | None = None,
        terms: Sequence[Term] = (),
        *,
        keep: Sequence[str] = (),
        names: Sequence[KnownName] = (),
        passages: Path | None = None,
    ) -> None:
        self._rules, self._model, self._passages = rules, model, passages
        self._terms, self._keep = tuple(terms), tuple(keep)
        # Of two persons of one surname, the one whom no exception keeps counts.
        firm = {rule.head.id for rule in rules.rules if rule.head.firm}
        self._names = sorted(names, key=lambda name: name.rule not in firm)
        self._lexicon = lexicon(rules.lists)
        self._roles = words_of(rules.lists)

    def suggest(self, parsed: ParsedDocument) -> list[Suggestion]:
        """Return suggestions without overlaps per ground, in text order.

        Raises:
            ModelError: the model is missing or damaged.
            RulePackError: an expression of a pack takes too long.
        """
        source = source_of(parsed)
        reading = read(self._model, source) if self._model else None
        exceptions = exceptions_on(source, self._rules)
        roles = roles_of(reading, source, self._roles, exceptions.names()) if reading else None
        hits = exceptions.without(self._plausible(self._found(source, reading), reading, source))
        hits = without_columns(hits, self._lexicon.other_columns, source)
        hits = self._judged(hits, roles)
        backed = partial(_backed, reading, source)
        known = known_from(hits, self._lexicon, source.text, backed)
        further = exceptions.without(self._plausible(elsewhere(known, self._lexicon, source), reading, source))
        hits += self._judged(further, roles)
        in_dossier = self._plausible(find_dossier_names(self._names, hits, self._lexicon, source), reading, source)
        in_dossier = exceptions.without(firm_as_flags(in_dossier, self._rules.rules))
        hits += self._judged(in_dossier, roles)
        hits += exceptions.without(find_patterns(_beside(self._rules.rules), self._rules.lists, source, hits))
        hits = without_kept(hits, self._keep, source.text)
        hits += find_terms(self._terms, source.text)
        # What is left of a passage when a surer one is taken out may be a full stop.
        telling = (hit for hit in resolve(hits) if any(c.isalnum() for c in source.text[hit.start : hit.end]))
        suggestions = (_suggestion(parsed, hit) for hit in telling)
        return [suggestion for suggestion in suggestions if suggestion.spans]

    def _judged(self, hits: list[Hit], roles: Roles | None) -> list[Hit]:
        """Put the hits to the model: whether it supports them, and whether it takes somebody for a public person."""
        if roles is None:
            return hits
        return roles.flagged(supported(hits, self._rules.rules, roles.reading, roles.source))

    def _found(self, source: Source, reading: Reading | None) -> list[Hit]:
        rules, lists = self._rules.rules, self._rules.lists
        hits = [
            *find_patterns(_alone(rules), lists, source),
            *find_lists(_of(rules, ListRule), lists, source),
            *find_fields(_of(rules, FieldRule), self._lexicon, source),
            *find_columns([rule for rule in _of(rules, FieldRule) if rule.columns], self._lexicon, source),
            *find_sections(_of(rules, SectionRule), lists, source),
        ]
        contexts = list(find_contexts(_of(rules, ContextRule), lists, source))
        if self._passages and (of_model := _of(rules, PassageRule)):
            hits.extend(find_passages(of_model, self._passages, source, contexts, lists))
        else:
            hits.extend(contexts)
        entities = _of(rules, EntityRule)
        if reading and entities:
            hits.extend(find_entities(entities, reading, source))
        return list(under_own_ground(hits, self._rules.rivals, source))

    def _plausible(self, hits: Iterable[Hit], reading: Reading | None, source: Source) -> list[Hit]:
        """Leave out what is no name among the persons, and the words around a name that are none."""
        found = []
        for hit in hits:
            place: tuple[int, int] | None = (hit.start, hit.end)
            if hit.kind == PERSON:
                backed = _backed(reading, source, hit)
                certain = hit.level is Level.A
                place = cleaned(source, (hit.start, hit.end), self._lexicon, certain=certain, backed=backed)
            if place:
                found.append(replace(hit, start=place[0], end=place[1]))
        return found


def _backed(reading: Reading | None, source: Source, hit: Hit) -> bool:
    """Whether the model is sure that a person is named here."""
    return reading is not None and reading.support(source.text, hit.start, hit.end) >= BACKED


def _alone(rules: Iterable[Rule]) -> list[PatternRule]:
    return [rule for rule in _of(rules, PatternRule) if not (rule.cue and rule.cue.kinds)]


def _beside(rules: Iterable[Rule]) -> list[PatternRule]:
    """The rules that need to know what other rules found."""
    return [rule for rule in _of(rules, PatternRule) if rule.cue and rule.cue.kinds]


def _of(rules: Iterable[Rule], kind: type[R]) -> list[R]:
    return [rule for rule in rules if isinstance(rule, kind)]


def _suggestion(parsed: ParsedDocument, hit: Hit) -> Suggestion:
    spans = parsed.flow.locate(hit.start, hit.end)
    return Suggestion(
        id=suggestion_id(parsed.document.id, spans, hit.ground),
        document=parsed.document.id,
        spans=spans,
        ground=hit.ground,
        kind=hit.kind,
        level=hit.level,
        provenance=tuple(_placed(parsed, reason) for reason in hit.reasons),
        boxes=tuple(parsed.boxes(span) for span in spans),
    )


def _placed(parsed: ParsedDocument, reason: Provenance) -> Provenance:
    """Return a reason with its cues, which finders give as places of the flow, on their pages."""
    cues: list[Span] = [span for cue in reason.cues for span in parsed.flow.locate(cue.start, cue.end)]
    return replace(reason, cues=tuple(cues))
