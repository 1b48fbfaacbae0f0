"""Keys as a terminal sends them, by the names that browsers have for them. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

ENTER, ESCAPE, BACKSPACE, DELETE, HOME, END = "Enter", "Escape", "Backspace", "Delete", "Home", "End"
UP, DOWN, LEFT, RIGHT = "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"
SHIFT_LEFT, SHIFT_RIGHT = "Shift+ArrowLeft", "Shift+ArrowRight"
PAGE_UP, PAGE_DOWN = "PageUp", "PageDown"
PASTE, UNKNOWN, NO_MORE = "Paste", "Unidentified", "EndOfInput"
# Ctrl-L by tradition; also when the terminal has got another size.
REDRAW = "\x0c"

# Seconds between the parts of one key; a person who presses Escape sends nothing more for longer than this.
BETWEEN = 0.05
_ESC, _PASTE_END = "\x1b", "\x1b[201~"
_PASTE_START = "[200~"
_CONTROL = {
    "\r": ENTER,
    "\n": ENTER,
    "\x7f": BACKSPACE,
    "\x08": BACKSPACE,
    "\x01": HOME,
    "\x05": END,
    "\x04": NO_MORE,
}
_SEQUENCES = {
    "[A": UP,
    "[B": DOWN,
    "[C": RIGHT,
    "[D": LEFT,
    "OA": UP,
    "OB": DOWN,
    "OC": RIGHT,
    "OD": LEFT,
    "[1;2C": SHIFT_RIGHT,
    "[1;2D": SHIFT_LEFT,
    "[H": HOME,
    "OH": HOME,
    "[1~": HOME,
    "[F": END,
    "OF": END,
    "[4~": END,
    "[3~": DELETE,
    "[5~": PAGE_UP,
    "[6~": PAGE_DOWN,
}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key: its name, which of a printable character is the character; ``text`` is what was pasted."""

    name: str
    text: str = field(default="", repr=False)


# Gives the next character; waits so many seconds at most, ``None``: until there is one. Empty when none came.
Read = Callable[[float | None], str]


def next_key(read: Read) -> Pressed:
    """Return the next key; ``NO_MORE`` when the input has ended."""
    character = read(None)
    if not character:
        return Pressed(NO_MORE)
    if character == _ESC:
        return _escaped(read)
    if character in _CONTROL:
        return Pressed(_CONTROL[character])
    return Pressed(character)


def _escaped(read: Read) -> Pressed:
    first = read(BETWEEN)
    if not first:
        return Pressed(ESCAPE)
    sequence = first
    if first in "[O":
        sequence += _rest(read, to_letter=first == "[")
    if sequence == _PASTE_START:
        return Pressed(PASTE, _pasted(read))
    return Pressed(_SEQUENCES.get(sequence, UNKNOWN))


def _rest(read: Read, *, to_letter: bool) -> str:
    found = ""
    while character := read(BETWEEN):
        found += character
        if not to_letter or "@" <= character <= "~":
            break
    return found


def _pasted(read: Read) -> str:
    text = ""
    # The terminal says where it ends; one that does not has stopped sending.
    while not text.endswith(_PASTE_END) and (character := read(1.0)):
        text += character
    return text.removesuffix(_PASTE_END)
