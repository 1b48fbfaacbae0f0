"""Processes that write at the same time, and processes that are killed while they write."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.values import DOCUMENT, suggest
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

JANSEN = suggest((0, 0, 6))

APPEND = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
root, suggestion, reviewer, count = sys.argv[1:]
with open_store(DossierLayout(Path(root)), busy_seconds=60) as store:
    for number in range(int(count)):
        at = datetime.now(UTC)
        store.append([Decision(suggestion, Verdict.APPROVED, Author.PERSON, reviewer, at, str(number))])
"""

# The cache is small, so that the half-done transaction is in the file itself and not in memory only.
HALF = """
import sys, time
from pathlib import Path
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
with open_store(DossierLayout(Path(sys.argv[1]))) as store:
    store._db.execute("PRAGMA cache_size = 10")
    with store.transaction():
        store.save_scan(sys.argv[2], (), ["y" * 4000] * 500)
        print("half", flush=True)
        time.sleep(60)
"""


@pytest.fixture
def layout(tmp_path: Path) -> DossierLayout:
    layout = DossierLayout(tmp_path / "zaak.woo")
    layout.create()
    with open_store(layout, create=True) as store:
        store.save_scan(DOCUMENT, (JANSEN,), ("Jansen",))
    return layout


def test_no_decision_of_eight_processes_is_lost(layout: DossierLayout) -> None:
    count, names = 10, tuple("abcdefgh")
    writers = [
        subprocess.Popen([sys.executable, "-c", APPEND, str(layout.root), JANSEN.id, name, str(count)])
        for name in names
    ]
    assert {process.wait(240) for process in writers} == {0}
    with open_store(layout) as store:
        made = store.decisions(DOCUMENT)
        told = store.log.check()
        assert (told.last, told.broken, told.projected) == (len(names) * count, 0, True)
    for name in names:
        assert [d.batch for d in made if d.reviewer == name] == [str(n) for n in range(count)]


def test_a_killed_process_leaves_what_was_there_before(layout: DossierLayout) -> None:
    command = [sys.executable, "-c", HALF, str(layout.root), DOCUMENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        assert layout.database.stat().st_size > 500 * 1000
        process.send_signal(signal.SIGKILL)
    with open_store(layout) as store:
        assert store.scan(DOCUMENT) == (JANSEN,)
        assert store.page_texts(DOCUMENT) == ("Jansen",)
        store.save_scan(DOCUMENT, (JANSEN,), ("Jansen", "2"))
        assert store.page_texts(DOCUMENT) == ("Jansen", "2")
