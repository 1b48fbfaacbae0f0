"""Odd pages through reader, writer and check: what passes gives nothing away, and ordinary oddities do pass."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from support.verify_attacks import CONTENTS, PAGES, SECRET, pdf_of, recovered, squeezed
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Page, Span
from woo_redact.domain.ground import LabelPlace
from woo_redact.domain.report import VerificationReport
from woo_redact.pipeline.run import choices_for
from woo_redact.pipeline.settings import RunSettings
from woo_redact.pipeline.stages import reader
from woo_redact.pipeline.worker import FileTask, write_and_check

ATTACKS: dict[str, Callable[[], bytes]] = {
    **{name: partial(pdf_of, content) for name, content in CONTENTS.items()},
    **PAGES,
}


@dataclass(frozen=True)
class Outcome:
    """``output`` is what was written, whether it passed or not; ``found`` counts the places of the secret."""

    report: VerificationReport
    output: bytes
    found: int


def places(page: Page) -> list[Span]:
    """Find the secret as a detector would: however it is broken or spaced."""
    letters = [(c, i) for i, c in enumerate(page.text) if c.isalnum()]
    text, wanted = "".join(c for c, _ in letters).casefold(), squeezed(SECRET)
    starts = [i for i in range(len(text)) if text.startswith(wanted, i)]
    return [Span(page.index, letters[i][1], letters[i + len(wanted) - 1][1] + 1) for i in starts]


def attacked(content: bytes, folder: Path, place: LabelPlace) -> Outcome:
    source, target = folder / "source.pdf", folder / "target.pdf"
    source.write_bytes(content)
    pages = reader("pymupdf")
    document, _ = pages.open(source, source.name)
    redactions = [
        Redaction(document.id, span, page.boxes(span.start, span.end), ("5.1.2e",))
        for page in pages.pages(source, 0, document.page_count)
        for span in places(page)
    ]
    task = FileTask(
        "source.pdf", source, document.id, target, choices_for(RunSettings(labels=place)), tuple(redactions)
    )
    report = write_and_check(task)
    return Outcome(report, target.read_bytes(), len(redactions))


@pytest.mark.parametrize("place", [LabelPlace.MARGIN, LabelPlace.BOTH])
@pytest.mark.parametrize("name", ATTACKS)
def test_what_passes_gives_nothing_away(tmp_path: Path, name: str, place: LabelPlace) -> None:
    outcome = attacked(ATTACKS[name](), tmp_path, place)
    assert outcome.report.passed, outcome.report
    assert recovered(outcome.output) == []
    if name != "in a hidden layer":
        assert outcome.found
        # In a pattern or mask no engine has characters: then the whole page is a picture.
        assert outcome.report.erased >= len(SECRET) - 1 or outcome.report.pictures


def test_the_secret_can_be_had_from_every_source() -> None:
    """Else the test above would show nothing."""
    assert [name for name, build in ATTACKS.items() if not recovered(build())] == []
