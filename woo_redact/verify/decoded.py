"""What a text says once its codes are taken away: entities, percent signs, escapes, base64."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_ENTITY = re.compile(r"&(?:#\d|#[xX][0-9A-Fa-f]|[A-Za-z]\w*;)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\x([0-9A-Fa-f]{2})")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Shorter runs are words.
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\s?[A-Za-z0-9+/_-]+)*={0,2}")
# Where a header or footer of a worksheet stands, and how: "&LLinks&C&"Arial"Midden" (ECMA-376, 18.3.1.46).
_OF_HEADER = re.compile(r"&(?:K[0-9A-Fa-f]{6}|\"[^\"]*\"|\d+|[A-Za-z])")
# Codes within codes.
DEEPEST = 4


def decodings(text: str) -> Iterator[str]:
    """Yield what a text says when its codes are read, codes within codes as well; nothing when it has none."""
    if "&" in text and (bare := _OF_HEADER.sub(" ", text)) != text:
        yield bare
    for _ in range(DEEPEST):
        plainer = _plainer(text)
        if plainer == text:
            return
        yield plainer
        text = plainer


def _plainer(text: str) -> str:
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "%" in text and _PERCENT.search(text):
        text = unquote(text, errors="replace")
    if "\\" in text and _ESCAPE.search(text):
        text = _ESCAPE.sub(_character, text)
        text = _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return text


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2] or escape[3], 16)
    return chr(code) if code < 0x110000 else " "


def base64_runs(text: str) -> Iterator[bytes]:
    """Yield the bytes that long runs of base64 stand for."""
    for run in _BASE64.findall(text):
        joined = "".join(run.split()).rstrip("=").replace("-", "+").replace("_", "/")
        # A run that was cut off has a letter too many.
        joined = joined[: len(joined) - (len(joined) % 4 == 1)]
        try:
            yield base64.b64decode(joined + "=" * (-len(joined) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
