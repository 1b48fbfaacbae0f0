"""What the legal checks say at the end of a review."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from woo_redact.cli.lines import plural
from woo_redact.cli.terminal.layout import one_line
from woo_redact.domain.report import Finding, Severity
from woo_redact.legal.rules import number_of

MANY = 10


def what_blocks(findings: Sequence[tuple[str, Finding]]) -> Iterator[Text]:
    """Yield in short what keeps a package back before the law, as everything is decided now."""
    blocking = [(name, finding) for name, finding in findings if finding.severity is Severity.BLOCKING]
    warnings = len(findings) - len(blocking)
    if blocking:
        what = plural(len(blocking), "juridisch punt houdt", "juridische punten houden")
        yield Text(f"Nog {what} het pakket tegen. Loop deze passages langs met --legal:")
        for name, finding in blocking[:MANY]:
            page = "" if finding.page is None else f", pagina {finding.page + 1}"
            yield Text(one_line(f"{name}{page} ({number_of(finding)}): {finding.message}"))
        if len(blocking) > MANY:
            yield Text(f"En nog {len(blocking) - MANY}.")
    else:
        yield Text("Geen juridische toets houdt het pakket tegen.")
    more = f"Verder {plural(warnings, 'waarschuwing', 'waarschuwingen')}. " if warnings else ""
    yield Text(f"{more}Alles, ook wat hier gelakt is en daar leesbaar, toont woo-redact check.")
