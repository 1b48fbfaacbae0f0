import signal
import stat
import subprocess
import sys

import pytest

from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked
from woo_redact.errors import DossierLockedError

HOLD = """
import sys, time
from pathlib import Path
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked
with locked(DossierLayout(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_dossier_is_held_once_and_let_go(layout: DossierLayout) -> None:
    with locked(layout), pytest.raises(DossierLockedError, match=r"zaak\.woo"), locked(layout):
        pytest.fail("held twice")
    with locked(layout):
        assert stat.S_IMODE(layout.lock_file.stat().st_mode) == 0o600


def test_an_error_lets_go(layout: DossierLayout) -> None:
    with pytest.raises(ZeroDivisionError), locked(layout):
        _ = 1 // 0
    with locked(layout):
        pass


def test_another_process_is_kept_out_until_it_dies(layout: DossierLayout) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(layout.root)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(DossierLockedError), locked(layout):
            pytest.fail("held by two")
        other.send_signal(signal.SIGKILL)
        other.wait()
        with locked(layout):
            pass
