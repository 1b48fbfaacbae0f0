"""The persons of a dossier: made from what is suggested and decided, kept with their numbers."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from woo_redact import __version__
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import PageTexts
from woo_redact.domain.folding import folded
from woo_redact.domain.ground import Pseudonyms
from woo_redact.domain.name import KnownName
from woo_redact.domain.rule import ELSEWHERE, IN_DOSSIER
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.store import Store
from woo_redact.persons.linking import Mention, link
from woo_redact.persons.names import Form, Name, name_of
from woo_redact.persons.numbering import numbered
from woo_redact.persons.spreading import NameIndex, found_names, known_name
from woo_redact.pipeline.results import PersonSummary
from woo_redact.pipeline.stages import load_rule_set

# What is made from the documents of a dossier: see ``Store.made_from``.
PERSONS, NAMES = "persons", "names"
NAMING = ("person", "email")
# Words of these lists are more than names.
NO_SURNAMES = ("common-words", "not-names", "places")
TITLES = "titles"
FIRST_NAMES = "first-names"
# What was derived from a name is no source of one: else a mistake would go round.
DERIVED = (ELSEWHERE, IN_DOSSIER)


@cache
def _words(*lists: str, strip: str = "") -> frozenset[str]:
    known = load_rule_set().lists
    return frozenset(folded(word).rstrip(strip) for name in lists for word in known.get(name, ()))


def passage(suggestion: Suggestion, texts: PageTexts) -> str:
    """Return the text of a suggestion. For people only: never log it."""
    return " ".join(texts[span.page][span.start : span.end] for span in suggestion.spans)


def named(text: str) -> Name:
    """Take a mention apart, without titles before the name: "Ms Tabak" has no given name."""
    words = text.split(" ")
    while len(words) > 1 and folded(words[0]).rstrip(".") in _words(TITLES, strip="."):
        words = words[1:]
    return name_of(" ".join(words))


def documents_of(store: Store) -> Mapping[str, str]:
    """Return the documents that were read, each with the first name of a file that has it, in the order of names."""
    names: dict[str, str] = {}
    for record in store.files():
        if record.document and record.scanned_with:
            names.setdefault(record.document, record.name)
    return names


def names_from_elsewhere(store: Store) -> Iterator[tuple[str, tuple[KnownName, ...], str]]:
    """Yield the documents to look through again: with which names from other documents, and the digest of those.

    When nothing changed since all were, none is looked at; see :func:`names_done`.
    """
    index = NameIndex()
    documents = documents_of(store)
    if store.made_from(NAMES) == _names_state(store, documents):
        return
    for document in documents:
        for name in _certain(store, document):
            index.add(name, document)
    for document in documents:
        texts = store.page_texts(document)
        covered: list[list[tuple[int, int]]] = [[] for _ in texts]
        for suggestion in store.scan(document):
            if suggestion.level is not Level.C:
                for span in suggestion.spans:
                    covered[span.page].append((span.start, span.end))
        names, bare = found_names(index, document, texts, covered)
        digest, before = _digest(names), store.names_used(document)
        if digest != before and (bare or before):
            yield document, names, digest


def names_done(store: Store) -> None:
    """Record that all documents were looked through with the names that are certain now."""
    store.set_made_from(NAMES, _names_state(store, documents_of(store)))


def _names_state(store: Store, documents: Mapping[str, str]) -> str:
    return state_of(store, documents, store.last_sequence(Author.PERSON))


def _certain(store: Store, document: str) -> Iterator[KnownName]:
    """Yield the names that are certain in a document: surely found, or approved by a person, and by none rejected."""
    held = store.held(document)
    texts = store.page_texts(document)
    for suggestion in store.scan(document):
        decision = held.get(suggestion.id)
        by_person = decision.verdict if decision and decision.author is Author.PERSON else Verdict.OPEN
        sure = by_person is Verdict.APPROVED or (by_person is Verdict.OPEN and suggestion.level is Level.A)
        rule = origin(suggestion)
        if suggestion.kind != "person" or not sure or not rule:
            continue
        name = named(passage(suggestion, texts))
        known = known_name(name, suggestion.ground, rule, _words(*NO_SURNAMES), _words(FIRST_NAMES))
        if known:
            yield known


def origin(suggestion: Suggestion) -> str:
    """Return the rule that found a name by itself, a firm one first; empty when the name was only derived."""
    # Beside what derives from a name that no exception keeps stands the rule of that name, with no score of its own.
    rules = [p.rule for p in suggestion.provenance if p.rule not in DERIVED and p.score]
    return next((rule for rule in rules if rule in _firm()), rules[0] if rules else "")


@cache
def _firm() -> frozenset[str]:
    return frozenset(rule.head.id for rule in load_rule_set().rules if rule.head.firm)


def _digest(names: Iterable[KnownName]) -> str:
    lines = [repr((n.surname, n.given, n.particle, n.ground, n.rule)) for n in names]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def counts(suggestion: Suggestion, decision: Decision | None) -> bool:
    """Whether a suggestion is a mention of a person: it goes, or is open for review and more than a sign."""
    if suggestion.kind not in NAMING:
        return False
    verdict = decision.verdict if decision else Verdict.OPEN
    return verdict is Verdict.APPROVED or (verdict is Verdict.OPEN and suggestion.level is not Level.C)


def make_persons(store: Store) -> None:
    """Bring the persons of a dossier up to date with its files, suggestions and decisions."""
    documents = documents_of(store)
    made_from = state_of(store, documents, store.last_sequence())
    if store.made_from(PERSONS) == made_from:
        return
    mentions = [mention for document, file in documents.items() for mention in _mentions(store, document, file)]
    persons = link(mentions, _words(FIRST_NAMES))
    kept = numbered(persons, store.persons.places(), store.persons.last_number())
    with store.transaction():
        store.persons.save(kept)
        store.set_made_from(PERSONS, made_from)


def _mentions(store: Store, document: str, file: str) -> Iterator[Mention]:
    held = store.held(document)
    texts = store.page_texts(document)
    for suggestion in store.scan(document):
        if counts(suggestion, held.get(suggestion.id)):
            place = suggestion.spans[0]
            name = named(passage(suggestion, texts))
            yield Mention(file, place.page, place.start, place.end, suggestion.id, document, name)


def state_of(store: Store, documents: Mapping[str, str], decided: int) -> str:
    """Return a digest of everything that persons follow from; ``decided`` numbers the last decision that counts."""
    parts = [__version__, load_rule_set().digest, str(decided)]
    for record in store.files():
        if record.document in documents:
            parts.append(
                f"{record.name}\0{record.document}\0{record.scanned_with}\0{store.names_used(record.document)}"
            )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def summary_of_person(number: int | None, mentions: Sequence[tuple[str, str]]) -> PersonSummary:
    """Return what people see of a person; ``mentions`` are pairs of document and text."""
    forms = [" ".join(text.split()) for _, text in mentions]
    full = [form for form in forms if named(form).form is Form.FULL and not named(form).address]
    name = max(full or forms, key=len, default="")
    return PersonSummary(number, name, len(mentions), len({document for document, _ in mentions}))


def numbers(store: Store, pseudonyms: Pseudonyms) -> dict[str, int | None]:
    """Return the number of the person that each suggestion names, as far as it is to be told: ``None`` when unsure."""
    if pseudonyms is Pseudonyms.NONE:
        return {}
    return {m.suggestion: person.shown for person in store.persons.current() for m in person.mentions}
