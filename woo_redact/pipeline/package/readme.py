"""What lies where in a package, for whoever opens its folder."""

from string import Template

from woo_redact.domain.publication import Publication
from woo_redact.errors import RulePackError
from woo_redact.resources import rules_root

FILE, TEMPLATE = "LEESMIJ.txt", "templates/leesmij.txt"


def readme(publication: Publication) -> bytes:
    """Return the text.

    Raises:
        RulePackError: the installation is incomplete.
    """
    path = rules_root() / TEMPLATE
    try:
        template = Template(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RulePackError((f"{TEMPLATE} kan niet worden gelezen",), "Installeer woo-redact opnieuw.") from error
    heading = f"{'CONCEPT van een Woo-pakket' if publication.concept else 'Woo-pakket'} {publication.matter}"
    return template.substitute(heading=heading, line="=" * len(heading)).encode()
