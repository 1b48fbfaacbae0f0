"""What a recogniser of parts is given, and what it gives back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.labels import label_at, mail_label
from woo_redact.structure.rows import Placed
from woo_redact.structure.vocabulary import Vocabulary

# A message of a chat, as phones export it: date, time, sender.
# A line of a chat or a log: date and time, a time between brackets, or a time before who speaks or a wide gap.
CHAT = re.compile(
    r"\[?\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},? +(?:om )?\d{1,2}:\d{2}"
    r"|\[?\d{1,2}[-/]\d{1,2},? +(?:om )?\d{1,2}[:.]\d{2}(?!\d)"
    r"|\[\d{1,2}[:.]\d{2}(?::\d{2})?\]"
    r"|\d{1,2}[:.]\d{2}(?::\d{2})?u?(?: +(?:- )?[^\W\d][\w.'’ ()-]{0,24}:\s| {2,}(?!\d))"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The rows of a document and what is true of all of it; ``size`` (points) and ``bold`` are those of its text."""

    rows: tuple[Placed, ...] = field(repr=False)
    words: Vocabulary = field(repr=False)
    size: float
    bold: bool
    mail: bool

    def text(self, index: int) -> str:
        """Return what a row says, or nothing past the last row."""
        return self.rows[index].body if index < len(self.rows) else ""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that a recogniser found, each with the x position (points) at which it begins, and the next row."""

    blocks: tuple[tuple[Block, float], ...]
    after: int


def part(rows: Sequence[Placed], kind: BlockKind, after: int, name: str = "", level: int = 0) -> Part:
    """Return one block over whole rows."""
    first = rows[0]
    return Part(((Block(kind, first.body_start, rows[-1].end, name, level), first.row.x0),), after)


def setting_for(rows: tuple[Placed, ...], words: Vocabulary, size: float, bold: bool) -> Setting:
    """Look the rows over once for what counts for all of them; a row of quote marks alone is a gap."""
    spoken: list[Placed] = []
    blank = False
    for row in rows:
        if row.body:
            spoken.append(replace(row, gap=True) if blank else row)
        blank = not row.body
    mail = any(mail_label(row.body, words) for row in spoken)
    return Setting(tuple(spoken), words, size, bold, mail)


def is_field(setting: Setting, index: int) -> bool:
    """Whether a row begins with a header label, or is a status such as "TER BESLISSING"."""
    text = setting.text(index)
    return bool(label_at(text, setting.words)) or text.strip(" \t*_#").lower() in setting.words.status
