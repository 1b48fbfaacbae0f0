"""The documents of a dossier as a package tells of them: facts, decisions, and what the archive team wrote."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from woo_redact.disclosure.mentions import References, Subjects
from woo_redact.disclosure.numbering import NamedDocument, document_ids
from woo_redact.disclosure.relations import Standing, Traits, standings
from woo_redact.disclosure.title import gives_away_others, masked, withheld_elsewhere
from woo_redact.domain.document_id import GivenId
from woo_redact.domain.publication import Listed, PublishedDocument, Relation, RelationKind
from woo_redact.domain.publication_settings import DocumentEntry, PublicationSettings
from woo_redact.domain.showing import bullets, shown
from woo_redact.dossier.store import Store
from woo_redact.errors import InputError
from woo_redact.pipeline.package.gathering import Gathered, gathered

REMEDY = "Pas publicatie.toml in de map van het dossier aan."
SHOWN_PROBLEMS = 10
NOTHING = DocumentEntry("")


def _silent(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How documents are told of.

    ``ids`` are by file name (see :func:`ids_of`); ``sort`` and ``theme`` look a label or URI up in the value lists;
    ``latest`` is the day after which no document can be from; ``told`` is called with each file name that was read.
    """

    settings: PublicationSettings
    ids: Mapping[str, str] = field(repr=False)
    sort: Callable[[str], Listed | None]
    theme: Callable[[str], Listed | None]
    latest: date
    told: Callable[[str], None] = _silent


def ids_of(store: Store, settings: PublicationSettings) -> tuple[GivenId, ...]:
    """Return the id of every file of a dossier, in its order. Nothing is stored: see :func:`keep_ids`.

    Raises:
        InputError: an id in the settings cannot be one.
    """
    files = [NamedDocument(record.name, record.document) for record in store.files()]
    own = {entry.name: entry.id for entry in settings.documents if entry.id}
    return document_ids(files, own, store.document_ids.all())


def keep_ids(store: Store, ids: Iterable[GivenId]) -> None:
    """Store ids that a package went out with, so that no other document ever gets them."""
    with store.transaction():
        known = {one.id.lower() for one in store.document_ids.all()}
        store.document_ids.give([one for one in ids if one.id.lower() not in known])


def published(store: Store, telling: Telling) -> tuple[PublishedDocument, ...]:
    """Return the documents of a dossier, in its order, without what is known of a file only after it is made.

    Raises:
        InputError: what the settings tell of a document cannot be published, or is on no value list.
    """
    records = store.files()
    references = References((telling.ids[record.name], record.facts.reference) for record in records)
    found: list[Gathered] = []
    for number, record in enumerate(records, 1):
        found.append(gathered(store, record, number, references, telling.latest))
        telling.told(record.name)
    whole = _whole(found, telling)
    problems = [problem for one in found for problem in _problems(one, whole)]
    if problems:
        raise InputError(
            f"publicatie.toml vertelt van documenten wat niet kan:\n{bullets(problems, SHOWN_PROBLEMS)}", REMEDY
        )
    return tuple(_document(one, whole) for one in found)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What of all documents is needed to tell of one: what nobody may read anywhere, and how they stand."""

    telling: Telling
    names: frozenset[str] = field(repr=False)
    entries: Mapping[str, DocumentEntry] = field(repr=False)
    titles: Mapping[str, str] = field(repr=False)
    standings: Mapping[str, Standing]

    def id(self, one: Gathered) -> str:
        return self.telling.ids[one.record.name]

    def entry(self, one: Gathered) -> DocumentEntry:
        return self.entries.get(one.record.name, NOTHING)

    def others(self, one: Gathered) -> Iterator[tuple[str, str]]:
        """Yield what the settings call related, and its id; empty when there is no such document."""
        by_id = {id.lower(): id for id in self.titles}
        for other in self.entry(one).related:
            id = self.telling.ids.get(other) or by_id.get(other.lower(), "")
            yield other, "" if id == self.id(one) else id


def _whole(found: Sequence[Gathered], telling: Telling) -> _Whole:
    names = frozenset(name for one in found for name in one.names)
    entries = {entry.name: entry for entry in telling.settings.documents}
    titles = {telling.ids[one.record.name]: _title(one, names) for one in found}
    subjects = Subjects(titles)
    traits = []
    for one in found:
        id, facts = telling.ids[one.record.name], one.record.facts
        meant = one.printed | subjects.meant_by(one.separate, id)
        digests = {"document": one.record.document, "text": one.text, "thread": facts.thread}
        papers = {"reference": facts.reference, "answers": facts.answers}
        traits.append(Traits(id, one.record.name, **digests, **papers, mentions=tuple(sorted(meant))))
    return _Whole(telling, names, entries, titles, standings(traits))


def _title(one: Gathered, names: AbstractSet[str]) -> str:
    title = masked(one.title, names)
    # A title made of the file name may have words that are joined.
    bare = not one.record.facts.title and gives_away_others(title, names)
    return f"Document {one.number}" if bare or not any(map(str.isalnum, title)) else title


def _problems(one: Gathered, whole: _Whole) -> Iterator[str]:
    """Yield what the settings tell of a document that cannot be published as it is; never with its words."""
    entry, name = whole.entry(one), shown(one.record.name)
    for key, text in (("titel", entry.title), ("toelichting", entry.remark)):
        if withheld_elsewhere(text, whole.names | one.own_names):
            yield f"{name}: in {key} staan woorden die in het dossier zijn gelakt"
    if entry.sort and whole.telling.sort(entry.sort) is None:
        yield f"{name}: de soort {entry.sort} staat niet in de lijst met documentsoorten"
    for theme in entry.themes:
        if whole.telling.theme(theme) is None:
            yield f"{name}: het thema {theme} staat niet in de lijst met thema's"
    for other, id in whole.others(one):
        if not id:
            yield f"{name}: het gerelateerde document {other} is geen ander document van dit dossier"


def _document(one: Gathered, whole: _Whole) -> PublishedDocument:
    entry, standing, facts = whole.entry(one), whole.standings[whole.id(one)], one.record.facts
    told_relations = tuple(Relation(RelationKind.REFERENCE, id) for _, id in whole.others(one))
    themes = entry.themes or whole.telling.settings.themes or one.themes
    return PublishedDocument(
        id=whole.id(one),
        number=one.number,
        name=f"Document {one.number}" if gives_away_others(one.name, whole.names) else one.name,
        title=entry.title or whole.titles[whole.id(one)],
        judgement=one.judgement,
        date=entry.date or one.date,
        received=entry.received or one.received,
        reference="" if withheld_elsewhere(one.reference, whole.names) else one.reference,
        kind=facts.kind,
        sort=_looked_up(whole.telling.sort, entry.sort or facts.sort),
        themes=tuple(listed for theme in themes if (listed := _looked_up(whole.telling.theme, theme))),
        grounds=one.grounds,
        passages=one.passages,
        reasons=tuple((grounds, masked(reason, whole.names)) for grounds, reason in one.reasons),
        pages=one.record.page_count,
        family=_family(entry, standing, whole),
        thread=standing.thread,
        relations=tuple(dict.fromkeys((*standing.relations, *told_relations))),
        duplicate_of=standing.duplicate_of,
        suspended=entry.suspended,
        links=entry.links,
        remark=entry.remark,
    )


def _family(entry: DocumentEntry, standing: Standing, whole: _Whole) -> int | None:
    """Return the number in the settings; else that of the file names, after the highest in the settings."""
    chosen = [other.family for other in whole.entries.values() if other.family is not None]
    if entry.family is not None or standing.family is None:
        return entry.family
    return standing.family + max(chosen, default=0)


def _looked_up(lookup: Callable[[str], Listed | None], text: str) -> Listed | None:
    return lookup(text) if text else None
