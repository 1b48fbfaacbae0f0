import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from support.privileges import folder_of_somebody
from support.values import DOCUMENT, at, suggest, verdict
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.file import Facts, FileRecord, FileState
from woo_redact.domain.geometry import Box
from woo_redact.domain.publication import DocumentKind
from woo_redact.domain.report import Finding, Severity
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.migrations import MIGRATIONS
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import (
    DossierError,
    DossierLockedError,
    DossierVersionError,
    OutputError,
    StaleDecisionError,
)
from woo_redact.review.state import current

RECORD = FileRecord(
    name="map/memo.pdf",
    source="/in/map/memo.pdf",
    document=DOCUMENT,
    size=1234,
    modified=1_700_000_000_123_456_789,
    page_count=3,
    state=FileState.WRITTEN,
    facts=Facts(
        (Span(0, 4, 20),),
        "2025-03-01",
        "Min-BuZa.2025.1",
        received="2025-02-01",
        answers="Z-1",
        sort="beslisnota",
        kind=DocumentKind.EMAIL,
        thread="ab12",
        printed_grounds=("5.1.2e",),
    ),
    scanned_with="s1",
    written_with="w1",
    output="e" * 64,
    message="",
)
FINDINGS = (
    Finding("unread", Severity.BLOCKING, "pagina niet gelezen", 2, Box(0.1, 0.2, 0.3, 0.4)),
    Finding("note", Severity.WARNING, "bijlage weggelaten"),
)
JANSEN = suggest((0, 5, 11))
PIETERSEN = suggest((1, 0, 9), (2, 0, 4))
BSN = suggest((0, 5, 11), ground="5.1.1e", kind="bsn")
TEXTS = ("Beste Jansen", "Pietersen en", "Piet")


@pytest.fixture
def store(layout: DossierLayout) -> Iterator[Store]:
    with open_store(layout, create=True) as store:
        yield store


def raw(layout: DossierLayout) -> sqlite3.Connection:
    return sqlite3.connect(layout.database)


class TestFiles:
    def test_a_file_comes_back_as_it_went_in(self, store: Store) -> None:
        store.put_file(RECORD, FINDINGS)
        assert store.file(RECORD.name) == RECORD
        assert store.findings(RECORD.name) == FINDINGS
        assert store.file("memo.pdf") is None
        assert store.findings("memo.pdf") == ()

    def test_files_come_by_name(self, store: Store) -> None:
        for name in ("b.pdf", "a/z.pdf", "A.pdf"):
            store.put_file(replace(RECORD, name=name))
        assert [f.name for f in store.files()] == ["A.pdf", "a/z.pdf", "b.pdf"]

    def test_findings_are_left_alone_unless_given(self, store: Store) -> None:
        store.put_file(RECORD, FINDINGS)
        store.put_file(replace(RECORD, state=FileState.FAILED))
        assert store.findings(RECORD.name) == FINDINGS
        store.put_file(RECORD, ())
        assert store.findings(RECORD.name) == ()

    def test_a_file_of_an_earlier_version_has_the_facts_that_were_known_then(
        self, store: Store, layout: DossierLayout
    ) -> None:
        store.put_file(RECORD)
        connection = raw(layout)
        older = '{"title": [[0, 4, 20]], "date": "2025-03-01", "reference": "Z-2"}'
        connection.execute("UPDATE file SET facts = ?", (older,))
        connection.commit()
        connection.close()
        facts = Facts((Span(0, 4, 20),), "2025-03-01", "Z-2")
        assert store.file(RECORD.name) == replace(RECORD, facts=facts)

    def test_names_that_are_no_utf8_come_back_as_they_were(self, store: Store) -> None:
        odd = replace(RECORD, name="m\udce9mo.pdf", source="/in/m\udce9mo.pdf")
        store.put_file(odd)
        assert store.file(odd.name) == odd
        store.remove_file(odd.name)
        assert store.files() == ()

    def test_a_removed_file_takes_its_texts_along_but_no_decisions(self, store: Store) -> None:
        store.put_file(RECORD, FINDINGS)
        store.save_scan(DOCUMENT, (JANSEN, PIETERSEN), TEXTS)
        store.append([verdict(PIETERSEN)])
        store.remove_file(RECORD.name)
        assert store.file(RECORD.name) is None
        assert store.findings(RECORD.name) == ()
        assert store.page_texts(DOCUMENT) == ()
        assert store.scan(DOCUMENT) == (PIETERSEN,)
        assert store.decisions() == (verdict(PIETERSEN),)

    def test_a_file_with_the_same_content_keeps_the_scan(self, store: Store) -> None:
        store.put_file(RECORD)
        store.put_file(replace(RECORD, name="copy.pdf"))
        store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
        store.remove_file(RECORD.name)
        assert store.scan(DOCUMENT) == (JANSEN,)
        store.put_file(replace(RECORD, name="copy.pdf", document="f" * 64))
        assert store.scan(DOCUMENT) == ()


class TestScans:
    def test_suggestions_come_back_as_they_went_in_and_in_text_order(self, store: Store) -> None:
        store.save_scan(DOCUMENT, (PIETERSEN, JANSEN, BSN), TEXTS)
        assert store.scan(DOCUMENT) == (BSN, JANSEN, PIETERSEN)
        assert store.page_texts(DOCUMENT) == TEXTS
        assert store.page_text(DOCUMENT, 1) == TEXTS[1]
        assert store.scan("other") == ()

    def test_a_suggestion_without_boxes_comes_back_so(self, store: Store) -> None:
        bare = replace(JANSEN, boxes=())
        store.save_scan(DOCUMENT, (bare,), TEXTS)
        assert store.scan(DOCUMENT) == (bare,)

    @pytest.mark.parametrize("text", ["", "a\0b", "half \ud800 pair", "é🙂\n\t"])
    def test_texts_come_back_code_point_by_code_point(self, store: Store, text: str) -> None:
        store.save_scan(DOCUMENT, (), (text, "x"))
        assert store.page_texts(DOCUMENT) == (text, "x")

    def test_an_unknown_page_is_told(self, store: Store) -> None:
        with pytest.raises(DossierError, match="pagina 4"):
            store.page_text(DOCUMENT, 3)

    def test_a_new_scan_replaces_the_old_one(self, store: Store) -> None:
        store.save_scan(DOCUMENT, (JANSEN, PIETERSEN), TEXTS)
        changed = replace(JANSEN, kind="signature", provenance=())
        store.save_scan(DOCUMENT, (changed,), TEXTS[:1])
        assert store.scan(DOCUMENT) == (changed,)
        assert store.page_texts(DOCUMENT) == TEXTS[:1]

    @pytest.mark.parametrize("outcome", list(Verdict))
    def test_what_a_person_decided_on_stays_suggested(self, store: Store, outcome: Verdict) -> None:
        store.save_scan(DOCUMENT, (JANSEN, PIETERSEN), TEXTS)
        store.append([verdict(JANSEN, outcome), verdict(PIETERSEN, author=Author.POLICY)])
        store.save_scan(DOCUMENT, (BSN,), TEXTS)
        assert store.scan(DOCUMENT) == (BSN, JANSEN)
        store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
        assert store.scan(DOCUMENT) == (JANSEN,)

    def test_another_documents_suggestions_are_refused(self, store: Store) -> None:
        with pytest.raises(DossierError):
            store.save_scan("other", (JANSEN,), TEXTS)


class TestDecisions:
    @pytest.fixture(autouse=True)
    def scanned(self, store: Store) -> None:
        store.save_scan(DOCUMENT, (JANSEN, PIETERSEN), TEXTS)

    def test_decisions_come_back_in_the_order_made(self, store: Store) -> None:
        other = suggest((0, 0, 4), document="f" * 64)
        store.save_scan("f" * 64, (other,), ("Else",))
        made = (
            verdict(PIETERSEN, grounds=("5.1.2e", "5.2"), minute=5),
            replace(verdict(JANSEN, Verdict.REJECTED), reason="al openbaar"),
            verdict(other),
        )
        store.append(made[:1])
        store.append(made[1:])
        assert store.decisions() == made
        assert store.decisions(DOCUMENT) == made[:2]
        assert store.decisions("f" * 64) == made[2:]
        assert store.last_sequence() == 3

    def test_all_of_a_step_or_none_of_it(self, store: Store) -> None:
        with pytest.raises(StaleDecisionError):
            store.append([verdict(JANSEN), verdict("unknown")])
        assert store.decisions() == ()
        assert store.last_sequence() == 0

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE event SET content = '{}'",
            "DELETE FROM event",
            "INSERT OR REPLACE INTO event SELECT sequence, kind, document, subject, author, 'An', at, batch, key,"
            " content, previous, hash FROM event",
            "INSERT INTO event SELECT sequence + 1, kind, document, subject, author, reviewer, at, batch, key,"
            " content, previous, hash FROM event",
        ],
    )
    def test_what_was_decided_cannot_be_changed(self, store: Store, layout: DossierLayout, statement: str) -> None:
        store.append([verdict(JANSEN)])
        connection = raw(layout)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        connection.close()
        assert store.decisions() == (verdict(JANSEN),)

    def test_the_last_decision_holds_after_opening_again(self, store: Store, layout: DossierLayout) -> None:
        store.append([verdict(JANSEN), verdict(JANSEN, Verdict.REJECTED, batch="b2")])
        with open_store(layout) as again:
            assert current(again.decisions())[JANSEN.id].verdict is Verdict.REJECTED


class TestTransactions:
    def test_what_is_done_together_is_undone_together(self, store: Store) -> None:
        store.put_file(RECORD)
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
            store.append([verdict(JANSEN)])
            store.put_file(replace(RECORD, page_count=99))
            _ = 1 // 0
        assert store.scan(DOCUMENT) == ()
        assert store.decisions() == ()
        assert store.file(RECORD.name) == RECORD

    def test_a_failed_part_leaves_the_rest_of_the_transaction(self, store: Store) -> None:
        with store.transaction():
            store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
            with pytest.raises(StaleDecisionError):
                store.append([verdict(JANSEN), verdict("unknown")])
            store.append([verdict(JANSEN, minute=1)])
        assert store.decisions() == (verdict(JANSEN, minute=1),)
        store.put_file(RECORD)

    def test_runs_are_recorded(self, store: Store, layout: DossierLayout) -> None:
        first, second = store.start_run("run", "0.1.0"), store.start_run("export", "0.1.0")
        store.end_run(first, {"files": 3})
        connection = raw(layout)
        rows = connection.execute("SELECT id, command, version, ended_at IS NULL, summary FROM run").fetchall()
        connection.close()
        assert rows == [(first, "run", "0.1.0", 0, '{"files": 3}'), (second, "export", "0.1.0", 1, None)]


class TestOpening:
    def test_the_database_is_for_the_owner_alone(self, store: Store, layout: DossierLayout) -> None:
        assert stat.S_IMODE(layout.database.stat().st_mode) == 0o600
        with store.transaction():
            store.put_file(RECORD)
            journal = layout.database.with_name("dossier.db-journal")
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600

    def test_there_is_no_write_ahead_log(self, store: Store, layout: DossierLayout) -> None:
        connection = raw(layout)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        connection.close()

    def test_no_dossier_is_made_unless_asked(self, layout: DossierLayout) -> None:
        with pytest.raises(DossierError, match="ontbreekt"):
            open_store(layout)
        assert not layout.database.exists()

    def test_tables_take_no_values_of_another_kind(self, store: Store, layout: DossierLayout) -> None:
        connection = raw(layout)
        strict = connection.execute("SELECT name FROM pragma_table_list WHERE strict AND schema = 'main'").fetchall()
        connection.close()
        tables = {"file", "finding", "suggestion", "span", "page_text", "run", "event", "held", "page_done"}
        tables |= {"person", "mention", "names_used", "made_from", "document_review", "comment", "document_id"}
        assert {name for (name,) in strict} == tables

    def test_a_newer_dossier_is_refused(self, store: Store, layout: DossierLayout) -> None:
        connection = raw(layout)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.close()
        with pytest.raises(DossierVersionError) as caught:
            open_store(layout)
        assert caught.value.remedy

    def test_an_empty_file_left_by_a_killed_process_becomes_a_database(self, layout: DossierLayout) -> None:
        layout.database.touch()
        with open_store(layout) as store:
            assert store.files() == ()

    def test_a_migration_is_taken_whole_or_not_at_all(
        self, store: Store, layout: DossierLayout, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.put_file(RECORD)
        good, bad = "CREATE TABLE note (text TEXT) STRICT;\n", "CREATE TABLE file (x TEXT) STRICT;\n"
        monkeypatch.setattr("woo_redact.dossier.migrations.MIGRATIONS", (*MIGRATIONS, good + bad))
        with pytest.raises(DossierError):
            open_store(layout)
        connection = raw(layout)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'note'").fetchall() == []
        connection.close()
        monkeypatch.setattr("woo_redact.dossier.migrations.MIGRATIONS", (*MIGRATIONS, good))
        with open_store(layout) as newer:
            assert newer.files() == (RECORD,)
        with open_store(layout) as again:
            assert again.files() == (RECORD,)

    @pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
    def test_a_damaged_dossier_is_told(self, layout: DossierLayout, content: bytes) -> None:
        layout.database.write_bytes(content)
        with pytest.raises(DossierError, match="beschadigd"):
            open_store(layout)

    def test_another_writer_is_waited_for_and_then_named(self, store: Store, layout: DossierLayout) -> None:
        store.put_file(RECORD)
        other = raw(layout)
        other.execute("BEGIN IMMEDIATE")
        with open_store(layout, busy_seconds=0.1) as blocked:
            assert blocked.file(RECORD.name) == RECORD
            with pytest.raises(DossierLockedError, match="ander proces"):
                blocked.put_file(RECORD)
        other.close()
        store.put_file(RECORD)

    def test_a_transaction_holds_the_database_from_its_start(self, store: Store, layout: DossierLayout) -> None:
        # Begun as a reader, it would fail half-way when another process wrote in between.
        with (
            store.transaction(),
            open_store(layout, busy_seconds=0.1) as other,
            pytest.raises(DossierLockedError),
            other.transaction(),
        ):
            pytest.fail("two at a time")

    def test_what_is_committed_is_on_disk(self, store: Store) -> None:
        # With less, a power failure may take the last commit back.
        extra = 3
        assert store._db.rows("PRAGMA synchronous") == [(extra,)]

    def test_a_full_disk_is_told_and_loses_nothing(self, layout: DossierLayout) -> None:
        with open_store(layout, create=True) as store:
            store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
            limit: Callable[[str], object] = store._db.execute
            limit("PRAGMA max_page_count = 1")
            with pytest.raises(OutputError, match="schijf is vol"):
                store.save_scan(DOCUMENT, (), ["x" * 4000] * 1000)
            assert store.page_texts(DOCUMENT) == TEXTS
        with open_store(layout) as store:
            assert store.scan(DOCUMENT) == (JANSEN,)


class TestRights:
    def test_a_read_only_dossier_can_be_looked_at_but_not_changed(self) -> None:
        with folder_of_somebody() as folder:
            layout = DossierLayout(folder / "zaak.woo")
            layout.create()
            with open_store(layout, create=True) as store:
                store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
            layout.database.chmod(0o400)
            layout.root.chmod(0o500)
            with open_store(layout) as store:
                assert store.scan(DOCUMENT) == (JANSEN,)
                with pytest.raises(DossierError, match="alleen-lezen") as caught:
                    store.append([verdict(JANSEN)])
                assert caught.value.remedy

    def test_no_rights_to_make_one_are_told(self) -> None:
        with folder_of_somebody() as folder:
            layout = DossierLayout(folder / "zaak.woo")
            layout.create()
            layout.root.chmod(0o500)
            with pytest.raises(OutputError, match="schrijfrechten"):
                open_store(layout, create=True)


def test_times_keep_their_zone(store: Store) -> None:
    store.save_scan(DOCUMENT, (JANSEN,), TEXTS)
    store.append([verdict(JANSEN, minute=7)])
    assert store.decisions()[0].decided_at == at(7)
    assert store.decisions()[0].decided_at.utcoffset() is not None


class TestNamesUsed:
    def test_a_scan_keeps_with_which_names_it_was_made(self, store: Store) -> None:
        store.put_file(RECORD)
        assert store.names_used(DOCUMENT) == ""
        store.save_scan(DOCUMENT, [JANSEN], TEXTS, "n1")
        assert store.names_used(DOCUMENT) == "n1"
        store.save_scan(DOCUMENT, [JANSEN], TEXTS)
        assert store.names_used(DOCUMENT) == ""

    def test_it_goes_with_the_file(self, store: Store) -> None:
        store.put_file(RECORD)
        store.save_scan(DOCUMENT, [JANSEN], TEXTS, "n1")
        store.remove_file(RECORD.name)
        assert store.names_used(DOCUMENT) == ""

    def test_a_dossier_of_the_first_version_is_brought_up_to_date(
        self, layout: DossierLayout, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("woo_redact.dossier.migrations.MIGRATIONS", MIGRATIONS[:1])
        open_store(layout, create=True).close()
        monkeypatch.undo()
        with open_store(layout) as store:
            assert store.persons.current() == ()
            assert store.names_used(DOCUMENT) == ""
