"""What keeps a package back: all of it at once, each with how to solve it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from support.values import DOCUMENT, suggest
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.report import Severity
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, read_settings, write_settings
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import ExitCode, NotReadyError
from woo_redact.pipeline.package.gate import Obstacle, obstacles, refuse

DECIDED = date(2026, 3, 1)
TEXT = "Jan Jansen belde over de zaak met Piet."
JAN = suggest((0, 0, 10))
RECORD = FileRecord("memo.pdf", "/in/memo.pdf", DOCUMENT, page_count=1, state=FileState.WRITTEN)


@pytest.fixture
def store(layout: DossierLayout) -> Iterator[Store]:
    write_settings(layout.settings_file, DossierSettings(("/in",), "woo-verzoek", "margin", "code"))
    with open_store(layout, create=True) as store:
        store.put_file(RECORD)
        store.save_scan(DOCUMENT, (JAN,), (TEXT,))
        yield store


def decide(store: Store, author: Author = Author.PERSON, suggestion: Suggestion = JAN) -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC)
    store.append([Decision(suggestion.id, Verdict.APPROVED, author, "An", at, f"batch-{author}")])


def found(layout: DossierLayout, store: Store, severities: dict[str, Severity] | None = None) -> tuple[Obstacle, ...]:
    return obstacles(layout, store, DECIDED, severities)


@contextmanager
def changed(layout: DossierLayout, **values: object) -> Iterator[None]:
    settings = read_settings(layout.settings_file)
    write_settings(layout.settings_file, replace(settings, **values))  # type: ignore[arg-type]
    yield


def test_nothing_keeps_back_what_a_person_decided(layout: DossierLayout, store: Store) -> None:
    decide(store)
    assert found(layout, store) == ()
    refuse(layout, ())


def test_an_open_suggestion_does_and_policy_does_not_count(layout: DossierLayout, store: Store) -> None:
    decide(store, Author.POLICY)
    (one,) = found(layout, store)
    assert "1 voorstel is" in one.reason
    assert "memo.pdf" in one.reason
    assert "woo-redact review" in one.remedy


def test_a_ground_that_is_on_no_list_does(layout: DossierLayout, store: Store) -> None:
    passage = suggest((0, 0, 10), ground="9.9z")
    store.save_scan(DOCUMENT, (passage,), (TEXT,))
    decide(store, suggestion=passage)
    (one,) = found(layout, store)
    assert "9.9z" in one.reason
    assert "memo.pdf" in one.reason


def test_a_second_person_is_waited_for_where_that_is_asked(layout: DossierLayout, store: Store) -> None:
    decide(store)
    with changed(layout, second_review=True):
        (one,) = found(layout, store)
    assert "tweede persoon" in one.reason


def test_a_legal_check_that_blocks_does(layout: DossierLayout, store: Store) -> None:
    passage = suggest((0, 0, 10), ground="5.1.2a")
    store.save_scan(DOCUMENT, (passage,), (TEXT,))
    decide(store, suggestion=passage)
    (one,) = found(layout, store, {"R5": Severity.BLOCKING})
    assert "woo-redact check" in one.remedy


def test_a_passage_that_can_be_read_elsewhere_does(layout: DossierLayout, store: Store) -> None:
    sentence = "De minister wil de onderhandelingen met de havenstad voorlopig niet voortzetten."
    other = "e" * 64
    passage = suggest((0, 0, len(sentence)), ground="5.1.2a")
    store.save_scan(DOCUMENT, (passage,), (sentence,))
    store.put_file(replace(RECORD, name="kopie.pdf", document=other))
    store.save_scan(other, (), (sentence,))
    decide(store, suggestion=passage)
    (one,) = found(layout, store)
    assert "kopie.pdf" in one.reason
    assert "havenstad" not in one.reason + one.remedy


@pytest.mark.parametrize(
    ("state", "message"), [(FileState.HELD_BACK, "pagina 2 is niet te lezen."), (FileState.NEW, "")]
)
def test_a_file_that_is_not_blacked_out_does(
    layout: DossierLayout, store: Store, state: FileState, message: str
) -> None:
    decide(store)
    store.put_file(replace(RECORD, state=state, message=message))
    (one,) = found(layout, store)
    assert one.reason.startswith("memo.pdf")
    assert message in one.reason


def test_an_empty_dossier_does(layout: DossierLayout, store: Store) -> None:
    store.remove_file("memo.pdf")
    (one,) = found(layout, store)
    assert "geen bestanden" in one.reason


def test_all_is_told_at_once(layout: DossierLayout, store: Store) -> None:
    store.put_file(replace(RECORD, state=FileState.HELD_BACK, message="kapot"))
    with changed(layout, second_review=True):
        found_here = found(layout, store)
    assert len(found_here) == 3
    with pytest.raises(NotReadyError) as caught:
        refuse(layout, found_here)
    assert caught.value.exit_code == ExitCode.REVIEW
    assert all(one.reason in str(caught.value) and one.remedy in str(caught.value) for one in found_here)


def test_many_files_are_named_up_to_five(layout: DossierLayout, store: Store) -> None:
    decide(store)
    for number in range(8):
        store.put_file(replace(RECORD, name=f"stuk-{number}.pdf", document="", state=FileState.FAILED))
    told = found(layout, store)
    assert len(told) == 6
    assert "Nog 3 bestanden" in told[-1].reason
