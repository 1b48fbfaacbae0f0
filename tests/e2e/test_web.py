"""The review in the browser as a program: how it starts and stops, and what is left when it is killed."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.web import Client, make_dossier
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.web.guard import Address

# CPU-seconds from start to the first page shown, of the program and everything it starts.
MOST_CPU = 3.0


@dataclass(slots=True)
class Started:
    """The program, and what it printed up to now."""

    process: subprocess.Popen[str]
    printed: list[str]

    def link(self) -> str:
        return next(line.strip() for line in self.printed if "/enter/" in line)

    def client(self) -> Client:
        """Whoever started it, let in."""
        scheme, _, host = self.link().partition("/enter/")[0].partition("://")
        client = Client(Address(scheme, (host,), int(host.rpartition(":")[2])))
        assert client.enter(self.link()).status == 303
        return client

    def end(self) -> str:
        """Stop it as Ctrl-C does; return what it says then."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)[0]

    def cpu(self) -> float:
        """The CPU-seconds of the process and everything below it."""
        parents: dict[int, int] = {}
        used: dict[int, int] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            number = int(stat.parent.name)
            parents[number] = int(fields[1])
            # Its own, and those of what it started that has ended.
            used[number] = sum(map(int, fields[11:15]))
        tree = {self.process.pid}
        while more := {child for child, parent in parents.items() if parent in tree} - tree:
            tree |= more
        return sum(used[number] for number in tree if number in used) / os.sysconf("SC_CLK_TCK")


@contextmanager
def started(*arguments: object) -> Iterator[Started]:
    """Start ``woo-redact review`` and wait until it says that it is ready."""
    command = [sys.executable, "-m", "woo_redact", "review", *map(str, arguments), "--no-open"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        printed = []
        for line in process.stdout:
            printed.append(line)
            if line.startswith("Stoppen:"):
                break
        assert printed[-1].startswith("Stoppen:"), printed
        yield Started(process, printed)
    finally:
        process.kill()
        process.communicate()


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
