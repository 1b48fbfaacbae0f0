"""What a run ends with: what was done, what a person still has to do, and what went wrong with which file."""

from pathlib import Path

import pytest

from woo_redact.cli.summary import show_run
from woo_redact.domain.file import FileState
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level
from woo_redact.errors import ExitCode
from woo_redact.pipeline.results import FileSummary, RunSummary


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is the test's, not that of the terminal the tests run in."""
    monkeypatch.setenv("COLUMNS", "120")


def written(name: str, *, undecided: int = 0, fresh: bool = True, findings: tuple[Finding, ...] = ()) -> FileSummary:
    return FileSummary(
        name=name,
        state=FileState.WRITTEN,
        page_count=2,
        by_level={Level.A: 3, Level.B: 1},
        by_ground={"5.1.2e": 3, "5.1.2a": 1},
        redactions=4,
        unreviewed=undecided,
        fresh=fresh,
        undecided=undecided,
        findings=findings,
    )


def refused(name: str, state: FileState, message: str) -> FileSummary:
    return FileSummary(
        name, state, 0, {}, {}, redactions=0, unreviewed=0, fresh=True, message=message, exit_code=ExitCode.INPUT
    )


def shown(capsys: pytest.CaptureFixture[str], *files: FileSummary, skipped: tuple[str, ...] = ()) -> tuple[str, str]:
    show_run(RunSummary(Path("zaak.woo"), files, 1.0, skipped, Path("zaak.woo", "reports", "verslag.json")))
    return capsys.readouterr()


def test_each_file_has_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = shown(capsys, written("nota.pdf"))
    row = next(line for line in out.splitlines() if "nota.pdf" in line)
    assert row.split() == ["nota.pdf", "2", "3", "1", "0", "4", "5.1.2a", "1×,", "5.1.2e", "3×", "gelakt"]
    assert "Totaal" not in out
    assert not err


def test_more_files_have_totals(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, written("a.pdf"), written("b.pdf", fresh=False))
    total = next(line for line in out.splitlines() if "Totaal" in line)
    assert total.split() == ["Totaal:", "2", "bestanden", "4", "6", "2", "0", "8"]
    assert "gelakt (ongewijzigd)" in out


def test_it_says_where_the_output_lies(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, written("a.pdf"))
    assert str(Path("zaak.woo", "redacted")) in out
    assert str(Path("zaak.woo", "reports", "verslag.html")) in out


def test_nothing_written_points_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, refused("a.pdf", FileState.FAILED, "a.pdf is leeg."))
    assert "Gelakte PDF's:" not in out


def test_what_a_person_still_has_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, written("a.pdf", undecided=1))
    assert "Nog niet door een mens beoordeeld: 1 voorstel in 1 bestand." in out
    assert "woo-redact review zaak.woo" in out


def test_when_some_files_are_reviewed_the_others_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, written("a.pdf"), written("b.pdf", undecided=3), written("c.pdf", undecided=1))
    assert "4 voorstellen in 2 bestanden: b.pdf, c.pdf." in out


def test_nothing_is_said_of_review_when_all_is_decided(capsys: pytest.CaptureFixture[str]) -> None:
    assert "beoordeeld" not in shown(capsys, written("a.pdf"))[0]


@pytest.mark.parametrize(
    ("state", "word"), [(FileState.FAILED, "niet bruikbaar"), (FileState.HELD_BACK, "tegengehouden")]
)
def test_every_file_that_is_not_written_is_named_with_cause_and_remedy(
    capsys: pytest.CaptureFixture[str], state: FileState, word: str
) -> None:
    message = "fout.pdf is leeg (0 bytes). Vraag een nieuw exemplaar."
    out, err = shown(capsys, written("a.pdf"), refused("fout.pdf", state, message))
    assert word in out
    assert "er 1 NIET gelakt" in err
    assert f"fout.pdf ({word}): {message}" in err


def test_files_that_are_no_pdf_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 bestand is overgeslagen, want geen PDF: brief.docx" in shown(capsys, skipped=("brief.docx",))[1]
    many = tuple(f"{n}.docx" for n in range(12))
    assert "12 bestanden zijn overgeslagen" in shown(capsys, skipped=many)[1]
    assert "9.docx en nog 2" in shown(capsys, skipped=many)[1]


def warning(page: int | None) -> Finding:
    return Finding("layers", Severity.WARNING, "heeft lagen", page)


def test_a_warning_is_told_once_with_its_pages(capsys: pytest.CaptureFixture[str]) -> None:
    _, err = shown(capsys, written("a.pdf", findings=tuple(warning(p) for p in (4, 0, 4))))
    assert "a.pdf, pagina's 1, 5: heeft lagen" in err
    assert err.count("heeft lagen") == 1


def test_many_pages_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    _, err = shown(capsys, written("a.pdf", findings=tuple(warning(p) for p in range(15))))
    assert "9, 10 en nog 5: heeft lagen" in err


def test_a_warning_without_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert "  a.pdf: heeft lagen" in shown(capsys, written("a.pdf", findings=(warning(None),)))[1]
