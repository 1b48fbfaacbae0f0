"""PDFs from templates by typst: tagged, PDF/A-2a and PDF/UA-1; the same data give the same bytes on every machine.

A template is a file in ``rules/templates``. What it shows is passed as data and is never part of its markup, so that
no text of a document can be taken for a command. Fonts are those that come with typst.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from woo_redact.disclosure.tables import printable
from woo_redact.domain.publication import CONCEPT
from woo_redact.errors import OutputError, RulePackError
from woo_redact.resources import rules_root

FOLDER = "templates"
UNTITLED = "Zonder titel"
# Shown for a character that no font has: the standards allow no missing glyph.
UNKNOWN = "\u25a1"
# What the standards do not take, as typst quotes it; each attempt tells of more.
_UNSHOWN = re.compile(r'the text `"((?:[^"`\\]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_ATTEMPTS = 20
# Controls, ways of writing, joiners, marks of order: no font has a glyph for all of them.
_INVISIBLE = re.compile(
    "[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# Without a meaning that others share.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def compile(
    template: str, data: Mapping[str, Any], *, title: str, moment: datetime, foot: str = "", concept: bool = False
) -> bytes:
    """Return the PDF that ``template`` (such as "inventarislijst.typ") makes of ``data``.

    ``data`` are values that JSON knows; the template finds them in ``data``, with ``title``, ``foot`` and ``mark``
    ("CONCEPT" or ""), which :file:`opmaak.typ` shows. ``moment`` is the only time in the PDF, with its time zone.
    Characters that no font has are shown as an empty square.

    Raises:
        OutputError: it cannot be typeset.
        RulePackError: the installation is incomplete.
    """
    path = rules_root() / FOLDER / template
    if not path.is_file():
        raise RulePackError((f"{FOLDER}/{template} ontbreekt",), "Installeer woo-redact opnieuw.")
    shown = _shown(title, frozenset()).strip() or UNTITLED
    own = {"title": f"{CONCEPT}: {shown}" if concept else shown, "foot": foot, "mark": CONCEPT if concept else ""}
    values = {**data, **own}
    unknown: frozenset[str] = frozenset()
    for _ in range(_ATTEMPTS):
        try:
            return _compiled(path, _shown(values, unknown), moment)
        except typst.TypstError as error:
            found = _unshown(error)
        if found <= unknown:
            break
        unknown |= found
    # What typst says may quote the data.
    raise OutputError(
        f"{template} kan niet worden opgemaakt als PDF.", "Meld dit; de andere bestanden bevatten dezelfde gegevens."
    )


def _compiled(path: Path, values: Any, moment: datetime) -> bytes:
    content: bytes = typst.compile(
        str(path),
        root=str(path.parent),
        format="pdf",
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(moment.timestamp()),
    )
    return content


def _unshown(error: typst.TypstError) -> frozenset[str]:
    """Return the characters that typst has no glyph for."""
    quoted = _UNSHOWN.findall(f"{error.message}\n{error.diagnostic}")
    texts = (_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in quoted)
    return frozenset(character for text in texts for character in text if not character.isascii())


def _shown(value: Any, unknown: frozenset[str]) -> Any:
    """Return the data with every text as it can be shown."""
    if isinstance(value, str):
        text = printable(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = _PRIVATE.sub(UNKNOWN, _INVISIBLE.sub("", text))
        return "".join(UNKNOWN if character in unknown else character for character in text)
    if isinstance(value, Mapping):
        return {key: _shown(item, unknown) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_shown(item, unknown) for item in value]
    return value
