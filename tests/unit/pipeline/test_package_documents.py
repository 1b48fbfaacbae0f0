"""What a package tells of the documents of a dossier: nothing that is withheld, and what people wrote."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from support.values import suggest, verdict
from woo_redact.domain.document import Span
from woo_redact.domain.file import Facts, FileRecord, FileState
from woo_redact.domain.publication import DocumentKind, Judgement, Listed, PublishedDocument, Relation, RelationKind
from woo_redact.domain.publication_settings import DocumentEntry, PublicationSettings
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import InputError
from woo_redact.pipeline.package.documents import Telling, ids_of, keep_ids, published

MEMO, MAIL = "a" * 64, "b" * 64
MEMO_TEXT = "Gesprek met Kees Jansen\n8 november 2022\nZ-2022-0042\nDe dijk en het waterschap."
MAIL_TEXT = "Vraag over de dijk\nZie Z-2022-0042.\nKees belt morgen."
NAME = suggest((0, 12, 23), document=MEMO)
LISTS = {"beslisnota", "brief", "waterbeheer", "defensie"}


def place(text: str, part: str, document: str, ground: str = "5.1.2e") -> Suggestion:
    start = text.index(part)
    return suggest((0, start, start + len(part)), document=document, ground=ground)


def listed(label: str) -> Listed | None:
    return Listed(f"https://lijst/{label}", label) if label in LISTS else None


@pytest.fixture
def store(layout: DossierLayout) -> Iterator[Store]:
    with open_store(layout, create=True) as store:
        facts = Facts((Span(0, 0, 23),), "2022-11-08", "Z-2022-0042", "2022-11-08", sort="beslisnota")
        written = FileState.WRITTEN
        store.put_file(FileRecord("1 memo.pdf", "/in", MEMO, page_count=3, state=written, facts=facts))
        mail = Facts((Span(0, 0, 18),), kind=DocumentKind.EMAIL, sort="kent niemand")
        store.put_file(FileRecord("2 mail.pdf", "/in", MAIL, page_count=1, state=written, facts=mail))
        store.save_scan(MEMO, (NAME,), (MEMO_TEXT,))
        store.save_scan(MAIL, (), (MAIL_TEXT,))
        yield store


def withhold(store: Store, document: str, *suggestions: Suggestion) -> None:
    store.add_suggestions(document, suggestions)
    store.append([verdict(s) for s in suggestions])


def tell(store: Store, *entries: DocumentEntry, themes: tuple[str, ...] = ()) -> tuple[PublishedDocument, ...]:
    settings = PublicationSettings(themes=themes, documents=entries)
    ids = {one.name: one.id for one in ids_of(store, settings)}
    return published(store, Telling(settings, ids, listed, listed, date(2026, 1, 1)))


def change(store: Store, **facts: object) -> None:
    record = store.files()[0]
    store.put_file(replace(record, facts=replace(record.facts, **facts)))  # type: ignore[arg-type]


def test_a_document_is_told_with_what_is_known_of_it(store: Store) -> None:
    withhold(store, MEMO, NAME)
    memo, mail = tell(store)
    assert memo == PublishedDocument(
        id="0001",
        number=1,
        name="1 memo.pdf",
        title="Gesprek met […]",
        judgement=Judgement.PARTIAL,
        date="2022-11-08",
        received="2022-11-08",
        reference="Z-2022-0042",
        sort=Listed("https://lijst/beslisnota", "beslisnota"),
        grounds=("5.1.2e",),
        passages=(("5.1.2e", 1),),
        pages=3,
    )
    assert (mail.judgement, mail.kind, mail.sort) == (Judgement.FULL, DocumentKind.EMAIL, None)
    assert mail.relations == (Relation(RelationKind.REFERENCE, "0001"),)


def test_a_withheld_document_has_no_title_left_and_tells_of_nothing(store: Store) -> None:
    change(store, title=())
    withhold(store, MEMO, suggest((0, 0, len(MEMO_TEXT)), document=MEMO, ground="5.2"))
    memo, _ = tell(store)
    assert (memo.judgement, memo.title, memo.date, memo.reference) == (Judgement.NONE, "1 memo", "", "")


@pytest.mark.parametrize("part", ["8 november 2022", "november", "8"])
def test_a_date_that_is_withheld_is_not_told(store: Store, part: str) -> None:
    withhold(store, MEMO, place(MEMO_TEXT, part, MEMO))
    assert (tell(store)[0].date, tell(store)[0].received) == ("", "")


@pytest.mark.parametrize("part", ["Z-2022-0042", "0042"])
def test_a_reference_that_is_withheld_is_not_told_and_what_mentions_it_still_leads_there(
    store: Store, part: str
) -> None:
    withhold(store, MEMO, place(MEMO_TEXT, part, MEMO))
    memo, mail = tell(store)
    assert memo.reference == ""
    assert mail.relations == (Relation(RelationKind.REFERENCE, "0001"),)


def test_a_mention_that_is_withheld_leads_nowhere(store: Store) -> None:
    withhold(store, MAIL, place(MAIL_TEXT, "Z-2022-0042", MAIL))
    assert tell(store)[1].relations == ()


def test_a_date_after_the_decision_is_a_slip(store: Store) -> None:
    change(store, date="2026-01-02", received="2026-01-01")
    assert (tell(store)[0].date, tell(store)[0].received) == ("", "2026-01-01")


def test_a_name_that_another_document_withholds_stands_in_no_title_and_no_name(store: Store) -> None:
    withhold(store, MAIL, place(MAIL_TEXT, "Kees", MAIL))
    assert tell(store)[0].title == "Gesprek met […] Jansen"
    for name in ("3 keesje.pdf", "4 memoKees.pdf"):
        store.put_file(replace(store.files()[0], name=name, facts=Facts()))
    assert [one.name for one in tell(store)] == ["1 memo.pdf", "2 mail.pdf", "3 keesje.pdf", "Document 4"]
    assert [one.title for one in tell(store)[2:]] == ["3 keesje", "Document 4"]


def test_a_name_of_a_country_that_is_withheld_elsewhere_is_no_persons_name(store: Store) -> None:
    withhold(store, MAIL, place(MAIL_TEXT, "Kees", MAIL, ground="5.1.2a"))
    assert tell(store)[0].title == "Gesprek met Kees Jansen"


def test_what_came_in_blacked_out_is_partly_public_on_the_grounds_printed_in_it(store: Store) -> None:
    change(store, printed_grounds=("5.1.2a",))
    memo = tell(store)[0]
    assert (memo.judgement, memo.grounds, memo.passages) == (Judgement.PARTIAL, ("5.1.2a",), ())
    withhold(store, MEMO, NAME)
    assert tell(store)[0].grounds == ("5.1.2a", "5.1.2e")


def test_what_people_wrote_holds(store: Store) -> None:
    entry = DocumentEntry(
        "1 memo.pdf",
        id="N1",
        title="De dijk",
        date="2021-01-01",
        received="2021-01-02",
        sort="brief",
        themes=("defensie",),
        suspended=True,
        links=("https://www.example.nl/",),
        remark="Elders.",
        family=4,
        related=("2 MAIL.pdf", "2 mail.pdf", "0001"),
    )
    with pytest.raises(InputError, match=r"2 MAIL\.pdf"):
        tell(store, entry)
    memo, mail = tell(store, replace(entry, related=("2 mail.pdf", "0001")))
    assert (memo.id, memo.title, memo.date, memo.received) == ("N1", "De dijk", "2021-01-01", "2021-01-02")
    assert (memo.sort, memo.themes) == (listed("brief"), (listed("defensie"),))
    assert (memo.suspended, memo.links, memo.remark, memo.family) == (True, ("https://www.example.nl/",), "Elders.", 4)
    assert (mail.id, memo.relations) == ("0001", (Relation(RelationKind.REFERENCE, "0001"),))


def test_themes_of_the_whole_hold_for_each_document(store: Store) -> None:
    memo, mail = tell(store, DocumentEntry("1 memo.pdf", themes=("defensie",)), themes=("waterbeheer",))
    assert memo.themes == (listed("defensie"),)
    assert mail.themes == (listed("waterbeheer"),)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (DocumentEntry("1 memo.pdf", title="Over Kees Jansen"), "in titel staan woorden"),
        (DocumentEntry("2 mail.pdf", title="Over JANSEN"), "in titel staan woorden"),
        (DocumentEntry("2 mail.pdf", remark="Zie Kees Jansen"), "in toelichting staan woorden"),
        (DocumentEntry("2 mail.pdf", sort="onzin"), "soort onzin"),
        (DocumentEntry("2 mail.pdf", themes=("onzin",)), "thema onzin"),
        (DocumentEntry("2 mail.pdf", related=("0002",)), "0002"),
    ],
)
def test_what_people_wrote_is_refused_when_it_cannot_be_published(
    store: Store, entry: DocumentEntry, told: str
) -> None:
    withhold(store, MEMO, NAME)
    with pytest.raises(InputError) as caught:
        tell(store, entry)
    assert entry.name in caught.value.message
    assert told in caught.value.message
    assert "Jansen" not in caught.value.message
    assert caught.value.remedy


def test_ids_are_kept_when_a_package_goes_out_and_only_then(store: Store) -> None:
    first = ids_of(store, PublicationSettings())
    assert store.document_ids.all() == ()
    keep_ids(store, first)
    keep_ids(store, first)
    assert store.document_ids.all() == first
    store.put_file(FileRecord("0 nieuw.pdf", "/in", "c" * 64, page_count=1, state=FileState.WRITTEN))
    assert {one.name: one.id for one in ids_of(store, PublicationSettings())} == {
        "0 nieuw.pdf": "0003",
        "1 memo.pdf": "0001",
        "2 mail.pdf": "0002",
    }
