"""Which files a run takes, under which names, and where the dossier lies."""

from pathlib import Path

import pytest

from woo_redact.errors import InputError, MissingInputError
from woo_redact.pipeline.intake import collect, dossier_for

PDF = b"%PDF-1.7\n"


def make(root: Path, *names: str, content: bytes = PDF) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def names(*sources: Path, dossier: Path = Path("elders.woo")) -> list[str]:
    return [name for name, _ in collect(sources, dossier).files]


def test_a_folder_gives_its_pdfs_by_relative_path_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "a/2.pdf", "a/1.PDF")
    assert names(tmp_path) == ["b.pdf", "a/1.PDF", "a/2.pdf"]


def test_a_pdf_under_another_name_is_taken_and_other_files_are_skipped_by_name(tmp_path: Path) -> None:
    make(tmp_path, "zonder-naam")
    make(tmp_path, "brief.docx", "lijst.txt", content=b"PK\x03\x04")
    intake = collect([tmp_path], Path("elders.woo"))
    assert [name for name, _ in intake.files] == ["zonder-naam"]
    assert intake.skipped == ("brief.docx", "lijst.txt")


def test_hidden_files_and_dossiers_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".verborgen.pdf", ".map/a.pdf", "oud.woo/redacted/a.pdf", "dossier/redacted/a.pdf", "b.pdf")
    assert names(tmp_path, dossier=tmp_path / "dossier") == ["b.pdf"]


def test_names_whose_outputs_would_be_one_file_are_kept_apart(tmp_path: Path) -> None:
    make(tmp_path, "Nota.pdf", "nota.PDF", "nota")
    found = names(tmp_path)
    assert len({name.casefold().removesuffix(".pdf") for name in found}) == 3


def test_several_folders_keep_their_own_names(tmp_path: Path) -> None:
    make(tmp_path, "een/a.pdf", "twee/a.pdf")
    assert names(tmp_path / "een", tmp_path / "twee") == ["een/a.pdf", "twee/a.pdf"]


def test_a_file_named_outright_is_taken_whatever_it_is(tmp_path: Path) -> None:
    make(tmp_path, "brief.docx", content=b"PK\x03\x04")
    assert names(tmp_path / "brief.docx") == ["brief.docx"]


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="weg"):
        collect([tmp_path / "weg"], tmp_path)


def test_the_dossier_stands_beside_the_only_source(tmp_path: Path) -> None:
    assert dossier_for([tmp_path / "zaak"], None) == tmp_path / "zaak.woo"
    assert dossier_for([tmp_path / "zaak" / "nota.pdf"], None) == tmp_path / "zaak" / "nota.pdf.woo"


def test_several_sources_need_a_dossier(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--dossier"):
        dossier_for([tmp_path / "a", tmp_path / "b"], None)
    assert dossier_for([tmp_path / "a", tmp_path / "b"], tmp_path / "c") == tmp_path / "c"
