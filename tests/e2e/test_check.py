"""A draft, a final memo and a thread that quotes both: what is withheld here and readable there is found, no more."""

import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from click.testing import CliRunner

from support.command import invoke, packaged
from woo_redact.cli.main import main
from woo_redact.domain.rule import SAME_PASSAGE
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.persons import documents_of

# Words of which no rule and no model thinks anything: only the list of the case says that they go.
SECRET = "De bibliotheek aan het plein is op maandag gesloten en op de andere dagen open van tien tot vijf uur"
EDITED = "De bibliotheek aan het plein is op maandag gesloten en op alle andere dagen open van tien tot zes uur"
CEILING = "de wet trad in werking op 1 januari 2021 en is sindsdien twee keer gewijzigd"
PLAIN = "De Kamer ontving hierover op 3 mei een brief met de stand van zaken."
DRAFT = ["CONCEPT nota over de onderhandelingen", PLAIN, f"{SECRET}.", f"Verder geldt: {CEILING}."]
FINAL = ["Nota over de onderhandelingen", PLAIN, f"{EDITED}.", f"Verder geldt: {CEILING}."]
THREAD = [
    "Hierbij de laatste versie.",
    f"> {PLAIN}",
    f"> {EDITED}.",
    "Eerder schreven wij:",
    f">> {SECRET}.",
    f">> Verder geldt: {CEILING}.",
]


def write(path: Path, lines: list[str]) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((60, 90 + 30 * number), line, fontsize=9)
        document.save(path)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "zaak"
    folder.mkdir()
    for name, lines in (("concept.pdf", DRAFT), ("definitief.pdf", FINAL), ("mails.pdf", THREAD)):
        write(folder / name, lines)
    terms = tmp_path / "termen.txt"
    terms.write_text(f"{SECRET}\t5.1.2a\n{CEILING}\t5.1.2b\n", encoding="utf-8")
    made = tmp_path / "zaak.woo"
    result = invoke("run", folder, "--dossier", made, "--terms", terms, "--accept", "A", "--workers", 1)
    assert result.exit_code == 0, result.output
    return made


def checked(dossier: Path, *options: str) -> tuple[int, dict[str, Any]]:
    result = invoke("check", dossier, "--json", *options)
    return result.exit_code, json.loads(result.stdout)


def test_every_place_where_it_can_still_be_read_is_found_and_none_is_invented(dossier: Path) -> None:
    code, content = checked(dossier)
    assert sorted(d["readable"]["file"] for d in content["differences"]) == ["definitief.pdf", "mails.pdf"]
    assert all(" ".join(d["readable"]["text"].split()) in EDITED for d in content["differences"])
    assert all("alle andere" in d["readable"]["text"] for d in content["differences"])
    assert {d["withheld"]["file"] for d in content["differences"]} <= {"concept.pdf", "mails.pdf"}
    assert all(d["likeness"] < 1 for d in content["differences"])
    assert code == 7


def test_people_see_both_places_in_context(dossier: Path) -> None:
    shown = invoke("check", dossier).stdout
    assert "definitief.pdf, pagina 1" in shown
    assert "alle andere" in shown
    assert "blokkeert" in shown


def test_a_package_is_kept_back_until_somebody_decides(dossier: Path) -> None:
    for level in "AC":
        invoke("review", dossier, "--approve-all", "--level", level)
    result = packaged(dossier)
    assert result.exit_code == 7
    assert "2 voorstellen zijn" in result.stderr
    # The difference keeps it back by itself, also where nothing could be proposed.
    with opened(dossier) as (_, store):
        for document in documents_of(store):
            left = [s for s in store.scan(document) if s.provenance[0].rule != SAME_PASSAGE]
            store.save_scan(document, left, store.page_texts(document))
    result = packaged(dossier)
    assert result.exit_code == 7
    assert "woo-redact check" in result.stderr
    assert not (dossier / "pakket").exists()


def test_grounds_without_a_reason_are_a_warning_and_block_when_asked(dossier: Path) -> None:
    _, content = checked(dossier)
    assert {(f["check"], f["severity"]) for f in content["legal"] if f["check"] == "R5"} == {("R5", "warning")}
    _, stricter = checked(dossier, "--block", "r5")
    assert {f["severity"] for f in stricter["legal"] if f["check"] == "R5"} == {"blocking"}
    assert stricter["blocking"] > content["blocking"]


def test_it_is_told_how_much_of_each_document_is_withheld(dossier: Path) -> None:
    _, content = checked(dossier)
    withheld = {one["file"]: one for one in content["withheld"]}
    assert set(withheld) == {"concept.pdf", "definitief.pdf", "mails.pdf"}
    assert 0 < withheld["definitief.pdf"]["withheld"] < withheld["definitief.pdf"]["words"]
    assert withheld["concept.pdf"]["by_ground"]["5.1.2a"] == len(SECRET.split())


def test_a_check_that_does_not_exist_is_told(dossier: Path) -> None:
    result = invoke("check", dossier, "--block", "R99")
    assert result.exit_code == 2
    assert "R99" in result.stderr


def alike(dossier: Path) -> list[dict[str, Any]]:
    lines = invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()
    return [s for s in map(json.loads, lines) if "same-passage" in s["rules"]]


def test_the_other_places_are_proposed_under_the_same_ground_and_told_where_from(dossier: Path) -> None:
    proposed = alike(dossier)
    assert sorted((s["file"], s["level"], s["ground"]) for s in proposed) == [
        ("definitief.pdf", "B", "5.1.2a"),
        ("mails.pdf", "B", "5.1.2a"),
    ]
    assert all("dezelfde tekst is gelakt in" in s["reason"] and s["boxes"] for s in proposed)
    # Once approved there is no difference any more, and nothing is proposed twice.
    invoke("review", dossier, "--approve-all", "--rule", "same-passage")
    assert checked(dossier)[1]["differences"] == []
    invoke("run", dossier.with_name("zaak"), "--dossier", dossier, "--terms", dossier.with_name("termen.txt"))
    assert [s["id"] for s in alike(dossier)] == [s["id"] for s in proposed]


def test_what_a_person_rejected_is_not_proposed_again(dossier: Path) -> None:
    invoke("review", dossier, "--reject-all", "--rule", "same-passage")
    invoke("run", dossier.with_name("zaak"), "--dossier", dossier, "--terms", dossier.with_name("termen.txt"))
    assert {s["verdict"] for s in alike(dossier)} == {"rejected"}
    assert all(d["settled"] for d in checked(dossier)[1]["differences"])


def test_deciding_proposes_the_same_for_the_other_places_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "zaak"
    folder.mkdir()
    write(folder / "a.pdf", ["Nota", f"{SECRET}."])
    write(folder / "b.pdf", ["Mail", f"{EDITED}."])
    terms = tmp_path / "termen.txt"
    terms.write_text(f"{SECRET}\t5.1.2a\n", encoding="utf-8")
    dossier = tmp_path / "zaak.woo"
    invoke("run", folder, "--dossier", dossier, "--terms", terms, "--accept", "none", "--workers", 1)
    assert alike(dossier) == []
    # Approve the one, then what it brings up, then stop.
    result = CliRunner().invoke(main, ["review", str(dossier), "--terminal"], input="a\na\nq\n", catch_exceptions=False)
    # However wide the terminal is.
    shown = " ".join(result.stdout.split())
    assert "Op 1 plaats staat gelakte tekst nog leesbaar" in shown
    assert "dezelfde tekst is gelakt in a.pdf, pagina 1" in shown
    assert [(s["file"], s["verdict"]) for s in alike(dossier)] == [("b.pdf", "approved")]
