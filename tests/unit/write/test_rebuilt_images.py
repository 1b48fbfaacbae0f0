"""Pictures made anew: the same pixels, and nothing of what a picture can carry along."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leaks import pictures
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from woo_redact.write.rebuild.images import clean_image, from_inline
from woo_redact.write.rebuild.jp2 import clean_jp2
from woo_redact.write.rebuild.jpeg import clean_jpeg
from woo_redact.write.rebuild.samples import Layout, stored

SECRET = b"Zoutkamper"
TEXT = SECRET.decode()
SIZE = (30, 20)
Maker = Callable[[pikepdf.Pdf], Any]


def picture() -> Image.Image:
    """Areas and a slope, so that every coding has something to get wrong."""
    x, y = numpy.meshgrid(numpy.arange(SIZE[0]), numpy.arange(SIZE[1]))
    return Image.fromarray(numpy.where(x < 10, 255 * (y // 4 % 2), (x * 8 + y) % 256).astype(numpy.uint8))


def made(maker: Callable[[pikepdf.Pdf, Image.Image], Any], **keys: Any) -> Maker:
    def make(pdf: pikepdf.Pdf) -> Any:
        image = maker(pdf, picture())
        for key, value in keys.items():
            image[f"/{key}"] = value(pdf) if callable(value) else value
        return image

    return make


def raw(data: bytes, space: Any = Name.DeviceGray, bits: int = 8, size: tuple[int, int] = SIZE, **keys: Any) -> Maker:
    return lambda pdf: pictures.stream(pdf, data, size, space, bits, **keys)


def page(image: Callable[[pikepdf.Pdf], Any], content: bytes = b"q 30 0 0 20 5 5 cm /Im Do Q") -> bytes:
    """Return a page on which the picture stands over a coloured ground."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(40, 30))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im=image(pdf)))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0.6 0.9 0.6 rg 0 0 40 30 re f 0.2 0 0.5 rg " + content)
    written = io.BytesIO()
    # Objects in a readable form, and the streams as they were made.
    pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, static_id=True)
    return written.getvalue()


def cleaned(make: Maker) -> bytes:
    def image(target: pikepdf.Pdf) -> Any:
        source = pikepdf.open(io.BytesIO(page(make)))
        return clean_image(target, source.pages[0].obj.Resources.XObject.Im)

    return page(image)


def shown(file: bytes) -> NDArray[numpy.uint8]:
    with pypdfium2.PdfDocument(file) as document:
        return numpy.array(document[0].render(scale=2).to_numpy())


def told(data: bytes) -> bool:
    """Whether the text stands there, as programs write it."""
    return SECRET in data or TEXT.encode("utf-16-be") in data or SECRET.hex().encode() in data


def everything(file: bytes) -> bytes:
    """Return the file as it is, and everything in it decoded."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as opened:
        opened.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    return file + plain.getvalue()


def keys_of(file: bytes) -> dict[str, str]:
    """Return the keys of the picture, with what stands there."""
    with pikepdf.open(io.BytesIO(file)) as opened:
        items = opened.pages[0].obj.Resources.XObject.Im.items()
        return {key: str(value) if isinstance(value, Name) else repr(value) for key, value in items}


def mask_of(pdf: pikepdf.Pdf, **keys: Any) -> Any:
    slope = Image.linear_gradient("L").resize(SIZE)
    return pictures.stream(pdf, slope.tobytes(), SIZE, Name.DeviceGray, **keys)


def stencil_of(pdf: pikepdf.Pdf, **keys: Any) -> Any:
    image = pictures.bits(pdf, picture())
    del image["/ColorSpace"]
    image.ImageMask = True
    for key, value in keys.items():
        image[f"/{key}"] = value
    return image


def fax(**parameters: Any) -> Maker:
    """Black is a zero unless told otherwise (ISO 32000-1, table 11)."""
    keys = Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], **parameters)
    data = pictures.fax_data(picture())
    return raw(data, bits=1, Filter=Name.CCITTFaxDecode, DecodeParms=keys)


def jbig2_with_globals(pdf: pikepdf.Pdf) -> Any:
    """Segments in two streams (ISO 32000-1, 7.4.7)."""
    image = pictures.jbig2(pdf, picture())
    data = image.read_raw_bytes()
    # A segment of comments; shared ones belong to page 0.
    comment = pictures.segment(2, 62, b"\x20\0\0\0" + SECRET)
    shared = pdf.make_stream(comment[:6] + b"\0" + comment[7:], Name=Name(f"/{TEXT}"))
    image.write(data, filter=Name.JBIG2Decode, decode_parms=Dictionary(JBIG2Globals=shared, Zout=String(TEXT)))
    return image


def as_stencil(make: Maker, **keys: Any) -> Maker:
    def maker(pdf: pikepdf.Pdf) -> Any:
        image = make(pdf)
        for key in ("/ColorSpace", "/Decode"):
            if key in image:
                del image[key]
        image.ImageMask = True
        for key, value in keys.items():
            image[f"/{key}"] = value
        return image

    return maker


def jpeg_data(mode: str = "RGB", **options: Any) -> bytes:
    return pictures.encoded(picture().convert(mode), "JPEG", quality=90, **options)


def jpeg(data: bytes, space: Any = Name.DeviceRGB, **keys: Any) -> Maker:
    return raw(data, space, Filter=Name.DCTDecode, **keys)


def adobe_rgb() -> bytes:
    """Colours that are not transformed, which only Adobe's segment tells."""
    return jpeg_data(keep_rgb=True).replace(b"Adobe\0\x64\0\0\0\0", b"Adobe\0\x65\1\2\3\4")


def jpx_data(mode: str = "RGB", **options: Any) -> bytes:
    return pictures.encoded(picture().convert(mode), "JPEG2000", **options)


def jpx(data: bytes, space: Any = None, **keys: Any) -> Maker:
    return raw(data, space, Filter=Name.JPXDecode, **keys)


def chained(*names: str, data: Callable[[bytes], bytes]) -> Maker:
    return raw(data(picture().tobytes()), Filter=Array([Name(f"/{name}") for name in names]))


SAME: dict[str, Maker] = {
    "grey": made(pictures.grey),
    "RGB": made(pictures.rgb),
    "CMYK": made(pictures.cmyk),
    "16 bits": made(pictures.wide),
    "1 bit": made(pictures.bits),
    "inverted": made(pictures.inverted),
    **{f"{depth} bits by number": made(pictures.indexed(depth)) for depth in (1, 2, 4, 8)},
    "by number, the other way around": made(pictures.indexed(2), Decode=Array([3, 0])),
    **{kind: made(pictures.colours(kind)) for kind in ("CalGray", "Separation", "DeviceN", "Lab")},
    "ICC": made(pictures.icc()),
    **{kind: made(pictures.filtered(kind)) for kind in ("ASCIIHexDecode", "RunLengthDecode", "FlateDecode")},
    "filters in a row": chained(
        "ASCIIHexDecode", "FlateDecode", data=lambda samples: zlib.compress(samples).hex().encode() + b">"
    ),
    "a filter by its short name": raw(picture().tobytes().hex().encode() + b">", Filter=Name("/AHx")),
    "JPEG, grey": jpeg(jpeg_data("L"), Name.DeviceGray),
    "JPEG": jpeg(jpeg_data()),
    "JPEG, progressive": jpeg(jpeg_data(progressive=True)),
    "JPEG with restarts": jpeg(jpeg_data(restart_marker_blocks=1)),
    "JPEG, colours as they are": jpeg(adobe_rgb()),
    "JPEG, colours as they are by the file": jpeg(jpeg_data(), DecodeParms=Dictionary(ColorTransform=0)),
    "JPEG in CMYK": made(pictures.jpeg("CMYK")),
    "JPEG in another filter": raw(
        jpeg_data().hex().encode() + b">", Name.DeviceRGB, Filter=Array([Name.ASCIIHexDecode, Name.DCTDecode])
    ),
    "JPEG of another size than told": made(pictures.jpeg(), Height=10),
    "JPEG 2000": jpx(jpx_data()),
    "JPEG 2000 with a colour key": jpx(jpx_data(), Name.DeviceRGB, Mask=Array([200, 255] * 3)),
    "JPEG 2000, grey, lossy": jpx(jpx_data("L", irreversible=True), Name.DeviceGray),
    "JPEG 2000 in tiles": jpx(jpx_data(tile_size=(16, 16))),
    "JPEG 2000 with a mask in itself": jpx(jpx_data("RGBA"), SMaskInData=1),
    "JPEG 2000 without boxes": jpx(jpx_data(no_jp2=True), Name.DeviceRGB),
    "fax": fax(BlackIs1=True),
    "fax, black is zero": fax(),
    "fax, inverted": made(pictures.fax, Decode=Array([1, 0])),
    "fax as a stencil": as_stencil(fax()),
    "fax as a stencil, inverted": as_stencil(fax(BlackIs1=True), Decode=Array([1, 0])),
    "JBIG2": made(pictures.jbig2),
    "JBIG2 as a stencil": as_stencil(made(pictures.jbig2)),
    "JBIG2 with shared segments": jbig2_with_globals,
    "a stencil": stencil_of,
    "a stencil, inverted": lambda pdf: stencil_of(pdf, Decode=Array([1, 0])),
    "a soft mask": made(pictures.rgb, SMask=mask_of),
    "a soft mask over a mask": made(pictures.rgb, SMask=mask_of, Mask=stencil_of),
    "a soft mask with a matte": made(pictures.rgb, SMask=lambda pdf: mask_of(pdf, Matte=Array([0.5, 0.5, 0.5]))),
    "a mask": made(pictures.rgb, Mask=stencil_of),
    "a stencil with a soft mask": lambda pdf: stencil_of(pdf, SMask=mask_of(pdf)),
    "a colour key": made(pictures.grey, Mask=Array([200, 255])),
    "smoothed": made(pictures.grey, Interpolate=True, Intent=Name.Perceptual),
    "samples that end early": raw(picture().tobytes()[:400]),
    "data that is damaged at its end": raw(
        zlib.compress(random.Random(1).randbytes(600))[:-60], Filter=Name.FlateDecode
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_a_picture_shows_the_same(name: str) -> None:
    before, after = shown(page(SAME[name])), shown(cleaned(SAME[name]))
    # The ground and the picture: not an empty page.
    assert len(numpy.unique(before)) > 4
    assert numpy.array_equal(before, after)


JPEG_WITH = {
    "a comment": jpeg_data(comment=TEXT),
    "Exif": jpeg_data(exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x0e\0\x02\0\0\0\x0b\0\0\0\x1a\0\0\0\0" + SECRET + b"\0"),
    "XMP": jpeg_data(xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"),
    "a profile": jpeg_data(icc_profile=pictures.icc_profile(TEXT)),
    "bytes after its end": jpeg_data() + SECRET,
    "a second picture after its end": jpeg_data() + jpeg_data(comment=TEXT),
    "a table that nothing uses": jpeg_data().replace(
        b"\xff\xdb", b"\xff\xdb\0\x43\x03" + SECRET * 6 + b"1234\xff\xdb", 1
    ),
    "a longer segment of Adobe": adobe_rgb()
    .replace(b"\xff\xee\0\x0eAdobe", b"\xff\xee\0\x18Adobe")
    .replace(b"Adobe\0\x65\1\2\3\4\0", b"Adobe\0\x65\1\2\3\4\0" + SECRET),
    "a longer beginning": jpeg_data()
    .replace(b"\xff\xe0\0\x10", b"\xff\xe0\0\x1a")
    .replace(b"\0\1\0\1\0\0\xff", b"\0\1\0\1\0\0" + SECRET + b"\xff", 1),
}


@pytest.mark.parametrize("name", JPEG_WITH)
def test_a_jpeg_stays_coded_without_what_it_carries(name: str) -> None:
    data = JPEG_WITH[name]
    assert told(data)
    file = cleaned(jpeg(data))
    assert not told(everything(file))
    assert keys_of(file)["/Filter"] == "/DCTDecode"
    assert numpy.array_equal(shown(page(jpeg(data))), shown(file))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def with_profile() -> bytes:
    """Take a profile in the place of the number of the colour space."""
    data = jpx_data()
    profile = box(b"colr", b"\2\0\0" + pictures.icc_profile(TEXT))
    at = data.index(b"jp2h") - 4
    size = int.from_bytes(data[at : at + 4], "big")
    told = data[at + 8 : at + size]
    kept = told[: told.index(b"colr") - 4]
    return data[:at] + box(b"jp2h", kept + profile) + data[at + size :]


def with_tail_in_tile() -> bytes:
    """A comment in the header of a tile, which then is longer."""
    data = bytearray(jpx_data())
    at = data.index(b"\xff\x90\0\x0a")
    comment = b"\xff\x64" + struct.pack(">HH", 4 + len(SECRET), 1) + SECRET
    size = int.from_bytes(data[at + 6 : at + 10], "big")
    data[at + 6 : at + 10] = (size + len(comment)).to_bytes(4, "big")
    data[at + 12 : at + 12] = comment
    box_at = data.index(b"jp2c") - 4
    if any(data[box_at : box_at + 4]):
        data[box_at : box_at + 4] = (int.from_bytes(data[box_at : box_at + 4], "big") + len(comment)).to_bytes(4, "big")
    return bytes(data)


def with_box_in_header() -> bytes:
    data = jpx_data()
    at = data.index(b"jp2h") - 4
    end = at + int.from_bytes(data[at : at + 4], "big")
    return data[:at] + box(b"jp2h", data[at + 8 : end] + box(b"res ", SECRET)) + data[end:]


JPX_WITH = {
    "a comment": jpx_data(comment=TEXT),
    "a comment in a tile": with_tail_in_tile(),
    "XML": jpx_data() + box(b"xml ", SECRET),
    "XML before the picture": jpx_data().replace(jpx_data()[32:48], box(b"xml ", SECRET) + jpx_data()[32:48], 1),
    "a profile": with_profile(),
    "bytes after its end": jpx_data() + SECRET,
    "bytes after the end of its codestream": jpx_data(no_jp2=True) + SECRET,
    "a longer header": with_box_in_header(),
}


@pytest.mark.parametrize("name", JPX_WITH)
def test_a_jpeg_2000_stays_coded_without_what_it_carries(name: str) -> None:
    data = JPX_WITH[name]
    assert told(data)
    file = cleaned(jpx(data))
    assert not told(everything(file))
    assert keys_of(file)["/Filter"] == "/JPXDecode"
    assert numpy.array_equal(shown(page(jpx(data))), shown(file))


def test_a_jpeg_2000_without_its_profile_has_the_colours_of_a_device() -> None:
    assert keys_of(cleaned(jpx(with_profile())))["/ColorSpace"] == "/DeviceRGB"
    assert "/ColorSpace" not in keys_of(cleaned(jpx(jpx_data())))


DECODED = {
    "a JPEG with something between its segments": jpeg(jpeg_data().replace(b"\xff\xdb", SECRET + b"\xff\xdb", 1)),
    "a JPEG without an end": jpeg(jpeg_data()[:-2] + SECRET),
    "a JPEG 2000 with an unknown marker, no space told": jpx(jpx_data().replace(b"\xff\x52", b"\xff\x30\xff\x52", 1)),
    "a JPEG 2000 with an unknown marker": jpx(jpx_data().replace(b"\xff\x52", b"\xff\x30\xff\x52", 1), Name.DeviceRGB),
}


@pytest.mark.parametrize("name", DECODED)
def test_a_coding_that_can_not_be_taken_apart_is_decoded(name: str) -> None:
    file = cleaned(DECODED[name])
    assert keys_of(file)["/Filter"] == "/FlateDecode"
    assert not told(everything(file))
    # Two decoders round differently.
    assert numpy.abs(shown(page(DECODED[name])).astype(int) - shown(file)).max() <= 4


def keyed(maker: Maker | None = None, **keys: Any) -> Maker:
    def make(pdf: pikepdf.Pdf) -> Any:
        image = (maker or made(pictures.grey))(pdf)
        for key, value in keys.items():
            image[f"/{key}"] = value(pdf) if callable(value) else value
        return image

    return make


def spoken(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(SECRET, Type=Name.Metadata, Name=Name(f"/{TEXT}"))


def copy(pdf: pikepdf.Pdf) -> Any:
    return pictures.stream(pdf, SECRET, (10, 1), Name.DeviceGray)


def appended(maker: Maker) -> Maker:
    """Put more in the stream than the picture needs."""

    def make(pdf: pikepdf.Pdf) -> Any:
        image = maker(pdf)
        kept = {"filter": image.get("/Filter"), "decode_parms": image.get("/DecodeParms")}
        image.write(image.read_raw_bytes() + SECRET, **kept)
        return image

    return make


def compressed_with_more(pdf: pikepdf.Pdf) -> Any:
    return raw(zlib.compress(picture().tobytes() + SECRET), Filter=Name.FlateDecode)(pdf)


TINT = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
GONE: dict[str, Maker] = {
    "metadata": keyed(Metadata=spoken),
    "alternates": keyed(Alternates=lambda pdf: Array([Dictionary(Image=copy(pdf), DefaultForPrinting=True)])),
    "its origin": keyed(OPI=Dictionary({"/1.3": Dictionary(F=String(TEXT))})),
    "a name": keyed(Name=Name(f"/{TEXT}"), ID=String(TEXT), StructParent=7),
    "a layer": keyed(OC=lambda pdf: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(TEXT)))),
    "keys of a program's own": keyed(Zoutkamper=1, PieceInfo=Dictionary(Z=String(TEXT)), AF=spoken, Measure=spoken),
    "an intent of its own": keyed(Intent=Name(f"/{TEXT}")),
    "keys that are no numbers": keyed(Decode=Array([1, 0, String(TEXT)]), Mask=String(TEXT)),
    "parameters of a program's own": keyed(
        made(pictures.filtered("FlateDecode")),
        DecodeParms=Dictionary(Predictor=15, Colors=1, Columns=30, Zout=String(TEXT), Zoutkamper=1),
    ),
    "parameters of a JPEG": jpeg(jpeg_data(), DecodeParms=Dictionary(ColorTransform=1, Zout=String(TEXT))),
    "bytes after the samples": appended(made(pictures.grey)),
    "bytes after the samples, compressed": compressed_with_more,
    "bytes after the compressed samples": appended(raw(zlib.compress(picture().tobytes()), Filter=Name.FlateDecode)),
    "bytes after the end of other filters": appended(made(pictures.filtered("RunLengthDecode"))),
    "rows under the picture": raw(picture().tobytes() + SECRET * 3),
    "bytes after a fax": appended(as_stencil(fax())),
    "shared segments": jbig2_with_globals,
    "a profile": made(pictures.icc(TEXT)),
    "the name of an ink": raw(picture().tobytes(), Array([Name.Separation, Name(f"/{TEXT}"), Name.DeviceGray, TINT])),
    "the tail of a table": raw(
        picture().tobytes(), Array([Name.Indexed, Name.DeviceGray, 255, String(bytes(range(256)) + SECRET)])
    ),
    "the tail of a table in a stream": lambda pdf: raw(
        picture().tobytes(), Array([Name.Indexed, Name.DeviceGray, 255, pdf.make_stream(bytes(range(256)) + SECRET)])
    )(pdf),
    "colours that nothing uses": raw(
        bytes(i % 240 for i in range(600)),
        Array([Name.Indexed, Name.DeviceGray, 255, String(bytes(range(240)) + SECRET)]),
    ),
    "a soft mask": keyed(
        SMask=lambda pdf: keyed(
            lambda p: pictures.stream(p, bytes(range(256)) * 2 + bytes(88) + SECRET, SIZE, Name.DeviceGray),
            Metadata=spoken,
            Name=Name(f"/{TEXT}"),
            SMask=copy,
        )(pdf)
    ),
    "a mask": keyed(Mask=lambda pdf: appended(keyed(stencil_of, Metadata=spoken, Mask=copy))(pdf)),
    "a mask under a soft mask": keyed(SMask=mask_of, Mask=copy),
    "the space of a stencil": keyed(stencil_of, ColorSpace=Name(f"/{TEXT}")),
}


@pytest.mark.parametrize("name", GONE)
def test_what_a_picture_carries_goes(name: str) -> None:
    before = page(GONE[name])
    assert told(everything(before))
    after = cleaned(GONE[name])
    assert not told(everything(after))
    assert numpy.array_equal(shown(before), shown(after))


def test_the_bits_that_fill_up_a_row_are_empty() -> None:
    assert Layout(3, 2, 1, 1).cut(b"\xff\xff\xff") == b"\xe0\xe0"


def test_a_picture_is_made_anew_in_the_target() -> None:
    target, source = pikepdf.new(), pikepdf.new()
    image = clean_image(target, pictures.grey(source, picture()))
    assert image.is_indirect
    assert image.is_owned_by(target)


def test_a_slope_is_stored_smaller_than_its_samples() -> None:
    samples = numpy.cumsum(numpy.random.default_rng(1).integers(0, 3, (300, 900)), axis=0).astype(numpy.uint8)
    data, parameters = stored(samples.tobytes(), Layout(300, 300, 3, 8))
    assert parameters is not None
    assert len(data) < len(zlib.compress(samples.tobytes()))
    pdf = pikepdf.new()
    stream = pdf.make_stream(data, Filter=Name.FlateDecode, DecodeParms=parameters)
    assert stream.read_bytes() == samples.tobytes()


INLINE = {
    "grey": b"BI /W 4 /H 2 /BPC 8 /CS /G ID abcdefgh EI",
    "colours by number": b"BI /W 4 /H 2 /BPC 4 /CS [/I /RGB 2 <ff000000ff000000ff>] ID \x01\x20\x21\x00 EI",
    "a stencil": b"BI /W 8 /H 2 /IM true /D [1 0] ID \x0f\xaa EI",
    "in filters": b"BI /W 4 /H 2 /BPC 8 /CS /G /F [/AHx /Fl] ID " + zlib.compress(b"abcdefgh").hex().encode() + b"> EI",
    "a JPEG": b"BI /W 30 /H 20 /BPC 8 /CS /RGB /F /DCT ID " + jpeg_data() + b" EI",
    "a fax": b"BI /W 30 /H 20 /BPC 1 /CS /G /F /CCF /DP <</K -1 /Columns 30 /Rows 20>> ID "
    + pictures.fax_data(picture())
    + b" EI",
    "a named space": b"BI /W 4 /H 2 /BPC 8 /CS /Own ID abcdefgh EI",
    "keys of its own": b"BI /W 4 /H 2 /BPC 8 /CS /G /Zoutkamper (Zoutkamper) ID abcdefghZoutkamper EI",
}
SPACES = Dictionary(Own=Array([Name.Indexed, Name.DeviceRGB, 255, String(bytes(range(256)) * 3)]))


@pytest.mark.parametrize("name", INLINE)
def test_a_picture_in_the_content_becomes_an_image_that_shows_the_same(name: str) -> None:
    inline = page(stencil_of, b"q 30 0 0 20 5 5 cm " + INLINE[name] + b" Q")
    with pikepdf.open(io.BytesIO(inline)) as opened:
        opened.pages[0].obj.Resources.ColorSpace = SPACES
        told_by = io.BytesIO()
        opened.save(told_by)
        image = next(i.iimage for i in pikepdf.parse_content_stream(opened.pages[0]) if hasattr(i, "iimage"))
        after = page(lambda target: from_inline(target, image, SPACES))
    before = shown(told_by.getvalue())
    assert len(numpy.unique(before)) > 3
    assert numpy.array_equal(before, shown(after))
    assert not told(everything(after))


REFUSED: dict[str, Maker] = {
    "no size": made(pictures.grey, Width=0),
    "a size that is no number": made(pictures.grey, Height=String(TEXT)),
    "an odd depth": made(pictures.grey, BitsPerComponent=3),
    "an unknown space": made(pictures.grey, ColorSpace=Name(f"/{TEXT}")),
    "an unknown filter": made(pictures.grey, Filter=Name(f"/{TEXT}")),
    "a filter that is no name": made(pictures.grey, Filter=String(TEXT)),
    "filters that do not go together": made(pictures.grey, Filter=Array([Name.DCTDecode, Name.FlateDecode])),
    "a JPEG that is none": jpeg(SECRET),
    "a JPEG 2000 that is none": jpx(SECRET),
    "a JPEG 2000 that is cut off": jpx(jpx_data("L")[:-40], Name.DeviceGray),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_refused_without_telling_its_text(name: str) -> None:
    with pytest.raises(ValueError) as error:
        cleaned(REFUSED[name])
    assert TEXT not in str(error.value)


@given(st.data())
def test_damage_to_a_jpeg_raises_nothing_else(data: st.DataObject) -> None:
    _damaged(jpeg_data(), data, clean_jpeg)


@given(st.data())
def test_damage_to_a_jpeg_2000_raises_nothing_else(data: st.DataObject) -> None:
    _damaged(jpx_data(), data, clean_jp2)


def _damaged(content: bytes, data: st.DataObject, clean: Callable[[bytes], Any]) -> None:
    damaged = bytearray(content)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(content)))])
    for candidate in (bytes(damaged), cut):
        try:
            again = clean(candidate)
        except ValueError:
            continue
        # What comes out is a fixed point: nothing more can go.
        assert clean(again.data).data == again.data


KINDS = ("FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "CCITTFaxDecode")
VALUES = st.one_of(
    st.booleans(),
    st.integers(-3, 300),
    st.sampled_from([f"/{kind}" for kind in (*KINDS, "DCTDecode", "JPXDecode", "JBIG2Decode", "DeviceRGB")]).map(Name),
    st.just(String("x")),
    st.dictionaries(
        st.sampled_from(("/Predictor", "/Colors", "/Columns", "/Rows", "/K", "/BlackIs1", "/JBIG2Globals")),
        st.one_of(st.booleans(), st.integers(-3, 40)),
    ).map(Dictionary),
)


KEYS = ("Width", "Height", "BitsPerComponent", "ColorSpace", "Filter", "DecodeParms", "Decode", "Mask", "ImageMask")


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        st.one_of(VALUES, st.lists(VALUES, max_size=4)),
    ),
    st.binary(max_size=60),
)
def test_whatever_stands_there_nothing_else_is_raised(keys: dict[str, Any], data: bytes) -> None:
    source = pikepdf.new()
    image = pictures.stream(source, data, SIZE, Name.DeviceGray)
    for key, value in keys.items():
        image[f"/{key}"] = Array(value) if isinstance(value, list) else value
    try:
        clean_image(pikepdf.new(), image)
    except (ValueError, pikepdf.PdfError):
        return
