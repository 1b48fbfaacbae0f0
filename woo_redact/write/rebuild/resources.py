"""What drawing instructions use, made anew in the output: forms, pictures, patterns, states, and fonts at the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from woo_redact.write.rebuild.colours import clean_colour_space, clean_function, clean_shading
from woo_redact.write.rebuild.content import INTENTS, Rewriter, Used, is_number
from woo_redact.write.rebuild.fonts import codes_of, trimmed_font
from woo_redact.write.rebuild.functions import take_numbers
from woo_redact.write.rebuild.images import clean_image, from_inline

# Forms in forms; deeper ones are a trap.
DEEPEST = 40
# Keys of a graphics state that hold a number, a truth or a standard name (ISO 32000-1, table 58), with the kinds of it.
STATE_NUMBERS = ("/LW", "/LC", "/LJ", "/ML", "/OPM", "/FL", "/SM", "/CA", "/ca")
STATE_FLAGS = ("/OP", "/op", "/SA", "/AIS", "/TK")
BLEND_NAMES = """
    Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference
    Exclusion Hue Saturation Color Luminosity
"""
BLENDS = frozenset(f"/{name}" for name in BLEND_NAMES.split())


@dataclass(slots=True)
class _FontUse:
    """A font of the source, its place in the output, the resources it stands in, and the strings shown in it."""

    source: Any
    target: Any
    holder: Any
    shown: set[bytes] = field(default_factory=set, repr=False)
    pages: set[int] = field(default_factory=set)


class Parts:
    """Makes the parts of one output; what the source uses more than once is made once."""

    def __init__(self, target: pikepdf.Pdf) -> None:
        self._target = target
        self._made: dict[tuple[str, tuple[int, int]], Any] = {}
        self._fonts: dict[tuple[int, int], _FontUse] = {}
        self._under_way: list[tuple[int, int]] = []
        self.page = 0
        """The page (0-based) that parts are made for."""
        self.whole: set[int] = set()
        """Pages with a font that could not be cut down to what is shown: it is as it was."""

    def content(self, content: Any, resources: Any, *, tagged: bool = False) -> tuple[bytes, Any, set[int]]:
        """Return drawing instructions, written anew, their resources in the output, and their marked numbers.

        Raises:
            ValueError: something in it can not be made anew; no message holds text of the document.
            pikepdf.PdfError: it can not be parsed.
        """
        source = resources if isinstance(resources, Dictionary) else Dictionary()
        rewriter = Rewriter(source, tagged=tagged)
        data = rewriter.rewritten(content)
        return data, self._resources(rewriter, source), rewriter.used.mcids

    def finish(self) -> set[int]:
        """Make the fonts, now that all that is shown in them is known; glyphs that are drawn may show text themselves.

        Return the pages with a font that can not be made anew.
        """
        faults: set[int] = set()
        done: set[tuple[int, int]] = set()
        while left := {key for key, use in self._fonts.items() if key not in done and _is_drawn(use.source)}:
            for key in sorted(left):
                done.add(key)
                faults |= self._make_font(self._fonts[key])
        for key in sorted(self._fonts.keys() - done):
            faults |= self._make_font(self._fonts[key])
        return faults

    def _make_font(self, use: _FontUse) -> set[int]:
        """Make a font; return its pages when that can not be done."""
        try:
            made = self._font_made(use)
        except (ValueError, pikepdf.PdfError):
            return use.pages
        for key, value in made.items():
            use.target[key] = value
        return set()

    def _font_made(self, use: _FontUse) -> Any:
        split = codes_of(use.source)
        if split is None:
            self.whole |= use.pages
        codes = {code for text in use.shown for code in split(text)} if split else None
        # Glyphs that are drawn share the resources of their font, or of what shows it.
        resources = use.source.get("/Resources", use.holder)
        rewriter = Rewriter(resources, tagged=False)
        return trimmed_font(
            self._target,
            use.source,
            codes,
            glyph_content=lambda glyph, _: rewriter.rewritten(glyph),
            glyph_resources=lambda _: self._resources(rewriter, resources),
            kept_whole=lambda: self.whole.update(use.pages),
        )

    def _resources(self, rewriter: Rewriter, source: Any) -> Any:
        made = Dictionary()
        for kind, names in rewriter.used.names.items():
            parts = Dictionary()
            for name, item in names.items():
                parts[name] = self._part(kind, name, item, source, rewriter.used)
            made[kind] = parts
        if rewriter.inline:
            spaces = source.get("/ColorSpace", Dictionary())
            section: Any = made.get("/XObject", Dictionary())
            for name, image in rewriter.inline.items():
                section[name] = from_inline(self._target, image, spaces)
            made["/XObject"] = section
        return made

    def _part(self, kind: str, name: str, item: Any, holder: Any, used: Used) -> Any:
        match kind:
            case "/Font":
                return self._font(item, holder, used.shown.get(name, set()))
            case "/XObject":
                return self._once(kind, item, lambda: self._drawn(item, holder))
            case "/ExtGState":
                return self._once(kind, item, lambda: self._state(item, holder))
            case "/ColorSpace":
                return self._once(kind, item, lambda: clean_colour_space(self._target, item))
            case "/Pattern":
                return self._once(kind, item, lambda: self._pattern(item, holder))
            case "/Shading":
                return self._once(kind, item, lambda: clean_shading(self._target, item))
        raise ValueError(f"resource {kind}")

    def _once(self, kind: str, item: Any, make: Callable[[], Any]) -> Any:
        if not item.is_indirect:
            return make()
        key = kind, item.objgen
        if key not in self._made:
            if len(self._under_way) > DEEPEST or item.objgen in self._under_way:
                raise ValueError("forms without an end")
            self._under_way.append(item.objgen)
            self._made[key] = make()
            self._under_way.pop()
        return self._made[key]

    def _font(self, item: Any, holder: Any, shown: set[bytes]) -> Any:
        # A font that stands in the resources themselves has no number; it is another each time.
        key = item.objgen if item.is_indirect else (-1 - len(self._fonts), 0)
        if key not in self._fonts:
            self._fonts[key] = _FontUse(item, self._target.make_indirect(Dictionary()), holder)
        self._fonts[key].shown |= shown
        self._fonts[key].pages.add(self.page)
        return self._fonts[key].target

    def _drawn(self, item: Any, holder: Any) -> Any:
        if not isinstance(item, pikepdf.Stream):
            raise ValueError("XObject without content")
        if item.get("/Subtype") == "/Image":
            return clean_image(self._target, item)
        if item.get("/Subtype") == "/Form":
            return self._form(item, holder)
        raise ValueError("XObject of an unknown kind")

    def _form(self, item: Any, holder: Any) -> Any:
        # A form without resources of its own uses those of what draws it (ISO 32000-1, 7.8.3).
        data, resources, _ = self.content(item, item.get("/Resources", holder))
        form = self._target.make_stream(data, Type=Name.XObject, Subtype=Name.Form, Resources=resources)
        take_numbers(item, form, BBox=4, Matrix=6)
        if "/Group" in item:
            form.Group = self.group(item.Group)
        return form

    def group(self, item: Any) -> Any:
        """Return a transparency group (ISO 32000-1, table 147)."""
        made = Dictionary(Type=Name.Group, S=Name.Transparency)
        for key in ("/I", "/K"):
            if isinstance(item.get(key), bool):
                made[key] = item[key]
        if "/CS" in item:
            made.CS = clean_colour_space(self._target, item.CS)
        return made

    def _pattern(self, item: Any, holder: Any) -> Any:
        made: Any
        if item.get("/PatternType") == 2:
            made = Dictionary(Type=Name.Pattern, PatternType=2, Shading=clean_shading(self._target, item.Shading))
            take_numbers(item, made, Matrix=6)
            if "/ExtGState" in item:
                made.ExtGState = self._state(item.ExtGState, holder)
            return self._target.make_indirect(made)
        if not isinstance(item, pikepdf.Stream):
            raise ValueError("pattern without content")
        data, resources, _ = self.content(item, item.get("/Resources", holder))
        made = self._target.make_stream(data, Type=Name.Pattern, PatternType=1, Resources=resources)
        for key in ("/PaintType", "/TilingType", "/XStep", "/YStep"):
            if is_number(item.get(key)):
                made[key] = item[key]
        take_numbers(item, made, BBox=4, Matrix=6)
        return made

    def _state(self, item: Any, holder: Any) -> Any:
        made = Dictionary(Type=Name.ExtGState)
        for key, value in item.items():
            if (key in STATE_NUMBERS and is_number(value)) or (key in STATE_FLAGS and isinstance(value, bool)):
                made[key] = value
        if str(item.get("/RI")) in INTENTS:
            made.RI = item.RI
        if (blend := _blend(item.get("/BM"))) is not None:
            made.BM = blend
        dash = item.get("/D")
        if isinstance(dash, pikepdf.Array) and len(dash) == 2 and is_number(dash[1]):
            made.D = pikepdf.Array([pikepdf.Array([n for n in dash[0] if is_number(n)]), dash[1]])
        if "/SMask" in item:
            made.SMask = self._soft_mask(item.SMask, holder)
        return made

    def _soft_mask(self, item: Any, holder: Any) -> Any:
        if not isinstance(item, Dictionary):
            return Name("/None")
        made = Dictionary(
            Type=Name.Mask,
            S=Name.Alpha if item.get("/S") == "/Alpha" else Name.Luminosity,
            G=self._once("/XObject", item.G, lambda: self._drawn(item.G, holder)),
        )
        if isinstance(item.get("/BC"), pikepdf.Array):
            made.BC = pikepdf.Array([n for n in item.BC if is_number(n)])
        if isinstance(item.get("/TR"), Dictionary | pikepdf.Stream):
            made.TR = clean_function(self._target, item.TR)
        return made


def _is_drawn(font: Any) -> bool:
    """Whether the glyphs of a font are drawing instructions (Type 3)."""
    return bool(font.get("/Subtype") == "/Type3")


def _blend(value: Any) -> Any:
    """Return the blend mode; of several the first that is standard, as readers do."""
    names: Iterator[Any] = iter(value if isinstance(value, pikepdf.Array) else [value])
    return next((name for name in names if str(name) in BLENDS), None)
