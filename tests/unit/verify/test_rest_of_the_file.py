"""A withheld name anywhere in the file besides its page: the check finds it, and does not find what is not there."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from support.verify_pages import LABELS, MEMO, Case, line, make
from woo_redact.domain.report import Finding
from woo_redact.verify.check import TwoEngineVerifier

NAME = "Wieringerwaard"


def blocking(case: Case) -> list[Finding]:
    report = TwoEngineVerifier(LABELS).verify(case.source, case.target, case.redactions)
    assert NAME not in repr(report)
    return list(report.findings)


def edited(case: Case, edit: Callable[[pikepdf.Pdf], None]) -> Case:
    with pikepdf.open(case.target, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(case.target)
    return case


# --- Places for a string.


def info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = f"Gesprek met {NAME}"


def info_in_utf_16(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = String(f"“Jürgen {NAME.upper()}” – gesprek")


def broken_up(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = "W i e r i n g e r - w a a r d"


def xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = f"Gesprek met {NAME}"


def xmp_of_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Metadata = pdf.make_stream(f"<x>{NAME}</x>".encode("utf-16"), Type=Name.Metadata)


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Gesprek {NAME}", 0))


def annotation(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 20, 20], Contents=String(f"bel {NAME}"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String(f"mailto:{NAME.lower()}@voorbeeld.nl"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 10, 20, 20], A=action)
    pdf.pages[0].obj.Annots = Array([note])


def field(pdf: pikepdf.Pdf) -> None:
    box = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("naam"), V=String(NAME)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([box]))


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bijlage.txt"] = f"Aan {NAME}".encode()


def name_of_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{NAME}.txt"] = b"leeg"


def spoken(pdf: pikepdf.Pdf) -> None:
    element = Dictionary(Type=Name.StructElem, S=Name.Span, ActualText=String(NAME))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))


def spoken_on_the_page(pdf: pikepdf.Pdf) -> None:
    content = b"/Span << /ActualText <FEFF" + NAME.encode("utf-16-be").hex().encode() + b"> >> BDC EMC"
    pdf.pages[0].contents_add(pdf.make_stream(content))


def spoken_in_properties(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Properties = Dictionary(P0=Dictionary(ActualText=String(NAME)))
    pdf.pages[0].contents_add(pdf.make_stream(b"/Span /P0 BDC EMC"))


def comment_on_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(f"q % Gesprek met {NAME}\nQ".encode()))


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))


def destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Dests = Dictionary({f"/{NAME}": Array([pdf.pages[0].obj, Name.Fit])})


def page_label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(f"{NAME}-"), S=Name.D)]))


def layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(NAME)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def name_of_a_font(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary({f"/{NAME}": pdf.make_stream(b"", Subtype=Name.Form)})


def private_data(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = Dictionary(Tool=Dictionary(Private=pdf.make_stream(NAME.encode("utf-16-le"))))


def trailer(pdf: pikepdf.Pdf) -> None:
    pdf.trailer["/Secret"] = String(NAME)


def text_form(pdf: pikepdf.Pdf, **keys: object) -> pikepdf.Object:
    fonts = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    spread = "".join(f"({c}) -10 " for c in NAME)
    content = f"BT /F1 11 Tf 10 10 Td [{spread}] TJ ET".encode()
    return pdf.make_stream(content, Resources=Dictionary(Font=fonts), BBox=[0, 0, 200, 50], **keys)


def form_on_no_page(pdf: pikepdf.Pdf) -> None:
    form = text_form(pdf, Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm9=form)


def pattern(pdf: pikepdf.Pdf) -> None:
    tile = text_form(pdf, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=200, YStep=50)
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P9=tile)


def mark_on_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(f"/{NAME} MP".encode()))


def page_of_another_version(pdf: pikepdf.Pdf) -> None:
    page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9]))
    pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("t"), page])))


PLACES = [
    mark_on_the_page,
    page_of_another_version,
    info,
    info_in_utf_16,
    broken_up,
    xmp,
    xmp_of_a_page,
    outline,
    annotation,
    link,
    field,
    attachment,
    name_of_attachment,
    spoken,
    spoken_on_the_page,
    spoken_in_properties,
    comment_on_the_page,
    script,
    destination,
    page_label,
    layer,
    name_of_a_font,
    private_data,
    trailer,
    form_on_no_page,
    pattern,
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "object-streams"])
def test_a_withheld_name_is_found(tmp_path: Path, place: Callable[[pikepdf.Pdf], None], packed: bool) -> None:
    case = make(tmp_path)
    with pikepdf.open(case.target, allow_overwriting_input=True) as pdf:
        place(pdf)
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        pdf.save(case.target, object_stream_mode=mode)
    assert "residue" in {f.kind for f in blocking(case)}


def test_the_surname_alone_is_found_when_the_whole_name_was_withheld(tmp_path: Path) -> None:
    case = make(tmp_path, line("Gesprek met [[Fenna Wieringerwaard]] gepland", 70, 100))
    assert {f.kind for f in blocking(edited(case, info))} == {"residue"}


def test_the_finding_names_the_kind_of_place(tmp_path: Path) -> None:
    finding = blocking(edited(make(tmp_path), outline))[0]
    assert "bladwijzer" in finding.message


def test_a_key_is_not_repeated(tmp_path: Path) -> None:
    def key(pdf: pikepdf.Pdf) -> None:
        pdf.Root["/X"] = Dictionary({f"/{NAME}": String(NAME)})

    assert blocking(edited(make(tmp_path), key))


# --- Bytes that belong to no object.


def test_text_after_the_end(tmp_path: Path) -> None:
    case = make(tmp_path)
    with case.target.open("ab") as file:
        file.write(f"\n% {NAME}\n".encode())
    assert {f.kind for f in blocking(case)} == {"residue"}


@pytest.mark.parametrize(
    "written", [NAME.encode(), NAME.encode("utf-16-be"), b"<" + NAME.encode().hex().encode() + b">"]
)
def test_a_comment_between_objects(tmp_path: Path, written: bytes) -> None:
    case = make(tmp_path)
    raw = case.target.read_bytes()
    end = raw.rindex(b"xref", 0, raw.rindex(b"startxref"))
    # The cross-reference table moves along: what stands before it changes no offset of an object.
    moved = (
        raw[:end] + b"% " + written + b"\n" + raw[end:].replace(str(end).encode(), str(end + 3 + len(written)).encode())
    )
    case.target.write_bytes(moved)
    assert {f.kind for f in blocking(case)} == {"residue"}


def test_an_earlier_version(tmp_path: Path) -> None:
    """Saved on top of the source, so that the source can be had by cutting the file off."""
    case = make(tmp_path)
    honest = case.target.read_bytes()
    case.target.write_bytes(case.source.read_bytes())
    with pymupdf.open(case.target) as pdf, pymupdf.open("pdf", honest) as output:
        pdf.delete_page(0)
        pdf.insert_pdf(output)
        pdf.saveIncr()
    assert {f.kind for f in blocking(case)} == {"residue"}


# --- And what is no leak.


def test_format_words_and_chance_numbers_are_no_leak(tmp_path: Path) -> None:
    case = make(
        tmp_path,
        line("Van [[Kids]] en [[Page]] en [[Length]] en [[2024]] en [[Font]] tot [[0000]] of [[Helvetica]]", 70, 100),
    )
    assert blocking(case) == []


def test_a_percent_sign_beside_a_name_that_stays_is_no_comment(tmp_path: Path) -> None:
    pieces = [*MEMO, *line("Dus 5% van de Wieringerwaard", 70, 400)]
    case = make(tmp_path, pieces)
    content = b"BT /helv 9 Tf 70 300 Td (0 % van (de) Wieringerwaard) Tj ET"
    for path in (case.source, case.target):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].contents_add(pdf.make_stream(content))
            pdf.save(path)
    assert {f.kind for f in blocking(case)} == {"still-readable"}


def test_a_form_that_a_page_shows_elsewhere_is_a_warning_only(tmp_path: Path) -> None:
    case = make(tmp_path)
    for path in (case.source, case.target):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            form_on_no_page(pdf)
            pdf.pages[0].contents_add(pdf.make_stream(b"q 1 0 0 1 70 500 cm /Fm9 Do Q"))
            pdf.save(path)
    assert {f.kind for f in blocking(case)} == {"still-readable"}
