"""``verify`` on PDFs that belong to no dossier: a verdict a person can read, and a code a script can use."""

import json
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner, Result

from woo_redact.cli.main import main

NAME = "Wieringerwaard"
CLOSING = "Of alles is gelakt wat weg moet"


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


def made(path: Path, *, boxed: bool = False, author: str = "", pages: int = 1) -> Path:
    with pymupdf.open() as pdf:
        for _ in range(pages):
            page = pdf.new_page(width=595, height=842)
            page.insert_text((72, 100), f"Het gesprek met {NAME}", fontsize=11)
            if boxed:
                page.draw_rect((150, 90, 240, 104), color=None, fill=(0, 0, 0))
        if author:
            pdf.set_metadata({"author": author})
        pdf.save(path)
    return path


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    return made(tmp_path / "lek.pdf", boxed=True)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return made(tmp_path / "schoon.pdf")


def test_a_clean_file(clean: Path) -> None:
    result = invoke(clean)
    assert result.exit_code == 0
    assert f"{clean} (1 pagina)\n  Geen lekken gevonden.\n" in result.stdout
    assert CLOSING in result.stdout


def test_a_leak_is_told_with_its_page_and_what_to_do(leaking: Path) -> None:
    result = invoke(leaking)
    assert result.exit_code == 8
    assert "LEK: publiceer dit bestand niet. Er is 1 soort lek gevonden." in result.stdout
    assert "Lek: 14 tekens onder een vlak; ze zijn te kopiëren (pagina 1)" in result.stdout
    assert "Wat te doen: Lak het origineel opnieuw" in result.stdout
    assert NAME not in result.output


def test_what_the_file_says_of_itself_is_shown_to_who_asks(tmp_path: Path) -> None:
    result = invoke(made(tmp_path / "a.pdf", author=f"{NAME}\x1b[2J\nLek"))
    assert result.exit_code == 8
    assert f"Lek: Auteur in de eigenschappen van het document: {NAME}" in result.stdout
    assert "\x1b" not in result.output
    assert "\nLek" not in result.stdout


def test_many_places_are_counted(tmp_path: Path) -> None:
    result = invoke(made(tmp_path / "a.pdf", boxed=True, pages=11))
    assert result.stdout.count("onder een vlak") == 8
    assert "en op nog 3 plaatsen" in result.stdout
    assert result.stdout.count("Wat te doen") == 1


def test_the_gravest_file_decides(clean: Path, leaking: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "stuk.pdf"
    damaged.write_bytes(b"%PDF-1.7\nniets")
    assert invoke(clean, leaking, damaged).exit_code == 8
    assert invoke(clean, damaged).exit_code == 3


@pytest.mark.parametrize("content", [None, b"", b"geen pdf", b"%PDF-1.7\nniets"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "stuk.pdf"
    if content is not None:
        path.write_bytes(content)
    result = invoke(path)
    assert result.exit_code == 3
    assert "NIET NAGEKEKEN" in result.stdout
    assert "Geen lekken" not in result.stdout


def test_with_the_original(clean: Path, leaking: Path) -> None:
    result = invoke(leaking, "--against", clean)
    assert result.exit_code == 8
    assert "Ter informatie: 1 woord weggelakt (pagina 1)" in result.stdout


def test_losses_are_told_but_are_no_leak(clean: Path, tmp_path: Path) -> None:
    path = tmp_path / "leeg.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page(width=595, height=842)
        pdf.save(path)
    result = invoke(path, "--against", clean)
    assert result.exit_code == 0
    assert "Let op: 4 woorden zijn verloren" in result.stdout
    assert "Bekijk nog wel 2 punten." in result.stdout


def test_an_original_that_is_not_there_or_unreadable(clean: Path, tmp_path: Path) -> None:
    assert invoke(clean, "--against", tmp_path / "weg.pdf").exit_code == 3
    damaged = tmp_path / "stuk.pdf"
    damaged.write_bytes(b"%PDF-1.7\nniets")
    result = invoke(clean, "--against", damaged)
    assert result.exit_code == 3
    assert "Het origineel" in result.stdout


def test_one_file_goes_with_one_original(clean: Path, leaking: Path) -> None:
    result = invoke(clean, leaking, "--against", clean)
    assert result.exit_code == 2
    assert "--against" in result.stderr


def test_json(leaking: Path, clean: Path) -> None:
    result = invoke(leaking, clean, "--json")
    assert result.exit_code == 8
    first, second = json.loads(result.stdout)
    assert (first["ok"], second["ok"]) == (False, True)
    finding = first["findings"][0]
    assert finding["kind"] == "text-under-box"
    assert finding["severity"] == "blocking"
    assert finding["page"] == 0
    assert len(finding["box"]) == 4
    assert finding["remedy"]
    assert second["findings"] == []


def test_help_is_dutch_and_names_the_codes() -> None:
    text = invoke("--help").stdout
    assert "--against ORIGINEEL" in text
    assert "8 als er een lek is" in " ".join(text.split())
