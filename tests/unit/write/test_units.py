"""Pages measured in another unit than the point come out as large as they were, boxes in place, text kept."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.verify_attacks import page_with, pdf_of, words
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, find, pages, text_of
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import Severity
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter
from woo_redact.write.units import give_units, take_units

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
SECRET = "Wieringerwaard"


def source(folder: Path, unit: float, **keys: object) -> Path:
    path = folder / "stuk.pdf"
    path.write_bytes(
        pdf_of(
            words("Met", "en verder", "70 700 Td"), tweak=page_with(UserUnit=pikepdf.Object.parse(b"%g" % unit), **keys)
        )
    )
    return path


def blocking(path: Path, target: Path, redactions: list[object], pictures: set[int]) -> set[str]:
    report = TwoEngineVerifier(LABELS).verify(path, target, redactions, pictures)  # type: ignore[arg-type]
    return {f.kind for f in report.findings if f.severity is Severity.BLOCKING}


@pytest.mark.parametrize("unit", [0.5, 1.5, 2, 75])
@pytest.mark.parametrize("turned", [{}, {"Rotate": 90, "CropBox": (40, 60, 560, 760)}], ids=["", "turned and cropped"])
@pytest.mark.parametrize("picture", [False, True], ids=["text", "picture"])
def test_size_box_and_text_stay(tmp_path: Path, unit: float, turned: dict[str, object], picture: bool) -> None:
    path, target = source(tmp_path, unit, **turned), tmp_path / "uit.pdf"
    page = pages(path)[0]
    found = find(page, SECRET)
    PyMuPdfWriter().write(path, target, [found], STYLE, {0: "het moet"} if picture else {})
    assert blocking(path, target, [found], {0} if picture else set()) == set()
    with pymupdf.open(path) as old, pymupdf.open(target) as new:
        assert tuple(new[0].rect) == pytest.approx(tuple(old[0].rect), abs=0.01)
    assert SECRET not in text_of(target)
    assert picture or "en verder" in text_of(target)


def test_a_picture_has_as_many_dots_to_the_real_inch(tmp_path: Path) -> None:
    widths = []
    for unit in (1, 2):
        path, target = source(tmp_path, unit), tmp_path / f"uit-{unit}.pdf"
        PyMuPdfWriter().write(path, target, [], STYLE, {0: "het moet"})
        with pikepdf.open(target) as pdf:
            widths.append(int(pdf.pages[0].obj.Resources.XObject.X1.Width))
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)


def test_the_check_sees_another_unit(tmp_path: Path) -> None:
    path, target = source(tmp_path, 2), tmp_path / "uit.pdf"
    found = find(pages(path)[0], SECRET)
    PyMuPdfWriter().write(path, target, [found], STYLE)
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.UserUnit = 3
        pdf.save(target)
    assert blocking(path, target, [found], set()) == {"changed-page"}


@pytest.mark.parametrize("written", ["0", "-2", "(x)", "99999"])
def test_what_is_no_unit_is_dropped(written: str) -> None:
    with pymupdf.open() as pdf:
        xref = pdf.new_page().xref
        pdf.xref_set_key(xref, "UserUnit", written)
        assert take_units(pdf) == {}
        assert pdf.xref_get_key(xref, "UserUnit")[0] == "null"
        give_units(pdf, {0: 2.5})
        assert pdf.xref_get_key(xref, "UserUnit")[1] == "2.5"
