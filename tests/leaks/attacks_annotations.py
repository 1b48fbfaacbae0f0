"""Text in annotations, fields and actions (ISO 32000-1, 12.5 to 12.7)."""

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pikepdf
from leaks.making import SECRET, Attack, beside, form, text
from pikepdf import Array, Dictionary, Name, String

RECT = (60, 100, 260, 130)
MAIL, PHONE = "d.kwibusveld@zoutwinning-noord.nl", "0619283746"
RICH = f'<body xmlns="http://www.w3.org/1999/xhtml"><p>{SECRET}</p></body>'
SHOWN = "BT /F1 12 Tf 2 9 Td ({}) Tj ET"


def appearance(pdf: pikepdf.Pdf, said: str = SECRET) -> Any:
    return form(pdf, SHOWN.format(said), BBox=[0, 0, 200, 30])


def note(kind: str, **keys: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(list(RECT)), F=4, **keys)


def annotated(*makers: Callable[[pikepdf.Pdf], Dictionary]) -> Attack:
    """A page with these annotations."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(make(pdf)) for make in makers])

    return Attack(beside(tweak))


def plain(kind: str, **keys: Any) -> Attack:
    return annotated(lambda pdf: note(kind, **keys))


def drawn_as(kind: str, **states: str) -> Attack:
    """An annotation with these appearances (N: normal, R: under the pointer, D: pressed)."""

    def make(pdf: pikepdf.Pdf) -> Dictionary:
        ap = Dictionary({f"/{state}": appearance(pdf, said) for state, said in states.items()})
        return note(kind, AP=ap, Contents=String("Opmerking"))

    return annotated(make)


def by_state(pdf: pikepdf.Pdf) -> Dictionary:
    states = Dictionary({"/Aan": appearance(pdf, "Iets"), f"/{SECRET}": appearance(pdf)})
    return note("Stamp", AP=Dictionary(N=states), AS=Name.Aan)


def flagged(flags: int) -> Attack:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        made = note("Stamp", AP=Dictionary(N=appearance(pdf)))
        made.F = flags
        return made

    return annotated(make)


def popup(pdf: pikepdf.Pdf) -> None:
    parent = pdf.make_indirect(note("Text", Contents=String(SECRET), T=String(SECRET)))
    window = pdf.make_indirect(note("Popup", Parent=parent, Contents=String(SECRET)))
    parent.Popup = window
    pdf.pages[0].obj.Annots = Array([parent, window])


def reply(pdf: pikepdf.Pdf) -> None:
    parent = pdf.make_indirect(note("Text", Contents=String("Vraag")))
    answer = pdf.make_indirect(note("Text", IRT=parent, RT=Name.R, Contents=String(SECRET)))
    state = pdf.make_indirect(note("Text", IRT=parent, StateModel=String("Review"), State=String(SECRET)))
    pdf.pages[0].obj.Annots = Array([parent, answer, state])


def attached(pdf: pikepdf.Pdf) -> Dictionary:
    data = pdf.make_stream(SECRET.encode(), Type=Name.EmbeddedFile)
    held = Dictionary(Type=Name.Filespec, F=String(f"{SECRET}.txt"), UF=String(f"{SECRET}.txt"), EF=Dictionary(F=data))
    return note("FileAttachment", FS=held)


def orphan(pdf: pikepdf.Pdf) -> None:
    """An annotation that only the structure tree refers to."""
    made = pdf.make_indirect(note("Text", Contents=String(SECRET)))
    held = Dictionary(Type=Name.OBJR, Obj=made)
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Annot, K=held))
    )


def field(pdf: pikepdf.Pdf, kind: str, said: str = "", **keys: Any) -> Any:
    """Return a field that is its own widget, with an appearance if it is to show something."""
    made = note("Widget", FT=Name(f"/{kind}"), **keys)
    made.DA = String("/F1 12 Tf 0 g")
    if "/T" not in made:
        made.T = String("veld")
    if said:
        made.AP = Dictionary(N=appearance(pdf, said))
    return pdf.make_indirect(made)


def filled(kind: str, said: str = "", **keys: Any) -> Attack:
    """A form with one field."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        fields = Array([field(pdf, kind, said, **keys)])
        pdf.pages[0].obj.Annots = fields
        resources = Dictionary(Font=Dictionary(F1=pdf.pages[0].obj.Resources.Font.F1))
        pdf.Root.AcroForm = Dictionary(Fields=fields, DR=resources, NeedAppearances=not said)

    return Attack(beside(tweak))


def fields_without_widgets(pdf: pikepdf.Pdf) -> None:
    kid = pdf.make_indirect(Dictionary(T=String("kind"), V=String(SECRET), FT=Name.Tx))
    root = pdf.make_indirect(Dictionary(T=String(SECRET), Kids=Array([kid])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([root]), CO=Array([kid]))


def xfa(pdf: pikepdf.Pdf) -> None:
    data = pdf.make_stream(f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">{SECRET}</xdp:xdp>'.encode())
    fields = Array([field(pdf, "Tx", "Iets")])
    pdf.pages[0].obj.Annots = fields
    parts = Array([String("template"), data, String("datasets"), data])
    pdf.Root.AcroForm = Dictionary(Fields=fields, XFA=parts)
    # Below a length of text a form counts as one that shows nothing but a notice.
    more = "".join(text("Openbaar " * 6, f"20 {90 - 9 * i} Td", 8) for i in range(12))
    pdf.pages[0].contents_add(more.encode())


def signed(pdf: pikepdf.Pdf, *, filled_in: bool) -> None:
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(SECRET), Reason=String(SECRET))
    signature.Contents, signature.ByteRange = String(SECRET.encode()), Array([0, 10, 20, 30])
    keys: dict[str, Any] = (
        {"V": pdf.make_indirect(signature)} if filled_in else {"Lock": Dictionary(Fields=Array([String(SECRET)]))}
    )
    fields = Array([field(pdf, "Sig", TU=String(SECRET), **keys)])
    pdf.pages[0].obj.Annots = fields
    pdf.Root.AcroForm = Dictionary(Fields=fields, SigFlags=3 if filled_in else 0)


def validation(pdf: pikepdf.Pdf) -> None:
    """Certificates kept for long-term validation, and permissions by a signature (ISO 32000-2, 12.8.4)."""
    certificate = pdf.make_stream(b"\x30\x0f\x06\x03\x55\x04\x03\x0c" + SECRET.encode())
    pdf.Root.DSS = Dictionary(Type=Name.DSS, Certs=Array([certificate]), VRI=Dictionary({f"/{SECRET}": Dictionary()}))
    pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig, Name=String(SECRET)))


def linked(action: Dictionary | None = None, **keys: Any) -> Attack:
    return plain("Link", **({"A": action} if action is not None else {}), **keys)


def to_address(address: str, terms: tuple[str, ...] = (SECRET,)) -> Attack:
    attack = linked(Dictionary(S=Name.URI, URI=String(address)))
    return Attack(attack.build, terms)


def address_base(pdf: pikepdf.Pdf) -> None:
    pdf.Root.URI = Dictionary(Base=String(f"https://voorbeeld.nl/{SECRET}/"))


def chained(pdf: pikepdf.Pdf) -> Dictionary:
    last = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"app.alert('{SECRET}')".encode())))
    return note("Link", A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([last])))


def named_link(pdf: pikepdf.Pdf) -> Dictionary:
    pdf.Root.Dests = Dictionary({f"/{SECRET}": Array([pdf.pages[0].obj, Name.Fit])})
    return note("Link", Dest=Name(f"/{SECRET}"))


ANNOTATIONS = {
    "in a note": plain("Text", Contents=String(SECRET)),
    "in a note in UTF-16": plain("Text", Contents=String(SECRET.encode("utf-16"))),
    "in the author of a note": plain("Text", Contents=String("Iets"), T=String(SECRET)),
    "in the subject and name of a note": plain("Text", Contents=String("Iets"), Subj=String(SECRET), NM=String(SECRET)),
    "in rich text of a note": plain("Text", Contents=String("Iets"), RC=String(RICH)),
    "in a note on a highlight": plain(
        "Highlight", Contents=String(SECRET), QuadPoints=Array([60, 250, 200, 250, 60, 236, 200, 236])
    ),
    "in a popup": Attack(beside(popup)),
    "in a reply": Attack(beside(reply)),
    "in text on the page": drawn_as("FreeText", N=SECRET),
    "in text on the page without appearance": plain(
        "FreeText", Contents=String(SECRET), DA=String("/Helv 12 Tf"), DS=String(f"font: {SECRET}"), RC=String(RICH)
    ),
    "in a stamp": drawn_as("Stamp", N=SECRET),
    "in a stamp under the pointer": drawn_as("Stamp", N="Iets", R=SECRET),
    "in a pressed stamp": drawn_as("Stamp", N="Iets", D=SECRET),
    "in another state of a stamp": annotated(by_state),
    "in a hidden stamp": flagged(2),
    "in a stamp for the screen only": flagged(0),
    "in a stamp not to be viewed": flagged(32 | 4),
    "in an invisible annotation": plain("Zout", Contents=String(SECRET), Zout=String(SECRET)),
    "in a redaction not applied": plain(
        "Redact",
        QuadPoints=Array([60, 250, 200, 250, 60, 236, 200, 236]),
        OverlayText=String(SECRET),
        Contents=String(SECRET),
        DA=String("/Helv 12 Tf"),
    ),
    "in an attached file on the page": annotated(attached),
    "in an annotation of the tags": Attack(beside(orphan)),
    "in private keys of an annotation": plain("Square", Zout=String(SECRET), PieceInfo=Dictionary(Z=String(SECRET))),
}
FIELDS = {
    "in a field": filled("Tx", SECRET, V=String(SECRET)),
    "in a field without appearance": filled("Tx", V=String(SECRET)),
    "in a field that shows something else": filled("Tx", "Iets", V=String(SECRET), RV=String(RICH)),
    "in the default of a field": filled("Tx", "Iets", V=String("Iets"), DV=String(SECRET)),
    "in the name of a field": filled("Tx", "Iets", T=String(SECRET), TM=String(SECRET)),
    "in the tooltip of a field": filled("Tx", "Iets", TU=String(SECRET)),
    "in options of a list": filled("Ch", "Iets", V=String("Iets"), Opt=Array([String("Iets"), String(SECRET)])),
    "in the state of a box": filled("Btn", AS=Name(f"/{SECRET}"), V=Name(f"/{SECRET}")),
    "in the caption of a button": filled("Btn", "Iets", Ff=65536, MK=Dictionary(CA=String(SECRET), AC=String(SECRET))),
    "in a script of a field": filled(
        "Tx", "Iets", AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(f"if ('{SECRET}') 1")))
    ),
    "in fields nowhere on a page": Attack(beside(fields_without_widgets)),
    "in XFA": Attack(beside(xfa)),
    "in a signature": Attack(beside(lambda pdf: signed(pdf, filled_in=True))),
    "in a signature not yet there": Attack(beside(lambda pdf: signed(pdf, filled_in=False))),
    "in certificates": Attack(beside(validation)),
}
LINKS = {
    "in a mail link": to_address(f"mailto:{MAIL}?subject=Gesprek", (MAIL,)),
    "in a phone link": to_address(f"tel:{PHONE}", (PHONE,)),
    "in a link": to_address(f"https://voorbeeld.nl/zoek?q={SECRET}&p=1"),
    "in a link by percents": to_address("https://voorbeeld.nl/" + "".join(f"%{ord(c):02x}" for c in SECRET)),
    "in a link in base64": to_address(
        "https://voorbeeld.nl/?t=" + quote(base64.b64encode(f"naam={SECRET};x=1".encode()).decode())
    ),
    "in a link to a file": linked(Dictionary(S=Name.GoToR, F=String(f"../{SECRET}/nota.pdf"), D=String(SECRET))),
    "in a link that starts a program": linked(Dictionary(S=Name.Launch, F=Dictionary(F=String(f"{SECRET}.exe")))),
    "in a link that sends a form": linked(Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String(SECRET)))),
    "in a link within an attachment": linked(Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String(SECRET)))),
    "in a link by name": annotated(named_link),
    "in what follows a link": annotated(chained),
    "in the base of addresses": Attack(beside(address_base)),
}

ATTACHED: dict[str, Attack] = {**ANNOTATIONS, **FIELDS, **LINKS}
