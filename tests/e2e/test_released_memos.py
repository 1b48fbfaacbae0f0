"""On what a ministry left readable: nothing certain, at most five suggestions for review, and nothing covered twice."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from woo_redact.domain.document import Document, ParsedDocument
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.evaluation.marks import read_marked
from woo_redact.pipeline.stages import StageNames, detector, reader
from woo_redact.pipeline.worker import rules_for
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.structure.parse import parse

ROOT = Path(__file__).parents[2]
MEMOS = sorted((ROOT / "tests" / "cases" / "released").glob("*.txt"))
LABELS = ("Bescherming persoonlijke levenssfeer", "Internationale en diplomatieke belangen", "Veiligheid van de staat")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The memos as PDFs in the form of the sample memos."""
    sys.path.insert(0, str(ROOT / "samples"))
    try:
        from make import make, read  # type: ignore[import-not-found]

        folder = tmp_path_factory.mktemp("memos")
        for memo in MEMOS:
            make(read(memo), folder / f"{memo.stem}.pdf")
        yield {memo.stem: folder / f"{memo.stem}.pdf" for memo in MEMOS}
    finally:
        sys.path.remove(str(ROOT / "samples"))


def suggestions(parsed: ParsedDocument, profile: str) -> list[Suggestion]:
    found = detector(StageNames().detector, rules_for(profile), ()).suggest(parsed)
    return [s for s in found if not any(parsed.text(span) in label for span in s.spans for label in LABELS)]


@pytest.mark.parametrize("profile", ["beslisnota", "woo-verzoek"])
def test_the_text_is_left_alone(profile: str) -> None:
    levels: Counter[Level] = Counter()
    for memo in MEMOS:
        parsed = parse(Document("x", memo.name, 1), pages_from_text(read_marked(memo).text))
        levels.update(s.level for s in suggestions(parsed, profile))
    assert levels[Level.A] == 0
    assert levels[Level.B] <= 5


def test_the_printed_memos_are_left_alone(printed: dict[str, Path]) -> None:
    levels: Counter[Level] = Counter()
    pages_of = reader("pymupdf")
    for name, path in printed.items():
        document, _ = pages_of.open(path, name)
        parsed = parse(document, tuple(pages_of.pages(path, 0, document.page_count)))
        levels.update(s.level for s in suggestions(parsed, "beslisnota"))
    assert levels[Level.A] == 0
    assert levels[Level.B] <= 5
