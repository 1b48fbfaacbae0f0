"""Heads of mails, and the lines with which mail programs and phones quote."""

import re

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.labels import mail_label
from woo_redact.structure.setting import Part, Setting, part

QUOTING = re.compile(
    r"(?:Op\s.{6,120}?\b(?:schreef|heeft)\b.{0,120}:"
    r"|Op\s.{6,120}?\bhet volgende geschreven\s*:?"
    r"|On\s.{6,160}?\bwrote\s*:"
    r"|Am\s.{6,160}?\bschrieb\b.{0,80}:"
    r"|Le\s.{6,160}?\ba écrit\s*:)\s*",
    re.IGNORECASE,
)
QUOTES_BEGIN = re.compile(r"(?:Op|On|Am|Le)\s.{0,40}\d")
# A quoting line may be broken over so many rows.
MOST_ROWS = 3
# Points that a broken header line stands further to the right.
HANGING = 12.0
# A letter has a date; only a mail has a time too.
TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?![.-]\d)")
BROKEN = re.compile(r"[;,<]\s*$")


def mail_part(setting: Setting, index: int) -> Part | None:
    """Return a separator, a quoting line or the head of a mail that begins at a row."""
    row = setting.rows[index]
    if setting.words.separator.fullmatch(row.body.strip()):
        return part([row], BlockKind.MAIL_HEADER, index + 1)
    rows = _quoting_rows(setting, index)
    if rows:
        return part(setting.rows[index : index + rows], BlockKind.MAIL_HEADER, index + rows, "van")
    return _head(setting, index)


def begins_mail(setting: Setting, index: int) -> bool:
    """Whether a mail or a quoted one begins at a row, or nothing follows any more."""
    return index >= len(setting.rows) or mail_part(setting, index) is not None


def _quoting_rows(setting: Setting, index: int) -> int:
    """Return over how many rows a quoting line stands; 0 when there is none."""
    text = setting.rows[index].body
    if not QUOTES_BEGIN.match(text):
        return 0
    for count in range(1, MOST_ROWS + 1):
        if QUOTING.fullmatch(text):
            return count
        if index + count >= len(setting.rows) or setting.rows[index + count].gap:
            return 0
        text = f"{text} {setting.text(index + count)}"
    return 0


def _head(setting: Setting, index: int) -> Part | None:
    blocks: list[tuple[Block, float]] = []
    sure = False
    at = index
    while at < len(setting.rows):
        row = setting.rows[at]
        label = mail_label(row.body, setting.words)
        if label:
            word = row.body[label.start : label.end].strip().lower()
            timed = label.name == "datum" and bool(TIME.search(row.body))
            sure = sure or timed or word in setting.words.sure_mail or "@" in row.body
            blocks.append((Block(BlockKind.MAIL_HEADER, row.body_start, row.end, label.name), row.row.x0))
        elif blocks and _goes_on(setting, at, blocks[-1][1]):
            last, x0 = blocks[-1]
            blocks[-1] = Block(last.kind, last.start, row.end, last.name), x0
        else:
            break
        at += 1
    names = {block.name for block, _ in blocks}
    if len(names) < 2 or not sure or not names & {"van", "aan"}:
        return None
    return Part(tuple(blocks), at)


def _goes_on(setting: Setting, index: int, x0: float) -> bool:
    """Whether a row is the rest of the header line above it."""
    row = setting.rows[index]
    if row.gap or not row.body:
        return False
    return bool(BROKEN.search(setting.text(index - 1))) or row.row.x0 > x0 + HANGING or row.body[0].isspace()
