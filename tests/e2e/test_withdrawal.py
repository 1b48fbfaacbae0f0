"""A file that is taken out of the source is not published, and comes back with its decisions."""

import json
from pathlib import Path

import pymupdf
import pytest

from support.command import invoke, packaged


def letter(path: Path, name: str) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((90, 100), f"Behandeld door: {name}", fontsize=11)
        document.save(path)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "zaak"
    folder.mkdir()
    letter(folder / "blijft.pdf", "Karin Ouwehand")
    letter(folder / "weg.pdf", "Tjitske Wiersma")
    assert invoke("run", folder, "--workers", 1).exit_code == 0
    assert invoke("review", folder.with_name("zaak.woo"), "--level", "A", "--approve-all").exit_code == 0
    return folder


def names(dossier: Path) -> set[str]:
    lines = invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()
    return {json.loads(line)["file"] for line in lines}


def decided(dossier: Path) -> int:
    return int(json.loads(invoke("status", dossier, "--json").stdout)["by_person"])


def test_it_leaves_the_dossier_and_the_package(source: Path) -> None:
    dossier = source.with_name("zaak.woo")
    (source / "weg.pdf").unlink()
    result = invoke("run", source, "--workers", 1)
    assert result.exit_code == 0
    assert "weg.pdf" in result.stderr
    assert names(dossier) == {"blijft.pdf"}
    assert {p.name for p in (dossier / "redacted").iterdir()} == {
        f"blijft{suffix}" for suffix in (".pdf", ".redactions.json", ".certificate.json")
    }
    assert packaged(dossier).exit_code == 0
    assert [p.name for p in (dossier / "pakket" / "openbaar" / "data" / "documenten").iterdir()] == ["0001.pdf"]


def test_it_comes_back_with_its_decisions(source: Path) -> None:
    dossier = source.with_name("zaak.woo")
    before = decided(dossier)
    content = (source / "weg.pdf").read_bytes()
    (source / "weg.pdf").unlink()
    invoke("run", source, "--workers", 1)
    assert decided(dossier) < before
    (source / "weg.pdf").write_bytes(content)
    assert invoke("run", source, "--workers", 1).exit_code == 0
    assert decided(dossier) == before
    assert (dossier / "redacted" / "weg.pdf").is_file()


def test_a_source_that_is_empty_takes_nothing_out(source: Path) -> None:
    dossier = source.with_name("zaak.woo")
    for path in source.glob("*.pdf"):
        path.unlink()
    invoke("run", source, "--workers", 1)
    assert names(dossier) == {"blijft.pdf", "weg.pdf"}


def test_files_of_another_source_stay(source: Path, tmp_path: Path) -> None:
    dossier = source.with_name("zaak.woo")
    letter(tmp_path / "los.pdf", "Femke Jorritsma")
    assert invoke("run", tmp_path / "los.pdf", "--dossier", dossier, "--workers", 1).exit_code == 0
    assert names(dossier) == {"blijft.pdf", "weg.pdf", "los.pdf"}
