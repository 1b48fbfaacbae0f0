import stat
from pathlib import Path

import pytest

from support.privileges import folder_of_somebody
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.originals import keep_original, own_original
from woo_redact.errors import DossierError, InputError, MissingInputError, OutputError
from woo_redact.files import sha256_of

CONTENT = b"%PDF-1.7 " + b"x" * (3 << 20)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "memo.pdf"
    path.write_bytes(CONTENT)
    return path


def test_an_original_is_kept_under_its_hash_for_the_owner_alone(layout: DossierLayout, source: Path) -> None:
    copy = keep_original(layout, source, sha256_of(source))
    assert copy == layout.originals / f"{sha256_of(source)}.pdf"
    assert copy.read_bytes() == CONTENT
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_an_original_that_is_there_is_not_copied_again(layout: DossierLayout, source: Path) -> None:
    before = keep_original(layout, source, sha256_of(source)).stat()
    after = keep_original(layout, source, sha256_of(source)).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_copy_of_another_size_is_made_again(layout: DossierLayout, source: Path) -> None:
    copy = layout.original(sha256_of(source))
    copy.write_bytes(b"half")
    assert keep_original(layout, source, sha256_of(source)).read_bytes() == CONTENT


def test_a_source_that_changes_meanwhile_is_refused(layout: DossierLayout, source: Path) -> None:
    promised = sha256_of(source)
    source.write_bytes(b"something else")
    with pytest.raises(InputError, match="veranderde"):
        keep_original(layout, source, promised)
    assert list(layout.originals.iterdir()) == []


def test_a_source_that_is_gone_is_the_fault_of_the_input(layout: DossierLayout, source: Path) -> None:
    promised = sha256_of(source)
    source.unlink()
    with pytest.raises(MissingInputError, match=r"memo\.pdf"):
        keep_original(layout, source, promised)
    assert list(layout.originals.iterdir()) == []


def test_no_rights_to_write_is_the_fault_of_the_output() -> None:
    with folder_of_somebody() as folder:
        source = folder / "memo.pdf"
        source.write_bytes(CONTENT)
        layout = DossierLayout(folder / "zaak.woo")
        layout.create()
        layout.originals.chmod(0o500)
        with pytest.raises(OutputError, match="schrijfrechten"):
            keep_original(layout, source, sha256_of(source))


def test_an_original_is_found_in_the_dossier_and_nowhere_else(layout: DossierLayout, source: Path) -> None:
    digest = sha256_of(source)
    copy = keep_original(layout, source, digest)
    assert own_original(layout, digest) == copy
    copy.unlink()
    with pytest.raises(DossierError):
        own_original(layout, digest)
    copy.symlink_to(source)
    with pytest.raises(DossierError):
        own_original(layout, digest)
