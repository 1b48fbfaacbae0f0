"""Files of a package with one text planted in a place of the tester's choice; each maker returns path and bytes."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import openpyxl
import pikepdf
import pymupdf
from docx import Document
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

File = tuple[str, bytes]
Plant = Callable[[str], File]


def archive(members: dict[str, str | bytes], comment: str = "") -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = comment.encode()
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def _saved(item: Any) -> bytes:
    out = io.BytesIO()
    item.save(out)
    return out.getvalue()


def _workbook(edit: Callable[[Any], object]) -> File:
    book: Any = openpyxl.Workbook()
    book.active["A1"] = "Inventaris"
    edit(book)
    return "inventarislijst.xlsx", _saved(book)


def xlsx_cell(text: str) -> File:
    return _workbook(lambda book: book.active.cell(3, 3, f"Nota van {text}"))


def xlsx_comment(text: str) -> File:
    return _workbook(lambda book: setattr(book.active["A1"], "comment", Comment(f"vraag {text}", "iemand")))


def xlsx_comment_author(text: str) -> File:
    return _workbook(lambda book: setattr(book.active["A1"], "comment", Comment("vraag", text)))


def xlsx_hidden_sheet(text: str) -> File:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("werk")
        sheet["B2"] = text
        sheet.sheet_state = "veryHidden"

    return _workbook(edit)


def xlsx_sheet_name(text: str) -> File:
    return _workbook(lambda book: book.create_sheet(text))


def xlsx_properties(text: str) -> File:
    return _workbook(lambda book: setattr(book.properties, "lastModifiedBy", text))


def xlsx_defined_name(text: str) -> File:
    return _workbook(lambda book: book.defined_names.add(DefinedName("bron", attr_text=f'"{text}"')))


def xlsx_header(text: str) -> File:
    return _workbook(lambda book: setattr(book.active.oddHeader.left, "text", text))


def _office(edit: Callable[[dict[str, str | bytes]], object], path: str, content: bytes) -> File:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
    edit(members)
    return path, archive(members)


def xlsx_rich_shared_string(text: str) -> File:
    half = len(text) // 2
    runs = f"<si><r><t>van {text[:half]}</t></r><r><t>{text[half:]} aan</t></r></si>"
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{runs}</sst>'
    return _office(lambda m: m.update({"xl/sharedStrings.xml": shared}), *_workbook(lambda book: None))


def _document(edit: Callable[[Any], object]) -> File:
    document = Document()
    document.add_paragraph("Bijlage bij het besluit")
    edit(document)
    return "besluit/bijlage-bij-besluit.docx", _saved(document)


def docx_paragraph(text: str) -> File:
    return _document(lambda d: d.add_paragraph(f"Aan {text}, afdeling"))


def docx_split_over_runs(text: str) -> File:
    def edit(document: Any) -> None:
        paragraph = document.add_paragraph("Aan")
        for part in (f" {text[:3]}", text[3:5], f"{text[5:]}, afdeling"):
            paragraph.add_run(part)

    return _document(edit)


def docx_header(text: str) -> File:
    return _document(lambda d: setattr(d.sections[0].header.paragraphs[0], "text", text))


def docx_properties(text: str) -> File:
    return _document(lambda d: setattr(d.core_properties, "author", text))


def docx_custom_xml(text: str) -> File:
    part = f"<gegevens><naam>{text}</naam></gegevens>"
    return _office(lambda m: m.update({"customXml/item1.xml": part}), *_document(lambda d: None))


def docx_deleted_text(text: str) -> File:
    def edit(members: dict[str, str | bytes]) -> None:
        content = bytes(members["word/document.xml"]).decode()  # type: ignore[arg-type]
        gone = f"<w:p><w:del w:id='1'><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>"
        members["word/document.xml"] = content.replace("<w:body>", f"<w:body>{gone}")

    return _office(edit, *_document(lambda d: None))


def xml_text(text: str) -> File:
    return "diwoo/zaak-1.xml", f"<diwoo:titel xmlns:diwoo='https://x.overheid.nl/'>{text}</diwoo:titel>".encode()


def xml_entities(text: str) -> File:
    return "mdto/a.xml", f"<naam>{''.join(f'&#{ord(c)};' for c in text)}</naam>".encode()


def xml_own_entity(text: str) -> File:
    return "mdto/a.xml", f'<!DOCTYPE n [<!ENTITY wie "{text}">]><n>&wie;</n>'.encode()


def xml_utf_16(text: str) -> File:
    return "mdto/a.xml", f'<?xml version="1.0" encoding="UTF-16"?><naam>{text}</naam>'.encode("utf-16")


def xml_attribute(text: str) -> File:
    return "mdto/a.xml", f"<a naam='{text}'/>".encode()


def xml_comment(text: str) -> File:
    return "mdto/a.xml", f"<a><!-- bron: {text} --><b/></a>".encode()


def xml_comment_outside(text: str) -> File:
    return "mdto/a.xml", f"<a/><!-- bron: {text} -->".encode()


def xml_instruction(text: str) -> File:
    return "mdto/a.xml", f"<?gemaakt door {text}?><a/>".encode()


def xml_element_name(text: str) -> File:
    return "mdto/a.xml", f"<a><dossier{text}/></a>".encode()


def xml_broken(text: str) -> File:
    return "mdto/a.xml", f"<a><b>{text}</a>".encode()


def json_value(text: str) -> File:
    return "gpp/documenten.json", json.dumps({"officieleTitel": [f"Nota {text}"]}).encode()


def json_key(text: str) -> File:
    return "gpp/documenten.json", json.dumps({f"van{text}": 1}).encode()


def json_escapes(text: str) -> File:
    escapes = "".join("\\u" + format(ord(c), "04x") for c in text)
    return "gpp/documenten.json", ('{"t": "' + escapes + '"}').encode()


def json_double_key(text: str) -> File:
    return "gpp/documenten.json", f'{{"t": "{text}", "t": "niets"}}'.encode()


def csv_cell(text: str) -> File:
    return "inventarislijst.csv", f'id;titel\r\na1;"Nota ""{text}"" aan"\r\n'.encode("utf-8-sig")


def csv_cp1252(text: str) -> File:
    return "woogle/dossier.csv", f"id;titel é\r\na1;{text}\r\n".encode("cp1252")


def html_text(text: str) -> File:
    return "inventarislijst.html", f"<html><body><td>Nota <b>{text[:4]}</b>{text[4:]}</td></body></html>".encode()


def html_attribute(text: str) -> File:
    return "inventarislijst.html", f"<html><body><td title='{text}'>x</td></body></html>".encode()


def html_comment(text: str) -> File:
    return "inventarislijst.html", f"<html><!--{text}--><body></body></html>".encode()


def html_script(text: str) -> File:
    return "inventarislijst.html", f"<html><script>var a = '{text}'</script></html>".encode()


def txt(text: str) -> File:
    return "lees-mij.txt", f"Gemaakt voor {text}.".encode()


def ttl(text: str) -> File:
    return "mdto/a.ttl", f'<a> rdfs:label "{text}"@nl .'.encode()


def url(text: str) -> File:
    return "diwoo/sitemap.xml", f"<loc>https://voorbeeld.nl/?q={quote(quote(text))}</loc>".encode()


def in_base64(text: str) -> File:
    return "gpp/a.json", json.dumps({"inhoud": base64.b64encode(f"Gesprek met {text}".encode()).decode()}).encode()


def file_name(text: str) -> File:
    return f"documenten/{text}.pdf", _pdf(lambda pdf: None)


def name_in_one(text: str) -> File:
    return f"documenten/mail{text.lower()}2.txt", b"leeg"


def folder_name(text: str) -> File:
    return f"mdto/dossier_{text}/a.txt", b"leeg"


def zip_in_zip(text: str) -> File:
    inner = archive({"a.csv": f"id;{text}"})
    return "mdto/sip.zip", archive({"binnen.zip": inner})


def zip_member_name(text: str) -> File:
    return "mdto/sip.zip", archive({f"map/{text}.txt": "leeg"})


def zip_comment(text: str) -> File:
    return "mdto/sip.zip", archive({"a.txt": "leeg"}, comment=text)


def unknown_utf_16(text: str) -> File:
    return "restant.bin", b"\x01\x02\x03" + f"van {text} aan".encode("utf-16-le") + b"\0\0\xff"


def unknown_latin(text: str) -> File:
    return "restant.bin", b"\x01\0\x02" + text.encode("latin-1") + b"\0"


def _pdf(edit: Callable[[pikepdf.Pdf], object], shown: str = "Lijst") -> bytes:
    with pymupdf.open() as drawn:
        drawn.new_page().insert_text((72, 72), shown)
        content = drawn.tobytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf)
        return _saved(pdf)


def pdf_page(text: str) -> File:
    return "inventarislijst.pdf", _pdf(lambda pdf: None, f"Nota van {text}")


def pdf_title(text: str) -> File:
    return "inventarislijst.pdf", _pdf(lambda pdf: pdf.docinfo.__setitem__("/Title", text))


def pdf_xmp(text: str) -> File:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["dc:description"] = text

    return "documenten/a1.pdf", _pdf(edit)


def pdf_outline(text: str) -> File:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(text, 0))

    return "documenten/a1.pdf", _pdf(edit)


def pdf_spoken(text: str) -> File:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Dictionary(ActualText=text))
        )

    return "documenten/a1.pdf", _pdf(edit)


def pdf_attachment(text: str) -> File:
    return "documenten/a1.pdf", _pdf(lambda pdf: pdf.attachments.__setitem__("a.xlsx", xlsx_cell(text)[1]))


PLANTS: tuple[Plant, ...] = (
    xlsx_cell, xlsx_comment, xlsx_comment_author, xlsx_hidden_sheet, xlsx_sheet_name, xlsx_properties,
    xlsx_defined_name, xlsx_header, xlsx_rich_shared_string, docx_paragraph, docx_split_over_runs, docx_header,
    docx_properties, docx_custom_xml, docx_deleted_text, xml_text, xml_entities, xml_own_entity, xml_utf_16,
    xml_attribute, xml_comment, xml_comment_outside, xml_instruction, xml_element_name, xml_broken, json_value,
    json_key, json_escapes, json_double_key, csv_cell, csv_cp1252, html_text, html_attribute, html_comment,
    html_script, txt, ttl, url, in_base64, file_name, name_in_one, folder_name, zip_in_zip, zip_member_name,
    zip_comment, unknown_utf_16, unknown_latin, pdf_page, pdf_title, pdf_xmp, pdf_outline, pdf_spoken, pdf_attachment,
)  # fmt: skip
