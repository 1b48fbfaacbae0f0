"""Text in pictures: under a layer of read text, in masks, in parts, in copies, in what a picture carries along."""

from collections.abc import Callable
from typing import Any

import pikepdf
from leaks import pictures
from leaks.making import SECRET, STAYS, WIDTH, Attack, Tweak, beside, drawn, form, line, pdf_of, resource, text
from leaks.pictures import HARMLESS, PRINT, H, Maker, W, X, Y, grey, printed
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, features

PLACE = f"q {W} 0 0 {H} {X} {Y} cm "
DO = f"{PLACE} /Im Do Q "
PRINTED = ("Rapport", "Bijlage")
LAYER = PRINT.replace("BT ", "BT 3 Tr ")
# A block of Exif with one entry, a description (tag 270) of eleven bytes at offset 26.
EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x0e\0\x02\0\0\0\x0b\0\0\0\x1a\0\0\0\0"
JPEG_SIDE: dict[str, dict[str, Any]] = {
    "comment": {"comment": SECRET},
    "Exif": {"exif": EXIF + SECRET.encode() + b"\0"},
    "XMP": {"xmp": f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()},
    "profile": {"icc_profile": pictures.icc_profile(SECRET)},
}


def shown(maker: Maker, content: str = PRINT, page: int = 0) -> Tweak:
    """Give a page a picture of this content."""
    return lambda pdf: resource(pdf, "XObject", "Im", maker(pdf, printed(content)), page)


def scan(maker: Maker, draw: str = DO) -> Attack:
    """A picture of text, with the text that was read in it unseen over it."""
    return read_over(drawn(f"{draw} {LAYER}", shown(maker)))


def read_over(build: Callable[[str], bytes], pages: int = 1) -> Attack:
    return Attack(build, stays=(*STAYS, *PRINTED), in_pixels=True, in_sight=PRINTED, pages=pages)


def alone(draw: str = DO, tweak: Tweak | None = None) -> Attack:
    """A picture of text that nobody read."""
    return Attack(drawn(draw, tweak or shown(grey)), in_pixels=True)


def carrying(change: Callable[[pikepdf.Pdf, Any], None], maker: Maker = grey, *, in_pixels: bool = False) -> Attack:
    """A harmless picture with something else in its object."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        picture = maker(pdf, printed(HARMLESS))
        change(pdf, picture)
        resource(pdf, "XObject", "Im", picture)

    return Attack(drawn(DO, tweak), in_pixels=in_pixels)


def nothing(pdf: pikepdf.Pdf, picture: Any) -> None:
    """Change nothing."""


def appended(data: bytes) -> Callable[[pikepdf.Pdf, Any], None]:
    """Put more in the stream than the picture needs."""

    def change(pdf: pikepdf.Pdf, picture: Any) -> None:
        kept = picture.get("/Filter")
        picture.write(picture.read_raw_bytes() + data, **({"filter": kept} if kept is not None else {}))

    return change


def set_keys(**values: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    def change(pdf: pikepdf.Pdf, picture: Any) -> None:
        for key, value in values.items():
            picture[f"/{key}"] = value

    return change


def alternate(pdf: pikepdf.Pdf, picture: Any) -> None:
    picture.Alternates = Array([Dictionary(Image=grey(pdf, printed()), DefaultForPrinting=True)])


def metadata(pdf: pikepdf.Pdf, picture: Any) -> None:
    picture.Metadata = pdf.make_stream(f"<x>{SECRET}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)


def opi(pdf: pikepdf.Pdf, picture: Any) -> None:
    proxy = Dictionary(Type=Name.OPI, Version=1.3, F=String(f"C:\\{SECRET}.tif"), Comments=String(SECRET))
    picture.OPI = Dictionary({"/1.3": proxy})


def masked(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    """All black; which pixels show is in the mask."""
    made = grey(pdf, Image.new("L", (1, 1), 0))
    made.SMask = grey(pdf, ImageChops.invert(picture))
    return made


def stencilled(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    made = grey(pdf, Image.new("L", (1, 1), 0))
    made.Mask = stencil(pdf, picture)
    return made


def stencil(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    """A mask through which the colour of the page is painted where it is black."""
    made = pictures.bits(pdf, picture)
    del made["/ColorSpace"]
    made.ImageMask = True
    return made


def colour_key(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    made = grey(pdf, picture)
    made.Mask = Array([200, 255])
    return made


def inline(*, mask: bool) -> Attack:
    """A picture in the content of the page itself (ISO 32000-1, 8.9.7)."""

    def build(said: str) -> bytes:
        picture = printed().convert("1", dither=Image.Dither.NONE)
        kind = b"/IM true" if mask else b"/CS /G"
        keys = b"BI /W %d /H %d /BPC 1 %b /F /AHx ID " % (*picture.size, kind)
        content = (line(said) + PLACE).encode() + keys + picture.tobytes().hex().encode() + b"> EI Q " + LAYER.encode()
        return pdf_of(content)

    return read_over(build)


def in_strips(pdf: pikepdf.Pdf) -> None:
    picture, height = printed(), printed().height
    for number in range(8):
        strip = picture.crop((0, number * height // 8, picture.width, (number + 1) * height // 8))
        resource(pdf, "XObject", f"S{number}", grey(pdf, strip))


STRIPS = "".join(f"q {W} 0 0 {H / 8} {X} {Y + H - (n + 1) * H / 8} cm /S{n} Do Q " for n in range(8))


def in_a_form(draw: str = DO, **keys: Any) -> Tweak:
    def tweak(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(XObject=Dictionary(Im=grey(pdf, printed())))
        resource(pdf, "XObject", "Fm", form(pdf, draw, Resources=inner, **keys))

    return tweak


def on_both(pdf: pikepdf.Pdf) -> None:
    picture = grey(pdf, printed())
    for number in range(len(pdf.pages)):
        resource(pdf, "XObject", "Im", picture, number)


def thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = grey(pdf, printed())


def output_intent(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(pictures.icc_profile(SECRET), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name("/GTS_PDFA1"), OutputConditionIdentifier=String("sRGB"))
    intent.Info, intent.DestOutputProfile, intent.RegistryName = String(SECRET), profile, String(SECRET)
    pdf.Root.OutputIntents = Array([intent])


def off_by(move: str) -> str:
    return LAYER.replace("60 155 Td", move)


CODINGS: dict[str, Maker] = {
    "grey": grey,
    "RGB": pictures.rgb,
    "CMYK": pictures.cmyk,
    "16 bits": pictures.wide,
    "1 bit": pictures.bits,
    "inverted": pictures.inverted,
    **{f"{depth} bits by number": pictures.indexed(depth) for depth in (1, 2, 4, 8)},
    **{kind: pictures.colours(kind) for kind in ("CalGray", "Separation", "DeviceN", "Lab")},
    "ICC": pictures.icc(),
    **{f"DCT {mode}": pictures.jpeg(mode) for mode in ("L", "RGB", "CMYK")},
    "DCT progressive": pictures.jpeg(progressive=True),
    **({"JPX": pictures.jpeg2000} if features.check("jpg_2000") else {}),
    **({"CCITT": pictures.fax, "JBIG2": pictures.jbig2} if features.check("libtiff") else {}),
    **{kind: pictures.filtered(kind) for kind in ("ASCIIHexDecode", "RunLengthDecode", "FlateDecode")},
}
LAYERED = {
    **{f"under read text: {name}": scan(maker) for name, maker in CODINGS.items()},
    "under read text: in a soft mask": scan(masked),
    "under read text: in a stencil": scan(stencilled),
    "under read text: as a stencil": scan(stencil),
    "under read text: with a colour key": scan(colour_key),
    "under read text: inline": inline(mask=False),
    "under read text: an inline stencil": inline(mask=True),
    "under read text: in strips": read_over(drawn(STRIPS + LAYER, in_strips)),
    "under read text: in a form": read_over(drawn(f"/Fm Do {LAYER}", in_a_form())),
    "under read text: turned in a turned form": read_over(
        drawn(
            f"/Fm Do {LAYER}",
            in_a_form(f"q 0 {W} {-H} 0 0 0 cm /Im Do Q", Matrix=[0, -1, 1, 0, X, Y], BBox=[-H, 0, 0, W]),
        )
    ),
    "under read text: drawn twice": scan(grey, f"{DO} q {W / 2} 0 0 {H / 2} {X} 10 cm /Im Do Q "),
    "under read text: on two pages": read_over(
        lambda said: pdf_of(line(said) + DO + LAYER, DO + LAYER, tweak=on_both), pages=2
    ),
    "over read text": read_over(drawn(f"{LAYER} {DO}", shown(grey))),
}
UNREAD = {
    "a picture nobody read": alone(),
    "a picture under a box": alone(f"{DO} 0 g {X} {Y} {W} {H} re f "),
    "a picture clipped away": alone(f"q 0 0 5 5 re W n {DO} Q "),
    "a picture partly clipped away": alone(f"q {X} {Y} {W} 40 re W n {DO} Q "),
    "a picture off the page": alone(DO.replace(f"{X} {Y} cm", f"{X + 2 * WIDTH} {Y} cm")),
    "a picture that is not drawn": alone(""),
    "a picture read on one page only": Attack(
        lambda said: pdf_of(line(said) + DO + LAYER, DO + text("Anders"), tweak=on_both), in_pixels=True, pages=2
    ),
    "a picture read beside its place": alone(DO + off_by("60 40 Td")),
    "a picture read wrongly": alone(DO + LAYER.replace(SECRET, "afstemming")),
}
CARRIED = {
    **{f"in the {name} of a JPEG": carrying(nothing, pictures.jpeg("RGB", **o)) for name, o in JPEG_SIDE.items()},
    "after the end of a JPEG": carrying(appended(SECRET.encode()), pictures.jpeg()),
    "after the samples of a picture": carrying(appended(SECRET.encode())),
    "in a picture's metadata": carrying(metadata),
    "in a picture's alternate": carrying(alternate, in_pixels=True),
    "in a picture's origin": carrying(opi),
    "in keys of a picture": carrying(
        set_keys(
            Name=Name(f"/{SECRET}"), ID=String(SECRET), Zout=String(SECRET), PieceInfo=Dictionary(Z=String(SECRET))
        )
    ),
    "in a picture's profile": carrying(nothing, pictures.icc(SECRET)),
    "in a picture's colour name": carrying(nothing, pictures.colours("Separation")),
    "in a thumbnail": Attack(beside(thumbnail), in_pixels=True),
    "in an output intent": Attack(beside(output_intent)),
}

IMAGES: dict[str, Attack] = {**LAYERED, **UNREAD, **CARRIED}
