"""Headings, and the subject under the name of the kind of document."""

import re

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.labels import label_at
from woo_redact.structure.lists import has_sign, is_bullet, is_numbered, without_mark
from woo_redact.structure.setting import Part, Setting, part

SUBJECT = "onderwerp"
MARK = re.compile(r"(#{1,6})\s*(?=\S)")
NUMBER = re.compile(r"(?:\d{1,2}\.)+(?:\d{1,2})?\s+(?=[A-ZÀ-Þ])")
ENDS_PROSE = re.compile(r"[.;,!]$")
LONGEST = 90
# Times the size of the body text.
LARGER, MUCH_LARGER = 1.12, 1.5
INDENT = 4.0
TOP_ROWS = 6
SUBJECT_ROWS = 3


def heading_part(setting: Setting, index: int) -> Part | None:
    """Return the heading at a row; after "nota" its subject too."""
    level = _level(setting, index)
    if not level:
        return None
    row = setting.rows[index]
    plain = MARK.sub("", row.plain).strip(" *_:").lower()
    if plain in setting.words.kinds:
        return _with_subject(setting, index)
    name = SUBJECT if index == 0 and level == 1 else ""
    start = row.body_start + (found.end() if (found := MARK.match(row.body)) else 0)
    return Part(((Block(BlockKind.HEADING, start, row.end, name, level), row.row.x0),), index + 1)


def _level(setting: Setting, index: int) -> int:
    row = setting.rows[index]
    text = row.plain
    if not text or "\t" in without_mark(text) or len(text) > 2 * LONGEST:
        return 0
    mark = MARK.match(row.body)
    if mark:
        return len(mark.group(1))
    if has_sign(row.body):
        return 0
    return min((level for level in (_by_font(setting, index), _by_words(setting, index)) if level), default=0)


def _by_font(setting: Setting, index: int) -> int:
    row = setting.rows[index]
    if row.row.size >= MUCH_LARGER * setting.size:
        return 1
    if row.row.size >= LARGER * setting.size:
        return 2
    if not row.row.bold or setting.bold or len(row.plain) > LONGEST or ENDS_PROSE.search(row.plain):
        return 0
    # A bold line that goes on in another is bold prose.
    after = setting.rows[index + 1] if index + 1 < len(setting.rows) else None
    goes_on = after is not None and after.row.bold and not after.gap and after.body[:1].islower()
    return 0 if goes_on else 3


def _by_words(setting: Setting, index: int) -> int:
    row = setting.rows[index]
    text = row.plain
    if len(text) > LONGEST or ENDS_PROSE.search(text) or not (text[0].isupper() or text[0].isdigit()):
        return 0
    number = NUMBER.match(text)
    bare = text[number.end() :] if number else text
    plain = bare.rstrip(": ").lower()
    if plain in setting.words.titles and (row.gap or number):
        return 2
    if index < TOP_ROWS and row.gap and plain in setting.words.kinds:
        return 1
    if index == 0 and plain.split()[0] in setting.words.kinds and not label_at(text, setting.words):
        return 1
    if row.gap and sum(c.isalpha() for c in text) > 7 and text == text.upper() and not text.endswith(":"):
        return 1 if index == 0 else 2
    return _numbered(setting, index) if number else 0


def _numbered(setting: Setting, index: int) -> int:
    """A numbered line is a heading when text follows that is no list item."""
    if index + 1 >= len(setting.rows):
        return 0
    row, after = setting.rows[index], setting.rows[index + 1]
    if is_numbered(after.body) or has_sign(after.body) or after.body[:1].islower():
        return 0
    if not after.gap and after.row.x0 > row.row.x0 + INDENT:
        return 0
    return 3 if re.match(r"\d{1,2}\.\d", row.plain) else 2


def _with_subject(setting: Setting, index: int) -> Part:
    """The name of the kind of document and, under it, what it is about."""
    row = setting.rows[index]
    start = row.body_start + (found.end() if (found := MARK.match(row.body)) else 0)
    blocks = [(Block(BlockKind.HEADING, start, row.end, "", 1), row.row.x0)]
    after = index + 1
    while after < len(setting.rows) and after - index <= SUBJECT_ROWS:
        following = setting.rows[after]
        if (following.gap and after > index + 1) or MARK.match(following.body) or is_bullet(following.body):
            break
        if label_at(following.body, setting.words) or following.plain.rstrip(":").lower() in setting.words.titles:
            break
        if setting.words.greeting.match(following.body) or "\t" in following.body:
            break
        after += 1
    if after > index + 1:
        subject = part(setting.rows[index + 1 : after], BlockKind.HEADING, after, SUBJECT, 1)
        blocks.extend(subject.blocks)
    return Part(tuple(blocks), after)
