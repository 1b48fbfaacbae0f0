"""Names of persons that hold for a whole dossier. No ``repr`` shows a name."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class KnownName:
    """A name that is certain in one document and is looked for in the others.

    ``surname`` and ``given`` are folded words (see :mod:`woo_redact.domain.folding`), ``particle`` tells that it was
    seen with one; ``ground`` and ``rule`` are those of the suggestion that made it certain, so that its exceptions
    hold as well.
    """

    surname: tuple[str, ...] = field(repr=False)
    given: tuple[str, ...] = field(repr=False)
    particle: bool
    ground: str
    rule: str
