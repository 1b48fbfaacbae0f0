"""A line that is being typed. Pure: a key turns it into the next one."""

from dataclasses import dataclass, field

from rich.cells import cell_len

from woo_redact.cli.lines import visible
from woo_redact.cli.terminal.pressed import BACKSPACE, DELETE, END, HOME, LEFT, PASTE, RIGHT, Pressed

_KILL_LINE, _KILL_WORD, _KILL_REST = "\x15", "\x17", "\x0b"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed so far; the cursor stands before the character with the index ``at``."""

    text: str = field(default="", repr=False)
    at: int = 0

    def after(self, pressed: Pressed) -> "Typed":
        """Return the line after a key; the same when the key does nothing here."""
        before, behind = self.text[: self.at], self.text[self.at :]
        moved = {LEFT: self.at - 1, RIGHT: self.at + 1, HOME: 0, END: len(self.text)}
        if pressed.name in moved:
            return Typed(self.text, min(max(moved[pressed.name], 0), len(self.text)))
        kept = {
            BACKSPACE: (before[:-1], behind),
            DELETE: (before, behind[1:]),
            _KILL_LINE: ("", behind),
            _KILL_WORD: (_without_last_word(before), behind),
            _KILL_REST: (before, ""),
        }
        before, behind = kept.get(pressed.name, (before + _added(pressed), behind))
        return Typed(before + behind, len(before))

    def window(self, width: int) -> tuple[str, int]:
        """Return the part to show in so many cells, and the cell of the cursor in it."""
        start = self.at
        while start > 0 and _cells(self.text[start - 1 : self.at]) < width:
            start -= 1
        end = self.at
        while end < len(self.text) and _cells(self.text[start : end + 1]) <= width:
            end += 1
        return visible(self.text[start:end]), _cells(self.text[start : self.at])


def _added(pressed: Pressed) -> str:
    if pressed.name == PASTE:
        # What is pasted may be several lines; here it becomes one.
        return " ".join(pressed.text.split())
    return pressed.name if len(pressed.name) == 1 and pressed.name.isprintable() else ""


def _without_last_word(text: str) -> str:
    start, space, _ = text.rstrip().rpartition(" ")
    return start + space


def _cells(text: str) -> int:
    return cell_len(visible(text))
