"""Filling in the templates of pages for people; everything is escaped but what a template made itself."""

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any

from woo_redact.disclosure.tables import printable
from woo_redact.errors import RulePackError
from woo_redact.resources import rules_root

FOLDER = "templates"
_BLOCK = re.compile(r"<!-- block: (\w+) -->\n")


class Markup(str):
    """HTML that a template made."""

    __slots__ = ()


class Blocks:
    """The blocks of a template file: HTML with ``$names`` to fill in, each after a line ``<!-- block: name -->``."""

    def __init__(self, name: str) -> None:
        """Read a template that comes with the program.

        Raises:
            RulePackError: the installation is incomplete.
        """
        path: Path = rules_root() / FOLDER / name
        try:
            _, *parts = _BLOCK.split(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            shown = f"{FOLDER}/{name} kan niet worden gelezen"
            raise RulePackError((shown,), "Installeer woo-redact opnieuw.") from error
        self._blocks: Mapping[str, Template] = {
            block: Template(text) for block, text in zip(parts[::2], parts[1::2], strict=True)
        }

    def fill(self, block: str, /, **values: Any) -> Markup:
        """Return a block, filled in."""
        return Markup(self._blocks[block].substitute({name: _escaped(value) for name, value in values.items()}))

    def each(self, block: str, texts: Iterable[object]) -> Markup:
        """Return a block for each of ``texts``, joined."""
        return joined(self.fill(block, text=text) for text in texts)


def joined(parts: Iterable[Markup]) -> Markup:
    """Return parts one after the other."""
    return Markup("".join(parts))


def _escaped(value: object) -> str:
    return value if isinstance(value, Markup) else html.escape(printable(str(value)))
