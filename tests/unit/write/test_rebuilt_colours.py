"""Colour spaces, functions and shadings made anew: the same colours, and no names or texts."""

import io
from collections.abc import Callable
from typing import Any

import numpy
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, String

from woo_redact.write.rebuild.colours import (
    clean_colour_space,
    clean_function,
    clean_shading,
    components_of,
    without_unused,
)

SECRET = b"Zoutkamper"
TEXT = SECRET.decode()
Maker = Callable[[pikepdf.Pdf], Any]
WHITE = Array([0.95, 1, 1.09])
ENDS = {"Domain": Array([0, 1]), "C0": Array([0.9, 0.2, 0.1]), "C1": Array([0.1, 0.3, 0.8])}


def tint(outputs: int = 3, **keys: Any) -> Dictionary:
    first, last = Array([0.9, 0.2, 0.1, 0][:outputs]), Array([0.1, 0.3, 0.8, 0.2][:outputs])
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=first, C1=last, N=1, **keys)


def calculator(code: bytes, inputs: int = 1, **keys: Any) -> Maker:
    """A function of three colours."""
    return lambda pdf: pdf.make_stream(
        code, FunctionType=4, Domain=Array([0, 1] * inputs), Range=Array([0, 1] * 3), **keys
    )


def table(data: bytes, **keys: Any) -> Maker:
    told = {"FunctionType": 0, "Domain": Array([0, 1]), "Range": Array([0, 1] * 3), "Size": Array([2]), **keys}
    return lambda pdf: pdf.make_stream(data, BitsPerSample=8, **told)


def stitched(*parts: Any, **keys: Any) -> Dictionary:
    bounds = Array([(n + 1) / len(parts) for n in range(len(parts) - 1)])
    told = {"FunctionType": 3, "Domain": Array([0, 1]), "Bounds": bounds, "Encode": Array([0, 1] * len(parts)), **keys}
    return Dictionary(Functions=Array(parts), **told)


def page(resources: Callable[[pikepdf.Pdf], dict[str, Any]], content: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(40, 30))
    pdf.pages[0].obj.Resources = Dictionary(**resources(pdf))
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    written = io.BytesIO()
    pdf.save(written, compress_streams=False, static_id=True)
    return written.getvalue()


def shown(file: bytes) -> NDArray[numpy.uint8]:
    with pypdfium2.PdfDocument(file) as document:
        return numpy.array(document[0].render(scale=2).to_numpy())


def told(file: bytes) -> bool:
    """Whether the text stands in the file or in what it decodes to."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as opened:
        opened.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.specialized, compress_streams=False)
    everything = file + plain.getvalue()
    return any(text in everything for text in (SECRET, SECRET.hex().encode(), TEXT.encode("utf-16-be")))


def of_space(make: Maker) -> Callable[[pikepdf.Pdf], dict[str, Any]]:
    return lambda pdf: {"ColorSpace": Dictionary(Own=make(pdf))}


def of_shading(make: Maker) -> Callable[[pikepdf.Pdf], dict[str, Any]]:
    return lambda pdf: {"Shading": Dictionary(Own=make(pdf))}


def cleaned(clean: Callable[[pikepdf.Pdf, Any], Any], make: Maker) -> Maker:
    """Make it in a file of its own, and anew in the file of the page."""

    def anew(target: pikepdf.Pdf) -> Any:
        source = pikepdf.new()
        source.Root.Own = source.make_indirect(made) if isinstance(made := make(source), Dictionary) else made
        written = io.BytesIO()
        source.save(written)
        with pikepdf.open(written) as opened:
            return clean(target, opened.Root.Own)

    return anew


def inks(names: list[str], other: Any, function: Any, *more: Any) -> Array:
    return Array([Name.DeviceN, Array([Name(f"/{name}") for name in names]), other, function, *more])


def spot(function: Any, name: str = TEXT, other: Any = Name.DeviceRGB) -> Array:
    return Array([Name.Separation, Name(f"/{name}"), other, function])


def mixture(pdf: pikepdf.Pdf) -> Any:
    return inks([TEXT, "Black"], Name.DeviceRGB, calculator(b"{2 copy add 2 div}", 2)(pdf))


PROGRAM = b"""{ % Zoutkamper
    dup 0.5 gt {0.25 mul}{.5 add} ifelse dup -1e0 mul 1. add 0.5 }Zoutkamper"""
# Numbers of a colour in the space, and the space.
SPACES: dict[str, tuple[bytes, Maker]] = {
    "DeviceRGB in an array": (b"0.2 0.5 0.7", lambda pdf: Array([Name.DeviceRGB])),
    "CalGray": (b"0.4", lambda pdf: Array([Name.CalGray, Dictionary(WhitePoint=WHITE, Gamma=2.2, Zout=String(TEXT))])),
    "CalRGB": (
        b"0.2 0.5 0.7",
        lambda pdf: Array(
            [
                Name.CalRGB,
                Dictionary(
                    WhitePoint=WHITE,
                    Gamma=Array([1.8, 1.8, 1.8]),
                    Matrix=Array([0.45, 0.24, 0.02, 0.31, 0.67, 0.14, 0.18, 0.08, 0.92]),
                    Zoutkamper=1,
                ),
            ]
        ),
    ),
    "Lab": (
        b"60 20 -30",
        lambda pdf: Array(
            [Name.Lab, Dictionary(WhitePoint=WHITE, Range=Array([-99, 99, -99, 99]), Zout=Array([String(TEXT)]))]
        ),
    ),
    "colours by number": (
        b"2",
        lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 2, String(b"abcdefghi" + SECRET)]),
    ),
    "colours by number in a stream": (
        b"1",
        lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 2, pdf.make_stream(b"abcdefghi" + SECRET, Zoutkamper=1)]),
    ),
    "an ink": (b"0.3", lambda pdf: spot(tint(Zout=String(TEXT)))),
    "an ink with another space that is described": (
        b"0.3",
        lambda pdf: spot(tint(1), other=Array([Name.CalGray, Dictionary(WhitePoint=WHITE, Zout=String(TEXT))])),
    ),
    "inks": (b"0.3 0.9", mixture),
    "inks with what else is known of them": (
        b"0.3",
        lambda pdf: inks([TEXT], Name.DeviceRGB, tint(), Dictionary(Colorants=Dictionary({f"/{TEXT}": spot(tint())}))),
    ),
    "an ink by a table": (b"0.3", lambda pdf: spot(table(b"abc012" + SECRET, Zout=String(TEXT))(pdf))),
    "an ink by parts": (b"0.7", lambda pdf: spot(stitched(tint(), tint(Zoutkamper=1), Zout=String(TEXT)))),
    "an ink by a program": (b"0.3", lambda pdf: spot(calculator(PROGRAM)(pdf))),
}


@pytest.mark.parametrize("name", SPACES)
def test_a_colour_shows_the_same_and_its_space_holds_no_text(name: str) -> None:
    colour, make = SPACES[name]
    content = b"/Own cs " + colour + b" sc 5 5 30 20 re f"
    before, after = (page(of_space(m), content) for m in (make, cleaned(clean_colour_space, make)))
    assert len(numpy.unique(shown(before))) > 1
    assert numpy.array_equal(shown(before), shown(after))
    assert told(before) or name.startswith("DeviceRGB")
    assert not told(after)


def profile(pdf: pikepdf.Pdf, components: int) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(SECRET, N=components)])


@pytest.mark.parametrize(("components", "device"), [(1, "/DeviceGray"), (3, "/DeviceRGB"), (4, "/DeviceCMYK")])
def test_a_profile_becomes_the_space_of_a_device(components: int, device: str) -> None:
    pdf = pikepdf.new()
    assert clean_colour_space(pdf, profile(pdf, components)) == Name(device)


@pytest.mark.parametrize("ink", ["All", "None", "Cyan", "Magenta", "Yellow", "Black"])
def test_the_standard_inks_keep_their_names(ink: str) -> None:
    assert clean_colour_space(pikepdf.new(), spot(tint(), ink))[1] == Name(f"/{ink}")


def test_other_inks_are_numbered() -> None:
    pdf = pikepdf.new()
    made = clean_colour_space(pdf, inks([TEXT, "Cyan", "Zout"], Name.DeviceRGB, calculator(b"{}", 3)(pdf)))
    assert [str(name) for name in made[1]] == ["/Spot1", "/Cyan", "/Spot3"]
    assert len(made) == 4


def test_patterns_keep_the_space_of_their_colour() -> None:
    pdf = pikepdf.new()
    assert clean_colour_space(pdf, Name.Pattern) == Name.Pattern
    assert clean_colour_space(pdf, Array([Name.Pattern])) == Name.Pattern
    assert clean_colour_space(pdf, Array([Name.Pattern, profile(pdf, 3)])) == Array([Name.Pattern, Name.DeviceRGB])


COUNTS: list[tuple[int, Maker]] = [
    (1, lambda pdf: Name.DeviceGray),
    (3, lambda pdf: Name.DeviceRGB),
    (4, lambda pdf: Name.DeviceCMYK),
    (0, lambda pdf: Name.Pattern),
    (0, lambda pdf: Array([Name.Pattern, Name.DeviceRGB])),
    (2, mixture),
    (1, SPACES["CalGray"][1]),
    (3, SPACES["CalRGB"][1]),
    (3, SPACES["Lab"][1]),
    (1, SPACES["an ink"][1]),
    (1, SPACES["colours by number"][1]),
]


@pytest.mark.parametrize(("count", "make"), COUNTS)
def test_a_space_tells_how_many_numbers_make_a_colour(count: int, make: Maker) -> None:
    pdf = pikepdf.new()
    assert components_of(clean_colour_space(pdf, make(pdf))) == count


def test_colours_that_nothing_uses_are_emptied() -> None:
    space = Array([Name.Indexed, Name.DeviceRGB, 2, String(b"abcdefghi")])
    assert bytes(without_unused(space, {0, 2})[3]) == b"abc\0\0\0ghi"


BOX: dict[str, Any] = {
    "BBox": Array([2, 2, 38, 28]),
    "Background": Array([0.5, 0.5, 0.6]),
    "Zout": String(TEXT),
    "AntiAlias": True,
}
MESH = {"BitsPerCoordinate": 8, "BitsPerComponent": 8, "Decode": Array([0, 40, 0, 30, *[0, 1] * 3])}
CORNERS = b"\0\x10\x10\xff\0\0", b"\0\xe0\x20\0\xff\0", b"\0\x80\xe0\0\0\xff"
LATTICE = b"\x10\x10\xff\0\0", b"\xe0\x10\0\xff\0", b"\x10\xe0\0\0\xff", b"\xe0\xe0\xff\xff\0"
PATCH = bytes.fromhex("00 2020 2060 20a0 20e0 60e0 a0e0 e0e0 e0a0 e060 e020 a020 6020 ff0000 00ff00 0000ff ffff00")


def mesh(kind: int, data: bytes, **keys: Any) -> Maker:
    told = {"ColorSpace": Name.DeviceRGB, "ShadingType": kind, **MESH, **keys}
    if kind != 5:
        told["BitsPerFlag"] = 8
    return lambda pdf: pdf.make_stream(data, Zout=String(TEXT), **told)


SHADINGS: dict[str, Maker] = {
    "by a function": lambda pdf: Dictionary(
        ShadingType=1,
        ColorSpace=Name.DeviceRGB,
        Domain=Array([0, 1, 0, 1]),
        Matrix=Array([30, 0, 0, 20, 5, 5]),
        Function=calculator(b"{ %Zoutkamper\n 2 copy mul }", 2)(pdf),
    ),
    "along a line": lambda pdf: Dictionary(
        ShadingType=2,
        ColorSpace=profile(pdf, 3),
        Coords=Array([5, 5, 30, 20]),
        Domain=Array([0, 1]),
        Extend=Array([True, False]),
        Function=tint(),
        **BOX,
    ),
    "along a circle": lambda pdf: Dictionary(
        ShadingType=3,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([20, 15, 2, 20, 15, 12]),
        Function=Array([tint(1), tint(1), tint(1)]),
        Extend=Array([False, True]),
        **BOX,
    ),
    "in triangles": mesh(4, b"".join(CORNERS) + b"\0\0"),
    "in triangles by a function": mesh(
        4, b"\0\x10\x10\0\0\xe0\x20\x80\0\x80\xe0\xff", Function=tint(), Decode=Array([0, 40, 0, 30, 0, 1])
    ),
    "in a lattice": mesh(5, b"".join(LATTICE) + b"\0", VerticesPerRow=2),
    "in patches": mesh(6, PATCH),
    "in patches with inner points": mesh(7, PATCH[:25] + bytes.fromhex("6060 60a0 a0a0 a060") + PATCH[25:]),
}


@pytest.mark.parametrize("name", SHADINGS)
def test_a_shading_shows_the_same_and_holds_no_text(name: str) -> None:
    before, after = (
        page(of_shading(make), b"/Own sh") for make in (SHADINGS[name], cleaned(clean_shading, SHADINGS[name]))
    )
    assert len(numpy.unique(shown(before))) > 10
    assert numpy.array_equal(shown(before), shown(after))
    assert told(before)
    assert not told(after)


def test_half_a_point_at_the_end_of_a_shading_goes() -> None:
    pdf = pikepdf.new()
    made = clean_shading(pdf, mesh(4, b"".join(CORNERS) + SECRET[:5])(pdf))
    assert made.read_bytes() == b"".join(CORNERS)


def test_the_identity_stays_a_name() -> None:
    assert clean_function(pikepdf.new(), Name.Identity) == Name.Identity


REFUSED_SPACES: dict[str, Maker] = {
    "an unknown name": lambda pdf: Name(f"/{TEXT}"),
    "a text": lambda pdf: String(TEXT),
    "an empty array": lambda pdf: Array([]),
    "a family alone": lambda pdf: Name.Indexed,
    "a profile without components": lambda pdf: Array([Name.ICCBased, pdf.make_stream(SECRET)]),
    "a profile that is none": lambda pdf: Array([Name.ICCBased, Name.DeviceRGB]),
    "numbers over numbers": lambda pdf: Array(
        [Name.Indexed, Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")]), 0, String(b"a")]
    ),
    "numbers over patterns": lambda pdf: Array([Name.Indexed, Name.Pattern, 0, String(b"a")]),
    "no table": lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 0, Name(f"/{TEXT}")]),
    "an ink in an ink": lambda pdf: spot(tint(), other=spot(tint())),
    "an ink without a function": lambda pdf: spot(String(TEXT)),
    "patterns without an end": lambda pdf: endless(pdf),
}


def endless(pdf: pikepdf.Pdf) -> Any:
    ring = pdf.make_indirect(Array([Name.Pattern]))
    ring.append(ring)
    return ring


@pytest.mark.parametrize("name", REFUSED_SPACES)
def test_what_is_no_space_is_refused_without_telling_its_text(name: str) -> None:
    pdf = pikepdf.new()
    with pytest.raises(ValueError) as error:
        clean_colour_space(pdf, REFUSED_SPACES[name](pdf))
    assert TEXT not in str(error.value)


def ring_of_functions(pdf: pikepdf.Pdf) -> Any:
    ring = pdf.make_indirect(stitched(tint()))
    ring.Functions = Array([ring])
    return ring


REFUSED_FUNCTIONS: dict[str, Maker] = {
    "a text": lambda pdf: String(TEXT),
    "an unknown kind": lambda pdf: Dictionary(FunctionType=1, Domain=Array([0, 1])),
    "no domain": lambda pdf: Dictionary(FunctionType=2, N=1),
    "a table without data": lambda pdf: Dictionary(FunctionType=0, Domain=Array([0, 1]), Range=Array([0, 1])),
    "a table without a size": table(b"abc", Size=Array([])),
    "parts without an end": ring_of_functions,
    "parts without bounds": lambda pdf: stitched(tint(), tint(), Bounds=Array([])),
    "an unknown operator": calculator(b"{ Zoutkamper }"),
    "a text in a program": calculator(b"{ (Zoutkamper) pop }"),
    "a name in a program": calculator(b"{ /Zoutkamper pop }"),
    "a program without an end": calculator(b"{ dup {"),
    "a program without a beginning": calculator(b"dup }"),
    "no program": calculator(b""),
}


@pytest.mark.parametrize("name", REFUSED_FUNCTIONS)
def test_what_is_no_function_is_refused_without_telling_its_text(name: str) -> None:
    pdf = pikepdf.new()
    with pytest.raises(ValueError) as error:
        clean_function(pdf, REFUSED_FUNCTIONS[name](pdf))
    assert TEXT not in str(error.value)


KEYS = (
    *("FunctionType", "Domain", "Range", "Size", "BitsPerSample", "Encode", "Decode", "Functions", "Bounds", "C0", "N"),
    *("ShadingType", "ColorSpace", "Coords", "Function", "BBox", "Extend", "BitsPerCoordinate", "BitsPerComponent"),
    *("BitsPerFlag", "VerticesPerRow", "Filter"),
)
FAMILIES = ("Indexed", "Separation", "DeviceN", "Pattern", "ICCBased", "Lab", "CalRGB", "DeviceRGB", "DeviceGray")
NAMES = (*FAMILIES, "All", "Identity", "FlateDecode")
SIMPLE = st.one_of(
    st.booleans(),
    st.integers(-2, 9),
    st.floats(-2, 2).map(lambda value: round(value, 3)),
    st.sampled_from(NAMES).map(lambda name: Name(f"/{name}")),
    st.just(b"x").map(String),
)
OBJECTS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5).map(Array),
        st.dictionaries(st.sampled_from(KEYS).map(lambda key: f"/{key}"), inner, max_size=8).map(Dictionary),
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(OBJECTS, st.one_of(st.none(), st.binary(max_size=30)))
def test_whatever_stands_there_nothing_else_is_raised(value: Any, data: bytes | None) -> None:
    pdf = pikepdf.new()
    if data is not None and isinstance(value, Dictionary):
        value = pdf.make_stream(data, value)
    for clean in (clean_colour_space, clean_function, clean_shading):
        try:
            clean(pdf, value)
        except (ValueError, pikepdf.PdfError):
            continue
