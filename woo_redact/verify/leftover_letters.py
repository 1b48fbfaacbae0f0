"""Letters of withheld text that a font of the output still maps: what a font was cut down to tells what stood there."""

from collections.abc import Iterable

import pikepdf

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.audit.fonts import described_by, shown_and_described

# Letters and digits; fewer turn up where a font has more than is shown for another reason.
FEWEST = 2


def find_letters(pdf: pikepdf.Pdf, passages: Iterable[str], readable: str) -> list[Finding]:
    """Look for fonts of an output that know more letters than are shown, all of them of withheld ``passages``.

    ``readable`` is what the pages show. A font that knows other letters as well was never cut down, and tells nothing.
    """
    withheld = {c for passage in passages for c in passage if c.isalnum()} - set(readable)
    if not withheld or not any(withheld & set(described) for described in described_by(pdf)):
        return []
    for shown, described in shown_and_described(pdf):
        extra = {c for text in described - shown for c in text if c.isalnum()}
        if len(extra & withheld) >= FEWEST and extra <= withheld | set(readable):
            message = "Een lettertype kent nog letters die alleen in weggelakte tekst stonden"
            return [Finding("residue", Severity.BLOCKING, message)]
    return []
