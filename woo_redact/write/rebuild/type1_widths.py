"""How wide the glyphs of a Type 1 program are (Adobe Type 1 Font Format, 1990)."""

import re

from woo_redact.write.rebuild.type1 import (
    GLYPH_KEY,
    USUAL_PADDING,
    decrypted,
    layers,
    own_encoding,
    parts_of,
    without_segments,
)

# Commands and numbers in glyphs (chapter 6.2 and 6.4).
HSBW, ESCAPE, SBW, DIV = 13, 12, 7, 12
SINGLE, PAIR, NEGATIVE_PAIR, WORD = 32, 247, 251, 255


def glyph_widths(data: bytes) -> tuple[dict[str, float], dict[int, str]]:
    """Return how wide each glyph is, by name, and the names of the codes in the program's own encoding.

    Widths are thousandths of the font size.

    Raises:
        ValueError, IndexError, KeyError: it is no Type 1 program, or one whose glyphs are not encrypted.
    """
    clear, private = layers(without_segments(data))
    padding = int(found[1]) if (found := re.search(rb"/lenIV\s+(-?\d+)", private)) else USUAL_PADDING
    glyphs = parts_of(private)[1]
    matrix = re.search(rb"/FontMatrix\s*[\[{]\s*([-+.\deE]+)", clear)
    scale = 1000 * float(matrix[1]) if matrix else 1.0
    if padding < 0:
        raise ValueError("glyphs in the clear")
    widths = {name: scale * _width(decrypted(code, GLYPH_KEY)[padding:]) for name, code in glyphs.items()}
    return widths, own_encoding(clear)


def _width(code: bytes) -> float:
    """Return what a glyph says first: how wide it is (chapter 6.4)."""
    stack: list[float] = []
    at = 0
    while True:
        byte = code[at]
        at += 1
        if byte == HSBW:
            return stack[1]
        if byte == ESCAPE and code[at] == SBW:
            return stack[2]
        if byte == ESCAPE and code[at] == DIV:
            divisor = stack.pop()
            stack.append(stack.pop() / divisor)
            at += 1
        elif byte >= WORD:
            stack.append(int.from_bytes(code[at : at + 4], "big", signed=True))
            at += 4
        elif byte >= PAIR:
            high = byte - PAIR if byte < NEGATIVE_PAIR else -(byte - NEGATIVE_PAIR)
            low = code[at] + 108
            stack.append(high * 256 + low if byte < NEGATIVE_PAIR else high * 256 - low)
            at += 1
        elif byte >= SINGLE:
            stack.append(byte - 139)
        else:
            raise ValueError("glyph without a width")
