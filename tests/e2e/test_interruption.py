"""Killed half-way, the next run goes on; nothing half-written is left, and one dossier is worked on at a time."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from woo_redact.cli.main import main
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked
from woo_redact.errors import OutputError

SAMPLES = Path(__file__).parents[2] / "samples"
PATIENCE = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "zaak"
    source.mkdir()
    for path in sorted(SAMPLES.glob("*.pdf"))[:8]:
        shutil.copy(path, source)
    return source


def leftovers(dossier: Path) -> list[Path]:
    return list(dossier.rglob("*.part"))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_half_way_the_next_run_goes_on(folder: Path, workers: str) -> None:
    dossier = folder.with_name("zaak.woo")
    command = [sys.executable, "-m", "woo_redact", "run", str(folder), "--workers", workers]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + PATIENCE
    while not list((dossier / "redacted").glob("*.pdf")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = {p: p.stat().st_mtime_ns for p in (dossier / "redacted").glob("*.pdf")}
    assert before

    result = CliRunner().invoke(main, ["run", str(folder), "--workers", "1", "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    files = json.loads(result.stdout)["files"]
    assert {f["state"] for f in files} == {"written"}
    assert len(files) == 8
    assert not leftovers(dossier)
    kept = [p for p, written in before.items() if p.stat().st_mtime_ns == written]
    # The one that was being put in place when the end came may be written again; the others are not.
    assert len(kept) >= len(before) - int(workers)


def test_an_interrupt_ends_with_130_and_keeps_what_is_done(folder: Path) -> None:
    dossier = folder.with_name("zaak.woo")
    command = [sys.executable, "-m", "woo_redact", "run", str(folder), "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + PATIENCE
    while not list((dossier / "redacted").glob("*.pdf")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, 0)
    assert "Traceback" not in said
    assert list((dossier / "redacted").glob("*.pdf"))


def test_two_runs_at_once_do_not_mix(folder: Path) -> None:
    layout = DossierLayout(folder.with_name("zaak.woo"))
    layout.create()
    with locked(layout):
        result = CliRunner().invoke(main, ["run", str(folder), "--workers", "1"])
    assert result.exit_code == 6
    assert "ander proces" in result.stderr


def test_an_output_that_cannot_be_put_in_place_fails_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object) -> None:
        if path.name.startswith("02"):
            raise OutputError("de naam is te lang.", "Geef het bestand een kortere naam.")
        path.write_text("{}")

    monkeypatch.setattr("woo_redact.pipeline.batch.write_sidecar", full)
    result = CliRunner().invoke(main, ["run", str(folder), "--workers", "1", "--json"])
    assert result.exit_code == 9
    states = {f["name"][:2]: f["state"] for f in json.loads(result.stdout)["files"]}
    assert states.pop("02") == "failed"
    assert set(states.values()) == {"written"}
    dossier = folder.with_name("zaak.woo")
    assert not leftovers(dossier)
    assert not list((dossier / "redacted").glob("02*"))
    monkeypatch.undo()
    assert CliRunner().invoke(main, ["run", str(folder), "--workers", "1"]).exit_code == 0


def test_what_was_never_tagged_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("woo_redact.pipeline.scanning.run_tasks", stopped)
    assert CliRunner().invoke(main, ["run", str(folder), "--workers", "1"]).exit_code == 130
    monkeypatch.undo()
    result = CliRunner().invoke(main, ["export", str(folder)])
    assert result.exit_code == 3
    assert "nog niet gelezen" in result.stderr
    assert not list((folder.with_name("zaak.woo") / "redacted").glob("*.pdf"))
