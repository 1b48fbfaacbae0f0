"""Plain text through structure and detection, with marks for what was found or has to be found."""

from functools import cache
from pathlib import Path

from woo_redact.detect.engine import DutchDetector
from woo_redact.domain.document import Document, ParsedDocument
from woo_redact.domain.public import Publicity
from woo_redact.domain.rule import Term
from woo_redact.domain.suggestion import Suggestion
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.resources import models_root
from woo_redact.rulepack.load import load_rules
from woo_redact.structure.parse import parse

MODEL = models_root() / "nl_woo"
DOCUMENT = Document("d" * 64, "brief.pdf", 1)


def parsed(text: str) -> ParsedDocument:
    return parse(DOCUMENT, pages_from_text(text))


@cache
def detector(
    profile: str,
    model: Path | None = None,
    terms: tuple[Term, ...] = (),
    keep: tuple[str, ...] = (),
    public: Publicity | None = None,
) -> DutchDetector:
    return DutchDetector(load_rules().for_profile(profile, public), model, terms, keep=keep)


def suggest(
    text: str,
    profile: str = "woo-verzoek",
    *,
    model: bool = False,
    terms: tuple[Term, ...] = (),
    keep: tuple[str, ...] = (),
    public: Publicity | None = None,
) -> list[Suggestion]:
    return detector(profile, MODEL if model else None, terms, keep, public).suggest(parsed(text))


def found(
    text: str,
    profile: str = "woo-verzoek",
    levels: str = "AB",
    *,
    model: bool = False,
    terms: tuple[Term, ...] = (),
    keep: tuple[str, ...] = (),
    public: Publicity | None = None,
) -> list[str]:
    """The passages found, as text, in order."""
    return [
        text[span.start : span.end]
        for suggestion in suggest(text, profile, model=model, terms=terms, keep=keep, public=public)
        if suggestion.level.value in levels
        for span in suggestion.spans
    ]
