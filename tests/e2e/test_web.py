"""The review in the browser as a program: how it starts and stops, and what is left when it is killed."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.web import Client, make_dossier
from support.web_program import started
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store

# CPU-seconds from start to the first page shown, of the program and everything it starts.
MOST_CPU = 3.0


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return make_dossier(tmp_path / "zaak.woo").root


def document(client: Client) -> str:
    return str(client.get("/api/board").json()["documents"][0]["id"])


def test_it_says_where_it_is_and_what_is_left_when_it_stops(dossier: Path) -> None:
    with started(dossier, "--reviewer", "Femke", "--invite", "Sam:tweede", "--invite", "Lou:meelezer") as review:
        printed = "".join(review.printed)
        assert "alleen op deze computer" in printed
        assert "Voor Sam (tweede beoordelaar)" in printed
        assert "Voor Lou (meelezer)" in printed
        assert len(set(re.findall(r"/enter/\S{43}\n", printed))) == 3
        client = review.client()
        assert client.get("/api/board").json()["me"] == {"name": "Femke", "role": "owner"}
        names = [item["id"] for item in client.get(f"/api/documents/{document(client)}").json()["items"]]
        assert client.step("/api/decide", ids=names, verdict="approved").status == 200
        last = review.end()
        assert f"Gestopt. Nog {6 - len(names)} voorstellen te beoordelen." in last
        assert review.process.returncode == 0
    for secret in ("Traceback", "Ouwehand", client.cookie):
        assert secret not in printed + last


def test_a_stop_by_the_system_is_a_stop(dossier: Path) -> None:
    with started(dossier) as review:
        review.process.send_signal(signal.SIGTERM)
        assert "Gestopt." in review.process.communicate(timeout=60)[0]
        assert review.process.returncode == 0


def test_what_was_acknowledged_survives_that_the_server_is_killed(dossier: Path) -> None:
    with started(dossier) as review:
        client = review.client()
        names = [item["id"] for item in client.get(f"/api/documents/{document(client)}").json()["items"]]
        sequence = client.step("/api/decide", ids=names, verdict="rejected").json()["sequence"]
        review.process.kill()
        review.process.wait()
    with open_store(DossierLayout(dossier)) as store:
        assert store.log.check().broken == 0
        assert store.log.last()[0] == sequence
        assert {name for name, held in store.held().items() if held.verdict == "rejected"} == set(names)
    # Whoever copies the dossier needs no other file for what was decided.
    assert [path.name for path in dossier.glob("dossier.db*")] == ["dossier.db"]


def test_a_port_that_is_taken_is_told_and_another_one_used(dossier: Path, tmp_path: Path) -> None:
    with started(dossier) as first:
        port = first.client().address.port
        other = make_dossier(tmp_path / "ander" / "zaak.woo").root
        with started(other, "--port", port) as second:
            assert f"Poort {port} is al in gebruik." in "".join(second.printed)
            assert second.client().address.port != port


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads CPU time where Linux has it")
def test_it_starts_without_the_models_and_in_little_time(dossier: Path) -> None:
    with started(dossier) as review:
        client = review.client()
        assert client.get("/").status == 200
        one = document(client)
        assert client.get(f"/api/documents/{one}").status == 200
        assert client.get(f"/api/documents/{one}/pages/0/picture?dpi=110").body.startswith(b"\xff\xd8")
        assert review.cpu() < MOST_CPU
        mapped = Path(f"/proc/{review.process.pid}/maps").read_text(encoding="utf-8")
        assert "spacy" not in mapped
        assert "thinc" not in mapped


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_enter_in_the_terminal_gives_another_link(dossier: Path) -> None:
    with in_terminal(dossier) as (process, terminal):
        first = read_until(terminal, "Stoppen:")
        assert "Een nieuwe link voor uzelf: Enter." in first
        os.write(terminal, b"\n")
        again = read_until(terminal, "/enter/")
        [one], [other] = (re.findall(r"/enter/(\S{43})", text) for text in (first, again))
        assert one != other
        # Ctrl-C, as the terminal sends it.
        os.write(terminal, b"\x03")
        assert "Nog 6 voorstellen te beoordelen." in read_until(terminal, "beoordelen.")
        assert process.wait(60) == 0


@contextmanager
def in_terminal(dossier: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start the review in a terminal of its own."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "woo_redact", "review", str(dossier), "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "200"}
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
    )
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def read_until(terminal: int, what: str) -> str:
    """Return what is printed up to and with the line that holds ``what``."""
    text = ""
    while what not in text or not text.endswith("\n"):
        text += os.read(terminal, 4096).decode()
    return text
