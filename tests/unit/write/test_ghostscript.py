"""Ghostscript by setting: which versions are taken, and what becomes of a document that it converts or cannot."""

import io
import stat
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from support.odd_pdfs import ODD
from support.write_pages import write
from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish
from woo_redact.write.archive.copy import archive_copy
from woo_redact.write.archive.ghostscript import ABSENT, FAILED, Ghostscript, refusal_of

WISH = CopyWish("WOO0001", "Nota", (), datetime(2026, 1, 1, tzinfo=UTC))


def program(folder: Path, version: str, work: str = "exit 1") -> Path:
    """Write a program that tells this version, and otherwise does ``work``."""
    path = folder / f"gs-{version}"
    path.write_text(f'#!/bin/sh\nif [ "$1" = "--version" ]; then echo "{version}"; exit 0; fi\n{work}\n')
    path.chmod(stat.S_IRWXU)
    return path


def blacked_out(folder: Path, name: str) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(ODD[name]())
    return write(path, [])


def copied(folder: Path, version: str, work: str) -> ArchiveCopy:
    return archive_copy(blacked_out(folder, "unknown-font"), WISH, Ghostscript(program(folder, version, work)))


@pytest.mark.parametrize("version", ["10.02.1", "10.03.0", "10.05", "11.00.0"])
def test_versions_that_keep_text_whole_are_taken(tmp_path: Path, version: str) -> None:
    assert refusal_of(program(tmp_path, version)) == ""


@pytest.mark.parametrize("version", ["9.56.1", "10.00.0", "10.02.0", "10.01.2"])
def test_older_versions_are_refused_with_their_number(tmp_path: Path, version: str) -> None:
    assert refusal_of(program(tmp_path, version)) == (f"Ghostscript {version} is te oud; nodig is 10.02.1 of nieuwer")


def test_a_program_that_is_not_there_or_is_another_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "nergens") == ABSENT
    assert refusal_of(program(tmp_path, "kwartet")) == ABSENT


def test_a_refusal_stands_with_the_reasons_and_the_copy_is_made_all_the_same(tmp_path: Path) -> None:
    copy = copied(tmp_path, "10.00.0", "exit 1")
    assert copy.level == ""
    assert [problem for problem in copy.problems if "10.00.0 is te oud" in problem]
    assert [problem for problem in copy.problems if "niet ingesloten" in problem]
    assert copy.content.startswith(b"%PDF-1.7")


def test_what_it_prints_reaches_nobody(tmp_path: Path) -> None:
    copy = copied(tmp_path, "10.03.0", "echo Geheim; echo Geheim >&2; exit 1")
    assert FAILED in copy.problems
    assert "Geheim" not in "".join(copy.problems)


def test_what_it_makes_is_taken_when_that_is_pdf_a(tmp_path: Path) -> None:
    other = blacked_out(tmp_path, "two-bytes")
    copy = copied(tmp_path, "10.03.0", f'cp "{other}" out.pdf')
    assert copy.level == "2u"
    assert not [problem for problem in copy.problems if "Ghostscript" in problem]
    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        assert "/OutputIntents" in pdf.Root


def test_what_it_makes_is_left_when_that_is_none(tmp_path: Path) -> None:
    copy = copied(tmp_path, "10.03.0", "cp in.pdf out.pdf")
    assert copy.level == ""
    assert "ook wat Ghostscript ervan maakt is geen PDF/A" in copy.problems


def test_it_is_not_asked_when_the_document_is_pdf_a_as_it_is(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    held = Ghostscript(program(tmp_path, "10.03.0", f'touch "{asked}"; exit 1'))
    assert archive_copy(blacked_out(tmp_path, "two-bytes"), WISH, held).level == "2u"
    assert not asked.exists()
