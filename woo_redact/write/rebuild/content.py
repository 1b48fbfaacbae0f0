"""Drawing instructions written anew: standard operators only, every name given anew, and what they used.

ISO 32000-1, annex A lists the operators. Comments, unknown operators, operands too many, marked points, the properties
of marked content but its number, and the names that a program chose do not come along: they could hold anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import ContentStreamInlineImage, Dictionary, Name, Operator

from woo_redact.write.instructions import instructions_of

# How many operands each operator takes, the last before it; names and texts are looked at apart.
OPERANDS = (
    (0, "b B b* B* f F f* S s n h W W* q Q BT ET T*"),
    (1, "g G i j J M w Tc TL Tr Ts Tw Tz"),
    (2, "l m d0 Td TD d"),
    (3, "rg RG"),
    (4, "k K re v y"),
    (6, "c cm d1 Tm"),
)
PLAIN = {operator: count for count, operators in OPERANDS for operator in operators.split()}
TEXT = {"Tj": 1, "TJ": 1, "'": 1, '"': 3}
# Operators that name something from the resources: where it stands there, and how it is called from now on.
NAMED = {
    "Tf": ("/Font", "F"),
    "Do": ("/XObject", "X"),
    "gs": ("/ExtGState", "G"),
    "cs": ("/ColorSpace", "C"),
    "CS": ("/ColorSpace", "C"),
    "scn": ("/Pattern", "P"),
    "SCN": ("/Pattern", "P"),
    "sh": ("/Shading", "S"),
}
DEVICE_SPACES = frozenset(("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"))
INTENTS = frozenset(("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"))
ARTIFACT = "/Artifact"
# What pikepdf makes of numbers; True is no number.
NUMBERS = frozenset((int, Decimal, float))
# Operators that may give text no size.
SIZES = frozenset(("BT", "Tm", "Tz", "cm"))
# Plain operators that change nothing that is kept track of here.
STATELESS = {operator: count for operator, count in PLAIN.items() if operator not in (*SIZES, "q", "Q", "d")}


@dataclass(slots=True)
class Used:
    """What one content stream and its state took from the resources.

    ``names`` has, for each kind of resource, the object (of the source) that each new name stands for; ``shown`` has,
    for each new name of a font, the strings shown in it; ``mcids`` are the numbers of its marked content.
    """

    names: dict[str, dict[str, Any]] = field(default_factory=dict)
    shown: dict[str, set[bytes]] = field(default_factory=dict, repr=False)
    mcids: set[int] = field(default_factory=set)


class Rewriter:
    """Writes content streams anew that draw with the same resources, one after the other.

    ``tagged`` keeps the numbers of marked content: on pages, not in forms. Pictures that stand in the content itself
    are handed out in ``inline``, under the name that draws them.
    """

    def __init__(self, resources: Any, *, tagged: bool) -> None:
        self._resources = resources
        self._tagged = tagged
        self.used = Used()
        self.inline: dict[str, Any] = {}
        self._given: dict[tuple[str, str], str | None] = {}
        self._count: dict[str, int] = {}
        self._font: str | None = None
        self._saved: list[tuple[str | None, frozenset[str]]] = []
        # For each open mark, whether it was kept.
        self._marks: list[bool] = []
        self._out: list[Any] = []
        # The operators by which text is drawn without any width or height.
        self._flat: set[str] = set()

    def rewritten(self, content: Any) -> bytes:
        """Return the bytes of a page's or stream's content, written anew.

        Raises:
            ValueError: it draws with no size at all.
            pikepdf.PdfError: it cannot be parsed.
        """
        self._font, self._saved, self._marks, self._out = None, [], [], []
        self._flat = set()
        for instruction in instructions_of(content):
            operator = bytes(instruction.operator).decode("latin-1")
            given = STATELESS.get(operator)
            if given is not None and len(operands := list(instruction.operands)) == given and _are_numbers(operands):
                self._out.append(instruction)
            elif isinstance(instruction, ContentStreamInlineImage):
                name = self._next("/XObject", "X")
                self.inline[name] = instruction.iimage
                self._put([Name(name)], "Do")
            else:
                self._take(instruction, operator)
        for kept in self._marks:
            if kept:
                self._put([], "EMC")
        return pikepdf.unparse_content_stream(self._out)

    def _put(self, operands: Sequence[Any], operator: str) -> None:
        self._out.append((operands, Operator(operator)))

    def _take(self, instruction: Any, operator: str) -> None:
        """Keep an instruction, in whole or in part, or leave it out."""
        if operator in PLAIN:
            self._take_plain(instruction, operator)
        elif operator in TEXT:
            self._take_text(instruction, operator)
        elif operator in NAMED:
            self._take_named(list(instruction.operands), operator)
        elif operator in ("sc", "SC"):
            self._put([n for n in instruction.operands if is_number(n)], operator)
        elif operator in ("BMC", "BDC"):
            self._open_mark(list(instruction.operands))
        elif operator == "EMC":
            if self._marks and self._marks.pop():
                self._out.append(instruction)
        elif operator == "ri" and len(instruction.operands) == 1 and str(instruction.operands[0]) in INTENTS:
            self._out.append(instruction)

    def _take_plain(self, instruction: Any, operator: str) -> None:
        count = PLAIN[operator]
        if operator == "q":
            self._saved.append((self._font, frozenset(self._flat)))
        elif operator == "Q":
            if not self._saved:
                return
            self._font, flat = self._saved.pop()
            self._flat = set(flat)
        given = instruction.operands
        operands = list(given)[-count:] if count else []
        if len(operands) < count or not (_is_dash(operands) if operator == "d" else all(map(is_number, operands))):
            return
        if operator in SIZES:
            self._take_size(operator, operands)
        if len(given) == count:
            self._out.append(instruction)
        else:
            self._put(operands, operator)

    def _take_size(self, operator: str, operands: Sequence[Any]) -> None:
        """Note whether text is drawn without any width or height from here on."""
        if operator == "cm" and not _area(operands):
            raise ValueError("content of no size")
        flat = (operator == "Tm" and not _area(operands)) or (operator == "Tz" and operands[0] == 0)
        if flat:
            self._flat.add(operator)
        elif operator == "BT":
            self._flat.discard("Tm")
        else:
            self._flat.discard(operator)

    def _take_text(self, instruction: Any, operator: str) -> None:
        operands = list(instruction.operands)[-TEXT[operator] :]
        if len(operands) < TEXT[operator]:
            return
        if self._flat:
            # Text of no size shows nothing, and no reader of ours finds it; the next line is where it was.
            self._go_on(operator, operands)
            return
        *numbers, text = operands
        parts = list(text) if isinstance(text, pikepdf.Array) else [text]
        strings = [part for part in parts if not is_number(part)]
        kept = parts
        if not all(isinstance(part, pikepdf.String) for part in strings):
            strings = [part for part in strings if isinstance(part, pikepdf.String)]
            kept = [part for part in parts if is_number(part) or isinstance(part, pikepdf.String)]
        if self._font is not None:
            self.used.shown.setdefault(self._font, set()).update(map(bytes, strings))
        if len(kept) == len(parts) and len(operands) == len(instruction.operands):
            self._out.append(instruction)
        elif operator == "TJ":
            self._put([pikepdf.Array(kept)], operator)
        elif len(kept) == 1 and all(map(is_number, numbers)):
            self._put([*numbers, *kept], operator)

    def _go_on(self, operator: str, operands: Sequence[Any]) -> None:
        """Do what an instruction does besides showing text (ISO 32000-1, table 109)."""
        if operator == '"' and all(map(is_number, operands[:2])):
            self._put([operands[0]], "Tw")
            self._put([operands[1]], "Tc")
        if operator in ("'", '"'):
            self._put([], "T*")

    def _take_named(self, operands: list[Any], operator: str) -> None:
        kind, letter = NAMED[operator]
        *before, name = operands if operator != "Tf" else [operands[-1], operands[-2]] if len(operands) > 1 else [None]
        if operator in ("scn", "SCN") and not isinstance(name, Name):
            self._put([n for n in operands if is_number(n)], operator)
            return
        if not isinstance(name, Name):
            return
        if kind == "/ColorSpace" and str(name) in DEVICE_SPACES:
            self._put([name], operator)
            return
        given = self._given_name(kind, letter, str(name))
        if given is None:
            return
        numbers = [n for n in before if is_number(n)]
        if operator == "Tf":
            self._font = given
            (self._flat.discard if numbers and numbers[0] else self._flat.add)("Tf")
            self._put([Name(given), *numbers[:1]], operator)
        elif operator in ("scn", "SCN"):
            self._put([*numbers, Name(given)], operator)
        else:
            self._put([Name(given)], operator)
            if operator == "gs":
                self._take_font_of(self.used.names[kind][given])

    def _take_font_of(self, state: Any) -> None:
        """Set the font of a graphics state by an instruction of its own: then there is one way to set fonts."""
        pair = state.get("/Font")
        if isinstance(pair, pikepdf.Array) and len(pair) == 2 and isinstance(pair[0], Dictionary):
            name = self._next("/Font", "F")
            self.used.names.setdefault("/Font", {})[name] = pair[0]
            self._font = name
            self._put([Name(name), pair[1]], "Tf")

    def _given_name(self, kind: str, letter: str, name: str) -> str | None:
        """Return the new name of a resource; ``None`` when there is no such resource."""
        if (kind, name) not in self._given:
            section = self._resources.get(kind)
            item = section.get(name) if isinstance(section, Dictionary) else None
            given = None
            if item is not None:
                given = self._next(kind, letter)
                self.used.names.setdefault(kind, {})[given] = item
            self._given[kind, name] = given
        return self._given[kind, name]

    def _next(self, kind: str, letter: str) -> str:
        self._count[kind] = self._count.get(kind, 0) + 1
        return f"/{letter}{self._count[kind]}"

    def _open_mark(self, operands: Sequence[Any]) -> None:
        tag = str(operands[0]) if operands and isinstance(operands[0], Name) else ""
        number = _mcid(operands[1:], self._resources) if self._tagged else None
        kept = True
        if number is not None:
            self.used.mcids.add(number)
            # What it is says the structure tree: the name here is free to choose, and could say anything.
            self._put([Name(tag if tag == ARTIFACT else "/Span"), Dictionary(MCID=number)], "BDC")
        elif tag == ARTIFACT:
            self._put([Name(ARTIFACT)], "BMC")
        else:
            kept = False
        self._marks.append(kept)


def _mcid(properties: Sequence[Any], resources: Any) -> int | None:
    """Return the number of marked content (ISO 32000-1, 14.7.4.2); its properties may stand in the resources."""
    held = properties[0] if properties else None
    if isinstance(held, Name):
        named = resources.get("/Properties")
        held = named.get(str(held)) if isinstance(named, Dictionary) else None
    number = held.get("/MCID") if isinstance(held, Dictionary) else None
    return number if isinstance(number, int) and number >= 0 else None


def _area(matrix: Sequence[Any]) -> Any:
    a, b, c, d, *_ = matrix
    return a * d - b * c


def is_number(value: Any) -> bool:
    """Whether an operand or entry is a number."""
    return type(value) in NUMBERS


def _are_numbers(values: Iterable[Any]) -> bool:
    return NUMBERS.issuperset(map(type, values))


def _is_dash(operands: Iterable[Any]) -> bool:
    pattern, phase = operands
    return isinstance(pattern, pikepdf.Array) and all(map(is_number, pattern)) and is_number(phase)
