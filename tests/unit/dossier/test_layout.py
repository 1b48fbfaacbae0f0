import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from woo_redact.dossier.layout import DossierLayout
from woo_redact.errors import DossierError, OutputError


@pytest.fixture(params=[0o000, 0o022, 0o777])
def any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("any_umask")
def test_folders_are_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    layout = DossierLayout(tmp_path / "nieuw" / "zaak.woo")
    layout.create()
    layout.make_folder(layout.redacted / "a" / "b")
    folders = [layout.root.parent, layout.root, *(p for p in layout.root.rglob("*") if p.is_dir())]
    assert layout.redacted / "a" / "b" in folders
    assert {stat.S_IMODE(f.stat().st_mode) for f in folders} == {0o700}


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    DossierLayout(tmp_path).create()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


@pytest.mark.parametrize(
    ("name", "output", "sidecar"),
    [
        ("memo.pdf", "memo.pdf", "memo.redactions.json"),
        ("map/Memo.PDF", "map/Memo.pdf", "map/Memo.redactions.json"),
        ("nota.v2", "nota.v2.pdf", "nota.v2.redactions.json"),
        ("scan", "scan.pdf", "scan.redactions.json"),
        ("a..b/x y.pdf", "a..b/x y.pdf", "a..b/x y.redactions.json"),
    ],
)
def test_outputs_have_the_name_that_came_in(name: str, output: str, sidecar: str) -> None:
    layout = DossierLayout(Path("zaak.woo"))
    assert layout.output(name) == layout.redacted / output
    assert layout.sidecar(name) == layout.redacted / sidecar
    # What is written can be named by its own name as well.
    assert layout.sidecar(output) == layout.sidecar(name)


@pytest.mark.parametrize("name", ["/etc/passwd.pdf", "../x.pdf", "a/../../x.pdf", "", ".pdf", "a/.pdf", "a\0b.pdf"])
def test_no_name_leads_out_of_the_dossier(name: str) -> None:
    layout = DossierLayout(Path("zaak.woo"))
    for place in (layout.output, layout.sidecar):
        with pytest.raises(DossierError):
            place(name)


def test_no_folder_is_made_outside(tmp_path: Path) -> None:
    layout = DossierLayout(tmp_path / "zaak.woo")
    with pytest.raises(DossierError):
        layout.make_folder(tmp_path / "elders")
    assert not (tmp_path / "elders").exists()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "zaak.woo").write_bytes(b"")
    with pytest.raises(OutputError, match=r"zaak\.woo"):
        DossierLayout(tmp_path / "zaak.woo").create()
