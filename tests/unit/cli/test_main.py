"""Ways to end: each error has its exit code, its message in Dutch, and shows nothing of a document."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from woo_redact.cli import main as module
from woo_redact.cli.main import COMMANDS, main
from woo_redact.errors import (
    DossierLockedError,
    EncryptedPdfError,
    ExitCode,
    ModelHashError,
    OutputError,
    RulePackError,
    UndecidedError,
    VerificationError,
    WooRedactError,
)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, *options: str) -> Result:
    def work(*_: object) -> click.Command:
        raise error

    monkeypatch.setattr(module, "import_module", work)
    return invoke(*options, "status", "zaak")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EncryptedPdfError("a.pdf is beveiligd.", "Open het eerst."), ExitCode.INPUT),
        (RulePackError(("a.toml: fout",), "Herstel dit."), ExitCode.RULE_PACK),
        (ModelHashError("Het model is veranderd.", "Installeer opnieuw."), ExitCode.MODEL),
        (DossierLockedError("Een ander proces werkt hieraan.", "Wacht."), ExitCode.DOSSIER),
        (UndecidedError("Er is nog niet beoordeeld.", "Beoordeel eerst."), ExitCode.REVIEW),
        (VerificationError("De controle faalde.", "Meld dit."), ExitCode.VERIFICATION),
        (OutputError("De schijf is vol.", "Maak ruimte."), ExitCode.OUTPUT),
    ],
)
def test_errors_say_what_and_what_to_do(monkeypatch: pytest.MonkeyPatch, error: WooRedactError, code: ExitCode) -> None:
    result = failing(monkeypatch, error)
    assert result.exit_code == code
    assert error.message in result.stderr
    assert error.remedy in result.stderr
    assert not result.stdout


def test_an_unforeseen_error_shows_nothing_of_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    result = failing(monkeypatch, ValueError("Karin Ouwehand"))
    assert result.exit_code == ExitCode.BUG
    assert "Ouwehand" not in result.output
    assert "ValueError" in result.stderr


def test_not_even_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    result = failing(monkeypatch, ValueError("Karin Ouwehand"), "--traceback")
    assert result.exit_code == ExitCode.BUG
    assert "Ouwehand" not in result.output
    assert "test_main.py" in result.stderr


def test_no_traceback_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "test_main.py" not in failing(monkeypatch, ValueError("Karin Ouwehand")).output


def test_a_full_disk_is_no_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    result = failing(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    assert result.exit_code == ExitCode.OUTPUT
    assert "schijf is vol" in result.stderr


def test_names_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    result = failing(monkeypatch, EncryptedPdfError("a\x1b[2Jb.pdf is beveiligd.", "Open c\x07.pdf."))
    assert "\x1b" not in result.output
    assert "\x07" not in result.output


def test_nobody_reading_is_no_error() -> None:
    # Reads one byte and goes: the rest of what the program writes meets a closed pipe.
    source = "import sys; from woo_redact.cli.main import run; sys.argv = ['woo-redact', *sys.argv[1:]]; run()"
    arguments = [sys.executable, "-c", source, "rules", "list"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == ExitCode.OK


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_name_that_is_no_text_stops_nothing(encoding: str) -> None:
    # A file name of an older system; an odd encoding of the terminal.
    source = "import sys; from woo_redact.cli.main import run; sys.argv = ['woo-redact', 'status', 'caf\\udce9']; run()"
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    result = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode == ExitCode.DOSSIER
    assert result.stderr.startswith("Fout: caf")
    assert "is geen dossier" in result.stderr


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert failing(monkeypatch, KeyboardInterrupt()).exit_code == ExitCode.INTERRUPTED


def test_help_names_every_command_in_dutch() -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    assert all(f"  {name}" in result.stdout for name in COMMANDS)
    assert "Gebruik:" in result.stdout
    assert "Usage" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("onzin",), ("onzin", "bestaat niet")),
        (("run",), ("BRON", "ontbreekt")),
        (("run", "zaak", "--acept", "A"), ("--acept", "--accept")),
        (("run", "zaak", "--accept", "X"), ("--accept", "kies uit")),
        (("run", "zaak", "--workers", "veel"), ("--workers", "geheel getal")),
        (("run", "zaak", "--workers", "-1"), ("--workers", "van 0 of meer")),
        (("run", "zaak", "--accept"), ("--accept", "ontbreekt een waarde")),
        (("run", "zaak", "--json=1"), ("--json", "hoort geen waarde")),
        (("rules", "onzin"), ("onzin", "bestaat niet")),
        (("status", "zaak", "nog", "wat"), ("te veel", "nog")),
        (("review", "zaak", "--approve-all", "--reject-all"), ("niet allebei",)),
        (("review", "zaak", "--terminal", "--legal", "--second"), ("niet allebei",)),
        (("review", "zaak", "--level", "A", "--second", "--approve-all"), ("--second", "een voor een")),
        (("review", "zaak", "--approve-all"), ("--level",)),
        ((), ("Gebruik",)),
    ],
)
def test_usage_errors_are_dutch_and_end_with_2(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == ExitCode.USAGE
    for word in words:
        assert word in result.stderr
    for english in ("Error", "Usage", "Missing", "Invalid", "No such", "Try"):
        assert english not in result.stderr


def test_the_version() -> None:
    assert invoke("--version").stdout.startswith("woo-redact 0.")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_a_page_of_help(name: str) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert "Opties:" in result.stdout


def test_commands_are_loaded_on_use() -> None:
    load: Callable[[click.Context, str], click.Command | None] = main.get_command
    context = click.Context(main)
    assert load(context, "bestaat-niet") is None
    assert all(isinstance(load(context, name), click.Command) for name in COMMANDS)
