"""What a PDF of any make holds besides its pages: metadata, comments, attachments, versions, fonts and pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from support.write_pages import pages, redaction, write
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.audit import audit as module
from woo_redact.verify.audit.audit import audit, audited
from woo_redact.verify.audit.findings import ENOUGH, KINDS, finding, limited
from woo_redact.verify.audit.photos import segments

NAME = "Wieringerwaard"
SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.pdf"))
Edit = Callable[[pikepdf.Pdf], None]


def plain(folder: Path) -> Path:
    path = folder / "stuk.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page(width=595, height=842).insert_text((72, 72), "Verslag van het overleg over de brug")
        pdf.save(path)
    return path


def kinds(path: Path) -> dict[str, Finding]:
    findings = audit(path)
    assert NAME not in repr(findings)
    return {f.kind: f for f in findings}


def edited(folder: Path, edit: Edit, **options: Any) -> dict[str, Finding]:
    path = plain(folder)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path, **options)
    return kinds(path)


def test_a_plain_file_is_clean(tmp_path: Path) -> None:
    assert not kinds(plain(tmp_path))


# --- Metadata.


@pytest.mark.parametrize("key", ["Author", "Title", "Subject", "Keywords"])
def test_metadata_with_words_of_its_own(tmp_path: Path, key: str) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[f"/{key}"] = f"Gesprek {NAME}"

    found = edited(tmp_path, edit)
    assert found.keys() == {"metadata"}
    assert found["metadata"].severity is Severity.BLOCKING
    assert found["metadata"].value == f"Gesprek {NAME}"
    assert NAME not in found["metadata"].message


def test_a_title_that_the_page_shows_gives_nothing_away(tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "Overleg over de brug"

    assert edited(tmp_path, edit)["metadata-shown"].severity is Severity.NOTE


def test_an_author_counts_though_the_page_shows_the_name(tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = "brug"

    assert edited(tmp_path, edit).keys() == {"metadata"}


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("dc:creator", "metadata"),
        ("dc:title", "metadata"),
        ("dc:description", "metadata"),
        ("dc:subject", "metadata"),
        ("pdf:Keywords", "metadata"),
        ("photoshop:AuthorsPosition", "metadata-other"),
        ("xmp:CreatorTool", "metadata-program"),
    ],
)
def test_xmp(tmp_path: Path, key: str, kind: str) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata[key] = [NAME] if key == "dc:creator" else {NAME} if key == "dc:subject" else NAME

    assert edited(tmp_path, edit)[kind].value == NAME


@pytest.mark.parametrize("value", ["", "  ", "untitled", "(anonymous)"])
def test_what_programs_fill_in_says_nothing(tmp_path: Path, value: str) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = value

    assert not edited(tmp_path, edit)


def test_a_date_is_written_as_people_do(tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/CreationDate"] = "D:20240912103000+02'00'"

    assert edited(tmp_path, edit)["metadata-program"].value == "12-09-2024 10:30"


# --- Comments, fields, links.


def annotated(**values: Any) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=[10, 10, 30, 30], **values)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return edit


@pytest.mark.parametrize(
    ("edit", "kind", "severity"),
    [
        (annotated(Subtype=Name.Text, Contents=String(f"Bel {NAME}")), "comment", Severity.BLOCKING),
        (annotated(Subtype=Name.Highlight, T=String(NAME)), "comment", Severity.BLOCKING),
        (annotated(Subtype=Name.Ink), "mark", Severity.WARNING),
        (annotated(Subtype=Name.Redact), "unapplied-redaction", Severity.BLOCKING),
        (
            annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://x.example"))),
            "links",
            Severity.NOTE,
        ),
        (
            annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"mailto:{NAME}@x.example"))),
            "address-in-link",
            Severity.WARNING,
        ),
    ],
)
def test_what_lies_on_pages(tmp_path: Path, edit: Edit, kind: str, severity: Severity) -> None:
    assert edited(tmp_path, edit)[kind].severity is severity


def test_comments_are_counted_by_kind(tmp_path: Path) -> None:
    found = edited(tmp_path, annotated(Subtype=Name.Text, Contents=String(NAME)))
    assert found["comment"].message.endswith("1× notitie")
    assert found["comment"].page == 0


@pytest.mark.parametrize(("value", "kind"), [(NAME, "field-value"), ("brug", "fields")])
def test_a_field_with_a_value(tmp_path: Path, value: str, kind: str) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        box = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("naam"), V=String(value)))
        pdf.Root.AcroForm = Dictionary(Fields=Array([box]))

    assert kind in edited(tmp_path, edit)


# --- What hangs on the file.


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bijlage.txt"] = b"tekst"


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('hallo')"))


def layer_off(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("concept")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def base_off(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("concept")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF))


def layer_on(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("concept")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(b"\0", Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)


def private(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(Tool=Dictionary(Private=String(NAME)))


def stray_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Rest = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=[0, 0, 10, 10]))


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Gesprek {NAME}", 0))


def bookmark_shown(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Overleg", 0))


def page_label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(f"{NAME} "))]))


def private_key(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Zaak = String(NAME)


def orphan(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Rest = pdf.make_indirect(Dictionary(Naam=String(NAME)))


def metadata_of_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Metadata = pdf.make_stream(f"<x>{NAME}</x>".encode(), Type=Name.Metadata)


def spoken(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=pdf.make_indirect(Dictionary(S=Name.P, ActualText=String(NAME)))
    )


def spoken_in_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(f"/Span << /ActualText ({NAME}) >> BDC EMC".encode())


def spoken_as_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=pdf.make_indirect(Dictionary(S=Name.P, ActualText=String("over-leg")))
    )


def described(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=pdf.make_indirect(Dictionary(S=Name.Figure, Alt=String(f"Foto van {NAME}")))
    )


@pytest.mark.parametrize(
    ("edit", "kind", "severity"),
    [
        (attachment, "attachment", Severity.BLOCKING),
        (script, "script", Severity.BLOCKING),
        (layer_off, "layer-off", Severity.BLOCKING),
        (base_off, "layer-off", Severity.BLOCKING),
        (layer_on, "layers", Severity.NOTE),
        (thumbnail, "thumbnail", Severity.BLOCKING),
        (private, "private-data", Severity.WARNING),
        (stray_page, "stray-page", Severity.BLOCKING),
        (bookmark, "bookmark-unseen", Severity.WARNING),
        (bookmark_shown, "bookmarks", Severity.NOTE),
        (page_label, "other-text", Severity.WARNING),
        (private_key, "other-text", Severity.WARNING),
        (orphan, "other-text", Severity.WARNING),
        (metadata_of_a_page, "metadata-other", Severity.WARNING),
        (spoken, "spoken-text", Severity.BLOCKING),
        (spoken_in_content, "spoken-text", Severity.BLOCKING),
        (described, "alternative-text", Severity.WARNING),
    ],
)
def test_what_hangs_on_the_file(tmp_path: Path, edit: Edit, kind: str, severity: Severity) -> None:
    found = edited(tmp_path, edit)
    # Names of layers and files, and private text, are texts of their own as well.
    assert found.keys() - {"other-text"} == {kind} - {"other-text"}
    assert found[kind].severity is severity


def test_what_a_tag_says_may_stand_on_the_page(tmp_path: Path) -> None:
    assert not edited(tmp_path, spoken_as_shown)


# --- The bytes.


def test_an_earlier_version(tmp_path: Path) -> None:
    path = plain(tmp_path)
    with pymupdf.open(path) as pdf:
        pdf[0].insert_text((72, 100), "later")
        pdf.saveIncr()
    found = kinds(path)
    assert found["earlier-version"].message == "Het bestand bevat nog 1 eerdere versie van zichzelf"


def test_a_file_for_the_web_has_no_earlier_version(tmp_path: Path) -> None:
    assert not edited(tmp_path, lambda pdf: None, linearize=True)


def test_something_after_the_end(tmp_path: Path) -> None:
    path = plain(tmp_path)
    path.write_bytes(path.read_bytes() + NAME.encode())
    assert kinds(path).keys() == {"after-the-end"}


def test_something_before_the_start(tmp_path: Path) -> None:
    path = plain(tmp_path)
    path.write_bytes(NAME.encode() + b"\n" + path.read_bytes())
    assert "before-the-start" in kinds(path)


def test_white_space_after_the_end_is_nothing(tmp_path: Path) -> None:
    path = plain(tmp_path)
    path.write_bytes(path.read_bytes() + b"\r\n\n")
    assert not kinds(path)


# --- Pictures and fonts.


def jpeg(*parts: tuple[int, bytes]) -> bytes:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 16, 16), False)
    pixels.clear_with(200)
    data = bytes(pixels.tobytes("jpeg"))
    added = b"".join(bytes((0xFF, kind)) + (len(text) + 2).to_bytes(2, "big") + text for kind, text in parts)
    return data[:2] + added + data[2:]


def pictured(data: bytes) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16)
        image.stream_dict.update({"/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": Name.DCTDecode})
        pdf.pages[0].add_resource(image, Name.XObject, Name.Im0)
        pdf.pages[0].contents_add(b"q 16 0 0 16 300 300 cm /Im0 Do Q")

    return edit


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ((0xE1, b"Exif\0\0MM"), "picture-data"),
        ((0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"), "picture-data"),
        ((0xFE, NAME.encode()), "picture-data"),
        ((0xE1, b"Exif\0\0MM\xff\xd8\xff\xe0"), "picture-preview"),
    ],
)
def test_what_a_photo_carries(tmp_path: Path, part: tuple[int, bytes], kind: str) -> None:
    assert kind in edited(tmp_path, pictured(jpeg(part)))


def test_a_bare_photo_is_clean(tmp_path: Path) -> None:
    assert not edited(tmp_path, pictured(jpeg()))


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\xff\xd8\xff\xe1\x00", b"\xff\xd8\xff\xe1\xff\xff", b"\xff\xd8\xff\xff"]
)
def test_a_damaged_photo_ends_early(data: bytes) -> None:
    assert len(list(segments(data))) <= 1


TABLE = b"""begincmap 1 begincodespacerange <00> <FF> endcodespacerange
6 beginbfchar <61> <0061> <62> <0062> <63> <0063> <78> <0078> <79> <0079> <2e> <002e> endbfchar endcmap"""


def lettered(name: str) -> Edit:
    """Show "ab" with a font that describes abcxy and a dot."""

    def edit(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name(name),
            Encoding=Name.WinAnsiEncoding,
            ToUnicode=pdf.make_stream(TABLE),
        )
        pdf.pages[0].add_resource(pdf.make_indirect(font), Name.Font, Name.F9)
        pdf.pages[0].contents_add(b"BT /F9 11 Tf 72 400 Td (ab) Tj ET")

    return edit


def test_letters_that_only_the_font_still_knows(tmp_path: Path) -> None:
    found = edited(tmp_path, lettered("/ABCDEF+Helvetica"))
    assert found.keys() == {"font-letters"}
    assert "nog 3 letters en cijfers" in found["font-letters"].message


def test_a_whole_font_tells_nothing(tmp_path: Path) -> None:
    assert not edited(tmp_path, lettered("/Helvetica"))


# --- Whole files.


def test_the_samples_have_no_leaks() -> None:
    for path in SAMPLES:
        assert not [f for f in audit(path) if f.severity is not Severity.NOTE], path.name


def test_our_own_output_has_no_leaks(tmp_path: Path) -> None:
    source = tmp_path / "nota.pdf"
    source.write_bytes(SAMPLES[0].read_bytes())
    page = pages(source)[0]
    target = write(source, [redaction(page, start, start + 30) for start in (200, 400, 600)])
    assert not [f for f in audit(target) if f.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    "content", [b"", b"geen pdf", b"%PDF-1.7\n" + b"\0" * 500, b"%PDF-1.7\ntrailer<</Root 1 0 R>>"]
)
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(content)
    assert not audited(path).readable


def test_so_is_a_locked_one(tmp_path: Path) -> None:
    assert edited(tmp_path, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b")).keys() == {"locked"}


def test_and_one_that_is_not_there(tmp_path: Path) -> None:
    assert [f.kind for f in audit(tmp_path / "stuk.pdf")] == ["unreadable"]


def test_half_a_file_never_raises(tmp_path: Path) -> None:
    data = SAMPLES[0].read_bytes()
    path = tmp_path / "half.pdf"
    for part in range(1, 8):
        path.write_bytes(data[: len(data) * part // 8])
        assert isinstance(audit(path), tuple)


def test_a_check_that_fails_is_a_finding_without_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError(NAME)

    monkeypatch.setattr(module, "photo_findings", fails)
    monkeypatch.setattr(module, "pictures_under_boxes", fails)
    result = audited(plain(tmp_path))
    assert [(f.kind, f.page) for f in result.findings] == [("unchecked", 0), ("unchecked", None)]
    assert NAME not in "".join(f.message for f in result.findings)
    assert not result.readable


def test_a_kind_that_is_found_everywhere_is_cut_short() -> None:
    many = limited(finding("thumbnail", "x", page) for page in range(ENOUGH + 7))
    assert len(many) == ENOUGH + 1
    assert many[-1].message == "En nog 7 plaatsen van deze soort"


def test_a_long_value_is_cut() -> None:
    assert len(finding("metadata", "Titel", value="a" * 5000).value) < 300


def test_every_leak_tells_what_to_do() -> None:
    assert all(remedy for severity, remedy in KINDS.values() if severity is not Severity.NOTE)
