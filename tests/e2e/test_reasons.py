"""The reasoning of a passage, from the key in the review to the package, and what the law asks on the way."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from click.testing import CliRunner, Result

from support.command import packaged
from woo_redact.cli.main import main
from woo_redact.dossier.layout import DossierLayout
from woo_redact.pipeline import reported_checks
from woo_redact.pipeline.examining import Examination, examined

# Words of which no rule and no model thinks anything: only the list of the case says that they go.
FIRST = "De bibliotheek aan het plein is op maandag gesloten"
SECOND = "Op dinsdag gaat de deur om tien uur open"
LATER = "de wet trad in werking op 1 januari 2021"
WHY = "Het overleg hierover loopt nog en wordt anders geschaad."


def invoke(*arguments: object, keys: tuple[str, ...] = ()) -> Result:
    typed = "".join(f"{key}\n" for key in keys)
    return CliRunner().invoke(main, [str(a) for a in arguments], input=typed, catch_exceptions=False)


def write(path: Path, *lines: str) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((60, 90 + 30 * number), line, fontsize=9)
        document.save(path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("gemaakt")
    folder = tmp_path / "zaak"
    folder.mkdir()
    write(folder / "nota.pdf", "Nota", f"{FIRST}.", f"{SECOND}.", f"Verder geldt: {LATER}.")
    write(folder / "mail.pdf", "Mail", "Dit is niet gelakt.")
    terms = tmp_path / "termen.txt"
    terms.write_text(f"{FIRST}\t5.1.2a\n{SECOND}\t5.1.2a\n{LATER}\t5.1.4\n", encoding="utf-8")
    result = invoke("run", folder, "--terms", terms, "--accept", "A", "--workers", 1)
    assert result.exit_code == 0, result.output
    return tmp_path


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "zaak.woo"


def review(dossier: Path, *keys: str, options: tuple[str, ...] = ()) -> str:
    result = invoke("review", dossier, "--terminal", "--reviewer", "Femke", *options, keys=(*keys, "q"))
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(dossier: Path) -> dict[str, dict[str, Any]]:
    lines = invoke("suggestions", dossier, "--file", "nota.pdf", "--format", "jsonl").stdout.splitlines()
    return {row["text"]: row for row in map(json.loads, lines)}


def legal(dossier: Path) -> set[tuple[str, str]]:
    content = json.loads(invoke("check", dossier, "--json").stdout)
    return {(f["check"], f["severity"]) for f in content["legal"] if f["file"] == "nota.pdf"}


def test_a_reason_is_kept_with_the_decision_and_the_law_is_content(dossier: Path) -> None:
    assert ("R5", "warning") in legal(dossier)
    shown = review(dossier, "m", WHY, "j")
    assert "R5: Een relatieve grond" in shown
    told = rows(dossier)
    assert [told[t]["given_reason"] for t in (FIRST, SECOND, LATER)] == [WHY, WHY, ""]
    assert {told[t]["decided_by"] for t in (FIRST, SECOND)} == {"person"}
    assert told[LATER]["decided_by"] == "policy"
    assert "R5" not in {check for check, _ in legal(dossier)}


def test_one_undo_takes_it_from_all_passages(dossier: Path) -> None:
    review(dossier, "m", WHY, "j", "u")
    assert {(row["given_reason"], row["decided_by"]) for row in rows(dossier).values()} == {("", "policy")}


def test_a_reason_that_tells_what_is_withheld_is_not_kept(dossier: Path) -> None:
    shown = review(dossier, "m", "Omdat de bibliotheek aan het plein dicht was.")
    assert "Niet bewaard" in shown
    assert {row["decided_by"] for row in rows(dossier).values()} == {"policy"}


def test_what_still_blocks_is_told_at_the_end_and_can_be_gone_through_after_all_was_decided(dossier: Path) -> None:
    shown = review(dossier, *"aaa")
    assert "nota.pdf, pagina 1 (R6)" in shown.split("Nog 1 juridisch punt houdt het pakket tegen.")[1]
    again = review(dossier, "n", "n", "m", "1", "1 maart 2027", options=("--legal",))
    assert "gelakt, besloten door Femke" in again
    assert "Geen juridische toets houdt het pakket tegen." in again
    assert "1 maart 2027" in rows(dossier)[LATER]["given_reason"]
    assert "R6" not in {check for check, _ in legal(dossier)}


def test_how_grave_a_check_is_can_be_set_in_review_too(dossier: Path) -> None:
    assert "R5, houdt het pakket tegen" in review(dossier, options=("--block", "R5"))


def test_with_legal_one_decides_one_by_one(dossier: Path) -> None:
    result = invoke("review", dossier, "--legal", "--file", "nota.pdf", "--approve-all")
    assert result.exit_code == 2


def test_the_reason_goes_to_sidecar_and_inventory_and_shows_on_no_page(dossier: Path) -> None:
    review(dossier, "m", WHY, "j", "m", "1", "1 maart 2027")
    result = packaged(dossier, "--out", dossier / "uit")
    assert result.exit_code == 0, result.output
    sidecar = json.loads(DossierLayout(dossier).sidecar("nota.pdf").read_text())
    assert [box.get("reason", "")[:11] for box in sidecar["boxes"]] == [WHY[:11], WHY[:11], "De geadress"]
    inventory = dossier / "uit" / "openbaar" / "data" / "inventarislijst.csv"
    table = io.StringIO(inventory.read_bytes().decode("utf-8-sig"), newline="")
    told = {row["Titel"]: row["Toelichting"] for row in csv.DictReader(table, delimiter=";")}
    assert f"5.1.2a: {WHY}" in told["nota"]
    assert told["mail"] == ""
    with pymupdf.open(dossier / "redacted" / "nota.pdf") as document:
        assert "overleg hierover" not in document[0].get_text()


def page(dossier: Path) -> str:
    return (dossier / "reports" / "verslag.html").read_text(encoding="utf-8")


def test_the_report_tells_what_the_law_asks_and_counts_differences_without_their_text(dossier: Path) -> None:
    write(dossier.parent / "zaak" / "mail.pdf", "Mail", f"{FIRST}.", f"{SECOND}.")
    terms = dossier.parent / "termen.txt"
    terms.write_text(f"{LATER}\t5.1.4\n", encoding="utf-8")
    assert invoke("run", dossier.parent / "zaak", "--terms", terms, "--accept", "A").exit_code == 0
    told = page(dossier)
    assert "<td>R6</td><td>blokkeert</td><td>1</td>" in told
    assert "Geen gelakte passage is op een andere plaats" in told
    terms.write_text(f"{FIRST}\t5.1.2a\n{LATER}\t5.1.4\n", encoding="utf-8")
    assert invoke("run", dossier.parent / "zaak", "--terms", terms, "--accept", "A").exit_code == 0
    invoke("review", dossier, "--file", "mail.pdf", "--reject-all")
    assert invoke("export", dossier).exit_code == 0
    told = page(dossier)
    assert '<tr><th scope="row">mail.pdf</th><td class="number">1</td><td class="number">1</td></tr>' in told
    assert "woo-redact check zaak.woo" in told
    assert FIRST not in told
    assert "bibliotheek" not in (dossier / "reports" / "verslag.json").read_text()


def test_what_did_not_change_is_not_looked_over_again(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page(dossier)
    looked = []

    def counted(*arguments: Any) -> Examination:
        looked.append(arguments)
        return examined(*arguments)

    monkeypatch.setattr(reported_checks, "examined", counted)
    assert invoke("export", dossier).exit_code == 0
    assert not looked
    assert page(dossier).split("<h2>Totalen")[1] == before.split("<h2>Totalen")[1]
    review(dossier, "m", WHY, "j")
    assert invoke("export", dossier).exit_code == 0
    assert looked
    assert "<td>R5</td>" not in page(dossier)
