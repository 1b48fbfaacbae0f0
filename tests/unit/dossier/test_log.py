"""The log of a review: rows are only added and tied together, steps are stored once, conflicts are told."""

import json
import sqlite3
from collections.abc import Iterator

import pytest

from support.values import DOCUMENT, at, suggest, verdict
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import Event, EventKind
from woo_redact.domain.file import FileRecord
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.chain import START
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.migrations import MIGRATIONS
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import ReviewError, StaleDecisionError
from woo_redact.review.session import decide
from woo_redact.review.state import by_policy, current

A, B, C = (suggest((0, n, n + 4)) for n in (0, 10, 20))
AN, BO = "An", "Bo"


@pytest.fixture
def store(layout: DossierLayout) -> Iterator[Store]:
    with open_store(layout, create=True) as store:
        store.save_scan(DOCUMENT, (A, B, C), ("x" * 40,))
        yield store


def by(reviewer: str, *suggestions: object, outcome: Verdict = Verdict.APPROVED, minute: int = 0) -> list[Decision]:
    return list(decide(suggestions, outcome, reviewer, at(minute)))  # type: ignore[arg-type]


def behind_the_triggers(layout: DossierLayout, statement: str) -> None:
    """Change the database as somebody would who wants to hide it."""
    connection = sqlite3.connect(layout.database)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


class TestChain:
    def test_each_row_holds_the_hash_of_the_one_before(self, store: Store) -> None:
        store.append(by(AN, A, B))
        store.append(by(BO, C))
        rows = store.log.events()
        assert [row.sequence for row in rows] == [1, 2, 3]
        assert [row.previous for row in rows] == [START, rows[0].hash, rows[1].hash]
        assert store.log.last() == (3, rows[2].hash)
        assert store.log.hash_of(2) == rows[1].hash
        assert store.log.hash_of(0) == START
        assert store.log.hash_of(99) == ""

    def test_an_untouched_log_is_whole(self, store: Store) -> None:
        assert store.log.check().events == 0
        store.append(by(AN, A, B))
        told = store.log.check()
        assert (told.events, told.last, told.hash, told.broken, told.projected) == (2, 2, store.log.last()[1], 0, True)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE event SET reviewer = 'Bo' WHERE sequence = 2",
            "UPDATE event SET content = replace(content, 'approved', 'rejected') WHERE sequence = 2",
            "UPDATE event SET at = '2026-03-02T09:31:00+00:00', hash = hash WHERE sequence = 2",
            "UPDATE event SET batch = 'x' WHERE sequence = 2",
            "UPDATE event SET key = 'x' WHERE sequence = 2",
            "UPDATE event SET subject = 'x' WHERE sequence = 2",
            "UPDATE event SET hash = previous WHERE sequence = 2",
            "UPDATE event SET sequence = 7 WHERE sequence = 2",
        ],
    )
    def test_a_row_that_was_changed_is_named(self, store: Store, layout: DossierLayout, statement: str) -> None:
        store.append(by(AN, A, B))
        behind_the_triggers(layout, statement)
        assert store.log.check().broken in (2, 7)

    def test_a_row_that_was_taken_out_breaks_the_next(self, store: Store, layout: DossierLayout) -> None:
        store.append(by(AN, A, B, C))
        behind_the_triggers(layout, "DELETE FROM event WHERE sequence = 2")
        assert store.log.check().broken == 3

    def test_rows_cut_off_at_the_end_show_by_the_last_hash(self, store: Store, layout: DossierLayout) -> None:
        store.append(by(AN, A, B))
        kept = store.log.last()
        behind_the_triggers(layout, "DELETE FROM event WHERE sequence = 2")
        assert store.log.check().broken == 0
        assert store.log.hash_of(kept[0]) != kept[1]

    def test_what_holds_cannot_be_changed_unnoticed(self, store: Store, layout: DossierLayout) -> None:
        store.append(by(AN, A, B))
        behind_the_triggers(layout, "UPDATE held SET verdict = 'rejected'")
        told = store.log.check()
        assert (told.broken, told.projected) == (0, False)
        store.log.rebuild()
        assert store.log.check().projected
        assert store.held() == current(store.decisions())

    def test_texts_that_are_no_utf8_are_part_of_the_chain(self, store: Store) -> None:
        store.append([verdict(A, reviewer="half \ud800 pair")])
        assert store.log.check().broken == 0
        assert store.decisions()[0].reviewer == "half \ud800 pair"


class TestKeys:
    def test_the_same_key_stores_once_and_answers_as_the_first_time(self, store: Store) -> None:
        first = store.append(by(AN, A, B), key="k1")
        again = store.append(by(AN, A, B, minute=9), key="k1")
        assert again == first
        assert (first.first, first.last, first.suggestions) == (1, 2, (A.id, B.id))
        assert store.log.step("k1", AN) == first
        with pytest.raises(ReviewError):
            store.log.step("k1", BO)
        assert len(store.decisions()) == 2

    def test_a_retry_is_no_conflict_with_what_came_after(self, store: Store) -> None:
        first = store.append(by(AN, A), key="k1", expect=0)
        store.append(by(BO, A, outcome=Verdict.REJECTED))
        assert store.append(by(AN, A), key="k1", expect=0) == first
        assert store.held()[A.id].reviewer == BO

    def test_steps_without_a_key_are_all_stored(self, store: Store) -> None:
        store.append(by(AN, A))
        store.append(by(AN, A, minute=1))
        assert store.log.step("", AN) is None
        assert len(store.decisions()) == 2

    @pytest.mark.parametrize(
        "other", [by(AN, B), by(AN, A, outcome=Verdict.REJECTED), by(BO, A), by(AN, A, B)], ids=range(4)
    )
    def test_a_key_of_another_step_is_refused(self, store: Store, other: list[Decision]) -> None:
        store.append(by(AN, A), key="k1")
        with pytest.raises(ReviewError):
            store.append(other, key="k1")
        assert len(store.decisions()) == 1


class TestConflicts:
    def test_who_decided_meanwhile_is_told_to_the_second_writer(self, store: Store) -> None:
        seen = store.log.last()[0]
        store.append(by(AN, A, B, outcome=Verdict.REJECTED, minute=4))
        with pytest.raises(StaleDecisionError, match="An heeft deze passage intussen afgewezen") as caught:
            store.append(by(BO, A, C), expect=seen)
        (told,) = caught.value.meanwhile
        assert (told.suggestion, told.reviewer, told.verdict, told.at, told.sequence) == (
            A.id,
            AN,
            "rejected",
            at(4),
            1,
        )
        assert C.id not in store.held()

    def test_a_decision_on_another_suggestion_is_no_conflict(self, store: Store) -> None:
        seen = store.log.last()[0]
        store.append(by(AN, A))
        store.append(by(BO, B), expect=seen)
        assert store.held().keys() == {A.id, B.id}

    def test_one_is_in_no_conflict_with_oneself_nor_with_policy(self, store: Store) -> None:
        seen = store.log.last()[0]
        store.append(by(AN, A))
        store.append([verdict(B, author=Author.POLICY, reviewer="beleid")])
        store.append(by(AN, A, B, outcome=Verdict.REJECTED), expect=seen)
        assert {d.verdict for d in store.held().values()} == {Verdict.REJECTED}

    def test_a_decision_between_two_of_oneself_is_a_conflict(self, store: Store) -> None:
        seen = store.append(by(AN, A)).last
        store.append(by(BO, A, outcome=Verdict.REJECTED))
        with pytest.raises(StaleDecisionError):
            store.append(by(AN, A), expect=seen)

    def test_with_what_was_decided_seen_one_may_decide_otherwise(self, store: Store) -> None:
        store.append(by(AN, A))
        store.append(by(BO, A, outcome=Verdict.REJECTED), expect=store.log.last()[0])
        assert store.held()[A.id].verdict is Verdict.REJECTED


class TestHeld:
    def test_only_what_changed_since(self, store: Store) -> None:
        store.append(by(AN, A, B))
        seen = store.log.last()[0]
        store.append(by(BO, B))
        assert store.log.held_since(seen) == {B.id: store.held()[B.id]}
        assert store.held("other") == {}

    def test_what_another_process_decided_is_seen(self, store: Store, layout: DossierLayout) -> None:
        store.append(by(AN, A, B))
        before = store.held()
        with open_store(layout) as other:
            other.append(by(BO, B))
        assert store.held() == before | {B.id: by(BO, B)[0]}
        assert before[B.id].reviewer == AN

    def test_what_was_undone_does_not_hold(self, store: Store) -> None:
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.append(by(AN, A))
            assert store.held().keys() == {A.id}
            _ = 1 // 0
        assert store.held() == {}
        store.append(by(BO, B))
        assert store.held().keys() == {B.id}

    def test_what_a_person_touched_stays_suggested_also_when_policy_decided_last(self, store: Store) -> None:
        store.append(by(AN, A, outcome=Verdict.OPEN))
        store.append([verdict(s, author=Author.POLICY, reviewer="beleid") for s in (A, B)])
        store.save_scan(DOCUMENT, (), ("x" * 40,))
        assert store.scan(DOCUMENT) == (A,)

    def test_other_events_are_no_decisions(self, store: Store) -> None:
        store.append(by(AN, A))
        store.log.append([Event(EventKind.PAGE, DOCUMENT, "0", Author.PERSON, AN, at(1), "b", {"done": True})])
        assert store.last_sequence() == 1
        assert store.log.last()[0] == 2
        assert len(store.decisions()) == 1
        assert store.log.check().projected


OLD = """INSERT INTO decision VALUES
 (3, 'a', 'd1', 'approved', 'policy', 'beleid', '2025-01-01T10:00:00+00:00', 'b1', '[]', ''),
 (4, 'b', 'd1', 'approved', 'policy', 'beleid', '2025-01-01T10:00:00+00:00', 'b1', '["5.2"]', ''),
 (9, 'a', 'd1', 'rejected', 'person', 'An', '2025-01-02T10:00:00+00:00', 'b2', '[]', 'publiek persoon')"""


class TestEarlierVersions:
    def test_a_table_of_decisions_becomes_the_beginning_of_the_log(
        self, layout: DossierLayout, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("woo_redact.dossier.migrations.MIGRATIONS", MIGRATIONS[:2])
        open_store(layout, create=True).close()
        connection = sqlite3.connect(layout.database)
        connection.execute(OLD)
        connection.execute("INSERT INTO suggestion VALUES ('a', 'd1', '5.1.2e', 'person', 'A', '[]')")
        connection.execute("INSERT INTO span VALUES ('a', 0, 2, 5, 9, '[[1.0, 2.0, 3.0, 4.0]]')")
        connection.commit()
        connection.close()
        monkeypatch.undo()
        with open_store(layout) as store:
            assert [row.sequence for row in store.log.events()] == [3, 4, 9]
            assert store.log.check().broken == 0
            assert store.log.check().projected
            made = store.decisions()
            assert [(d.suggestion, d.verdict, d.author, d.batch, d.grounds, d.reason) for d in made] == [
                ("a", Verdict.APPROVED, Author.POLICY, "b1", (), ""),
                ("b", Verdict.APPROVED, Author.POLICY, "b1", ("5.2",), ""),
                ("a", Verdict.REJECTED, Author.PERSON, "b2", (), "publiek persoon"),
            ]
            assert store.held() == current(made)
            assert [(s.id, s.spans[0].page) for s in store.scan("d1")] == [("a", 2)]
            # What a person decided on before stays when nothing finds it any more.
            store.save_scan("d1", (), ("",))
            assert len(store.scan("d1")) == 1
            assert store.append([verdict("a")]).first == 10


def test_no_repr_shows_what_a_person_wrote(store: Store) -> None:
    event = Event(EventKind.COMMENT, DOCUMENT, "", Author.PERSON, AN, at(0), "b", {"page": None, "text": "geheim"})
    store.log.append([event])
    assert "geheim" not in repr(store.log.events())
    assert json.loads(json.dumps(dict(event.content)))["text"] == "geheim"


class TestSeals:
    def test_they_are_of_the_first_decision_by_a_person_and_never_change(self, store: Store) -> None:
        store.append(by_policy((A, B), {}, frozenset(Level), at(0)))
        assert store.log.seals(DOCUMENT) == {}
        store.append(by(AN, A, minute=1))
        first = store.log.last()[1]
        assert store.log.seals(DOCUMENT) == {A.id: first}
        store.append(by(BO, A, B, outcome=Verdict.REJECTED, minute=2))
        found = store.log.seals(DOCUMENT)
        assert found[A.id] == first
        assert found.keys() == {A.id, B.id}
        assert store.log.seals("x") == {}


class TestSince:
    def test_what_happened_after_an_event(self, store: Store) -> None:
        store.append(by(AN, A))
        store.append(by(BO, B))
        assert [row.sequence for row in store.log.after(1)] == [2]
        assert store.log.touched(1) == {(EventKind.DECISION, DOCUMENT)}
        assert (store.log.after(2), store.log.touched(2)) == ((), frozenset())

    def test_what_another_process_wrote_is_noticed(self, store: Store, layout: DossierLayout) -> None:
        before = store.version()
        store.append(by(AN, A))
        assert store.version() == before
        with open_store(layout) as other:
            other.append(by(BO, B))
        assert store.version() != before

    def test_decisions_are_no_new_run(self, store: Store) -> None:
        before = store.scan_state()
        store.append(by(AN, A))
        assert store.scan_state() == before
        store.put_file(FileRecord("a.pdf", "/in", DOCUMENT, page_count=1))
        assert store.scan_state() != before
