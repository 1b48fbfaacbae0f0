"""Who stays readable, from the command line: by date, by choice, by the lists of a case; and never the applicant."""

import json
import tomllib
from pathlib import Path

import pymupdf
import pypdfium2
import pytest

from support.command import invoke

LINES = (
    "Datum: 12 mei 2016",
    "Onderwerp: uw Woo-verzoek over de brug",
    "Geachte heer Gerritsen,",
    "Henk Kamp en Kajsa Ollongren lazen de stukken over de brug.",
    "Secretaris-generaal Karin Ouwehand is te bereiken op 06-12345678.",
    "Persvoorlichter Ruben Terpstra staat de pers te woord.",
    "Wethouder Gerritsen zag Project Zilvermeeuw en mevrouw Tjitske Wiersma.",
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "zaak"
    folder.mkdir()
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(LINES):
            page.insert_text((90, 100 + 30 * number), line, fontsize=11)
        document.save(folder / "brief.pdf")
    return folder


def readable(source: Path, *options: object) -> str:
    """What can be read after a run."""
    result = invoke("run", source, "--workers", 1, *options)
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(source.with_name("zaak.woo") / "redacted" / "brief.pdf") as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def settings(source: Path) -> dict[str, object]:
    return tomllib.loads((source.with_name("zaak.woo") / "dossier.toml").read_text(encoding="utf-8"))


def test_by_default_only_who_was_minister_that_day_stays(source: Path) -> None:
    text = readable(source)
    assert "Henk Kamp" in text
    for name in ("Ollongren", "Ouwehand", "Terpstra", "Gerritsen", "Wiersma", "06-12345678"):
        assert name not in text


def test_a_choice_is_kept_scans_again_and_keeps_no_numbers(source: Path) -> None:
    assert "Ouwehand" not in readable(source)
    text = readable(source, "--public-from", "SG/DG", "--spokespersons", "readable")
    assert "Karin Ouwehand" in text
    assert "Ruben Terpstra" in text
    assert "06-12345678" not in text
    assert settings(source)["public_from"] == "SG/DG"
    assert settings(source)["spokespersons"] == "readable"
    assert "(ongewijzigd)" in invoke("run", source, "--workers", 1).output
    assert "Karin Ouwehand" in readable(source)
    assert "Ouwehand" not in readable(source, "--public-from", "bewindspersoon")


def test_the_applicant_goes_whatever_the_choice_and_the_reason_is_told(source: Path) -> None:
    assert "Gerritsen" not in readable(source, "--public-from", "directeur", "--spokespersons", "readable")
    rows = map(json.loads, invoke("suggestions", source.with_name("zaak.woo"), "--format", "jsonl").stdout.splitlines())
    told = [row for row in rows if row["text"] == "Gerritsen"]
    assert [row["level"] for row in told] == ["A", "A"]
    assert all("ook voor wie anders openbaar zou zijn" in str(row) for row in told)


def test_what_a_case_keeps_stays_and_its_terms_go(source: Path, tmp_path: Path) -> None:
    keep, terms = tmp_path / "blijft.txt", tmp_path / "termen.tsv"
    keep.write_text("# leesbaar\nTjitske Wiersma\nGerritsen\n", encoding="utf-8")
    terms.write_text("Project Zilvermeeuw\t5.1.2b\nHenk Kamp\n", encoding="utf-8")
    text = readable(source, "--keep", keep, "--terms", terms)
    assert "Tjitske Wiersma" in text
    assert "Wethouder Gerritsen" in text
    assert "Kamp" not in text
    assert "Zilvermeeuw" not in text
    written = (source.with_name("zaak.woo") / "dossier.toml").read_text(encoding="utf-8")
    assert "keep_digest" in written
    assert "Wiersma" not in written


def test_a_dossier_with_a_list_of_what_stays_wants_it_again(source: Path, tmp_path: Path) -> None:
    keep = tmp_path / "blijft.txt"
    keep.write_text("Tjitske Wiersma\n", encoding="utf-8")
    readable(source, "--keep", keep)
    result = invoke("run", source, "--workers", 1)
    assert result.exit_code == 3
    assert "--keep" in result.output
    keep.write_text("Ruben Terpstra\n", encoding="utf-8")
    text = readable(source, "--keep", keep)
    assert "Ruben Terpstra" in text
    assert "Wiersma" not in text


def test_lists_that_contradict_each_other_are_a_mistake_with_its_line(source: Path, tmp_path: Path) -> None:
    keep, terms = tmp_path / "blijft.txt", tmp_path / "termen.tsv"
    keep.write_text("Zilvermeeuw\ntjitske wiersma\n", encoding="utf-8")
    terms.write_text("Tjitske Wiersma\n", encoding="utf-8")
    result = invoke("run", source, "--keep", keep, "--terms", terms)
    assert result.exit_code == 3
    assert "regel 2: deze tekst staat ook in de termenlijst" in " ".join(result.output.split())
    assert "iersma" not in result.output
    assert not source.with_name("zaak.woo").exists()
