"""Salutations and signatures of letters and mails."""

import re

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.labels import mail_label
from woo_redact.structure.lists import has_sign
from woo_redact.structure.mail import begins_mail
from woo_redact.structure.setting import CHAT, Part, Setting, part

LONGEST_GREETING = 90
GREETED = re.compile(r"[^.!?:;,\n]{0,60}(?:,|!|$)")
# "Karin," or "Karin en Joost," as the first words of a mail.
NAMES = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:,? (?:en|and|&) [A-ZÀ-Þ][\w'’-]+|, [A-ZÀ-Þ][\w'’-]+(?= en))*(?:,|!)(?=\s|$)")
FIRST_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w'’-]{1,20})?")
AFTER_CLOSING = re.compile(r"[\s,.!–-]*(?:$|[A-ZÀ-Þ(]|namens\b|van\b|uit\b|en\b|ook\b|mede\b|d[er]\b)")
LONGEST_CLOSING = 70
POSTSCRIPT = re.compile(r"P\.?\s?S\.?[\s:]|Bijlagen?\b|N\.?B\.?[\s:]|c\.?c\.?[\s:]", re.IGNORECASE)
CONTACT = re.compile(r"\d{3}|@|www\.|\|")
MOST_ROWS = 18
LONGEST_CONTACT = 100
SENTENCE = 60
_NAME = r"[A-ZÀ-Þ][\w'’-]*\.?(?:[A-Z]\.)*"
_PARTICLE = r"(?:van|de|der|den|ten|ter|te|v\.?d?\.?|la|el|al|d'|in|'t|op|en|/)"
# What stands under a mail instead of a closing formula: a first name, initials, perhaps a unit.
SIGNED = re.compile(rf"{_NAME}(?:[ -](?:{_NAME}|{_PARTICLE})){{0,4}}(?:[,/–-] ?[^.!?]{{1,40}})?")
LONGEST_NAME = 60


def salutation_part(setting: Setting, index: int) -> Part | None:
    """Return the salutation at a row, and the text that goes on behind it on the same row."""
    row = setting.rows[index]
    text = row.body
    greeting = setting.words.greeting.match(text)
    end = 0
    if greeting and text[:1].isupper():
        rest = GREETED.match(text, greeting.end())
        end = rest.end() if rest and rest.end() <= LONGEST_GREETING else 0
        if end == len(text) and not row.gap and not text.endswith((",", "!")):
            return None
    elif setting.mail and (row.gap or _opens_mail(setting, index)):
        names = NAMES.match(text)
        end = names.end() if names and (names.end() == len(text) or _opens_mail(setting, index)) else 0
        if _opens_mail(setting, index) and FIRST_NAME.fullmatch(text) and not begins_mail(setting, index + 1):
            end = len(text)
    if not end:
        return None
    blocks = [(Block(BlockKind.SALUTATION, row.body_start, row.body_start + end), row.row.x0)]
    return Part(tuple(blocks), index + 1) if end == len(text.rstrip()) else _with_rest(setting, index, blocks, end)


def _opens_mail(setting: Setting, index: int) -> bool:
    """Whether the row before ends the head of a mail or quotes one."""
    above = setting.text(index - 1).rstrip() if index else ""
    return bool(mail_label(above, setting.words)) or above.endswith((":", "-----"))


def _with_rest(setting: Setting, index: int, blocks: list[tuple[Block, float]], end: int) -> Part:
    """Add the paragraph that goes on behind the salutation, up to the next gap."""
    row = setting.rows[index]
    start = row.body_start + end + len(row.body[end:]) - len(row.body[end:].lstrip())
    after = index + 1
    while after < len(setting.rows) and not setting.rows[after].gap and not closes(setting, after):
        if has_sign(setting.text(after)) or signs_off(setting, after) or begins_mail(setting, after):
            break
        after += 1
    blocks.append((Block(BlockKind.PARAGRAPH, start, setting.rows[after - 1].end), row.row.x0))
    return Part(tuple(blocks), after)


def closes(setting: Setting, index: int) -> bool:
    """Whether a row is a closing formula."""
    text = setting.text(index).strip()
    if not text or len(text) > LONGEST_CLOSING:
        return False
    found = setting.words.closing.match(text)
    return bool(found and AFTER_CLOSING.match(text, found.end()) and not text.endswith(("?", ":")))


def signs_off(setting: Setting, index: int) -> bool:
    """Whether a row is the name under a mail: short, after a sentence, and nothing of that mail follows."""
    if not setting.mail or index == 0:
        return False
    row = setting.rows[index]
    text = row.body.strip()
    if len(text) > LONGEST_NAME or not SIGNED.fullmatch(text):
        return False
    before = setting.text(index - 1).rstrip()
    if not row.gap and not before.endswith((".", "!", "?", ")")):
        return False
    after = index + 1
    return begins_mail(setting, after)


def signature_part(setting: Setting, index: int) -> Part | None:
    """Return the signature that begins at a row: closing formula, name, function, contact details."""
    if not closes(setting, index):
        return part([setting.rows[index]], BlockKind.SIGNATURE, index + 1) if signs_off(setting, index) else None
    after = index + 1
    while after < len(setting.rows) and after - index < MOST_ROWS and _belongs(setting, index, after):
        after += 1
    return part(setting.rows[index:after], BlockKind.SIGNATURE, after)


def _belongs(setting: Setting, first: int, index: int) -> bool:
    row = setting.rows[index]
    text = row.body.strip()
    quoted = row.body_start > row.start, setting.rows[first].body_start > setting.rows[first].start
    if quoted[0] != quoted[1] or not text or text.startswith("#") or CHAT.match(text):
        return False
    if POSTSCRIPT.match(text) or has_sign(text) or len(text) > LONGEST_CONTACT or begins_mail(setting, index):
        return False
    if text.rstrip(":").lower() in setting.words.titles or (row.gap and setting.words.greeting.match(text)):
        return False
    opens = text.split()[0].lower().strip(",") in setting.words.starters
    prose = len(text) > SENTENCE and (opens or text.endswith(".")) and not CONTACT.search(text)
    return not prose
