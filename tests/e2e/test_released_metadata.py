"""What a package tells of the memos that a ministry published, from their PDFs alone."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from support.command import made
from woo_redact.domain.publication import Judgement, Listed, PublishedDocument, Relation, RelationKind
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.package.documents import Telling, ids_of, published

ROOT = Path(__file__).parents[2]
SAHEL, FLINTLOCK, BAZOUM = "memo-1.pdf", "memo-2.pdf", "memo-3.pdf"


def listed(label: str) -> Listed:
    return Listed(f"https://lijst/{label}", label)


@pytest.fixture(scope="module")
def memos(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, PublishedDocument]:
    """The memos as PDFs in the form of the sample memos, through a run."""
    sys.path.insert(0, str(ROOT / "samples"))
    try:
        from make import make, read  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(ROOT / "samples"))
    folder = tmp_path_factory.mktemp("memos")
    for memo in sorted((ROOT / "tests" / "cases" / "released").glob("*.txt")):
        make(read(memo), folder / f"{memo.stem}.pdf")
    with opened(made(folder, "--profile", "beslisnota")) as (_, store):
        settings = PublicationSettings()
        ids = {one.name: one.id for one in ids_of(store, settings)}
        found = published(store, Telling(settings, ids, listed, listed, date(2026, 11, 1)))
    return {document.name: document for document in found}


def test_the_subject_line_is_the_title(memos: Mapping[str, PublishedDocument]) -> None:
    assert {name: memo.title for name, memo in memos.items()} == {
        SAHEL: "Nederlandse veiligheidsinzet in de Sahel en West-Afrikaanse kuststaten post-2022",
        FLINTLOCK: "Partnerschap Burkina Faso t.b.v. FLINTLOCK 2023",
        BAZOUM: "Antwoord MP aan president Bazoum (Niger) inzake bilaterale veiligheidssamenwerking.",
    }


def test_dates_and_references_are_those_printed(memos: Mapping[str, PublishedDocument]) -> None:
    assert [(m.date, m.received, m.reference) for m in memos.values()] == [
        ("2022-11-08", "", "Min-BuZa.2022.695"),
        ("2022-11-16", "", "Min-BuZa.2022.14672-32"),
        ("2022-10-19", "2022-06-21", "Min-BuZa.2022.11808-44"),
    ]


def test_they_are_memos_for_decision_and_partly_public(memos: Mapping[str, PublishedDocument]) -> None:
    assert {memo.sort for memo in memos.values()} == {listed("beslisnota")}
    assert {memo.judgement for memo in memos.values()} == {Judgement.PARTIAL}


def test_the_grounds_are_those_whose_labels_are_printed(memos: Mapping[str, PublishedDocument]) -> None:
    assert {name: memo.grounds for name, memo in memos.items()} == {
        SAHEL: ("5.1.2a", "5.1.2e"),
        FLINTLOCK: ("5.1.1b", "5.1.2a", "5.1.2e"),
        BAZOUM: ("5.1.2a", "5.1.2e"),
    }


def test_they_are_about_foreign_affairs_and_defence(memos: Mapping[str, PublishedDocument]) -> None:
    labels = {name: [theme.label for theme in memo.themes] for name, memo in memos.items()}
    assert set(labels[SAHEL]) == set(labels[FLINTLOCK]) == {"internationaal", "defensie"}
    assert labels[BAZOUM] == ["internationaal"]


def test_the_first_refers_to_the_two_that_were_put_forward_apart(memos: Mapping[str, PublishedDocument]) -> None:
    others = (memos[FLINTLOCK].id, memos[BAZOUM].id)
    assert memos[SAHEL].relations == tuple(Relation(RelationKind.REFERENCE, other) for other in others)
    assert memos[FLINTLOCK].relations == memos[BAZOUM].relations == ()
