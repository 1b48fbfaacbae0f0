"""Which formats a package has. A new one is a module in ``disclosure/formats`` and a line here."""

from collections.abc import Callable, Iterator

from woo_redact.disclosure.formats import annex, diwoo, gpp, inventory, mdto, production_report, sitemap, woogle
from woo_redact.domain.explanation import Explanations
from woo_redact.domain.publication import Files, Package

FORMATS: tuple[Callable[[Package], Files], ...] = (
    inventory.files,
    production_report.files,
    diwoo.files,
    sitemap.files,
    gpp.files,
    woogle.files,
    mdto.files,
)


def public_files(package: Package) -> Iterator[Files]:
    """Yield the files of each format, by their path below the public folder."""
    for make in FORMATS:
        yield make(package)


def annex_files(package: Package, explanations: Explanations) -> tuple[Files, bool]:
    """Return the annex to the decision, and whether it may go out: not before a lawyer has filled in its blanks."""
    return annex.files(package, explanations), annex.is_finished(package, explanations)
