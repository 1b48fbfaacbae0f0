"""The header block of memos, letters and forms: labels and their values, however they stand to each other."""

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.labels import CELL, Label, label_at
from woo_redact.structure.lists import is_bullet
from woo_redact.structure.rows import Placed
from woo_redact.structure.setting import CHAT, Part, Setting, is_field

STATUS = "status"
# Lists of people may stand below their label as list items.
LISTED = frozenset({"aanwezig", "afwezig"})
MOST_ROWS = 12
PROSE = 110
# Characters from one comma to the next in a list.
PART = 40
# A wrapped value: the row before it has so many characters.
LONG = 55


def header_part(setting: Setting, index: int) -> Part | None:
    """Return the labels and values that begin at a row."""
    row = setting.rows[index]
    if row.plain.lower().strip(" #") in setting.words.status:
        return Part(((Block(BlockKind.FIELD, row.body_start, row.end, STATUS), row.row.x0),), index + 1)
    label = label_at(row.body, setting.words)
    if label is None:
        return None
    if label.value is not None:
        return _beside(setting, index)
    stack = _stack(setting, index)
    return _stacked(setting, index, stack) if len(stack) > 1 else _below(setting, index, label)


def _labelled(row: Placed, label: Label, offset: int = 0) -> Block:
    start = row.body_start + offset
    return Block(BlockKind.FIELD_LABEL, start + label.start, start + label.end, label.name)


def _segments(text: str, setting: Setting) -> list[tuple[int, int, Label]]:
    """Part a row where a further label begins after a wide gap: (start, end, label within the segment)."""
    found: list[tuple[int, int, Label]] = []
    starts = [0, *(gap.end() for gap in CELL.finditer(text))]
    for start in starts:
        label = label_at(text[start:], setting.words)
        # The value of the label before is no label itself, unless that has one already.
        if label and (not found or _filled(text, found[-1], start)):
            found.append((start, len(text), label))
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    return [(start, end, label) for (start, _, label), end in zip(found, ends, strict=True)]


def _filled(text: str, segment: tuple[int, int, Label], end: int) -> bool:
    start, _, label = segment
    return label.value is not None and bool(text[start + label.value : end].strip())


def _beside(setting: Setting, index: int) -> Part:
    """Labels with their values on the same row."""
    row = setting.rows[index]
    blocks: list[tuple[Block, float]] = []
    for start, end, label in _segments(row.body, setting):
        blocks.append((_labelled(row, label, start), row.row.x0))
        if label.value is None:
            continue
        low, high = _trimmed(row.body, start + label.value, end)
        if low < high:
            offset = row.body_start
            blocks.append((Block(BlockKind.FIELD, offset + low, offset + high, label.name), row.row.x0))
    after = index + 1
    last, x0 = blocks[-1]
    if last.kind is BlockKind.FIELD and last.name not in setting.words.one_row:
        while _wraps(setting, after, row):
            last = Block(last.kind, last.start, setting.rows[after].end, last.name)
            after += 1
        blocks[-1] = last, x0
    return Part(tuple(blocks), after)


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    part = text[low:high]
    return low + len(part) - len(part.lstrip()), low + len(part.rstrip())


def _wraps(setting: Setting, index: int, first: Placed) -> bool:
    """Whether a row goes on with the value above it."""
    if index >= len(setting.rows):
        return False
    row, above = setting.rows[index], setting.rows[index - 1]
    if row.gap or _stops(setting, index):
        return False
    if above.body.rstrip().endswith((",", ";")) or row.row.x0 > first.row.x0 + 30 or row.body[0].isspace():
        return True
    return len(above.body) >= LONG and row.body[0].islower()


def _stops(setting: Setting, index: int) -> bool:
    """Whether a row cannot belong to a value."""
    text = setting.text(index)
    if not text or text.startswith("#") or CHAT.match(text) or _is_prose(text):
        return True
    return is_field(setting, index) or text.strip(" *_:").lower() in setting.words.titles


def _is_prose(text: str) -> bool:
    """Whether a row is too long for a value; a list of people may be as long as it likes."""
    parts = text.count(",") + text.count(";") + 1
    return len(text) > PROSE and len(text) > PART * parts


def _stack(setting: Setting, index: int) -> list[Label]:
    """Return the labels of consecutive rows that hold nothing else."""
    labels: list[Label] = []
    while index < len(setting.rows):
        label = label_at(setting.text(index), setting.words)
        if label is None or label.value is not None:
            break
        labels.append(label)
        index += 1
    return labels


def _stacked(setting: Setting, index: int, labels: list[Label]) -> Part:
    """Labels one under another, and then the values: one row for each, as far as can be told."""
    blocks = [(_labelled(row, label), row.row.x0) for row, label in zip(setting.rows[index:], labels, strict=False)]
    at = index + len(labels)
    taken = 0
    while at < len(setting.rows) and taken < 2 * len(labels):
        row = setting.rows[at]
        if _stops(setting, at) or is_bullet(row.body) or (taken >= len(labels) and row.gap):
            break
        name = labels[min(taken, len(labels) - 1)].name
        blocks.append((Block(BlockKind.FIELD, row.body_start, row.end, name), row.row.x0))
        taken += 1
        at += 1
    return Part(tuple(blocks), at)


def _below(setting: Setting, index: int, label: Label) -> Part:
    """A label alone, with its value in the rows under it."""
    row = setting.rows[index]
    blocks: list[tuple[Block, float]] = [(_labelled(row, label), row.row.x0)]
    most = 1 if label.name in setting.words.one_row else MOST_ROWS
    colon = row.body.rstrip(" *_").endswith(":")
    at = index + 1
    while at < len(setting.rows) and at - index <= most and not _stops(setting, at):
        value = setting.rows[at]
        if value.gap and (colon or at > index + 1):
            break
        if is_bullet(value.body) and label.name not in LISTED:
            break
        at += 1
    if at > index + 1:
        first, last = setting.rows[index + 1], setting.rows[at - 1]
        blocks.append((Block(BlockKind.FIELD, first.body_start, last.end, label.name), first.row.x0))
    return Part(tuple(blocks), at)
