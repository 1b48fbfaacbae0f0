"""The journal of the database: what is stored survives, and one file is the whole dossier when nobody has it open."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from woo_redact.dossier import connection
from woo_redact.dossier.disks import is_local, kind_of
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0",
    "tmpfs /run tmpfs rw 0 0",
    "server:/zaken /mnt/zaken nfs4 rw 0 0",
    "//server/p /mnt/met\\040blank cifs rw 0 0",
    "/dev/sdb1 /mnt/zaken/eigen xfs rw 0 0",
)


@pytest.fixture
def kept(layout: DossierLayout, monkeypatch: pytest.MonkeyPatch) -> DossierLayout:
    """A dossier on a disk of this computer."""
    open_store(layout, create=True).close()
    monkeypatch.setattr(connection, "is_local", lambda _: True)
    return layout


def journal(layout: DossierLayout) -> str:
    """The journal that is kept now, as the file itself tells it."""
    # The bytes 18 and 19 of a database are 2 with a write-ahead log (sqlite.org/fileformat.html).
    return "wal" if layout.database.read_bytes()[18:20] == b"\x02\x02" else "delete"


def files(layout: DossierLayout) -> list[str]:
    return sorted(path.name for path in layout.root.glob("dossier.db*"))


def test_who_asks_for_a_write_ahead_log_gets_it_and_nobody_else(kept: DossierLayout) -> None:
    with open_store(kept):
        assert journal(kept) == "delete"
    with open_store(kept, write_ahead=True):
        assert journal(kept) == "wal"
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in kept.root.glob("dossier.db*"))
    assert journal(kept) == "delete"
    assert files(kept) == ["dossier.db"]


def test_on_a_disk_that_may_be_a_network_share_there_is_none(
    kept: DossierLayout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "is_local", lambda _: False)
    with open_store(kept, write_ahead=True):
        assert journal(kept) == "delete"


def test_others_read_and_write_meanwhile_and_leave_it_as_it_is(kept: DossierLayout) -> None:
    with open_store(kept, write_ahead=True) as served:
        with open_store(kept) as other:
            other.start_run("run", "1")
        assert journal(kept) == "wal"
        assert served.start_run("run", "1") == 2


def test_the_last_one_to_close_puts_it_away(kept: DossierLayout) -> None:
    other = open_store(kept)
    served = open_store(kept, write_ahead=True)
    served.close()
    other.start_run("run", "1")
    other.close()
    assert journal(kept) == "delete"
    assert files(kept) == ["dossier.db"]


def test_a_log_that_was_left_is_put_in_place(kept: DossierLayout) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from woo_redact.dossier import connection\nfrom woo_redact.dossier.layout import DossierLayout\n"
        "from woo_redact.dossier.store import open_store\n"
        "connection.is_local = lambda _: True\n"
        "store = open_store(DossierLayout(Path(sys.argv[1])), write_ahead=True)\n"
        "store.start_run('run', '1')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    subprocess.run([sys.executable, "-c", code, str(kept.root)], env=environment, check=False)
    assert "dossier.db-wal" in files(kept)
    with open_store(kept) as store:
        assert journal(kept) == "delete"
        assert store.start_run("run", "1") == 2
    with sqlite3.connect(kept.database) as plain:
        assert plain.execute("SELECT count(*) FROM run").fetchone() == (2,)
    plain.close()
    assert files(kept) == ["dossier.db"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/zaken/a/zaak.woo", "ext4"),
        ("/run/zaak.woo", "tmpfs"),
        ("/runner/zaak.woo", "ext4"),
        ("/mnt/zaken/1/zaak.woo", "nfs4"),
        ("/mnt/zaken/eigen/zaak.woo", "xfs"),
        ("/mnt/met blank/zaak.woo", "cifs"),
    ],
)
def test_the_kind_of_a_disk_is_that_of_the_nearest_mount(folder: str, kind: str) -> None:
    assert kind_of(Path(folder), MOUNTS) == kind


def test_of_an_unknown_disk_nothing_is_certain(tmp_path: Path) -> None:
    assert kind_of(tmp_path, ()) == ""
    assert is_local(tmp_path / "nergens") in (True, False)
