"""What changed since somebody last looked: each item as it is now, and what to load again."""

from pathlib import Path

import pytest

from support.pdfs import placed
from support.reviews import AN, BO, JAN, MISTER, OTHER, PIET
from support.values import DOCUMENT, at
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.file import FileRecord
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.changes import changes, told
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.marks import assign, comment, confirm, mark_document, mark_page
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.sheet import sheet
from woo_redact.pipeline.views import SecondReview
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.review.own import Pointed
from woo_redact.review.state import by_policy


def test_nothing_changed(review: OpenReview) -> None:
    found = changes(review, 0)
    assert (found.sequence, found.items, found.reload, found.marks) == (0, (), (), ())


def test_each_item_is_told_once_as_it_is_now(review: OpenReview) -> None:
    review.desk.decide(AN, [JAN.id, PIET.id], Verdict.REJECTED)
    review.desk.decide(BO, [JAN.id], Verdict.APPROVED, ("5.1.1c",), "Omdat.")
    found = changes(review, 0)
    assert found.sequence == 3
    assert [(i.id, i.verdict, i.by, i.reviewer, i.grounds, i.reason) for i in found.items] == [
        (JAN.id, Verdict.APPROVED, Author.PERSON, "Bo", ("5.1.1c",), "Omdat."),
        (PIET.id, Verdict.REJECTED, Author.PERSON, "An", ("5.1.2e",), ""),
    ]
    assert {i.document for i in found.items} == {DOCUMENT}
    assert "Omdat" not in repr(found)
    assert [i.id for i in changes(review, 2).items] == [JAN.id]
    assert changes(review, 3).items == ()


def test_what_was_taken_back_is_open_and_by_nobody(review: OpenReview) -> None:
    review.desk.decide(AN, [JAN.id], Verdict.REJECTED)
    seen = review.store.log.last()[0]
    review.desk.undo(AN)
    (item,) = changes(review, seen).items
    assert (item.verdict, item.by) == (Verdict.OPEN, None)


def test_policy_is_told_as_well(review: OpenReview) -> None:
    review.store.append(by_policy((JAN,), {}, frozenset(Level), at(0)))
    (item,) = changes(review, 0).items
    assert item.by is Author.POLICY


def test_what_another_process_did_is_told(review: OpenReview, layout: DossierLayout) -> None:
    with open_store(layout) as store:
        OpenReview(layout, store).desk.decide(BO, [JAN.id], Verdict.REJECTED)
    assert [i.reviewer for i in changes(review, 0).items] == ["Bo"]


def test_marks_are_told_by_document(review: OpenReview) -> None:
    mark_page(review.desk, AN, DOCUMENT, 0)
    assert changes(review, 0).marks == (DOCUMENT,)
    comment(review.desk, AN, OTHER, "x")
    assign(review.desk, AN, DOCUMENT, "Bo")
    assert changes(review, 1).marks == (DOCUMENT, OTHER)
    seen = review.store.log.last()[0]
    review.desk.undo(AN)
    assert changes(review, seen).marks == (DOCUMENT,)


def test_a_decision_in_what_was_done_may_take_that_away(review: OpenReview) -> None:
    own = [s.id for s in review.store.scan(OTHER)]
    review.desk.decide(AN, own, Verdict.APPROVED)
    assert changes(review, 0).marks == ()
    mark_document(review.desk, AN, OTHER)
    confirm(review.desk, BO, OTHER)
    seen = review.store.log.last()[0]
    review.desk.decide(AN, own[:1], Verdict.REJECTED)
    review.desk.decide(AN, [MISTER.id], Verdict.REJECTED)
    assert changes(review, seen).marks == (OTHER,)


class TestAnswers:
    def test_a_step_is_told(self, review: OpenReview) -> None:
        step = review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
        assert [i.id for i in told(review, step).items] == [JAN.id]

    def test_what_others_did_since_was_seen_is_told_with_it(self, review: OpenReview) -> None:
        seen = review.store.log.last()[0]
        review.desk.decide(BO, [PIET.id], Verdict.REJECTED)
        step = review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
        assert [i.id for i in told(review, step).items] == [JAN.id]
        assert [i.id for i in told(review, step, seen).items] == [PIET.id, JAN.id]

    def test_a_retry_is_told_the_same(self, review: OpenReview) -> None:
        asked = Asked("An", key="k")
        first = told(review, review.desk.decide(asked, [JAN.id], Verdict.APPROVED))
        assert told(review, review.desk.decide(asked, [JAN.id], Verdict.APPROVED), 1) == first

    def test_a_step_that_did_nothing_tells_nothing(self, review: OpenReview) -> None:
        review.desk.decide(BO, [JAN.id], Verdict.APPROVED)
        found = told(review, review.desk.undo(AN))
        assert (found.sequence, found.items) == (1, ())


class TestOwnPassages:
    @pytest.fixture
    def document(self, review: OpenReview, tmp_path: Path) -> str:
        document = "f" * 64
        path = placed(tmp_path / "x.pdf", [("Karin Ouwehand belde", 70.0, 100.0, 10.0, "helv")])
        path.rename(review.layout.original(document))
        (page,) = PyMuPdfReader().pages(review.layout.original(document), 0, 1)
        review.store.put_file(FileRecord("f.pdf", "/in", document, page_count=1))
        review.store.save_scan(document, (), (page.text,))
        return document

    def test_what_was_pointed_out_is_loaded_again_and_gone_when_taken_back(
        self, review: OpenReview, document: str
    ) -> None:
        fresh = OpenReview(review.layout, review.store)
        assert sheet(fresh, document, (), SecondReview()).items == ()
        step = fresh.desk.add(AN, [Pointed(document, (Span(0, 0, 5),))], ("5.1.2e",))
        found = told(fresh, step)
        assert found.reload == (document,)
        (item,) = found.items
        assert (item.verdict, item.document) == (Verdict.APPROVED, document)
        (shown,) = sheet(fresh, document, (), SecondReview()).items
        assert (shown.text, shown.own) == ("Karin", True)
        seen = found.sequence
        fresh.desk.undo(AN)
        after = changes(fresh, seen)
        assert (after.reload, after.items) == ((document,), ())
        assert sheet(fresh, document, (), SecondReview()).items == ()

    def test_what_is_kept_is_what_would_be_read_anew(self, review: OpenReview, document: str) -> None:
        fresh = OpenReview(review.layout, review.store)
        fresh.passages(document)
        for span in ((0, 6, 14), (0, 0, 5), (0, 15, 20)):
            fresh.desk.add(AN, [Pointed(document, (Span(*span),))], ("5.1.2e",))
            fresh.refresh()
        fresh.desk.undo(AN)
        fresh.refresh()
        kept = fresh.passages(document)
        anew = OpenReview(review.layout, review.store).passages(document)
        assert list(kept.suggestions.items()) == list(anew.suggestions.items())
        assert kept.texts == anew.texts
        assert kept.groups.keys() == anew.groups.keys()
        assert len(kept.suggestions) == 2
