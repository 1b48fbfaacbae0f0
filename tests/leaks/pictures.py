"""Pictures of text in the codings and colours that PDF knows (ISO 32000-1, 7.4 and 8.9)."""

import io
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pikepdf
from leaks.making import HEIGHT, SECRET, rendered
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageCms

# Where pictures stand on the page: points, from the lower left corner.
X, Y, W, H = 40, 100, 260, 80
DPI = 200
PRINT = f"BT /F1 14 Tf 60 155 Td (Rapport over {SECRET}) Tj 0 -30 Td (Bijlage) Tj ET "
HARMLESS = PRINT.replace(SECRET, "gesprek")
Maker = Callable[[pikepdf.Pdf, Image.Image], Any]


@cache
def printed(content: str = PRINT) -> Image.Image:
    """Return a grey picture of what stands at the place of pictures."""
    picture = rendered(content, (X, HEIGHT - Y - H, X + W, HEIGHT - Y), DPI)
    return Image.frombytes("L", (picture.width, picture.height), picture.samples)


def stream(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: Any, bits: int = 8, **keys: Any) -> Any:
    """Return an image XObject."""
    made = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], **keys)
    made.BitsPerComponent = bits
    if space is not None:
        made.ColorSpace = space
    return pdf.make_indirect(made)


def grey(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    return stream(pdf, picture.tobytes(), picture.size, Name.DeviceGray)


def rgb(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    return stream(pdf, picture.convert("RGB").tobytes(), picture.size, Name.DeviceRGB)


def cmyk(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    empty = Image.new("L", picture.size, 0)
    inks = Image.merge("CMYK", (empty, empty, empty, ImageChops.invert(picture)))
    return stream(pdf, inks.tobytes(), picture.size, Name.DeviceCMYK)


def wide(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    doubled = b"".join(bytes((v, v)) for v in picture.tobytes())
    return stream(pdf, doubled, picture.size, Name.DeviceGray, 16)


def bits(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    return stream(pdf, picture.convert("1", dither=Image.Dither.NONE).tobytes(), picture.size, Name.DeviceGray, 1)


def inverted(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    made = grey(pdf, ImageChops.invert(picture))
    made.Decode = Array([1, 0])
    return made


def packed(picture: Image.Image, depth: int) -> bytes:
    """Return the upper ``depth`` bits of each pixel, rows filled up to bytes."""
    rows, width = [], picture.width
    for y in range(picture.height):
        number = 0
        for value in picture.tobytes()[y * width : (y + 1) * width]:
            number = number << depth | value >> 8 - depth
        size = -(-width * depth // 8)
        rows.append((number << 8 * size - width * depth).to_bytes(size, "big"))
    return b"".join(rows)


def indexed(depth: int) -> Maker:
    """Colours by number, numbered from white to black."""

    def maker(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
        last = (1 << depth) - 1
        palette = b"".join(bytes([255 - 255 * i // last] * 3) for i in range(last + 1))
        space = Array([Name.Indexed, Name.DeviceRGB, last, pikepdf.String(palette)])
        return stream(pdf, packed(ImageChops.invert(picture), depth), picture.size, space, depth)

    return maker


def colours(kind: str) -> Maker:
    """Grey by a colour space that is described (ISO 32000-1, 8.6.5 and 8.6.6)."""

    def maker(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
        white = Dictionary(WhitePoint=Array([0.95, 1, 1.09]))
        tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
        spaces = {
            "CalGray": Array([Name.CalGray, white]),
            "Separation": Array([Name.Separation, Name(f"/{SECRET}"), Name.DeviceGray, tint]),
            "DeviceN": Array([Name.DeviceN, Array([Name(f"/{SECRET}")]), Name.DeviceGray, tint]),
        }
        if kind == "Lab":
            space = Array([Name.Lab, Dictionary(WhitePoint=white.WhitePoint, Range=Array([-100, 100, -100, 100]))])
            middle = Image.new("L", picture.size, 128)
            return stream(pdf, Image.merge("RGB", (picture, middle, middle)).tobytes(), picture.size, space)
        samples = picture if kind == "CalGray" else ImageChops.invert(picture)
        return stream(pdf, samples.tobytes(), picture.size, spaces[kind])

    return maker


def icc_profile(told: str = "") -> bytes:
    """Return a profile of sRGB; ``told`` takes the place of its description."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if told:
        for text in ("sRGB built-in", "No copyright, use freely"):
            for coding in ("ascii", "utf-16-be"):
                profile = profile.replace(text.encode(coding), told.ljust(len(text)).encode(coding))
    return profile


def icc(told: str = "") -> Maker:
    def maker(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
        made = rgb(pdf, picture)
        made.ColorSpace = Array([Name.ICCBased, pdf.make_stream(icc_profile(told), N=3, Alternate=Name.DeviceRGB)])
        return made

    return maker


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(mode: str = "L", **options: Any) -> Maker:
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}

    def maker(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
        if mode == "CMYK":
            # Adobe's inverted inks, which the picture's Decode turns again.
            picture = Image.merge("CMYK", [Image.new("L", picture.size, 0)] * 3 + [ImageChops.invert(picture)])
            keys: dict[str, Any] = {"Decode": Array([1, 0] * 4)}
        else:
            picture, keys = picture.convert(mode), {}
        data = encoded(picture, "JPEG", quality=90, **options)
        return stream(pdf, data, picture.size, spaces[mode], Filter=Name.DCTDecode, **keys)

    return maker


def jpeg2000(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    data = encoded(picture, "JPEG2000", irreversible=False)
    return stream(pdf, data, picture.size, Name.DeviceGray, Filter=Name.JPXDecode)


def fax_data(picture: Image.Image) -> bytes:
    """Return the picture in ITU-T T.6, black on white."""
    black = picture.convert("1", dither=Image.Dither.NONE)
    buffer = encoded(black, "TIFF", compression="group4", tiffinfo={278: picture.height})
    with Image.open(io.BytesIO(buffer)) as tiff:
        start, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
    return buffer[start : start + size]


def fax(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    keys = Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=True)
    data = fax_data(picture)
    return stream(pdf, data, picture.size, Name.DeviceGray, 1, Filter=Name.CCITTFaxDecode, DecodeParms=keys)


def jbig2(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
    """One page with one generic region, whose bits are coded as a fax (ITU-T T.88, 7.4.6 with MMR)."""
    width, height = (side.to_bytes(4, "big") for side in picture.size)
    coded = fax_data(picture)
    region = width + height + bytes(8) + b"\0" + b"\x01" + coded
    page = width + height + bytes(8) + b"\0" + b"\0\0"
    segments = segment(0, 48, page) + segment(1, 38, region)
    # In JBIG2 a black pixel is a one, and decoded data of the filter is the other way around (ISO 32000-1, 7.4.7).
    return stream(pdf, segments, picture.size, Name.DeviceGray, 1, Filter=Name.JBIG2Decode, Decode=Array([1, 0]))


def segment(number: int, kind: int, data: bytes) -> bytes:
    return number.to_bytes(4, "big") + bytes((kind, 0, 1)) + len(data).to_bytes(4, "big") + data


def filtered(kind: str) -> Maker:
    """Samples in one of the filters for any data (ISO 32000-1, 7.4)."""

    def maker(pdf: pikepdf.Pdf, picture: Image.Image) -> Any:
        samples = picture.tobytes()
        keys: dict[str, Any] = {}
        if kind == "ASCIIHexDecode":
            data = samples.hex().encode() + b">"
        elif kind == "RunLengthDecode":
            data = b"".join(run_lengths(samples)) + b"\x80"
        else:
            rows = (samples[i : i + picture.width] for i in range(0, len(samples), picture.width))
            data = zlib.compress(b"".join(b"\0" + row for row in rows))
            keys = {"DecodeParms": Dictionary(Predictor=15, Colors=1, BitsPerComponent=8, Columns=picture.width)}
        return stream(pdf, data, picture.size, Name.DeviceGray, Filter=Name(f"/{kind}"), **keys)

    return maker


def run_lengths(samples: bytes) -> Iterator[bytes]:
    for i in range(0, len(samples), 128):
        part = samples[i : i + 128]
        yield bytes([len(part) - 1]) + part
