"""The command line in tests: calling it, and dossiers to call it on."""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pymupdf
from click.testing import CliRunner, Result

from woo_redact.cli.main import main

SAMPLES = Path(__file__).parents[2] / "samples"


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def as_json(*arguments: object) -> Any:
    return json.loads(invoke(*arguments, "--json").stdout)


def rows(dossier: Path) -> list[dict[str, Any]]:
    """Return what ``suggestions`` tells."""
    return [json.loads(line) for line in invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()]


def letter(path: Path, pages: Sequence[Sequence[str]], tweak: Callable[[Any], object] | None = None) -> Path:
    """Write a PDF with these lines on its pages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pymupdf.open() as document:
        for lines in pages:
            page = document.new_page()
            for number, line in enumerate(lines):
                page.insert_text((90, 100 + 40 * number), line, fontsize=11)
        if tweak:
            tweak(document)
        document.save(path)
    return path


def samples_in(folder: Path, names: Iterable[str]) -> Path:
    """Make a folder with copies of these samples, named without their ending."""
    folder.mkdir()
    for name in names:
        shutil.copy(SAMPLES / f"{name}.pdf", folder)
    return folder


def made(source: Path, *options: object) -> Path:
    """Run on a file or folder, and return its dossier."""
    result = invoke("run", source, "--workers", 1, *options)
    assert result.exit_code == 0, result.output
    return source.with_name(f"{source.name}.woo")


def packaged(dossier: Path, *options: object) -> Result:
    """Make a package, with what has to be told of it."""
    told = ("--organisation", "Buitenlandse Zaken", "--matter", "2026.001", "--decided", "1-3-2026")
    return invoke("package", dossier, *told, "--workers", 1, *options)


def copied(dossier: Path, folder: Path) -> Path:
    """Return a copy of a dossier that a test may change."""
    return Path(shutil.copytree(dossier, folder / dossier.name))


def text_of(path: Path) -> str:
    """Return what can be read in a PDF, with plain blanks."""
    with pymupdf.open(path) as document:
        return " ".join(" ".join(page.get_text().split()) for page in document)
