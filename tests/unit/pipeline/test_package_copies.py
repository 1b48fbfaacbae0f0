"""Copies for a package: one that goes wrong gives way to a plainer one, and all that have none are told at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.write_pages import find, pages, write
from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish, SpokenPassage
from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import EraseError, OutputError, VerificationError
from woo_redact.pipeline.package.copies import CopyTask, make_copies, make_copy
from woo_redact.verify import archived
from woo_redact.write.archive import copy as copying

SPOKEN = "gelakt: artikel 5.1"
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def task(tmp_path: Path) -> CopyTask:
    source = tmp_path / "brief.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), "Gesprek met Joustra over de dijk")
        pdf.save(source)
    redaction = find(pages(source)[0], "Joustra")
    passages = (SpokenPassage(0, redaction.cover, redaction.grounds, SPOKEN),)
    wish = CopyWish("0001", "Brief", passages, MOMENT)
    return CopyTask("0001", "brief.pdf", write(source, [redaction]), tmp_path / "uit" / "0001.pdf", wish, ("Joustra",))


def failing(error: Exception) -> Callable[..., ArchiveCopy]:
    def fail(*_: object, **__: object) -> ArchiveCopy:
        raise error

    return fail


def refuse(monkeypatch: pytest.MonkeyPatch, unfit: Callable[[ArchiveCopy], bool]) -> None:
    usual = archived.check_copy

    def check(*arguments: object) -> tuple[Finding, ...]:
        refused = (Finding("copy-changed", Severity.BLOCKING, "Het ziet er anders uit", 0),)
        return refused if unfit(arguments[3]) else usual(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(archived, "check_copy", check)


def test_a_good_copy_is_an_archive_copy_with_tags(task: CopyTask) -> None:
    made = make_copy(task)
    assert made.tagged
    assert made.level


@pytest.mark.parametrize("error", [KeyError("/K"), RecursionError(), EraseError("brief.pdf is beschadigd")])
def test_one_that_cannot_be_made_has_tags_without_pdf_a(
    task: CopyTask, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(copying, "archive_copy", failing(error))
    made = make_copy(task)
    assert made.tagged
    assert (made.level, made.problems[0]) == ("", "geen PDF/A: de kopie is de gelakte PDF met het documentnummer")


def test_one_with_tags_that_is_refused_has_none_and_says_why(task: CopyTask, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, lambda made: made.tagged)
    made = make_copy(task)
    assert not made.tagged
    assert made.level == ""
    assert "voorgelezen" in made.problems[1]
    assert made.problems[-1].endswith("Het ziet er anders uit (pagina 1)")
    with pikepdf.open(task.target) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
    with pymupdf.open(task.target) as pdf:
        text = pdf[0].get_text()
    assert "0001" in text
    assert "Joustra" not in text


def test_all_files_without_a_copy_are_told_at_once_with_what_to_do(
    task: CopyTask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refuse(monkeypatch, lambda _: True)
    other = CopyTask("0002", "nota.pdf", task.source, tmp_path / "uit" / "0002.pdf", task.wish)
    with pytest.raises(VerificationError) as told:
        make_copies([task, other], 1, lambda _: None)
    assert "Van 2 bestanden" in told.value.message
    assert all(f"- {name}: Het ziet er anders uit" in told.value.message for name in ("brief.pdf", "nota.pdf"))
    assert "opgeschort" in told.value.remedy
    assert list((tmp_path / "uit").iterdir()) == []


def test_a_full_disk_is_no_fault_of_a_file(task: CopyTask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "archive_copy", failing(OutputError("Geen ruimte")))
    with pytest.raises(OutputError, match="Geen ruimte"):
        make_copies([task], 1, lambda _: None)
