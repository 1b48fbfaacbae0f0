"""The review in the browser as a program: how it starts and stops, and what is left when it is killed."""

import re
import signal
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
