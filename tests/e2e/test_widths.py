"""``--widths``: what it does to a folder, that it is kept, and that a written file can be checked again."""

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from woo_redact.cli.main import main
from woo_redact.disclosure.sidecar import read_sidecar
from woo_redact.dossier.layout import DossierLayout

SAMPLES = Path(__file__).parents[2] / "samples"
# Mails have names with text behind them; the list has a line that ends where others do.
FILES = ("05-mail-planning-werkbezoek.pdf", "11-lijst-piketdienst.pdf")


def run(folder: Path, *more: str) -> DossierLayout:
    result = CliRunner().invoke(main, ["run", str(folder), "--workers", "1", *more], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return DossierLayout(folder.with_name("zaak.woo"))


def gaps(layout: DossierLayout) -> tuple[int, int]:
    """Return how many gaps the certificates count, and how many of them tell a width."""
    found = [json.loads(layout.certificate(name).read_text())["widths"] for name in FILES]
    return sum(f["gaps_within_lines"] for f in found), sum(f["gaps_that_tell_a_width"] for f in found)


def words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return sorted(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "zaak"
    source.mkdir()
    for name in FILES:
        shutil.copy(SAMPLES / name, source)
    return source


def test_moved_text_closes_the_gaps_and_no_word_is_lost(folder: Path) -> None:
    layout = run(folder)
    count, telling = gaps(layout)
    assert count == telling > 10
    before = words(layout.output(FILES[0]))

    layout = run(folder, "--widths", "move")
    assert gaps(layout)[1] <= 0.05 * count
    assert words(layout.output(FILES[0])) == before
    shifts = [s for c in read_sidecar(layout.sidecar(FILES[0])).coverings.values() for s in c.shifts]
    assert len(shifts) > 5
    assert all(3 <= abs(s.by) <= 60 for s in shifts)


def test_lines_end_in_their_boxes(folder: Path) -> None:
    layout = run(folder, "--widths", "line")
    count, telling = gaps(layout)
    assert telling <= 0.05 * count
    assert len(words(layout.output(FILES[0]))) < len(
        words(layout.original(read_sidecar(layout.sidecar(FILES[0])).document))
    )


@pytest.mark.parametrize("widths", ["step", "move", "line"])
def test_a_written_file_passes_when_it_is_checked_again(folder: Path, widths: str) -> None:
    layout = run(folder, "--widths", widths)
    result = CliRunner().invoke(main, ["verify", *(str(layout.output(name)) for name in FILES)])
    assert result.exit_code == 0, result.output


def test_the_choice_is_kept_for_the_next_run(folder: Path) -> None:
    layout = run(folder, "--widths", "line")
    before = layout.output(FILES[0]).read_bytes()
    assert run(folder).output(FILES[0]).read_bytes() == before
    assert run(folder, "--widths", "step").output(FILES[0]).read_bytes() != before
