import hashlib
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from support.privileges import folder_of_somebody
from woo_redact.disclosure.bundle import bundle_name, write_bundle
from woo_redact.disclosure.inventory import InventoryRow
from woo_redact.domain.publication import Judgement
from woo_redact.errors import OutputError


def row(number: int, file: str) -> InventoryRow:
    return InventoryRow(number, f"{number}.pdf", "Titel", "", Judgement.PARTIAL, ("5.1.2e",), 1, file)


ROWS = (row(1, bundle_name(1)), row(2, ""), row(3, bundle_name(3)))


@pytest.fixture
def documents(tmp_path: Path) -> list[Path | None]:
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in paths:
        path.write_bytes(b"%PDF " + path.name.encode())
    return [paths[0], None, paths[1]]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def package(tmp_path: Path, documents: list[Path | None]) -> Path:
    folder = tmp_path / "uit" / "pakket"
    write_bundle(folder, documents, ROWS)
    return folder


def test_the_package_holds_numbered_documents_inventory_and_hashes(package: Path) -> None:
    found = contents(package)
    assert set(found) == {
        "documenten/0001.pdf",
        "documenten/0003.pdf",
        "inventarislijst.xlsx",
        "inventarislijst.csv",
        "SHA256SUMS",
    }
    assert found["documenten/0003.pdf"] == b"%PDF b.pdf"
    assert b"documenten/0003.pdf" in found["inventarislijst.csv"]


def test_the_hashes_are_those_of_the_files_and_the_usual_program_reads_them(package: Path) -> None:
    lines = (package / "SHA256SUMS").read_text().splitlines()
    assert lines == sorted(lines, key=lambda line: line.split("  ")[1])
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == digest
    assert len(lines) == 4
    if program := shutil.which("sha256sum"):
        assert subprocess.run([program, "--check", "--quiet", "SHA256SUMS"], cwd=package, check=False).returncode == 0


def test_everything_is_for_the_owner_alone(package: Path) -> None:
    for path in (package, *package.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_twice_gives_the_same_bytes_and_leaves_nothing_beside(package: Path, documents: list[Path | None]) -> None:
    before = contents(package)
    write_bundle(package, documents, ROWS)
    assert contents(package) == before
    assert [p.name for p in package.parent.iterdir()] == ["pakket"]


def test_a_package_is_replaced_by_another(package: Path, documents: list[Path | None]) -> None:
    write_bundle(package, documents[:1], ROWS[:1])
    assert set(contents(package)) == {
        "documenten/0001.pdf",
        "inventarislijst.xlsx",
        "inventarislijst.csv",
        "SHA256SUMS",
    }


def test_an_empty_folder_may_be_used(tmp_path: Path, documents: list[Path | None]) -> None:
    (tmp_path / "leeg").mkdir()
    write_bundle(tmp_path / "leeg", documents, ROWS)
    assert (tmp_path / "leeg" / "SHA256SUMS").is_file()


class TestWhatIsNotOurs:
    def refused(self, folder: Path, documents: list[Path | None]) -> None:
        before = contents(folder) if folder.is_dir() else folder.read_bytes()
        with pytest.raises(OutputError, match=folder.name) as caught:
            write_bundle(folder, documents, ROWS)
        assert caught.value.remedy
        assert (contents(folder) if folder.is_dir() else folder.read_bytes()) == before

    def test_a_folder_with_other_files_is_left_alone(self, tmp_path: Path, documents: list[Path | None]) -> None:
        self.refused(tmp_path, documents)

    def test_a_file_is_left_alone(self, tmp_path: Path, documents: list[Path | None]) -> None:
        self.refused(tmp_path / "a.pdf", documents)

    def test_a_package_with_a_file_added_is_left_alone(self, package: Path, documents: list[Path | None]) -> None:
        (package / "brief.docx").write_bytes(b"x")
        self.refused(package, documents)

    def test_a_package_that_a_person_changed_is_left_alone(self, package: Path, documents: list[Path | None]) -> None:
        (package / "inventarislijst.csv").write_bytes(b"with remarks")
        self.refused(package, documents)

    def test_a_link_to_a_folder_is_left_alone(self, package: Path, documents: list[Path | None]) -> None:
        link = package.with_name("verwijzing")
        link.symlink_to(package)
        self.refused(link, documents)


class TestFailures:
    def test_a_document_that_is_gone_leaves_the_old_package(self, package: Path, documents: list[Path | None]) -> None:
        before = contents(package)
        assert documents[0]
        documents[0].unlink()
        with pytest.raises(OutputError):
            write_bundle(package, documents, ROWS)
        assert contents(package) == before
        assert [p.name for p in package.parent.iterdir()] == ["pakket"]

    def test_no_rights_to_write_are_told(self) -> None:
        with folder_of_somebody() as folder:
            folder.chmod(0o500)
            with pytest.raises(OutputError, match="schrijfrechten"):
                write_bundle(folder / "pakket", [], [])
            assert list(folder.iterdir()) == []
