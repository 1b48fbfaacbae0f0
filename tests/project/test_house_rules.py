"""The rules of the house: layers, types, style, sizes, what is registered, what may not stand in the repository."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from woo_redact import plugins

ROOT = Path(__file__).parents[2]
CODE = sorted(p for folder in ("woo_redact", "samples") for p in (ROOT / folder).rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
# Data as code: a table of templates is one long literal.
DATA_MODULES = {"templates.py", "names_data.py"}


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_layers_are_one_way() -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    result = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_style() -> None:
    result = command("ruff", "check", ".")
    assert result.returncode == 0, result.stdout


def test_format() -> None:
    result = command("ruff", "format", "--check", ".")
    assert result.returncode == 0, result.stdout


@pytest.mark.slow
def test_types() -> None:
    result = command("mypy")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name not in DATA_MODULES:
        assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_inits_hold_a_docstring_only() -> None:
    for path in (ROOT / "woo_redact").rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert len(body) == 1 or path.parent.name == "woo_redact", path


def test_the_registry_holds_what_we_think() -> None:
    assert plugins.READERS.keys() == {"pymupdf", "pdfplumber"}
    assert plugins.DETECTORS.keys() == {"dutch"}
    assert plugins.WRITERS.keys() == {"pymupdf"}
    assert plugins.VERIFIERS.keys() == {"pdfium"}
    for table in ("readers", "detectors", "writers", "verifiers"):
        for name in plugins.names(table):
            assert isinstance(plugins.load(table, name), type)
        assert not entry_points(group=f"woo_redact.{table}")


# What takes long to import: engines, and what makes the files of a package.
HEAVY = frozenset(
    {
        *("spacy", "thinc", "numpy", "rapidfuzz", "pydantic", "uvicorn", "starlette", "jinja2"),
        *("pymupdf", "pikepdf", "pdfplumber", "pypdfium2", "PIL", "fontTools", "tesserocr"),
        *("typst", "lxml", "docx", "openpyxl", "bagit"),
    }
)


# Commands show their tables with rich; what lists them does without.
@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [(["--help"], HEAVY | {"rich"}), (["--version"], HEAVY | {"rich"}), (["package", "--help"], HEAVY)],
)
def test_help_imports_nothing_heavy(arguments: list[str], heavy: frozenset[str]) -> None:
    code = (
        "import sys; from woo_redact.cli.main import main\n"
        f"try: main({arguments})\nexcept SystemExit: pass\n"
        f"sys.exit(', '.join(sorted({set(heavy)} & set(sys.modules))) or None)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def tracked() -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if path.suffix in {".py", ".toml", ".md", ".txt", ".cfg", ".json", ".yaml"} and path.is_file():
            yield path


# A path of somebody's machine; a package registry; work left undone. Spelt so that this file does not match itself.
UNWANTED = re.compile(
    "|".join(
        ["/" + "work/", "/" + "home/", "/" + "opt/", "/" + "tmp/", "TO" + "DO", "FIX" + "ME", "file" + "s.pythonhosted"]
    )
)


def test_nothing_stands_in_the_repository_that_should_not() -> None:
    for path in tracked():
        found = UNWANTED.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(ROOT)}: {found}"
