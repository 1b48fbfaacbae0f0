"""How what was made for others is shown."""

from collections.abc import Sequence

from woo_redact.cli.lines import plural, tell
from woo_redact.cli.summary import warning_lines
from woo_redact.pipeline.handing_out import ViewedFile


def show_unmade(done: Sequence[ViewedFile]) -> None:
    """Tell which views were not made and why, and what to know about the others."""
    bad = [file for file in done if file.output is None]
    if bad:
        tell("")
        tell(f"Van {plural(len(done), 'bestand is', 'bestanden zijn')} er {len(bad)} NIET gemaakt:")
        for file in bad:
            tell(f"  {file.name}: {file.message}")
    warnings = [line for file in done if file.output for line in warning_lines(file.name, file.findings)]
    if warnings:
        tell("")
        tell("Let op:")
        for line in warnings:
            tell(f"  {line}")


def view_content(file: ViewedFile) -> dict[str, object]:
    """Return what became of a file, for programs."""
    return {
        "file": file.name,
        "pages": file.pages,
        "redactions": file.redactions,
        "assumed": file.assumed,
        "output": str(file.output) if file.output else None,
        "message": file.message,
        "findings": [{"kind": f.kind, "page": f.page, "message": f.message} for f in file.findings],
    }
