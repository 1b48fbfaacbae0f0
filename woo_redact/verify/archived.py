"""The archive copy beside the blacked-out PDF that it was made from: it shows the same, and holds no more."""

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish, SpokenPassage
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.archived_pages import Added, Side, page_findings
from woo_redact.verify.archived_rest import rest_findings
from woo_redact.verify.archived_spoken import heard_findings, spoken_findings
from woo_redact.verify.archived_strings import string_findings
from woo_redact.verify.archived_xmp import xmp_findings
from woo_redact.verify.engines import opened, page_of
from woo_redact.verify.neutral import without_spoken
from woo_redact.verify.second import SecondEngine

COUNT, UNCHECKED = "copy-page-count", "copy-unchecked"


def check_copy(
    redacted: Path,
    copy: Path,
    wish: CopyWish,
    made: ArchiveCopy,
    withheld: Sequence[str] = (),
    readable: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Check a copy against the verified PDF ``redacted``; what is wrong blocks. Never raises: it fails closed.

    ``made`` is what its maker says of it (its bytes are not looked at), ``withheld`` the texts of the passages.
    ``readable`` are texts that can be read anyhow: on pages which are pictures, and what every copy says. Pages of
    findings are those of the copy, 0-based.
    """
    try:
        with _opened(redacted.read_bytes()) as before, _opened(copy.read_bytes()) as after:
            return tuple(_findings((before, after), wish, made, withheld, readable))
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, an unchecked copy must not go out
        message = f"De controle van de archiefkopie kon niet worden afgemaakt ({type(error).__name__})"
        return (Finding(UNCHECKED, Severity.BLOCKING, message),)


@dataclass(frozen=True, slots=True)
class _Open:
    """A PDF as each engine has it open: PDFium twice, ``heard`` with what tags say in the place of glyphs."""

    content: bytes = field(repr=False)
    pdf: pikepdf.Pdf
    shown: Any
    heard: Any
    second: SecondEngine

    def side(self, index: int) -> Side:
        return Side(self.shown, self.second, index)


@contextmanager
def _opened(content: bytes) -> Iterator[_Open]:
    with (
        pikepdf.open(io.BytesIO(content)) as pdf,
        opened(without_spoken(content, pdf)) as shown,
        opened(content) as heard,
    ):
        yield _Open(content, pdf, shown, heard, SecondEngine(pdf))


def _findings(
    files: tuple[_Open, _Open],
    wish: CopyWish,
    made: ArchiveCopy,
    passages: Sequence[str],
    readable: Sequence[str],
) -> Iterator[Finding]:
    before, after = files
    pages, front = len(before.shown), made.front
    if len(after.shown) != pages + front:
        yield Finding(COUNT, Severity.BLOCKING, "De archiefkopie heeft niet evenveel pagina's als het gelakte bestand")
        return
    with ExitStack() as stack:
        sheet = stack.enter_context(_opened(wish.sheet)) if wish.sheet else None
        yield from _front_findings(sheet, after, wish, made)
        sources = [before.pdf, *([sheet.pdf] if sheet else [])]
        yield from spoken_findings(sources, after.pdf, wish, made)
        yield from rest_findings(sources, after.pdf, after.content)
    own: defaultdict[int, list[SpokenPassage]] = defaultdict(list)
    for passage in wish.passages:
        own[passage.page].append(passage)
    texts = [*readable]
    for index in range(pages):
        added = Added(_id_text(wish), made.printed.get(index + front), tuple(own[index]))
        findings, text = page_findings(index + front, before.side(index), after.side(index + front), added)
        yield from findings
        texts.append(text)
        with page_of(before.heard, index) as old, page_of(after.heard, index + front) as new:
            yield from heard_findings(index + front, (old, new), added, tagged=made.tagged)
    yield from xmp_findings(after.pdf, wish, made)
    yield from string_findings(after.content, after.second, wish, passages, texts)


def _front_findings(sheet: _Open | None, after: _Open, wish: CopyWish, made: ArchiveCopy) -> Iterator[Finding]:
    """Hold the pages in front against the sheet that was asked for."""
    if made.front != (len(sheet.shown) if sheet else 0):
        yield Finding(COUNT, Severity.BLOCKING, "De toelichting vooraan heeft niet het goede aantal pagina's")
        return
    if sheet is None:
        return
    for index in range(made.front):
        added = Added(_id_text(wish), made.printed.get(index))
        findings, _ = page_findings(index, sheet.side(index), after.side(index), added)
        yield from findings


def _id_text(wish: CopyWish) -> str:
    return f"{wish.id} {wish.mark}".strip()
