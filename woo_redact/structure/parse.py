"""A document taken apart: flow, blocks and sentences."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from woo_redact.domain.document import Block, BlockKind, Document, Page, ParsedDocument
from woo_redact.structure.facts import date_of
from woo_redact.structure.flow import Layout, lay_out
from woo_redact.structure.header import header_part
from woo_redact.structure.headings import heading_part
from woo_redact.structure.letters import closes, salutation_part, signature_part, signs_off
from woo_redact.structure.lists import INDENT, is_bullet, with_levels
from woo_redact.structure.mail import mail_part
from woo_redact.structure.sentences import sentences
from woo_redact.structure.setting import CHAT, Part, Setting, is_field, part, setting_for
from woo_redact.structure.tables import laid_out_part, row_part
from woo_redact.structure.vocabulary import Vocabulary, bundled

Recogniser = Callable[[Setting, int], Part | None]


def parse(document: Document, pages: Sequence[Page], words: Vocabulary | None = None) -> ParsedDocument:
    """Take a document, or a range of its pages, apart; ``words`` defaults to the bundled vocabulary."""
    words = words or bundled()
    layout = lay_out(pages, words)
    blocks = with_levels(_blocks(layout, words))
    blocks.extend(Block(BlockKind.RUNNING, row.start, row.end) for row in layout.running)
    ranges = tuple(sentences(layout.flow.text, blocks, words))
    parsed = ParsedDocument(document, tuple(pages), layout.flow, tuple(blocks), ranges)
    return replace(parsed, date=date_of(parsed))


def _blocks(layout: Layout, words: Vocabulary) -> list[tuple[Block, float]]:
    setting = setting_for(layout.body, words, layout.size, layout.bold)
    found: list[tuple[Block, float]] = []
    index = 0
    while index < len(setting.rows):
        recognised = next(p for r in RECOGNISERS if (p := r(setting, index)))
        found.extend(recognised.blocks)
        index = recognised.after
    return [(block, x0) for block, x0 in found if block.end > block.start]


def _bullet(setting: Setting, index: int) -> Part | None:
    row = setting.rows[index]
    if not is_bullet(row.body):
        return None
    after = index + 1
    while after < len(setting.rows) and not setting.rows[after].gap and not _begins(setting, after):
        # Less far to the right than the mark: the list has ended.
        if setting.rows[after].row.page == row.row.page and setting.rows[after].row.x0 < row.row.x0 - INDENT:
            break
        after += 1
    return part(setting.rows[index:after], BlockKind.BULLET, after)


def _chat(setting: Setting, index: int) -> Part | None:
    if not CHAT.match(setting.text(index)):
        return None
    after = index + 1
    while after < len(setting.rows) and not setting.rows[after].gap and not _begins(setting, after):
        after += 1
    return part(setting.rows[index:after], BlockKind.PARAGRAPH, after)


def _paragraph(setting: Setting, index: int) -> Part:
    after = index + 1
    while after < len(setting.rows) and not setting.rows[after].gap and not _begins(setting, after):
        after += 1
    return part(setting.rows[index:after], BlockKind.PARAGRAPH, after)


def _begins(setting: Setting, index: int) -> bool:
    """Whether something other than the rest of a paragraph begins at a row."""
    text = setting.text(index)
    if not text or is_bullet(text) or "\t" in text or CHAT.match(text) or is_field(setting, index):
        return True
    if closes(setting, index) or signs_off(setting, index) or mail_part(setting, index):
        return True
    return heading_part(setting, index) is not None


# In this order: the first that recognises a row has it.
RECOGNISERS: tuple[Recogniser, ...] = (
    mail_part,
    laid_out_part,
    header_part,
    row_part,
    heading_part,
    _bullet,
    signature_part,
    salutation_part,
    _chat,
    _paragraph,
)
