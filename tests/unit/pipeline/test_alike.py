"""What a step on alike passages would touch: what no person decided, and the passage it starts from."""

from pathlib import Path

import pytest

from support.pdfs import placed
from support.reviews import AN, BO, JAN, JAN_AGAIN, JAN_ELSEWHERE, MISTER, OTHER, PIET, PIET_ELSEWHERE
from support.values import DOCUMENT
from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.event import EventKind
from woo_redact.domain.file import FileRecord
from woo_redact.domain.suggestion import Suggestion
from woo_redact.errors import InputError
from woo_redact.files import sha256_of
from woo_redact.pipeline.alike import alike, propose, select
from woo_redact.pipeline.changes import changes
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.sheet import sheet
from woo_redact.pipeline.views import AlikeItem, Scope, SecondReview, SelectBy
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.review.own import Pointed


def ids(found: tuple[AlikeItem, ...]) -> list[str]:
    return [item.id for item in found]


def of(review: OpenReview, scope: Scope, suggestion: Suggestion = JAN) -> list[str]:
    return ids(alike(review, suggestion.document, suggestion.id, scope))


class TestAlike:
    def test_the_same_text_and_ground_whatever_the_case(self, review: OpenReview) -> None:
        assert of(review, Scope.DOCUMENT) == [JAN.id, JAN_AGAIN.id]
        assert of(review, Scope.DOSSIER) == [JAN.id, JAN_AGAIN.id, JAN_ELSEWHERE.id]

    def test_another_ground_is_another_passage(self, review: OpenReview) -> None:
        assert of(review, Scope.DOSSIER, PIET) == [PIET.id]

    def test_every_mention_of_a_person(self, review: OpenReview) -> None:
        assert of(review, Scope.PERSON) == [JAN.id, MISTER.id, JAN_AGAIN.id, JAN_ELSEWHERE.id]
        assert of(review, Scope.PERSON, PIET) == [PIET.id]

    def test_what_a_person_decided_stays_but_the_passage_itself(self, review: OpenReview) -> None:
        review.desk.decide(BO, [JAN.id, JAN_AGAIN.id], Verdict.REJECTED)
        assert of(review, Scope.DOSSIER) == [JAN.id, JAN_ELSEWHERE.id]
        assert of(review, Scope.DOSSIER, JAN_ELSEWHERE) == [JAN_ELSEWHERE.id]
        assert alike(review, DOCUMENT, JAN.id, Scope.DOCUMENT)[0].verdict is Verdict.REJECTED

    def test_each_is_shown_in_its_text(self, review: OpenReview) -> None:
        found = alike(review, DOCUMENT, JAN.id, Scope.DOSSIER)[-1]
        assert (found.document, found.name, found.page) == (OTHER, "b.pdf", 0)
        assert (found.before, found.text, found.after) == ("Verslag: ", "Jan Jansen", " en Piet.")
        assert "Jan" not in repr(found)

    def test_an_item_that_is_not_there_is_told(self, review: OpenReview) -> None:
        with pytest.raises(InputError):
            alike(review, DOCUMENT, "0" * 20, Scope.DOSSIER)


class TestSelect:
    def test_by_level(self, review: OpenReview) -> None:
        assert ids(select(review, SelectBy.LEVEL, "B")) == [PIET.id, MISTER.id]
        assert ids(select(review, SelectBy.LEVEL, "A", OTHER)) == [JAN_ELSEWHERE.id, PIET_ELSEWHERE.id]

    def test_by_rule(self, review: OpenReview) -> None:
        assert len(select(review, SelectBy.RULE, "person-field")) == 6
        assert select(review, SelectBy.RULE, "other") == ()

    def test_by_person(self, review: OpenReview) -> None:
        assert ids(select(review, SelectBy.PERSON, "3", DOCUMENT)) == [JAN.id, MISTER.id, JAN_AGAIN.id]
        assert select(review, SelectBy.PERSON, "4") == ()

    def test_only_what_is_open(self, review: OpenReview) -> None:
        review.desk.decide(AN, [PIET.id], Verdict.APPROVED)
        assert ids(select(review, SelectBy.LEVEL, "B")) == [MISTER.id]

    @pytest.mark.parametrize(("by", "value"), [(SelectBy.LEVEL, "D"), (SelectBy.PERSON, "x"), (SelectBy.PERSON, "²")])
    def test_what_is_no_choice_is_told(self, review: OpenReview, by: SelectBy, value: str) -> None:
        with pytest.raises(InputError):
            select(review, by, value)


SENTENCE = "De inzet in de regio wordt met achttien maanden verlengd onder voorwaarden van de partners in het gebied."


class TestProposing:
    @pytest.fixture
    def places(self, review: OpenReview, tmp_path: Path) -> tuple[str, str]:
        """Two documents with the same sentence."""
        found = []
        for number in range(2):
            path = placed(tmp_path / f"{number}.pdf", [(SENTENCE, 70.0, 100.0 + number, 9.0, "helv")])
            document = sha256_of(path)
            path.rename(review.layout.original(document))
            (page,) = PyMuPdfReader().pages(review.layout.original(document), 0, 1)
            record = FileRecord(f"z{number}.pdf", "/in", document, page_count=1, scanned_with="x")
            review.store.put_file(record)
            review.store.save_scan(document, (), (page.text,))
            found.append(document)
        return found[0], found[1]

    def test_the_log_tells_so_that_others_see_it(self, review: OpenReview, places: tuple[str, str]) -> None:
        first, second = places
        fresh = OpenReview(review.layout, review.store)
        assert sheet(fresh, second, (), SecondReview()).items == ()
        fresh.desk.add(AN, [Pointed(first, own_spans(fresh, first))], ("5.2",))
        seen = fresh.store.log.last()[0]
        assert propose(fresh, AN) == {second: 1}
        assert changes(fresh, seen).reload == (second,)
        (proposed,) = sheet(fresh, second, (), SecondReview()).items
        assert (proposed.text, proposed.verdict) == (SENTENCE.rstrip("."), Verdict.OPEN)
        assert fresh.store.log.check().projected
        assert propose(fresh, AN) == {}

    def test_undo_leaves_proposals(self, review: OpenReview, places: tuple[str, str]) -> None:
        fresh = OpenReview(review.layout, review.store)
        fresh.desk.add(AN, [Pointed(places[0], own_spans(fresh, places[0]))], ("5.2",))
        propose(fresh, AN)
        fresh.desk.undo(AN)
        kinds = [row.event.kind for row in fresh.store.log.events()]
        assert kinds[-2:] == [EventKind.DECISION, EventKind.PASSAGE]
        assert len(fresh.store.scan(places[1])) == 1


def own_spans(review: OpenReview, document: str) -> tuple[Span, ...]:
    return (Span(0, 0, len(review.store.page_text(document, 0))),)
