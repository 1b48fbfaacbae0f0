"""Whatever is offered: a message in Dutch that names file and remedy, the right exit code, nothing half-written."""

import json
import os
from pathlib import Path

import pytest
from click.testing import Result

from support import bad_files
from support.command import invoke

BAD = {
    "zero_byte": ("leeg", 3),
    "not_a_pdf": ("geen PDF", 3),
    "encrypted": ("wachtwoord", 3),
    "damaged": ("beschadigd", 3),
    "xfa_only": ("XFA", 3),
    "signed": ("handtekening", 3),
    "scan": ("geen leesbare tekst", 3),
    "half_scan": ("Pagina 2", 3),
    "garbage": ("onleesbaar", 3),
}


def run(source: Path, *more: object) -> Result:
    return invoke("run", source, "--workers", 1, "--json", *more)


def outputs(dossier: Path) -> list[str]:
    return sorted(
        p.relative_to(dossier / "redacted").as_posix() for p in (dossier / "redacted").rglob("*") if p.is_file()
    )


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_and_does_not_stop_the_rest(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "invoer"
    folder.mkdir()
    bad_files.good(folder / "goed.pdf")
    getattr(bad_files, kind)(folder / "slecht.pdf")
    word, code = BAD[kind]
    result = run(folder)
    assert result.exit_code == code
    files = {f["name"]: f for f in json.loads(result.stdout)["files"]}
    assert files["goed.pdf"]["state"] == "written"
    assert files["slecht.pdf"]["state"] in ("failed", "held-back")
    assert word.casefold() in files["slecht.pdf"]["message"].casefold()
    assert outputs(tmp_path / "invoer.woo") == ["goed.certificate.json", "goed.pdf", "goed.redactions.json"]


@pytest.mark.parametrize("kind", BAD)
def test_a_message_shows_no_text_of_the_document(kind: str, tmp_path: Path) -> None:
    result = run(getattr(bad_files, kind)(tmp_path / "slecht.pdf"))
    assert "Zuidwolde" not in result.output


def test_a_missing_folder(tmp_path: Path) -> None:
    result = run(tmp_path / "weg")
    assert result.exit_code == 3
    assert "bestaat niet" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    bad_files.good(tmp_path / "goed.pdf")
    tmp_path.chmod(0o500)
    try:
        result = run(tmp_path / "goed.pdf")
    finally:
        tmp_path.chmod(0o700)
    assert result.exit_code in (6, 9)
    assert "schrijven" in result.stderr


def test_a_dossier_where_a_file_stands(tmp_path: Path) -> None:
    bad_files.good(tmp_path / "goed.pdf")
    (tmp_path / "bezet").write_text("hier staat al iets")
    result = run(tmp_path / "goed.pdf", "--dossier", tmp_path / "bezet")
    assert result.exit_code in (6, 9)
    assert "bezet" in result.stderr
    assert (tmp_path / "bezet").read_text() == "hier staat al iets"


def test_an_unknown_option(tmp_path: Path) -> None:
    result = invoke("run", tmp_path, "--geheim")
    assert result.exit_code == 2
    assert "--geheim" in result.stderr
    assert "no such option" not in result.stderr.casefold()


def test_an_unknown_profile(tmp_path: Path) -> None:
    bad_files.good(tmp_path / "goed.pdf")
    result = run(tmp_path / "goed.pdf", "--profile", "geheim")
    assert result.exit_code in (2, 3)
    assert "woo-verzoek" in result.stderr


def test_terms_with_mistakes_are_all_named(tmp_path: Path) -> None:
    bad_files.good(tmp_path / "goed.pdf")
    terms = tmp_path / "termen.tsv"
    terms.write_text("Van Zuidwolde\t5.1.2e\nx\t5.1.2e\nToeslag\t9.9.9z\n", encoding="utf-8")
    result = run(tmp_path / "goed.pdf", "--terms", terms)
    assert result.exit_code == 3
    assert "regel 2" in result.stderr
    assert "regel 3" in result.stderr


def test_a_file_that_went_bad_takes_its_old_output_away(tmp_path: Path) -> None:
    folder = tmp_path / "invoer"
    folder.mkdir()
    bad_files.good(folder / "stuk.pdf")
    assert run(folder).exit_code == 0
    bad_files.zero_byte(folder / "stuk.pdf")
    assert run(folder).exit_code == 3
    assert outputs(tmp_path / "invoer.woo") == []


def test_files_that_are_no_pdf_are_named_but_do_not_fail_the_run(tmp_path: Path) -> None:
    folder = tmp_path / "invoer"
    folder.mkdir()
    bad_files.good(folder / "goed.pdf")
    (folder / "notitie.docx").write_bytes(b"PK")
    result = run(folder)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["skipped"] == ["notitie.docx"]
