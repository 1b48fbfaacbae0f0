"""A log that was changed is told by status, by the report and by the package, and stays told."""

import json
import sqlite3
from pathlib import Path

import pymupdf
import pytest

from support.command import invoke, packaged
from woo_redact.dossier.chain import START, linked, logged_of, row_of
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    source = tmp_path / "nota.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((90, 100), "Behandeld door: Karin Ouwehand", fontsize=11)
        document.save(source)
    assert invoke("run", source, "--workers", 1).exit_code == 0
    dossier = tmp_path / "nota.pdf.woo"
    assert invoke("review", dossier, "--file", "nota.pdf", "--approve-all", "--reviewer", "Femke").exit_code == 0
    assert invoke("export", dossier).exit_code == 0
    return dossier


def report(dossier: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((dossier / "reports" / "verslag.json").read_bytes())["log"]
    return told


def tampered(dossier: Path, statement: str) -> None:
    connection = sqlite3.connect(DossierLayout(dossier).database)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def all_anew(dossier: Path) -> None:
    """Make a whole new chain in which somebody else decided."""
    connection = sqlite3.connect(DossierLayout(dossier).database)
    tampered(dossier, "UPDATE event SET reviewer = 'Joost' WHERE author = 'person'")
    rows = [logged_of(row) for row in connection.execute("SELECT * FROM event ORDER BY sequence")]
    connection.execute("DELETE FROM event")
    connection.executemany(
        f"INSERT INTO event VALUES ({', '.join('?' * 12)})",
        map(row_of, linked([row.event for row in rows], "", 0, START)),
    )
    connection.execute("UPDATE held SET reviewer = 'Joost' WHERE author = 'person'")
    connection.commit()
    connection.close()


def test_an_untouched_log_is_told_to_be_so(dossier: Path) -> None:
    assert "onveranderd" in invoke("status", dossier).stdout
    with open_store(DossierLayout(dossier)) as store:
        last, digest = store.log.last()
    assert (report(dossier)["last"], report(dossier)["hash"], report(dossier)["problem"]) == (last, digest, "")
    assert digest in (dossier / "reports" / "verslag.html").read_text(encoding="utf-8")
    assert json.loads(invoke("status", dossier, "--json").stdout)["log"]["hash"] == digest


def test_a_changed_row_is_told_and_stops_the_package(dossier: Path) -> None:
    tampered(dossier, "UPDATE event SET reviewer = 'Joost' WHERE author = 'person'")
    assert "LET OP: Het logboek is veranderd" in invoke("status", dossier).stdout
    result = packaged(dossier)
    assert result.exit_code == 6
    assert "logboek is veranderd" in result.stderr


def test_a_whole_new_chain_shows_by_the_report_also_after_another_run(dossier: Path) -> None:
    before = report(dossier)
    all_anew(dossier)
    assert "past niet bij het verslag" in invoke("status", dossier).stdout
    assert invoke("export", dossier).exit_code == 0
    assert report(dossier)["hash"] == before["hash"]
    assert "past niet bij het verslag" in str(report(dossier)["problem"])
    assert "past niet bij het verslag" in invoke("status", dossier).stdout
    assert packaged(dossier).exit_code == 6


def test_a_state_that_does_not_follow_from_the_log_is_told_and_made_anew(dossier: Path) -> None:
    tampered(dossier, "UPDATE held SET verdict = 'rejected'")
    assert "volgt niet uit het logboek" in invoke("status", dossier).stdout
    assert invoke("export", dossier).exit_code == 0
    assert "onveranderd" in invoke("status", dossier).stdout
    with pymupdf.open(dossier / "redacted" / "nota.pdf") as document:
        assert "Ouwehand" not in document[0].get_text()
