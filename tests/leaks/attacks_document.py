"""Text that belongs to the file rather than to its pages (ISO 32000-1, 7.5, 7.7, 12 and 14)."""

import io
import re
from collections.abc import Callable
from typing import Any, Literal

import pikepdf
from leaks.attacks_annotations import ATTACHED
from leaks.making import SECRET, Attack, Tweak, beside, drawn, form, line, pdf_of, resource, text, with_font
from pikepdf import Array, Dictionary, Name, String

SCRIPT = f"app.alert('{SECRET}')"


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(SCRIPT))


def catalog(**values: Any) -> Tweak:
    """Set entries of the catalog (ISO 32000-1, 7.7.2)."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value

    return tweak


def of_page(**values: Any) -> Tweak:
    def tweak(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.pages[0].obj[f"/{key}"] = value(pdf) if callable(value) else value

    return tweak


def named(tree: str, value: Callable[[pikepdf.Pdf], Any], name: str = SECRET) -> Tweak:
    """Put something in one of the name trees of the catalog (ISO 32000-1, 7.7.4)."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        leaf = Dictionary(Names=Array([String(name), pdf.make_indirect(value(pdf))]), Limits=Array([String(name)] * 2))
        pdf.Root.Names = Dictionary({f"/{tree}": Dictionary(Kids=Array([pdf.make_indirect(leaf)]))})

    return tweak


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem(f"Gesprek met {SECRET}", 0))
        tree.root[0].children.append(pikepdf.OutlineItem("Blijft", 0))


def info(key: str) -> Tweak:
    def tweak(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[f"/{key}"] = f"Nota {SECRET}"

    return tweak


def xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = SECRET
        metadata["dc:creator"] = [SECRET]


def packet(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(f"<x>{SECRET}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)


def identified(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.ID = Array([String(SECRET.encode()), String(SECRET.encode())])
    pdf.trailer["/Zout"] = String(SECRET)


def piece() -> Dictionary:
    return Dictionary(Zout=Dictionary(LastModified=String("D:20240101"), Private=Dictionary(Naam=String(SECRET))))


def tags(change: Callable[[pikepdf.Pdf, Any, Any], None]) -> Attack:
    """A tagged page; ``change`` gets the tree and its one element (ISO 32000-1, 14.7)."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        page = pdf.pages[0].obj
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=page, K=0))
        root.K, root.ParentTree = element, Dictionary(Nums=Array([0, Array([element])]))
        page.StructParents = 0
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
        change(pdf, root, element)

    return Attack(drawn(f"/P <</MCID 0>> BDC {text('Openbaar')} EMC ", tweak))


def element_with(**values: Any) -> Attack:
    def change(pdf: pikepdf.Pdf, root: Any, element: Any) -> None:
        for key, value in values.items():
            element[f"/{key}"] = value

    return tags(change)


def tree_with(**values: Any) -> Attack:
    def change(pdf: pikepdf.Pdf, root: Any, element: Any) -> None:
        for key, value in values.items():
            root[f"/{key}"] = value

    return tags(change)


def table(pdf: pikepdf.Pdf, root: Any, element: Any) -> None:
    root.ClassMap = Dictionary({f"/{SECRET}": Dictionary(O=Name.Table, Summary=String(SECRET))})
    element.C = Name(f"/{SECRET}")


def tags_by_id(pdf: pikepdf.Pdf, root: Any, element: Any) -> None:
    element.ID = String(SECRET)
    root.IDTree = Dictionary(Names=Array([String(SECRET), element]))


def layer(*, off: bool, name: str, said: str, member: bool = False) -> Attack:
    """A layer with text on it (ISO 32000-1, 8.11)."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        group.Usage = Dictionary(CreatorInfo=Dictionary(Creator=String(name), Subtype=Name.Artwork))
        config = Dictionary(Name=String(name), OFF=Array([group] if off else []), Order=Array([String(name), group]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=config)
        held = Dictionary(Type=Name.OCMD, OCGs=Array([group]), P=Name.AllOff) if member else group
        resource(pdf, "Properties", "L", held)

    return Attack(drawn(f"/OC /L BDC {text(said)} EMC ", tweak))


def layered_form(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("laag")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    resource(pdf, "XObject", "Fm", form(pdf, text(SECRET), OC=group))


def attachment(pdf: pikepdf.Pdf) -> Dictionary:
    data = pdf.make_stream(pdf_of(line(SECRET), line(SECRET)), Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String(f"{SECRET}.pdf"), EF=Dictionary(F=data), Desc=String(SECRET))


def portfolio(pdf: pikepdf.Pdf) -> None:
    named("EmbeddedFiles", attachment)(pdf)
    schema = Dictionary(Zout=Dictionary(Subtype=Name.S, N=String(SECRET)))
    pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=schema, D=String(SECRET))


def ghost(pdf: pikepdf.Pdf) -> Any:
    """A page that is not in the page tree."""
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 300, 200]), Resources=with_font())
    page.Contents = pdf.make_stream(text(SECRET).encode())
    return pdf.make_indirect(page)


def ghost_by_bookmark(pdf: pikepdf.Pdf) -> None:
    item = Dictionary(Title=String("Blijft"), Dest=Array([ghost(pdf), Name.Fit]))
    pdf.Root.Outlines = Dictionary(First=item, Last=item, Count=1)


def ghost_by_parent(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Vorige"] = ghost(pdf)


def thread(pdf: pikepdf.Pdf) -> None:
    bead = pdf.make_indirect(Dictionary(Type=Name.Bead, P=pdf.pages[0].obj, R=Array([0, 0, 100, 100])))
    bead.N = bead.V = bead
    pdf.Root.Threads = Array([Dictionary(F=bead, I=Dictionary(Title=String(SECRET)))])
    pdf.pages[0].obj.B = Array([bead])


def captured(pdf: pikepdf.Pdf) -> None:
    """What is kept of a page taken from the web (ISO 32000-1, 14.10)."""
    source = Dictionary(
        Type=Name.SpiderContentSet, S=Name.SPS, O=Array([pdf.pages[0].obj]), SI=Dictionary(AU=String(SECRET))
    )
    pdf.Root.SpiderInfo = Dictionary(V=1.0, C=Array([Dictionary(URL=String(f"https://voorbeeld.nl/{SECRET}"))]))
    pdf.Root.Names = Dictionary(URLS=Dictionary(Names=Array([String(SECRET), source])))


def inherited(pdf: pikepdf.Pdf) -> None:
    """In the node above the page, from which pages inherit."""
    pdf.Root.Pages["/Zout"] = String(SECRET)
    pdf.Root.Pages.Resources = Dictionary(Zout=String(SECRET), Font=Dictionary({f"/{SECRET}": with_font().Font.F1}))


def in_bytes(change: Callable[[bytes], bytes], tweak: Tweak | None = None) -> Attack:
    """A file whose bytes are changed after it is saved."""
    return Attack(lambda said: change(pdf_of(line(said), tweak=tweak)))


def revised(said: str) -> bytes:
    """A file whose page said it until a later revision was appended (ISO 32000-1, 7.5.6)."""
    first = pdf_of(line(SECRET))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    content = line(said).encode()
    start = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    size = int(re.findall(rb"/Size (\d+)", first)[-1])
    root = re.findall(rb"/Root (\d+ 0 R)", first)[-1]
    body = b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(content), content)
    table_at = len(first) + len(body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(first))
    trailer = b"trailer\n<</Size %d /Root %b /Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start, table_at)
    return first + body + table + trailer


def orphaned(content: bytes) -> bytes:
    """Take away the one reference to an object, in place."""
    return re.sub(rb"/Zout \d+ 0 R", lambda m: b" " * len(m[0]), content)


def commented(content: bytes) -> bytes:
    """Put a comment where an entry of the catalog stood, in place."""
    return re.sub(rb"/Zout \(-+\)", lambda m: f"\n%{SECRET}".encode().ljust(len(m[0]) - 1) + b"\n", content)


def encrypted(owner: str, user: str, revision: Literal[3, 4, 6], **more: Any) -> Callable[[str], bytes]:
    protection = pikepdf.Encryption(owner=owner, user=user, R=revision, **more)
    return beside(info("Author"), encryption=protection)


NAVIGATION = {
    "in a bookmark": Attack(beside(outline)),
    "in a named place": Attack(beside(named("Dests", lambda pdf: Array([pdf.pages[0].obj, Name.Fit])))),
    "in an old named place": Attack(
        beside(catalog(Dests=lambda pdf: Dictionary({f"/{SECRET}": Array([pdf.pages[0].obj, Name.Fit])})))
    ),
    "in a page label": Attack(
        beside(catalog(PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(f"{SECRET}-"))]))))
    ),
    "in a thread": Attack(beside(thread)),
    "in view settings": Attack(beside(catalog(ViewerPreferences=Dictionary(Zout=String(SECRET))))),
}
METADATA = {
    **{f"in {key}": Attack(beside(info(key))) for key in ("Title", "Author", "Keywords", "Producer", "Zout")},
    "in XMP": Attack(beside(xmp)),
    "in XMP of a page": Attack(beside(of_page(Metadata=packet))),
    "in private data": Attack(beside(catalog(PieceInfo=piece()))),
    "in private data of a page": Attack(beside(of_page(PieceInfo=piece(), LastModified=String(SECRET)))),
    "in a private key": Attack(beside(catalog(Zout=String(SECRET), AanZout=Dictionary(Z=Array([String(SECRET)]))))),
    "in a private key of a page": Attack(beside(of_page(Zout=String(SECRET)))),
    "in the name of a private key": Attack(beside(catalog(**{SECRET: 1}))),
    "in the trailer": Attack(beside(identified)),
    "in the page tree": Attack(beside(inherited)),
    "in the language": Attack(beside(catalog(Lang=String(f"nl-{SECRET}")))),
    "in the language, as long as one may be": Attack(beside(catalog(Lang=String("nl-Kwibusve"))), ("Kwibusve",)),
    "in the rights": Attack(beside(catalog(Legal=Dictionary(Attestation=String(SECRET))))),
    "in extensions": Attack(beside(catalog(Extensions=Dictionary({f"/{SECRET}": Dictionary(URL=String(SECRET))})))),
    "in requirements": Attack(
        beside(
            catalog(Requirements=Array([Dictionary(S=Name.EnableJavaScripts, RH=Dictionary(Script=String(SECRET)))]))
        )
    ),
}
TAGS = {
    "in spoken text of a tag": element_with(ActualText=String(SECRET), Alt=String(SECRET)),
    "in the long form of a tag": element_with(E=String(SECRET)),
    "in the title of a tag": element_with(T=String(SECRET)),
    "in the language of a tag": element_with(Lang=String(SECRET)),
    "in the role of a tag": element_with(S=Name(f"/{SECRET}")),
    "in attributes of a tag": element_with(
        A=Dictionary(O=Name.Table, Summary=String(SECRET), Scope=Name(f"/{SECRET}"))
    ),
    "in private keys of a tag": element_with(Zout=String(SECRET), AF=Array([Dictionary(F=String(SECRET))])),
    "in a class of tags": tags(table),
    "in the names of tags": tags(tags_by_id),
    "in roles": tree_with(RoleMap=Dictionary({f"/{SECRET}": Name.P})),
    "in the space of tags": tree_with(Namespaces=Array([Dictionary(Type=Name.Namespace, NS=String(SECRET))])),
    "in private keys of the tree": tree_with(Zout=String(SECRET)),
}
LAYERS = {
    "on a hidden layer": layer(off=True, name="laag", said=SECRET),
    "on a layer": layer(off=False, name="laag", said=SECRET),
    "on a layer hidden by a rule": layer(off=False, name="laag", said=SECRET, member=True),
    "in the name of a layer": layer(off=False, name=SECRET, said="Openbaar"),
    "in the name of a hidden layer": layer(off=True, name=SECRET, said="Iets"),
    "in a form on a hidden layer": Attack(drawn("/Fm Do ", layered_form)),
}
FILES = {
    "in an attachment": Attack(beside(named("EmbeddedFiles", attachment))),
    "in an associated file": Attack(beside(catalog(AF=lambda pdf: Array([pdf.make_indirect(attachment(pdf))])))),
    "in an associated file of a page": Attack(beside(of_page(AF=lambda pdf: Array([attachment(pdf)])))),
    "in a portfolio": Attack(beside(portfolio)),
}
ACTIONS = {
    "in a script at opening": Attack(beside(catalog(OpenAction=script()))),
    "in a script of the file": Attack(beside(named("JavaScript", lambda pdf: script()))),
    "in a script at closing": Attack(beside(catalog(AA=Dictionary(WC=script(), WP=script())))),
    "in a script of a page": Attack(beside(of_page(AA=Dictionary(O=script())))),
    "in steps of a page": Attack(beside(of_page(PresSteps=Dictionary(Type=Name.NavNode, NA=script())))),
    "in renditions": Attack(beside(named("Renditions", lambda pdf: Dictionary(S=Name.MR, N=String(SECRET))))),
}
GHOSTS = {
    "on a template": Attack(beside(named("Templates", ghost))),
    "on a named page": Attack(beside(named("Pages", ghost))),
    "on a page by a bookmark": Attack(beside(ghost_by_bookmark)),
    "on a page by a page": Attack(beside(ghost_by_parent)),
    "in a page from the web": Attack(beside(captured)),
}
BYTES = {
    "in an earlier revision": Attack(revised),
    "in an orphan": in_bytes(orphaned, catalog(Zout=lambda pdf: pdf.make_indirect(Dictionary(Naam=String(SECRET))))),
    "after the end": in_bytes(lambda content: content + f"\n{SECRET}\n".encode()),
    "before the start": in_bytes(lambda content: f"% {SECRET}\n".encode() + content),
    "in a comment of an object": in_bytes(commented, catalog(Zout=String("-" * 20))),
    "in an object stream": Attack(
        beside(catalog(Zout=Dictionary(Naam=String(SECRET))), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    ),
    "in a linearised file": Attack(beside(info("Title"), linearize=True)),
}
ENCRYPTED = {
    "encrypted by RC4": Attack(encrypted("eigenaar", "", 3, aes=False, metadata=False)),
    "encrypted by AES": Attack(encrypted("eigenaar", "", 4)),
    "encrypted by AES-256": Attack(encrypted("eigenaar", "", 6)),
    "encrypted with a password": Attack(encrypted("eigenaar", "gebruiker", 6)),
}

DOCUMENT: dict[str, Attack] = {
    **ATTACHED,
    **NAVIGATION,
    **METADATA,
    **TAGS,
    **LAYERS,
    **FILES,
    **ACTIONS,
    **GHOSTS,
    **BYTES,
    **ENCRYPTED,
}
