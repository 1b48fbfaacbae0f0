"""What the pages of a document show: fonts with the strings in them, colour spaces, pictures, and limits passed.

Forms, patterns, masks and glyphs that are drawn are read as well, each once, wherever they are used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.instructions import instructions_of

TEXT_OPERATORS = frozenset(("Tj", "TJ", "'", '"'))
OPERATORS = "q Q Tf Tr Tj TJ ' \" k K cs CS gs BI ID EI"
# ISO 32000-1, annex C and ISO 19005-2, 6.1.13.
DEEPEST_STATE = 28
LONGEST_STRING = 32_767
LARGE_NUMBER = re.compile(rb"(?:^|[\s\[])[-+]?\d{10}")
INVISIBLE = 3

CMYK = "kleuren staan er in CMYK in"
INKS = "kleuren staan er als drukinkten in"
LIMITS = "de opbouw van een pagina gaat over een grens van de norm"
STRANGE = "er staat iets op een pagina dat niet is na te gaan"


@dataclass(slots=True)
class FontUse:
    """A font and the strings shown in it, those that are seen and those that are not (of a scan's text layer)."""

    font: Any
    seen: set[bytes] = field(default_factory=set, repr=False)
    unseen: set[bytes] = field(default_factory=set, repr=False)


@dataclass(slots=True)
class Shown:
    """What the pages of a document show; ``faults`` are reasons (Dutch) why it is no PDF/A."""

    fonts: dict[tuple[int, int], FontUse] = field(default_factory=dict)
    separations: list[Any] = field(default_factory=list)
    pictures: list[Any] = field(default_factory=list)
    faults: set[str] = field(default_factory=set)


def shown_in(pdf: pikepdf.Pdf) -> Shown:
    """Return what the pages of a document show.

    Raises:
        pikepdf.PdfError: a page cannot be parsed.
    """
    walk = _Walk()
    for page in pdf.pages:
        walk.content(page, page.obj.get("/Resources"))
        walk.group(page.obj)
    return walk.shown


class _Walk:
    def __init__(self) -> None:
        self.shown = Shown()
        self._done: set[tuple[int, int]] = set()

    def _is_new(self, item: Any) -> bool:
        if not item.is_indirect:
            return True
        new = item.objgen not in self._done
        self._done.add(item.objgen)
        return new

    def content(self, content: Any, resources: Any) -> None:
        resources = resources if isinstance(resources, Dictionary) else Dictionary()
        fonts = _section(resources, "/Font")
        saved: list[tuple[FontUse | None, int]] = []
        use: FontUse | None = None
        mode = 0
        for instruction in instructions_of(content, OPERATORS):
            operator = str(instruction.operator)
            if operator in TEXT_OPERATORS:
                self._text(use, mode, instruction.operands[-1])
            elif operator == "q":
                saved.append((use, mode))
                if len(saved) > DEEPEST_STATE:
                    self.shown.faults.add(LIMITS)
            elif operator == "Q":
                use, mode = saved.pop() if saved else (None, 0)
            elif operator == "Tf":
                use = self._font(fonts.get(str(instruction.operands[0])))
            elif operator == "Tr":
                mode = int(instruction.operands[0])
            else:
                self._colour_operator(operator, instruction)
        self._numbers(content)
        self._resources(resources)

    def _text(self, use: FontUse | None, mode: int, operand: Any) -> None:
        if use is None:
            self.shown.faults.add(STRANGE)
            return
        strings = use.unseen if mode == INVISIBLE else use.seen
        for part in operand if isinstance(operand, Array) else (operand,):
            if isinstance(part, pikepdf.String):
                text = bytes(part)
                strings.add(text)
                if len(text) > LONGEST_STRING:
                    self.shown.faults.add(LIMITS)

    def _font(self, font: Any) -> FontUse | None:
        if not isinstance(font, Dictionary):
            return None
        key = font.objgen if font.is_indirect else (-1 - len(self.shown.fonts), 0)
        return self.shown.fonts.setdefault(key, FontUse(font))

    def _colour_operator(self, operator: str, instruction: Any) -> None:
        if operator in ("k", "K"):
            self.shown.faults.add(CMYK)
        elif operator in ("cs", "CS"):
            self._space(instruction.operands[0])
        elif operator != "gs":
            self.shown.faults.add(STRANGE)

    def _numbers(self, content: Any) -> None:
        held = content.obj.get("/Contents") if isinstance(content, pikepdf.Page) else content
        for part in held if isinstance(held, Array) else (held,):
            if isinstance(part, pikepdf.Stream) and LARGE_NUMBER.search(part.read_bytes()):
                self.shown.faults.add(LIMITS)

    def _resources(self, resources: Any) -> None:
        for item in _items(resources, "/XObject"):
            if self._is_new(item):
                self._drawn(item)
        for item in _items(resources, "/Pattern"):
            if self._is_new(item):
                self._pattern(item)
        for item in _items(resources, "/Shading"):
            self._space(item.get("/ColorSpace"))
        for item in _items(resources, "/ExtGState"):
            self._state(item)
        for item in _items(resources, "/ColorSpace"):
            self._space(item)
        for font in _items(resources, "/Font"):
            if isinstance(font, Dictionary) and font.get("/Subtype") == Name.Type3 and self._is_new(font):
                for glyph in _items(font, "/CharProcs"):
                    self.content(glyph, font.get("/Resources", resources))

    def _drawn(self, item: Any) -> None:
        if item.get("/Subtype") == Name.Form:
            self.content(item, item.get("/Resources"))
            self.group(item)
            return
        self.shown.pictures.append(item)
        self._space(item.get("/ColorSpace"))
        for key in ("/SMask", "/Mask"):
            if isinstance(item.get(key), pikepdf.Stream) and self._is_new(item[key]):
                self._drawn(item[key])

    def _pattern(self, item: Any) -> None:
        if isinstance(item, pikepdf.Stream):
            self.content(item, item.get("/Resources"))
        elif isinstance(item.get("/Shading"), Dictionary | pikepdf.Stream):
            self._space(item.Shading.get("/ColorSpace"))

    def _state(self, item: Any) -> None:
        mask = item.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream) and self._is_new(mask.G):
            self._drawn(mask.G)
        if {"/Font", "/TR", "/TR2", "/HT", "/HTP"} & set(item.keys()):
            self.shown.faults.add(STRANGE)

    def group(self, holder: Any) -> None:
        """Look at the colour space in which transparent parts are blended."""
        group = holder.get("/Group")
        if isinstance(group, Dictionary):
            self._space(group.get("/CS"))

    def _space(self, space: Any) -> None:
        parts = list(space) if isinstance(space, Array) else [space]
        family = str(parts[0]) if parts else ""
        if family == "/DeviceCMYK":
            self.shown.faults.add(CMYK)
        elif family == "/ICCBased" and parts[1].get("/N") == 4:
            # Overprinting has rules of its own then.
            self.shown.faults.add(CMYK)
        elif family == "/DeviceN":
            self.shown.faults.add(INKS)
        elif family == "/Separation":
            self.shown.separations.append(space)
            self._space(parts[2])
        elif family in ("/Indexed", "/Pattern") and len(parts) > 1:
            self._space(parts[1])


def _section(resources: Any, key: str) -> Any:
    held = resources.get(key)
    return held if isinstance(held, Dictionary) else Dictionary()


def _items(resources: Any, key: str) -> Iterator[Any]:
    for _, item in _section(resources, key).items():
        yield item
