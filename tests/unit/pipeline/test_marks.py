"""Pages and documents done, four eyes, assignment and comments: told by the log, and by what follows from it."""

from collections.abc import Iterator

import pytest

from support.values import DOCUMENT, suggest
from woo_redact.domain.decision import Verdict
from woo_redact.domain.file import FileRecord
from woo_redact.domain.progress import DocumentProgress
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, read_settings, write_settings
from woo_redact.dossier.store import open_store
from woo_redact.errors import DossierError, InputError, NotReadyError, ReviewError, StaleDecisionError, UndecidedError
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.marks import ask_second_review, assign, comment, confirm, mark_document, mark_page
from woo_redact.pipeline.package.make import make_package
from woo_redact.pipeline.package.results import Wishes

A, B = suggest((0, 0, 4)), suggest((1, 0, 4))
AN, BO, CAS = Asked("An"), Asked("Bo"), Asked("Cas")
SETTINGS = DossierSettings(("/in",), "woo-verzoek", "margin", "code")


@pytest.fixture
def desk(layout: DossierLayout) -> Iterator[Desk]:
    with open_store(layout, create=True) as store:
        store.put_file(FileRecord("memo.pdf", "/in/memo.pdf", DOCUMENT, page_count=2))
        store.save_scan(DOCUMENT, (A, B), ("Jan x", "Piet x"))
        yield Desk(layout, store)


def progress(desk: Desk) -> DocumentProgress:
    return desk.store.progress.of(DOCUMENT)


def decided(desk: Desk, asked: Asked = AN) -> None:
    desk.decide(asked, [A.id, B.id], Verdict.APPROVED)


class TestDone:
    def test_pages_are_done_and_no_longer(self, desk: Desk) -> None:
        mark_page(desk, AN, DOCUMENT, 0)
        mark_page(desk, BO, DOCUMENT, 1)
        assert progress(desk).pages == {0, 1}
        mark_page(desk, BO, DOCUMENT, 0, done=False)
        assert progress(desk).pages == {1}
        with pytest.raises(InputError, match="pagina 3"):
            mark_page(desk, AN, DOCUMENT, 2)

    def test_a_document_with_open_suggestions_is_not_done(self, desk: Desk) -> None:
        desk.decide(AN, [A.id], Verdict.APPROVED)
        with pytest.raises(UndecidedError, match="1 voorstellen"):
            mark_document(desk, AN, DOCUMENT)
        desk.decide(AN, [B.id], Verdict.REJECTED)
        mark_document(desk, AN, DOCUMENT)
        done = progress(desk).done
        assert done is not None
        assert done.reviewer == "An"

    def test_an_unknown_document_is_told(self, desk: Desk) -> None:
        for step in (mark_document, confirm):
            with pytest.raises(InputError):
                step(desk, AN, "x")

    def test_a_retry_is_stored_once(self, desk: Desk) -> None:
        asked = Asked("An", key="k")
        first = mark_page(desk, asked, DOCUMENT, 0)
        assert mark_page(desk, asked, DOCUMENT, 0) == first
        assert len(desk.store.log.events()) == 1


class TestFourEyes:
    @pytest.fixture(autouse=True)
    def done(self, desk: Desk) -> None:
        decided(desk)
        mark_document(desk, AN, DOCUMENT)

    def test_another_person_confirms(self, desk: Desk) -> None:
        assert progress(desk).is_final(second_review=False)
        assert not progress(desk).is_final(second_review=True)
        confirm(desk, BO, DOCUMENT)
        found = progress(desk)
        assert found.confirmed is not None
        assert found.confirmed.reviewer == "Bo"
        assert found.is_final(second_review=True)
        confirm(desk, BO, DOCUMENT, confirmed=False)
        assert progress(desk).confirmed is None

    @pytest.mark.parametrize("name", ["An", " an ", "AN"])
    def test_nobody_confirms_what_they_were_done_with_themselves(self, desk: Desk, name: str) -> None:
        with pytest.raises(ReviewError, match="zelf"):
            confirm(desk, Asked(name), DOCUMENT)

    def test_what_is_not_done_cannot_be_confirmed(self, desk: Desk) -> None:
        mark_document(desk, AN, DOCUMENT, done=False)
        with pytest.raises(ReviewError, match="nog niet"):
            confirm(desk, BO, DOCUMENT)

    def test_a_later_change_of_the_first_person_takes_the_confirmation_away(self, desk: Desk) -> None:
        confirm(desk, BO, DOCUMENT)
        desk.decide(AN, [A.id], Verdict.REJECTED)
        assert progress(desk).confirmed is None
        assert progress(desk).done is not None
        confirm(desk, BO, DOCUMENT)
        desk.undo(AN)
        assert progress(desk).confirmed is None

    def test_what_the_second_person_changes_has_to_be_seen_by_another_as_well(self, desk: Desk) -> None:
        desk.decide(BO, [A.id], Verdict.REJECTED)
        assert progress(desk).done is None
        mark_document(desk, BO, DOCUMENT)
        confirm(desk, AN, DOCUMENT)
        assert progress(desk).is_final(second_review=True)

    def test_nobody_confirms_what_they_have_not_seen(self, desk: Desk) -> None:
        seen = desk.store.log.last()[0]
        desk.decide(AN, [A.id], Verdict.REJECTED)
        with pytest.raises(StaleDecisionError, match="An heeft"):
            confirm(desk, Asked("Bo", expect=seen), DOCUMENT)
        confirm(desk, Asked("Bo", expect=desk.store.log.last()[0]), DOCUMENT)

    def test_comments_and_assignments_change_nothing(self, desk: Desk) -> None:
        confirm(desk, BO, DOCUMENT)
        comment(desk, CAS, DOCUMENT, "Mooi.")
        assign(desk, CAS, DOCUMENT, "Bo")
        mark_page(desk, CAS, DOCUMENT, 0)
        assert progress(desk).is_final(second_review=True)

    def test_who_confirmed_what_stays_on_record(self, desk: Desk) -> None:
        confirm(desk, BO, DOCUMENT)
        desk.decide(AN, [A.id], Verdict.REJECTED)
        told = [(row.event.kind.value, row.event.reviewer) for row in desk.store.log.events() if not row.event.subject]
        assert told == [("document", "An"), ("confirmation", "Bo")]
        assert desk.store.log.check().projected


class TestPackage:
    def test_what_no_second_person_confirmed_stays_in(self, desk: Desk, layout: DossierLayout) -> None:
        write_settings(layout.settings_file, SETTINGS)
        ask_second_review(layout)
        assert read_settings(layout.settings_file).second_review
        decided(desk)
        mark_document(desk, AN, DOCUMENT)
        with pytest.raises(NotReadyError, match=r"tweede persoon bevestigd \(memo\.pdf\)") as caught:
            make_package(layout.root, None, Wishes({"organisatie": "Buitenlandse Zaken", "zaaknummer": "12"}))
        assert caught.value.exit_code == 7

    def test_the_setting_is_yes_or_no(self, layout: DossierLayout) -> None:
        write_settings(layout.settings_file, SETTINGS)
        assert not read_settings(layout.settings_file).second_review
        text = layout.settings_file.read_text(encoding="utf-8")
        layout.settings_file.write_text(text.replace("second_review = false", 'second_review = "ja"'), encoding="utf-8")
        with pytest.raises(DossierError, match="second_review"):
            read_settings(layout.settings_file)


class TestComments:
    def test_they_come_in_order_with_what_they_are_about(self, desk: Desk) -> None:
        comment(desk, AN, DOCUMENT, " Zie bijlage. ", suggestion=A.id)
        comment(desk, BO, DOCUMENT, "Klopt.", page=1)
        comment(desk, AN, DOCUMENT, "Af.")
        told = desk.store.progress.comments(DOCUMENT)
        assert [(c.reviewer, c.suggestion, c.page, c.text) for c in told] == [
            ("An", A.id, None, "Zie bijlage."),
            ("Bo", "", 1, "Klopt."),
            ("An", "", None, "Af."),
        ]
        assert "Zie" not in repr(told)

    def test_what_is_about_nothing_is_refused(self, desk: Desk) -> None:
        with pytest.raises(ReviewError):
            comment(desk, AN, DOCUMENT, "  ")
        with pytest.raises(InputError):
            comment(desk, AN, DOCUMENT, "x", page=9)
        with pytest.raises(InputError):
            comment(desk, AN, DOCUMENT, "x", suggestion="other")


def test_a_document_is_given_to_somebody(desk: Desk) -> None:
    assign(desk, AN, DOCUMENT, "Bo")
    assert progress(desk).assigned == "Bo"
    assign(desk, AN, DOCUMENT, "")
    assert progress(desk).assigned == ""


class TestTakingBack:
    def test_one_step_at_a_time(self, desk: Desk) -> None:
        decided(desk)
        mark_page(desk, AN, DOCUMENT, 0)
        mark_document(desk, AN, DOCUMENT)
        assign(desk, AN, DOCUMENT, "Bo")
        comment(desk, AN, DOCUMENT, "Af.")
        desk.undo(AN)
        assert not desk.store.progress.comments(DOCUMENT)
        desk.undo(AN)
        assert progress(desk).assigned == ""
        desk.undo(AN)
        assert progress(desk).done is None
        desk.undo(AN)
        assert progress(desk).pages == frozenset()
        desk.undo(AN)
        assert {d.verdict for d in desk.store.held().values()} == {Verdict.OPEN}
        assert not desk.undo(AN).batch
        assert desk.store.log.check().projected

    def test_what_was_done_and_confirmed_is_so_again_by_whom_it_was(self, desk: Desk) -> None:
        decided(desk)
        mark_page(desk, BO, DOCUMENT, 1)
        mark_document(desk, AN, DOCUMENT)
        confirm(desk, BO, DOCUMENT)
        before = progress(desk)
        mark_document(desk, CAS, DOCUMENT, done=False)
        mark_page(desk, CAS, DOCUMENT, 1, done=False)
        desk.undo(CAS)
        desk.undo(CAS)
        assert progress(desk) == before

    def test_others_are_not_touched(self, desk: Desk) -> None:
        mark_page(desk, AN, DOCUMENT, 0)
        mark_page(desk, BO, DOCUMENT, 1)
        desk.undo(AN)
        assert progress(desk).pages == {1}
        assign(desk, AN, DOCUMENT, "An")
        assign(desk, BO, DOCUMENT, "Bo")
        desk.undo(AN)
        assert progress(desk).assigned == "Bo"

    def test_nothing_stays_confirmed_that_nobody_is_done_with(self, desk: Desk) -> None:
        decided(desk)
        mark_document(desk, AN, DOCUMENT)
        confirm(desk, BO, DOCUMENT)
        desk.undo(AN)
        assert (progress(desk).done, progress(desk).confirmed) == (None, None)

    def test_a_confirmation_that_a_change_took_away_does_not_come_back(self, desk: Desk) -> None:
        decided(desk)
        mark_document(desk, AN, DOCUMENT)
        confirm(desk, BO, DOCUMENT)
        desk.decide(AN, [A.id], Verdict.REJECTED)
        mark_document(desk, AN, DOCUMENT, done=False)
        desk.undo(AN)
        assert progress(desk).done is not None
        assert progress(desk).confirmed is None

    def test_a_retry_takes_back_once(self, desk: Desk) -> None:
        mark_page(desk, AN, DOCUMENT, 0)
        mark_page(desk, AN, DOCUMENT, 1)
        asked = Asked("An", key="k")
        assert desk.undo(asked) == desk.undo(asked)
        assert progress(desk).pages == {0}

    def test_the_comment_stays_on_record(self, desk: Desk) -> None:
        comment(desk, AN, DOCUMENT, "Zie bijlage.")
        desk.undo(AN)
        first, second = desk.store.log.events(DOCUMENT)
        assert first.event.content["text"] == "Zie bijlage."
        assert second.event.content == {"restored": [], "comment": first.sequence}
