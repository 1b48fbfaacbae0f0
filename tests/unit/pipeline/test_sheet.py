"""A document under review: its items with what holds for them, and everything there is to know of one."""

from pathlib import Path

import pytest

from support.pdfs import placed
from support.reviews import AN, BO, JAN, JAN_AGAIN, JAN_ELSEWHERE, MISTER, OTHER, PIET, TEXTS
from support.values import DOCUMENT, at
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import OWN, OWN_RECTANGLE, Level, Provenance, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.errors import InputError
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.marks import comment, mark_page
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.sheet import details, sheet
from woo_redact.pipeline.views import Neighbour, PageSize, SecondReview, Sheet, SheetItem
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.review.second_look import SecondLook
from woo_redact.review.state import by_policy

SIZES = (PageSize(595, 842, 0), PageSize(595, 842, 90))


def shown(review: OpenReview, second: SecondReview | None = None) -> Sheet:
    return sheet(review, DOCUMENT, SIZES, second or SecondReview())


def item(review: OpenReview, suggestion: Suggestion, second: SecondReview | None = None) -> SheetItem:
    return next(one for one in shown(review, second).items if one.id == suggestion.id)


class TestItems:
    def test_they_come_in_text_order_with_their_text(self, review: OpenReview) -> None:
        found = shown(review).items
        assert [one.text for one in found] == ["Jan Jansen", "Piet", "Jansen", "jan jansen"]
        assert found[0].places[0].boxes == JAN.boxes[0]
        assert (found[0].kind_text, found[0].level, found[0].rules) == (
            "Naam van een persoon",
            Level.A,
            ("person-field",),
        )

    def test_no_repr_shows_text(self, review: OpenReview) -> None:
        comment(review.desk, AN, DOCUMENT, "Zie Jansen.")
        review.desk.decide(AN, [JAN.id], Verdict.APPROVED, reason="Jansen is geen ambtenaar.")
        shapes = repr((shown(review), details(review, DOCUMENT, JAN.id), review.passages(DOCUMENT), review))
        assert "ansen" not in shapes
        assert "Piet" not in shapes

    def test_what_nobody_decided_is_open(self, review: OpenReview) -> None:
        found = item(review, JAN)
        assert (found.verdict, found.by, found.grounds) == (Verdict.OPEN, None, ("5.1.2e",))

    def test_a_decision_is_told_with_who_and_why(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id], Verdict.APPROVED, ("5.1.1c",), "Omdat.")
        review.store.append(by_policy((PIET,), {}, frozenset(Level), at(0)))
        jan, piet = item(review, JAN), item(review, PIET)
        assert (jan.verdict, jan.by, jan.reviewer, jan.grounds, jan.reason) == (
            Verdict.APPROVED,
            Author.PERSON,
            "An",
            ("5.1.1c",),
            "Omdat.",
        )
        assert (piet.verdict, piet.by) == (Verdict.APPROVED, Author.POLICY)

    def test_a_decision_that_was_taken_back_is_by_nobody(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id], Verdict.REJECTED, ("5.1.1c",))
        review.desk.undo(AN)
        found = item(review, JAN)
        assert (found.verdict, found.by, found.grounds) == (Verdict.OPEN, None, ("5.1.2e",))

    def test_the_same_text_and_ground_is_one_group_in_the_whole_dossier(self, review: OpenReview) -> None:
        found = {one.id: one.group for one in shown(review).items}
        other = sheet(review, OTHER, SIZES[:1], SecondReview()).items
        assert found[JAN.id] == found[JAN_AGAIN.id] == other[0].group
        assert found[PIET.id] != other[1].group
        assert len({found[JAN.id], found[PIET.id], found[MISTER.id]}) == 3

    def test_a_group_is_another_one_in_another_process(self, review: OpenReview, layout: DossierLayout) -> None:
        with open_store(layout) as store:
            assert item(OpenReview(layout, store), JAN).group != item(review, JAN).group

    def test_a_person_is_told_by_number_and_fullest_name(self, review: OpenReview) -> None:
        assert [(one.person, one.person_name) for one in shown(review).items] == [
            (3, "Jan Jansen"),
            (None, ""),
            (3, "Jan Jansen"),
            (3, "Jan Jansen"),
        ]
        review.desk.decide(AN, [JAN.id, JAN_AGAIN.id, JAN_ELSEWHERE.id], Verdict.REJECTED)
        assert item(review, MISTER).person_name == "Jansen"

    def test_what_a_person_drew_is_told_as_such(self, review: OpenReview) -> None:
        area = Box(10, 20, 90, 60)
        drawn = Suggestion(
            "f" * 20,
            DOCUMENT,
            (Span(0, 5, 5),),
            "5.1.2e",
            "area",
            Level.A,
            (Provenance(OWN, OWN_RECTANGLE, context="An"),),
            ((area,),),
        )
        review.store.add_suggestions(DOCUMENT, (drawn,))
        found = item(OpenReview(review.layout, review.store), drawn)
        assert (found.own, found.area, found.text) == (True, area, "")


class TestDocument:
    def test_pages_have_their_size_and_whether_they_are_done(self, review: OpenReview) -> None:
        mark_page(review.desk, AN, DOCUMENT, 1)
        assert [(page.size.rotation, page.done) for page in shown(review).pages] == [(0, False), (90, True)]

    def test_neighbours_are_by_name_and_what_cannot_be_reviewed_is_none(self, review: OpenReview) -> None:
        assert (shown(review).previous, shown(review).next) == (None, Neighbour(OTHER, "b.pdf"))
        other = sheet(review, OTHER, SIZES[:1], SecondReview())
        assert (other.previous, other.next) == (Neighbour(DOCUMENT, "a.pdf"), None)

    def test_findings_of_the_file_and_of_the_law(self, review: OpenReview) -> None:
        assert [(f.kind, f.page) for f in shown(review).findings] == [("recognised", 0), ("unread", 1)]
        review.desk.decide(AN, [MISTER.id], Verdict.APPROVED, ("5.1.2i",))
        (told,) = [f for f in shown(review).findings if f.kind == "legal-r5"]
        assert (told.page, told.suggestion) == (None, MISTER.id)
        assert told.text
        assert told.remedy

    def test_what_others_do_is_seen_at_once(self, review: OpenReview, layout: DossierLayout) -> None:
        shown(review)
        with open_store(layout) as store:
            OpenReview(layout, store).desk.decide(BO, [JAN.id], Verdict.REJECTED)
        assert item(review, JAN).reviewer == "Bo"

    def test_a_new_run_is_seen_at_once(self, review: OpenReview, layout: DossierLayout) -> None:
        shown(review)
        with open_store(layout) as store:
            store.remove_file("b.pdf")
        assert shown(review).next is None
        with pytest.raises(InputError):
            sheet(review, OTHER, SIZES, SecondReview())

    def test_another_document_is_told(self, review: OpenReview) -> None:
        for name in ("", "x", "0" * 64):
            with pytest.raises(InputError):
                sheet(review, name, SIZES, SecondReview())
        assert review.document(DOCUMENT[:16]) == DOCUMENT
        with pytest.raises(InputError):
            review.document("0" * 16)


class TestSecondPerson:
    def test_nobody_has_to_look_when_that_is_not_asked(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id], Verdict.REJECTED)
        assert item(review, JAN).second is None

    def test_differences_are_shown_and_a_share_of_the_rest(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id], Verdict.REJECTED)
        review.desk.decide(AN, [PIET.id], Verdict.APPROVED)
        for share, look in ((0, None), (100, SecondLook.SAMPLE)):
            second = SecondReview(True, share)
            assert item(review, JAN, second).second is SecondLook.DIFFERENCE
            assert item(review, PIET, second).second is look
            assert item(review, MISTER, second).second is None


class TestDetails:
    def test_a_passage_stands_in_its_text(self, review: OpenReview) -> None:
        found = details(review, DOCUMENT, PIET.id)
        assert (found.before, found.text, found.after) == (TEXTS[0][:34], "Piet", ".")
        assert "contactpersoon" in found.why

    def test_words_that_weighed_most_are_told(self, review: OpenReview) -> None:
        cued = Provenance("passages", "model", score=0.9, cues=(Span(1, 15, 18), Span(0, 11, 16)))
        made = Suggestion(
            "f" * 20, DOCUMENT, (Span(0, 25, 29),), "5.2", "opinion", Level.B, (cued,), ((Box(0, 0, 1, 1),),)
        )
        review.store.add_suggestions(DOCUMENT, (made,))
        found = details(OpenReview(review.layout, review.store), DOCUMENT, made.id)
        assert found.cues == ("zei", "belde")
        assert "‘belde’" in found.why

    def test_text_blocks_follow_the_grounds_that_hold(self, review: OpenReview) -> None:
        before = details(review, DOCUMENT, JAN.id).reason_texts
        review.desk.decide(AN, [JAN.id], Verdict.APPROVED, ("5.1.2i",))
        after = details(review, DOCUMENT, JAN.id)
        assert before
        assert after.reason_texts
        assert set(before).isdisjoint(after.reason_texts)
        assert [note.kind for note in after.notes] == ["legal-r5"]

    def test_it_counts_what_steps_would_touch(self, review: OpenReview) -> None:
        found = details(review, DOCUMENT, JAN.id)
        assert (found.alike_document, found.alike_dossier, found.alike_person) == (2, 3, 4)
        review.desk.decide(AN, [JAN.id, JAN_ELSEWHERE.id], Verdict.APPROVED)
        found = details(review, DOCUMENT, JAN.id)
        assert (found.alike_document, found.alike_dossier, found.alike_person) == (2, 2, 3)

    def test_everything_that_was_decided_is_told_in_order(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id], Verdict.APPROVED, reason="Omdat.")
        review.desk.decide(BO, [JAN.id], Verdict.REJECTED)
        review.desk.undo(BO)
        told = [(h.reviewer, h.verdict, h.reason) for h in details(review, DOCUMENT, JAN.id).history]
        assert told == [
            ("An", Verdict.APPROVED, "Omdat."),
            ("Bo", Verdict.REJECTED, ""),
            ("Bo", Verdict.APPROVED, "Omdat."),
        ]

    def test_an_item_of_another_document_is_told(self, review: OpenReview) -> None:
        for document, suggestion in ((DOCUMENT, JAN_ELSEWHERE.id), (OTHER, JAN.id), ("x", JAN.id)):
            with pytest.raises(InputError):
                details(review, document, suggestion)

    def test_the_heading_is_told_when_the_page_was_read(self, review: OpenReview, tmp_path: Path) -> None:
        lines = [
            ("Aanleiding", 70.0, 100.0, 14.0, "hebo"),
            ("Karin Ouwehand belde over de zaak van gisteren.", 70.0, 130.0, 10.0, "helv"),
        ]
        path = placed(tmp_path / "kop.pdf", lines)
        (page,) = PyMuPdfReader().pages(path, 0, 1)
        start = page.text.index("Karin")
        boxes = page.boxes(start, start + 14)
        made = Suggestion("f" * 20, OTHER, (Span(0, start, start + 14),), "5.1.2e", "person", Level.A, (), (boxes,))
        review.store.save_scan(OTHER, (made,), (page.text,))
        fresh = OpenReview(review.layout, review.store)
        assert details(fresh, OTHER, made.id, lambda document, index: page).heading == "Aanleiding"
        assert details(fresh, OTHER, made.id, lambda document, index: None).heading == ""
        assert details(fresh, OTHER, made.id).heading == ""


def test_a_retry_shows_no_second_entry(review: OpenReview) -> None:
    asked = Asked("An", key="k")
    for _ in range(2):
        review.desk.decide(asked, [JAN.id], Verdict.APPROVED)
    assert len(details(review, DOCUMENT, JAN.id).history) == 1
