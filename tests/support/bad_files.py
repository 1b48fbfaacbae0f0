"""Files that a run has to survive: each maker writes one file and returns its path."""

from pathlib import Path

import pikepdf
import pymupdf

TEXT = "Geachte heer Van Zuidwolde, uw aanvraag met kenmerk 2024-118 is toegewezen."


def good(path: Path, text: str = TEXT, pages: int = 1) -> Path:
    with pymupdf.open() as document:
        for _ in range(pages):
            document.new_page().insert_text((72, 100), text, fontsize=11)
        document.save(path)
    return path


def zero_byte(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def not_a_pdf(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04 dit is een Word-bestand met een verkeerde naam" * 40)
    return path


def encrypted(path: Path) -> Path:
    good(path)
    with pymupdf.open(path) as document:
        content = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="geheim", owner_pw="geheimer")
    path.write_bytes(content)
    return path


def damaged(path: Path) -> Path:
    good(path, pages=3)
    content = path.read_bytes()
    path.write_bytes(content[:200] + b"\x00" * 50)
    return path


def scan(path: Path, dpi: int = 12) -> Path:
    """A picture of text, no text; too coarse to be read, unless told otherwise."""
    with pymupdf.open() as source:
        source.new_page().insert_text((72, 100), TEXT, fontsize=11)
        picture = source[0].get_pixmap(dpi=dpi)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(page.rect, pixmap=picture)
        document.save(path)
    return path


def half_scan(path: Path) -> Path:
    """A page of text and a page that is a picture."""
    with pymupdf.open(scan(path)) as document:
        document.new_page(0).insert_text((72, 100), TEXT, fontsize=11)
        content = document.tobytes()
    path.write_bytes(content)
    return path


def garbage(path: Path, points: float = 0.5) -> Path:
    """A text layer that says nothing: every character maps to the private use area; too small to be recognised."""
    with pymupdf.open() as document:
        page = document.new_page()
        font = pymupdf.Font("helv")
        writer = pymupdf.TextWriter(page.rect)
        for line in range(30):
            writer.append((72, 100 + 14 * line), TEXT, font=font, fontsize=points)
        writer.write_text(page)
        document.save(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                ranges = "\n".join(f"<{i:04x}> <{i:04x}> <{0xE000 + i:04x}>" for i in range(1, 100))
                item.ToUnicode = pdf.make_stream(
                    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
                    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n99 beginbfrange\n"
                    + ranges.encode()
                    + b"\nendbfrange endcmap end end"
                )
        pdf.save(path)
    return path


def xfa_only(path: Path) -> Path:
    good(path, "Please wait... If this message is not eventually replaced")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        template = (
            b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform name="form1"/></template></xdp:xdp>'
        )
        pdf.Root.AcroForm = pdf.make_indirect(
            pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pdf.make_stream(template))
        )
        pdf.Root.NeedsRendering = True
        pdf.save(path)
    return path


def signed(path: Path) -> Path:
    good(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        signature = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
            Contents=pikepdf.String(b"\x30\x03\x02\x01\x01"),
            ByteRange=pikepdf.Array([0, 10, 20, 30]),
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=pikepdf.String("Handtekening1"),
                V=pdf.make_indirect(signature),
                Rect=pikepdf.Array([0, 0, 0, 0]),
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3))
        pdf.save(path)
    return path
