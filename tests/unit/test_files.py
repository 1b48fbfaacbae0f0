import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.privileges import folder_of_somebody
from woo_redact.errors import InputError, OutputError
from woo_redact.files import make_private_folder, output_error, replacing, sha256_of, write_new, write_private


@pytest.fixture(params=[0o000, 0o077, 0o777])
def any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("any_umask")
def test_files_and_folders_are_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    write_private(tmp_path / "a" / "b" / "c", b"x")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.rglob("*")}
    assert modes == {"a": 0o700, "b": 0o700, "c": 0o600}


def test_a_file_that_others_could_read_no_longer_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)


def test_a_file_is_seen_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_private(path, b"old")
    with replacing(path) as file:
        file.write(b"ne")
        assert path.read_bytes() == b"old"
        file.write(b"w")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("error", [InputError("x"), KeyboardInterrupt()])
def test_what_was_there_stays_when_writing_breaks_off(tmp_path: Path, error: BaseException) -> None:
    write_private(tmp_path / "a", b"old")
    with pytest.raises(type(error)), replacing(tmp_path / "a") as file:
        file.write(b"half")
        raise error
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old"}


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EROFS, "alleen-lezen"),
        (errno.EACCES, "geen schrijfrechten"),
        (errno.ENAMETOOLONG, "te lang"),
        (errno.EIO, f"systeemfout {errno.EIO}"),
    ],
)
def test_errors_name_file_cause_and_remedy(number: int, cause: str) -> None:
    error = output_error(Path("/uit/memo.pdf"), OSError(number, "text of the system"))
    assert "/uit/memo.pdf" in error.message
    assert cause in error.message
    assert error.remedy


def test_a_full_disk_while_writing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="schijf is vol"), replacing(tmp_path / "a"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_no_rights_to_write_are_told() -> None:
    with folder_of_somebody() as folder:
        folder.chmod(0o500)
        with pytest.raises(OutputError, match="schrijfrechten"):
            write_private(folder / "a", b"x")
        with pytest.raises(OutputError, match="schrijfrechten"):
            make_private_folder(folder / "b" / "c")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="te lang"):
        write_private(tmp_path / ("x" * 300), b"x")


def test_a_new_file_is_private_and_takes_the_place_of_none(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"eerst")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    with pytest.raises(OutputError, match="er staat al een bestand"):
        write_new(tmp_path / "a", b"daarna")
    assert (tmp_path / "a").read_bytes() == b"eerst"


def test_a_new_file_takes_the_place_of_no_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "elders")
    with pytest.raises(OutputError):
        write_new(tmp_path / "a", b"x")
    assert not (tmp_path / "elders").exists()


def test_a_new_file_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="schijf is vol"):
        write_new(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_hash_of_a_file_is_that_of_its_content(tmp_path: Path) -> None:
    content = b"x" * (3 << 20)
    (tmp_path / "a").write_bytes(content)
    assert sha256_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()
