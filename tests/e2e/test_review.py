"""Reviewing from a script: decisions are kept one by one, can be taken back, and follow through to the files."""

import json
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner, Result

from woo_redact.cli.main import main

LINES = (
    "Behandeld door: Karin Ouwehand",
    "Bel Karin Ouwehand op 06-18273645 of mail k.ouwehand@minocw.nl.",
    "Zijn collega Karin Ouwehand is er niet.",
)


def invoke(*arguments: object, keys: str = "") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=keys, catch_exceptions=False)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    source = tmp_path / "nota.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(LINES):
            page.insert_text((90, 100 + 40 * number), line, fontsize=11)
        document.save(source)
    assert invoke("run", source, "--workers", 1).exit_code == 0
    return tmp_path / "nota.pdf.woo"


def verdicts(dossier: Path) -> list[tuple[str, str, str | None]]:
    lines = invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()
    return [(row["text"], row["verdict"], row["decided_by"]) for row in map(json.loads, lines)]


def test_policy_is_not_a_person(dossier: Path) -> None:
    assert {author for _, _, author in verdicts(dossier)} == {"policy"}
    status = json.loads(invoke("status", dossier, "--json").stdout)
    assert status["undecided"] == sum(status["suggestions"].values())


def test_one_key_is_one_decision_kept_at_once(dossier: Path) -> None:
    result = invoke("review", dossier, "--terminal", "--reviewer", "Femke", keys="r\nq\n")
    assert result.exit_code == 0
    decided = [row for row in verdicts(dossier) if row[2] == "person"]
    assert [verdict for _, verdict, _ in decided] == ["rejected"]


@pytest.mark.parametrize(("option", "name"), [("--rule", "fonenummer"), ("--file", "notta.pdf")])
def test_a_misspelt_name_is_told_from_one_with_nothing_left(dossier: Path, option: str, name: str) -> None:
    result = invoke("review", dossier, option, name, "--approve-all")
    assert result.exit_code == 2
    assert name in result.stderr
    assert "person" not in [row[2] for row in verdicts(dossier)]


def test_a_file_with_everything_decided_is_known(dossier: Path) -> None:
    assert invoke("review", dossier, "--file", "nota.pdf", "--approve-all").exit_code == 0
    again = invoke("review", dossier, "--file", "nota.pdf", "--approve-all")
    assert again.exit_code == 0
    assert "0 voorstellen" in again.stdout


def test_alike_passages_in_one_step_and_back(dossier: Path) -> None:
    invoke("review", dossier, "--terminal", "--reviewer", "Femke", keys="i\nr\nq\n")
    names = [row for row in verdicts(dossier) if row[2] == "person"]
    assert len(names) > 1
    assert {text for text, _, _ in names} == {"Karin Ouwehand"}
    invoke("review", dossier, "--terminal", "--reviewer", "Femke", keys="u\nq\n")
    assert not [row for row in verdicts(dossier) if row[1] == "rejected"]


def test_another_ground(dossier: Path) -> None:
    invoke("review", dossier, "--terminal", "--reviewer", "Femke", keys="g\n5.1.2i\nq\n")
    rows = [json.loads(line) for line in invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()]
    assert ["5.1.2i"] in [row["grounds"] for row in rows]
    assert invoke("export", dossier).exit_code == 0
    with pymupdf.open(dossier / "redacted" / "nota.pdf") as document:
        assert "5.1.2i" in document[0].get_text()


def test_the_end_of_input_is_a_wish_to_stop(dossier: Path) -> None:
    assert invoke("review", dossier, "--terminal", keys="a\n").exit_code == 0
    assert [row[2] for row in verdicts(dossier)].count("person") == 1


def test_an_unknown_key_decides_nothing(dossier: Path) -> None:
    result = invoke("review", dossier, "--terminal", keys="z\nq\n")
    assert "Onbekende toets" in result.stdout
    assert "person" not in [row[2] for row in verdicts(dossier)]


def test_decisions_survive_a_new_scan(dossier: Path) -> None:
    invoke("review", dossier, "--terminal", "--reviewer", "Femke", keys="r\nq\n")
    before = [row for row in verdicts(dossier) if row[2] == "person"]
    terms = dossier.parent / "termen.tsv"
    terms.write_text("collega\t5.1.2e\n", encoding="utf-8")
    assert invoke("run", dossier.parent / "nota.pdf", "--terms", terms, "--workers", 1).exit_code == 0
    after = verdicts(dossier)
    assert before == [row for row in after if row[2] == "person"]
    assert "collega" in [text for text, _, _ in after]


def test_a_dossier_made_with_terms_asks_for_them_again(dossier: Path) -> None:
    source = dossier.parent / "nota.pdf"
    terms = dossier.parent / "termen.tsv"
    terms.write_text("collega\t5.1.2e\n", encoding="utf-8")
    assert invoke("run", source, "--terms", terms, "--workers", 1).exit_code == 0
    result = invoke("run", source, "--workers", 1)
    assert result.exit_code == 3
    assert "--terms" in result.stderr
    assert "collega" in [text for text, verdict, _ in verdicts(dossier) if verdict == "approved"]


def test_a_dossier_keeps_its_profile(dossier: Path) -> None:
    source = dossier.parent / "nota.pdf"
    assert invoke("run", source, "--profile", "beslisnota", "--workers", 1).exit_code == 0
    assert invoke("run", source, "--workers", 1).exit_code == 0
    assert json.loads(invoke("status", dossier, "--json").stdout)["profile"] == "beslisnota"


def test_a_dossier_keeps_its_labels(dossier: Path) -> None:
    source = dossier.parent / "nota.pdf"
    assert invoke("run", source, "--scheme", "short", "--labels", "box", "--workers", 1).exit_code == 0
    first = (dossier / "redacted" / "nota.pdf").read_bytes()
    assert invoke("run", source, "--workers", 1).exit_code == 0
    assert (dossier / "redacted" / "nota.pdf").read_bytes() == first
    with pymupdf.open(dossier / "redacted" / "nota.pdf") as document:
        assert "persoonlijke levenssfeer" in " ".join(document[0].get_text().split())


def test_another_profile_brings_its_own_labels(dossier: Path) -> None:
    source = dossier.parent / "nota.pdf"
    assert invoke("run", source, "--profile", "beslisnota", "--workers", 1).exit_code == 0
    with pymupdf.open(dossier / "redacted" / "nota.pdf") as document:
        assert "5.1.2e" not in document[0].get_text()
