"""The samples: sound marks, PDFs that say what their sources say, and the same bytes from the same source."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from stdnum import iban
from stdnum.nl import bsn

from woo_redact.domain.document import Document
from woo_redact.evaluation.align import place_marks
from woo_redact.evaluation.marks import read_marked
from woo_redact.pipeline.stages import reader
from woo_redact.structure.parse import parse

FOLDER = Path(__file__).parents[3] / "samples"
SOURCES = sorted(FOLDER.glob("*.txt"))
CHECKS = {"bsn": bsn.is_valid, "iban": iban.is_valid}
FORMS = {
    "beslisnota": 4,
    "e-mail": 2,
    "thread": 2,
    "brief": 2,
    "verslag": 1,
    "lijst": 1,
    "chat": 1,
}


@pytest.fixture(params=SOURCES, ids=[p.stem for p in SOURCES])
def source(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_form_is_there() -> None:
    types = [read_marked(p).type for p in SOURCES]
    assert len(types) >= 14
    assert {form: count for form, count in FORMS.items() if types.count(form) < count} == {}
    assert any(not read_marked(p).marks for p in SOURCES)


def test_marks_hug_what_they_hold(source: Path) -> None:
    marked = read_marked(source)
    assert marked.profile in ("beslisnota", "woo-verzoek")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", marked.date)
    passages = [marked.text[m.start : m.end] for m in marked.marks]
    assert [p for p in passages if p != p.strip() or "\n\n" in p] == []


def test_numbers_that_are_meant_are_valid(source: Path) -> None:
    marked = read_marked(source)
    numbers = [(m.kind, marked.text[m.start : m.end]) for m in marked.marks if m.kind in CHECKS]
    assert [n for kind, n in numbers if not CHECKS[kind](n)] == []


def test_every_mark_is_found_in_the_pdf(source: Path) -> None:
    marked = read_marked(source)
    pages_of = reader("pymupdf")
    document, _ = pages_of.open(source.with_suffix(".pdf"), source.name)
    parsed = parse(document, tuple(pages_of.pages(source.with_suffix(".pdf"), 0, document.page_count)))
    placed = place_marks(marked, parsed.flow.text)
    assert placed.unplaced == ()
    wanted = [_letters(marked.text[p.mark.start : p.mark.end]) for p in placed.marks]
    assert [_letters(parsed.flow.text[p.start : p.end]) for p in placed.marks] == wanted


def test_one_sample_has_passages_over_a_page_break() -> None:
    source = next(p for p in SOURCES if p.stem.startswith("17-"))
    marked = read_marked(source)
    pages_of = reader("pymupdf")
    pages = tuple(pages_of.pages(source.with_suffix(".pdf"), 0, 3))
    parsed = parse(Document("x", source.name, 3), pages)
    placed = place_marks(marked, parsed.flow.text)
    spread = [p.mark.kind for p in placed.marks if len({s.page for s in parsed.flow.locate(p.start, p.end)}) == 2]
    assert spread == ["operation", "health"]


def test_pages_are_turned_and_cropped_as_said() -> None:
    with pymupdf.open(FOLDER / "14-lijst-inspecties-gedraaid.pdf") as turned:
        assert turned[0].rotation == 90
    with pymupdf.open(FOLDER / "15-advies-bijgesneden.pdf") as cropped:
        assert cropped[0].cropbox.x0 > 0
        assert cropped[0].cropbox != cropped[0].mediabox


def test_fonts_are_embedded(source: Path) -> None:
    with pymupdf.open(source.with_suffix(".pdf")) as document:
        fonts = {font for page in document for font in page.get_fonts()}
        assert fonts
        assert [f[3] for f in fonts if f[1] == "n/a"] == []


def test_the_script_makes_what_lies_here_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, second = (_made(tmp_path / name) for name in ("first", "second"))
    assert [p.name for p in SOURCES if _bytes(first, p) != _bytes(second, p)] == []
    # Not its bytes: another version of a library may write them otherwise.
    assert [p.name for p in SOURCES if _texts(first, p) != _texts(FOLDER, p)] == []


def _made(folder: Path) -> Path:
    folder.mkdir()
    for path in (*SOURCES, *FOLDER.glob("*.py")):
        shutil.copy(path, folder)
    subprocess.run([sys.executable, folder / "make.py"], check=True, capture_output=True)
    return folder


def _bytes(folder: Path, source: Path) -> bytes:
    return (folder / source.name).with_suffix(".pdf").read_bytes()


def _texts(folder: Path, source: Path) -> list[str]:
    with pymupdf.open((folder / source.name).with_suffix(".pdf")) as document:
        return [page.get_text() for page in document]


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
