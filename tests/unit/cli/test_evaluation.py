"""What an evaluation shows people: tables with dashes where there is nothing to share, and figures for programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from woo_redact.cli.commands.evaluate import command

DOCUMENT = """---
type: e-mail
org: dienst
profile: woo-verzoek
date: 2024-05-01
part: {part}
---

Dag [[5.1.2e person#1|Karin Ouwehand]],

De {{{{ORG|ILT}}}} belt [[5.1.2e phone#1|06-18273645]]. [[5.1.2h security|Het rooster is af]].
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, part in enumerate(("train", "test", "test")):
        (tmp_path / f"a-00{number}-mail.txt").write_text(DOCUMENT.format(part=part), encoding="utf-8")
    return tmp_path


def test_only_the_documents_of_a_part_are_measured(folder: Path) -> None:
    shown = json.loads(CliRunner().invoke(command, [str(folder), "--part", "test", "--json"]).output)
    assert [d["name"] for d in shown["documents"]] == ["a-001-mail.txt", "a-002-mail.txt"]
    assert shown["by_level"]["B telefoon"]["found"] == 2
    assert "Karin" not in json.dumps(shown)


def test_a_share_of_nothing_is_a_dash(folder: Path) -> None:
    told = CliRunner(env={"COLUMNS": "80"}).invoke(command, [str(folder), "--errors", "0"]).output
    (row,) = [line.split() for line in told.splitlines() if line.startswith("5.1.2h") and "security" in line]
    assert row == ["5.1.2h", "security", "3", "–", "0.000", "–", "0", "–", "0.000", "–"]


def test_mistakes_are_shown_in_their_context(folder: Path) -> None:
    told = CliRunner().invoke(command, [str(folder), "--errors", "1"]).output
    assert "Gemist (de grootste eerst)" in told
    assert "[Het rooster is af]" in told


def test_a_part_that_no_document_names_is_told(folder: Path) -> None:
    result = CliRunner().invoke(command, [str(folder), "--part", "dev"])
    assert result.exception is not None
    assert "deel dev" in str(result.exception)


def test_the_picture_is_written(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.svg"
    CliRunner().invoke(command, [str(folder), "--picture", str(target)])
    assert target.read_text(encoding="utf-8").startswith("<svg")
