"""Pictures made anew in the output: the same pixels, and nothing else.

Samples are decoded and stored anew; pictures in JPEG and JPEG 2000 stay coded as they are, without what those formats
carry along.
"""

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.colours import DEVICE_OF, clean_colour_space, components_of, without_unused
from woo_redact.write.rebuild.content import INTENTS, is_number
from woo_redact.write.rebuild.filters import DCT, JPX, Coded, coded, jpx_samples, picture_samples, undone
from woo_redact.write.rebuild.functions import numbers, take_numbers
from woo_redact.write.rebuild.jp2 import clean_jp2
from woo_redact.write.rebuild.jpeg import clean_jpeg
from woo_redact.write.rebuild.samples import Layout, stored

BITS = (1, 2, 4, 8, 16)
LARGEST_SIDE = 1 << 20
# What a JPEG 2000 has of masks in itself (ISO 32000-1, table 89).
OWN_MASKS = (1, 2)


@dataclass(slots=True)
class _Picture:
    """A picture on its way to the output.

    ``keys`` are the source's: those of a stream, or of a picture in the content. ``space`` is made anew already; a
    stencil has none. ``made`` and ``data`` become the new stream.
    """

    keys: Any
    coded: Coded
    space: Any
    width: int
    height: int
    bits: int
    stencil: bool
    told: int = 1
    """How many components the coded picture has, for when the file names no space."""
    made: Any = field(default_factory=Dictionary)
    data: bytes = field(default=b"", repr=False)

    @property
    def components(self) -> int:
        return components_of(self.space) if self.space is not None else self.told


def clean_image(target: pikepdf.Pdf, image: Any) -> pikepdf.Stream:
    """Return a new image XObject in ``target`` that shows the same as ``image``, a stream of another file.

    Its size becomes that of the coded picture when the file tells another: then nothing stays unseen.

    Raises:
        ValueError: it is no image of the standard, or can not be decoded; no message holds text of the document.
        pikepdf.PdfError: it can not be read.
    """
    if not isinstance(image, pikepdf.Stream):
        raise ValueError("no picture")
    return _clean(target, image, image.get("/ColorSpace"), coded(image), masked=True)


def from_inline(target: pikepdf.Pdf, image: Any, colour_spaces: Any) -> pikepdf.Stream:
    """Return an image XObject in ``target`` for a picture in the content (``pikepdf.PdfInlineImage``).

    ``colour_spaces`` are those of the page's resources, which the picture may name (ISO 32000-1, 8.9.7).

    Raises:
        ValueError: see :func:`clean_image`.
        pikepdf.PdfError: it can not be read.
    """
    keys = image.obj
    space = keys.get("/ColorSpace")
    if isinstance(space, Name) and isinstance(colour_spaces, Dictionary):
        space = colour_spaces.get(str(space), space)
    found = undone(bytes(image.read_raw_bytes()), keys.get("/Filter"), keys.get("/DecodeParms"))
    return _clean(target, keys, space, found, masked=False)


def _clean(target: pikepdf.Pdf, keys: Any, space: Any, found: Coded, *, masked: bool) -> pikepdf.Stream:
    stencil = keys.get("/ImageMask") is True
    picture = _Picture(
        keys,
        found,
        clean_colour_space(target, space) if space is not None and not stencil else None,
        _side(keys.get("/Width")),
        _side(keys.get("/Height")),
        1 if stencil else _bits(keys.get("/BitsPerComponent", 8)),
        stencil,
    )
    if found.filter == DCT:
        _take_jpeg(picture)
    elif found.filter == JPX:
        _take_jpx(picture)
    elif found.filter:
        _take_bilevel(picture)
    else:
        _take_samples(picture, found.data)
    _take_keys(picture)
    if masked:
        _take_masks(target, picture)
    return target.make_stream(picture.data, picture.made)


def _side(value: Any) -> int:
    if not is_number(value) or not 1 <= value <= LARGEST_SIDE:
        raise ValueError("picture without a size")
    return int(value)


def _bits(value: Any) -> int:
    if not is_number(value) or value not in BITS:
        raise ValueError("picture without a depth")
    return int(value)


def _take_samples(picture: _Picture, samples: bytes) -> None:
    layout = Layout(picture.width, picture.height, picture.components, picture.bits)
    samples = layout.cut(samples)
    if _is_indexed(picture.space) and len(samples) == layout.row * layout.height and layout.bits <= 8:
        plain = [0, (1 << layout.bits) - 1]
        if numbers(picture.keys.get("/Decode")) in ([], plain):
            picture.space = without_unused(picture.space, layout.values(samples))
    picture.data, parameters = stored(samples, layout)
    picture.made.Filter = Name.FlateDecode
    if parameters is not None:
        picture.made.DecodeParms = parameters


def _is_indexed(space: Any) -> bool:
    return isinstance(space, Array) and space[0] == Name.Indexed


def _take_bilevel(picture: _Picture) -> None:
    """Decode a fax or JBIG2: one bit, whatever the file says besides; what the bits mean stays as it is."""
    picture.bits = 1
    if not picture.stencil and picture.components != 1:
        picture.space = None
    if not picture.stencil and picture.space is None:
        picture.space = Name.DeviceGray
    _take_samples(picture, picture_samples(picture.coded, picture.width, picture.height))


def _take_jpeg(picture: _Picture) -> None:
    picture.bits = 8
    try:
        jpeg = clean_jpeg(picture.coded.data)
    except ValueError:
        samples = picture_samples(picture.coded, picture.width, picture.height)
        _take_decoded(picture, samples, len(samples) // (picture.width * picture.height))
        return
    picture.data, picture.width, picture.height, picture.told = jpeg.data, jpeg.width, jpeg.height, jpeg.components
    picture.made.Filter = Name.DCTDecode
    if picture.coded.transform is not None:
        picture.made.DecodeParms = Dictionary(ColorTransform=picture.coded.transform)


def _take_jpx(picture: _Picture) -> None:
    own_mask = picture.keys.get("/SMaskInData")
    own_mask = own_mask if is_number(own_mask) and own_mask in OWN_MASKS else 0
    try:
        jpx = clean_jp2(picture.coded.data)
    except ValueError:
        if own_mask or _is_indexed(picture.space):
            raise
        picture.bits = 8
        space = DEVICE_OF.get(picture.components) if picture.space is not None else None
        picture.width, picture.height, count, samples = jpx_samples(picture.coded, space)
        _take_decoded(picture, samples, count)
        return
    picture.data, picture.width, picture.height, picture.told = jpx.data, jpx.width, jpx.height, jpx.colours
    picture.made.Filter = Name.JPXDecode
    if own_mask:
        picture.made.SMaskInData = int(own_mask)
    if picture.space is None and not picture.stencil and jpx.profiled and jpx.colours in DEVICE_OF:
        picture.space = Name(DEVICE_OF[jpx.colours])


def _take_decoded(picture: _Picture, samples: bytes, count: int) -> None:
    """Store samples of so many components, which have to be those of the colours."""
    if picture.space is None and count in DEVICE_OF:
        picture.space = Name(DEVICE_OF[count])
    if picture.stencil or count != picture.components or len(samples) != picture.width * picture.height * count:
        raise ValueError("picture of another size")
    _take_samples(picture, samples)


def _take_keys(picture: _Picture) -> None:
    """Say what the picture is (ISO 32000-1, table 89)."""
    keys, made = picture.keys, picture.made
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = picture.width, picture.height
    if picture.stencil:
        made.ImageMask = True
    elif picture.space is not None:
        made.ColorSpace = picture.space
    # A JPEG 2000 says itself how deep it is; some readers do not listen.
    if made.Filter != Name.JPXDecode or "/BitsPerComponent" in keys:
        made.BitsPerComponent = picture.bits
    take_numbers(keys, made, Decode=2 * picture.components)
    if keys.get("/Interpolate") is True:
        made.Interpolate = True
    intent = keys.get("/Intent")
    if isinstance(intent, Name) and str(intent) in INTENTS:
        made.Intent = intent


def _take_masks(target: pikepdf.Pdf, picture: _Picture) -> None:
    """Make the masks anew, not the masks of masks; a soft mask goes before others (ISO 32000-1, 11.6.5.3)."""
    soft, hard = picture.keys.get("/SMask"), picture.keys.get("/Mask")
    if isinstance(soft, pikepdf.Stream):
        picture.made.SMask = _mask(target, soft)
        take_numbers(soft, picture.made.SMask, Matte=picture.components)
    elif isinstance(hard, pikepdf.Stream):
        picture.made.Mask = _mask(target, hard)
    elif isinstance(hard, Array):
        take_numbers(picture.keys, picture.made, Mask=2 * picture.components)


def _mask(target: pikepdf.Pdf, mask: Any) -> pikepdf.Stream:
    return _clean(target, mask, mask.get("/ColorSpace"), coded(mask), masked=False)
