"""What the legal checks say, shown during a review."""

from collections.abc import Sequence

from rich.text import Text

from woo_redact.cli.console import console
from woo_redact.cli.lines import plural, say, visible
from woo_redact.domain.report import Finding, Severity
from woo_redact.legal.rules import number_of

MANY = 10


def show_notes(notes: Sequence[Finding]) -> None:
    """Print a line for each finding about the passage on the screen."""
    for note in notes:
        grave = ", houdt het pakket tegen" if note.severity is Severity.BLOCKING else ""
        line = f"Let op ({number_of(note)}{grave}): {note.message} {note.remedy}"
        console().print(Text(visible(line), style="bold" if grave else ""))


def show_what_blocks(findings: Sequence[tuple[str, Finding]]) -> None:
    """Print in short what keeps a package back before the law, as everything is decided now."""
    blocking = [(name, finding) for name, finding in findings if finding.severity is Severity.BLOCKING]
    warnings = len(findings) - len(blocking)
    say()
    if blocking:
        what = plural(len(blocking), "juridisch punt houdt", "juridische punten houden")
        say(f"Nog {what} het pakket tegen:")
        for name, finding in blocking[:MANY]:
            page = "" if finding.page is None else f", pagina {finding.page + 1}"
            say(f"  {name}{page} ({number_of(finding)}): {finding.message}")
        if len(blocking) > MANY:
            say(f"  en nog {len(blocking) - MANY}")
        say("Loop deze passages langs met --legal.")
    else:
        say("Geen juridische toets houdt het pakket tegen.")
    more = f"Verder {plural(warnings, 'waarschuwing', 'waarschuwingen')}. " if warnings else ""
    say(f"{more}Alles, ook wat hier gelakt is en daar leesbaar, toont woo-redact check.")
