"""Filling the folder of a package, checking what is in it, and sealing it."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from woo_redact import __version__
from woo_redact.disclosure.bundle import add_file, make_bag, write_sums
from woo_redact.disclosure.judgement import secret, visible_pages
from woo_redact.disclosure.title import gives_away
from woo_redact.disclosure.value_lists import ListName
from woo_redact.domain.file import FileState
from woo_redact.domain.package_layout import INTERNAL, PUBLIC, document_file
from woo_redact.domain.publication import Publication, PublishedDocument
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.pipeline.cases import DecidedDocument, decided_document, secret_texts
from woo_redact.pipeline.package.checking import Secrets, refuse_faulty
from woo_redact.pipeline.package.decision import with_decision
from woo_redact.pipeline.package.documents import Telling, ids_of, keep_ids, published
from woo_redact.pipeline.package.entry import Entry
from woo_redact.pipeline.package.filling import Filled, Filling, fill, write_files
from woo_redact.pipeline.package.internal import internal_files
from woo_redact.pipeline.package.own_texts import own_texts
from woo_redact.pipeline.package.readme import FILE, readme
from woo_redact.pipeline.package.results import MadePackage, Wishes
from woo_redact.pipeline.package.settings import last_decision, looked_up, publication_of
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.stages import load_rule_set

# What comes when the copies are made, as the progress calls it.
LISTS, CHECK, SEAL = "lijsten en metagegevens", "controle", "controlegetallen"
CLOSING = (LISTS, CHECK, SEAL)


@dataclass(frozen=True, slots=True)
class Packing:
    """A package being made of an open dossier."""

    layout: DossierLayout
    store: Store
    settings: PublicationSettings
    wishes: Wishes
    progress: Callable[[Progress], None] | None

    def into(self, part: Path) -> MadePackage:
        """Fill ``part``, a new folder, check what is in it, and seal it; the folder of the result is to be filled in.

        Raises:
            InputError: what is told of the publication cannot be published.
            VerificationError: what was made does not pass its checks.
            OutputError: something cannot be written.
        """
        public, internal, rules = part / PUBLIC, part / INTERNAL, load_rule_set()
        publication = self._publication(public)
        ids = ids_of(self.store, self.settings)
        entries = self._entries(publication, {one.name: one.id for one in ids})
        steps = Steps(self.progress, sum(bool(entry.document.file) for entry in entries) + len(CLOSING))
        workers = self.wishes.workers or os.cpu_count() or 1
        filling = Filling(self.layout, self.settings, rules, public, internal, workers, steps.take)
        filled = fill(filling, publication, entries)
        kept = internal_files(self.store, filled.entries, filled.copies, self.settings)
        write_files(internal, kept)
        steps.take(LISTS)
        secrets = Secrets(_withheld(entries), (*_readable(entries), *own_texts(publication, rules)))
        refuse_faulty(part, secrets, [e.document.id for e in entries if _is_awaited(e.document)])
        steps.take(CHECK)
        _seal(part, public, publication)
        steps.take(SEAL)
        if not self.wishes.concept:
            keep_ids(self.store, ids)
        return _summary(part, filled)

    def _publication(self, public: Path) -> Publication:
        moment = last_decision(self.store, self.settings.decided)
        publication = publication_of(self.settings, moment, concept=self.wishes.concept)
        return with_decision(publication, self.settings, self.layout.root, public, load_rule_set())

    def _entries(self, publication: Publication, ids: Mapping[str, str]) -> tuple[Entry, ...]:
        records = self.store.files()
        telling = Telling(
            self.settings,
            ids,
            sort=lambda text: looked_up(ListName.DOCUMENT_SORTS, text),
            theme=lambda text: looked_up(ListName.THEMES, text),
            latest=max(publication.decided or publication.moment.date(), publication.moment.date()),
            told=Steps(self.progress, len(records)).take,
        )
        documents = published(self.store, telling)
        titled = {entry.name for entry in self.settings.documents if entry.title}
        return tuple(
            _entry(document, decided_document(self.store, record), own_title=record.name in titled)
            for document, record in zip(documents, records, strict=True)
        )


class Steps:
    """Tells how far it is."""

    def __init__(self, progress: Callable[[Progress], None] | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def take(self, name: str) -> None:
        """Take a step: a file, or something else by its name."""
        self._done += 1
        if self._progress:
            self._progress(Progress(self._done, self._total, name))


def _entry(document: PublishedDocument, one: DecidedDocument, *, own_title: bool) -> Entry:
    """Give a document its place in the package, if it goes out now; one that was not blacked out is in a draft only.

    Of one that does not go out nobody can read the subject line, so that its title may not hold a word that is withheld
    further on. A title that people gave (``own_title``) is refused later, not changed.
    """
    if _is_awaited(document) and one.record.state is FileState.WRITTEN:
        return Entry(replace(document, file=document_file(document.id)), one)
    if own_title or not gives_away(document.title, one.texts, secret(one.redactions)):
        return Entry(document, one)
    return Entry(replace(document, title=f"Document {document.number}"), one)


def _is_awaited(document: PublishedDocument) -> bool:
    """Whether a document will go out but cannot yet: of a draft only."""
    return document.judgement.has_file and not document.suspended and not document.file


def _withheld(entries: Sequence[Entry]) -> Mapping[str, Sequence[str]]:
    found = {entry.document.id: secret_texts(entry.decided) for entry in entries}
    return {id: passages for id, passages in found.items() if passages}


def _readable(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what can be read on the pages that go out."""
    for entry in entries:
        if entry.document.file:
            yield from visible_pages(entry.decided.redactions, entry.decided.texts)


def _seal(part: Path, public: Path, publication: Publication) -> None:
    write_sums(public)
    info = {
        "Source-Organization": publication.organisation.label,
        "External-Identifier": publication.matter,
        "External-Description": publication.title,
        "Bagging-Date": publication.moment.date().isoformat(),
        "Bag-Software-Agent": f"woo-redact {__version__}",
    }
    make_bag(public, info)
    add_file(part, FILE, readme(publication))
    write_sums(part)


def _summary(part: Path, filled: Filled) -> MadePackage:
    documents = [entry.document for entry in filled.entries]
    names = {entry.document.id: entry.decided.record.name for entry in filled.entries}
    counts = Counter(document.judgement.value for document in documents)
    return MadePackage(
        folder=part,
        documents={name: counts[name] for name in sorted(counts)},
        levels=Counter(copy.level for copy in filled.copies.values()),
        without_file=tuple(names[document.id] for document in documents if not document.file),
        told=tuple(
            (names[id], problem) for id, copy in filled.copies.items() if not copy.level for problem in copy.problems
        ),
        concept=filled.package.publication.concept,
    )
