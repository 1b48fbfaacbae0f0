"""Text as a finished file holds it, and where."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together, and the kind of place in Dutch.

    ``loose`` tells that short strings turn up there by chance, as in bytes that are no text. ``name`` tells that it is
    written as one ("mailJansen_2"). ``fault`` tells in Dutch why a part could not be looked through; then there is no
    text.
    """

    place: str
    text: str = field(repr=False, default="")
    loose: bool = False
    name: bool = False
    fault: str = ""
