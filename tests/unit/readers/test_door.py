"""What may not be worked on is refused by name, cause and remedy; what will be missing is told."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support import bad_files
from support.pdfs import drawn
from support.privileges import folder_of_somebody
from woo_redact import plugins
from woo_redact.domain.report import Severity
from woo_redact.errors import (
    DamagedPdfError,
    EmptyFileError,
    EncryptedPdfError,
    InputError,
    MissingInputError,
    NotAPdfError,
    SignedPdfError,
    XfaPdfError,
)
from woo_redact.readers.pymupdf import PyMuPdfReader

REFUSED = [
    (bad_files.zero_byte, EmptyFileError, "leeg"),
    (bad_files.not_a_pdf, NotAPdfError, "geen PDF"),
    (bad_files.encrypted, EncryptedPdfError, "wachtwoord"),
    (bad_files.damaged, DamagedPdfError, "beschadigd"),
    (bad_files.xfa_only, XfaPdfError, "XFA"),
    (bad_files.signed, SignedPdfError, "handtekening"),
]
Draw = Callable[[pymupdf.Page], object]


def kinds(path: Path) -> list[str]:
    _, findings = PyMuPdfReader().open(path, "stuk.pdf")
    assert all(f.severity is Severity.WARNING and f.message for f in findings)
    return [f.kind for f in findings]


@pytest.mark.parametrize(("make", "error", "word"), REFUSED, ids=[make.__name__ for make, _, _ in REFUSED])
def test_a_file_that_cannot_be_used(
    make: Callable[[Path], Path], error: type[InputError], word: str, tmp_path: Path
) -> None:
    with pytest.raises(error) as caught:
        PyMuPdfReader().open(make(tmp_path / "stuk.pdf"), "map/stuk.pdf")
    assert caught.value.message.startswith("map/stuk.pdf")
    assert word in caught.value.message
    assert caught.value.remedy.endswith(".")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        PyMuPdfReader().open(tmp_path / "weg.pdf", "weg.pdf")


def test_a_file_that_may_not_be_read() -> None:
    with folder_of_somebody() as folder:
        path = bad_files.good(folder / "dicht.pdf")
        path.chmod(0)
        with pytest.raises(MissingInputError):
            PyMuPdfReader().open(path, path.name)


def test_a_good_file_is_described(tmp_path: Path) -> None:
    document, findings = PyMuPdfReader().open(bad_files.good(tmp_path / "goed.pdf", pages=3), "map/goed.pdf")
    assert (document.name, document.page_count, len(document.id), findings) == ("map/goed.pdf", 3, 64, ())


def test_an_empty_password_opens(tmp_path: Path) -> None:
    path = bad_files.good(tmp_path / "slot.pdf")
    with pymupdf.open(path) as pdf:
        content = pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="geheim", user_pw="")
    path.write_bytes(content)
    assert kinds(path) == ["encrypted"]
    assert next(PyMuPdfReader().pages(path, 0, 1)).text == bad_files.TEXT


def test_a_repaired_file_is_told(tmp_path: Path) -> None:
    path = bad_files.good(tmp_path / "kras.pdf", pages=2)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref")])
    assert kinds(path) == ["repaired"]


def test_attachments(tmp_path: Path) -> None:
    path = bad_files.good(tmp_path / "bijlage.pdf")
    with pymupdf.open(path) as pdf:
        pdf.embfile_add("bron.txt", b"geheim")
        content = pdf.tobytes()
    path.write_bytes(content)
    assert kinds(path) == ["attachments"]


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (lambda page: page.add_text_annot((50, 50), "let op"), "annotations"),
        (lambda page: page.add_widget(_widget()), "form"),
        (lambda page: page.insert_text((50, 50), "x", oc=page.parent.add_ocg("laag")), "layers"),
    ],
    ids=["annotations", "form", "layers"],
)
def test_what_lies_on_the_page(draw: Draw, kind: str, tmp_path: Path) -> None:
    assert kind in kinds(drawn(tmp_path / "op.pdf", draw))


def test_a_layer_that_is_off_holds_the_file_back(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "laag.pdf", lambda page: page.insert_text((50, 50), "x", oc=page.parent.add_ocg("laag", on=False))
    )
    _, findings = PyMuPdfReader().open(path, "laag.pdf")
    assert ("hidden-layers", Severity.BLOCKING) in [(f.kind, f.severity) for f in findings]


def _widget() -> pymupdf.Widget:
    widget = pymupdf.Widget()
    widget.field_type, widget.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "naam"
    widget.rect, widget.field_value = pymupdf.Rect(50, 50, 200, 70), "Veldwaarde"
    return widget


def test_form_values_and_comments_that_show_are_read(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.add_widget(_widget())
        page.add_freetext_annot(pymupdf.Rect(50, 100, 250, 120), "Vrije tekst")

    text = next(PyMuPdfReader().pages(drawn(tmp_path / "veld.pdf", draw), 0, 1)).text
    assert "Veldwaarde" in text and "Vrije tekst" in text


def test_a_filled_form_with_xfa_beside_it_is_no_notice(tmp_path: Path) -> None:
    path = bad_files.good(
        tmp_path / "xfa.pdf", bad_files.TEXT + "\n" + "\n".join(f"Veld {i}: waarde" for i in range(45))
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pdf.make_stream(b"<xdp/>"))
        pdf.Root.AcroForm = pdf.make_indirect(form)
        pdf.save(path)
    assert PyMuPdfReader().open(path, path.name)[0].page_count == 1


def test_actual_text_does_not_hide_what_is_printed(tmp_path: Path) -> None:
    path = bad_files.good(tmp_path / "klank.pdf", "Jansland")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"/Span <</ActualText (iets anders)>> BDC", prepend=True)
        page.contents_add(b"EMC")
        pdf.save(path)
    assert next(PyMuPdfReader().pages(path, 0, 1)).text == "Jansland"


@pytest.mark.parametrize("name", plugins.names("readers"))
@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_read_or_refused_but_never_crashes(name: str, keep: float, tmp_path: Path) -> None:
    content = bad_files.good(tmp_path / "heel.pdf", pages=3).read_bytes()
    path = tmp_path / "kort.pdf"
    path.write_bytes(content[: int(len(content) * keep)])
    reader = plugins.load("readers", name)()
    try:
        document, findings = reader.open(path, path.name)
        pages = list(reader.pages(path, 0, document.page_count))
    except DamagedPdfError as error:
        assert error.message.startswith("kort.pdf is beschadigd")
    else:
        assert [f.kind for f in findings] == ["repaired"]
        assert len(pages) == document.page_count
