"""A folder that is handed over: whole or not at all, nothing overwritten, the same bytes for the same content."""

import hashlib
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from support.privileges import folder_of_somebody
from woo_redact.disclosure.bundle import add_file, files_in, make_bag, new_folder, write_sums
from woo_redact.errors import OutputError

INFO = {"Bagging-Date": "2026-03-01", "Bag-Software-Agent": "woo-redact"}
Fill = Callable[[Path], None]


def fill(part: Path, more: str = "") -> None:
    add_file(part, "openbaar/documenten/0001.pdf", b"%PDF" + more.encode())
    add_file(part, "openbaar/lijst.csv", b"a;b\r\n")
    make_bag(part / "openbaar", INFO)
    write_sums(part)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "uit" / "pakket"
    with new_folder(folder) as part:
        fill(part)
    return folder


def test_the_bag_is_valid_and_tells_when_a_file_changed(package: Path) -> None:
    bag = bagit.Bag(str(package / "openbaar"))
    bag.validate()
    (package / "openbaar" / "data" / "lijst.csv").write_bytes(b"a;c\r\n")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


def test_the_hashes_are_those_of_all_files(package: Path) -> None:
    lines = [line.split("  ", 1) for line in (package / "SHA256SUMS").read_text().splitlines()]
    assert [name for _, name in lines] == [name for name in files_in(package) if name != "SHA256SUMS"]
    for digest, name in lines:
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == digest
    if program := shutil.which("sha256sum"):
        assert subprocess.run([program, "--check", "--quiet", "SHA256SUMS"], cwd=package, check=False).returncode == 0


def test_everything_is_for_the_owner_alone(package: Path) -> None:
    for path in (package, *package.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_present_folder_is_still_the_present_folder(tmp_path: Path) -> None:
    before = Path.cwd()
    with new_folder(tmp_path / "pakket") as part:
        fill(part)
    assert Path.cwd() == before


def test_twice_gives_the_same_bytes_and_leaves_nothing_beside(package: Path) -> None:
    before = contents(package)
    with new_folder(package, replace=True) as part:
        fill(part)
    assert contents(package) == before
    assert [p.name for p in package.parent.iterdir()] == ["pakket"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    with new_folder(tmp_path / "leeg") as part:
        fill(part)
    assert (tmp_path / "leeg" / "SHA256SUMS").is_file()


def test_a_file_is_not_written_twice(tmp_path: Path) -> None:
    add_file(tmp_path, "a/b.txt", b"x")
    with pytest.raises(OutputError):
        add_file(tmp_path, "a/b.txt", b"y")
    with pytest.raises(OutputError):
        add_file(tmp_path, "a/b.txt", tmp_path / "a" / "b.txt")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"x"


class TestWhatIsThereStays:
    def refused(self, folder: Path, *, replace: bool) -> str:
        before = contents(folder) if folder.is_dir() else folder.read_bytes()
        with pytest.raises(OutputError, match=folder.name) as caught, new_folder(folder, replace=replace) as part:
            fill(part, "new")
        assert (contents(folder) if folder.is_dir() else folder.read_bytes()) == before
        return caught.value.remedy

    def test_a_package_is_replaced_only_when_asked(self, package: Path) -> None:
        assert "--replace" in self.refused(package, replace=False)
        with new_folder(package, replace=True) as part:
            fill(part, "new")
        assert (package / "openbaar" / "data" / "documenten" / "0001.pdf").read_bytes() == b"%PDFnew"

    @pytest.mark.parametrize("replace", [True, False])
    def test_a_folder_with_other_files(self, tmp_path: Path, replace: bool) -> None:
        (tmp_path / "brief.docx").write_bytes(b"x")
        self.refused(tmp_path, replace=replace)

    def test_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"x")
        self.refused(tmp_path / "a.pdf", replace=True)

    def test_a_package_with_a_file_added(self, package: Path) -> None:
        (package / "brief.docx").write_bytes(b"x")
        self.refused(package, replace=True)

    def test_a_package_that_a_person_changed(self, package: Path) -> None:
        (package / "openbaar" / "data" / "lijst.csv").write_bytes(b"with remarks")
        self.refused(package, replace=True)

    def test_a_link_to_a_package(self, package: Path) -> None:
        link = package.with_name("verwijzing")
        link.symlink_to(package)
        self.refused(link, replace=True)

    def test_a_link_to_nothing(self, tmp_path: Path) -> None:
        link = tmp_path / "verwijzing"
        link.symlink_to(tmp_path / "weg")
        with pytest.raises(OutputError), new_folder(link, replace=True):
            pass
        assert link.is_symlink()

    def test_what_comes_while_it_is_made(self, tmp_path: Path) -> None:
        folder = tmp_path / "pakket"
        with pytest.raises(OutputError), new_folder(folder, replace=True) as part:
            fill(part)
            folder.mkdir()
            (folder / "brief.docx").write_bytes(b"x")
        assert contents(folder) == {"brief.docx": b"x"}
        assert [p.name for p in tmp_path.iterdir()] == ["pakket"]


class TestFailures:
    def test_a_failure_leaves_the_old_package_and_nothing_beside(self, package: Path) -> None:
        before = contents(package)
        with pytest.raises(OutputError), new_folder(package, replace=True) as part:
            add_file(part, "a.pdf", part / "not there")
        assert contents(package) == before
        assert [p.name for p in package.parent.iterdir()] == ["pakket"]

    def test_no_rights_to_write_are_told(self) -> None:
        with folder_of_somebody() as folder:
            folder.chmod(0o500)
            with pytest.raises(OutputError, match="schrijfrechten"), new_folder(folder / "pakket"):
                pass
            assert list(folder.iterdir()) == []

    @pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such rights")
    def test_a_folder_that_cannot_become_a_bag_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="BagIt"):
            make_bag(tmp_path / "niets", INFO)
