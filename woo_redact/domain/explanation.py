"""What grounds mean: in plain words for citizens, and as the reasoning of a decision with blanks to fill in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from woo_redact.domain.reason import BLANK


@dataclass(frozen=True, slots=True)
class Explanation:
    """The texts of one ground: ``plain`` for citizens, ``block`` for the decision.

    ``older`` is added to the block for documents of more than five years old; empty where the law does not ask it.
    """

    plain: str
    block: str
    older: str = ""


@dataclass(frozen=True, slots=True)
class GeneralTexts:
    """What holds for several grounds, or for documents as a whole.

    ``absolute`` and ``relative`` stand before the grounds of that kind, ``emissions`` with both; the others open the
    sections on old documents (art. 5.3), on what goes out later and on what is public already.
    """

    absolute: str = ""
    relative: str = ""
    emissions: str = ""
    older: str = ""
    suspended: str = ""
    public: str = ""


@dataclass(frozen=True, slots=True)
class Explanations:
    """The texts of all grounds by their ids, and those that hold for several."""

    by_ground: Mapping[str, Explanation] = field(default_factory=dict)
    general: GeneralTexts = field(default_factory=GeneralTexts)

    def overridden(self, by_ground: Mapping[str, Explanation], general: Mapping[str, str]) -> "Explanations":
        """Return these texts with those of a user in the place of their namesakes."""
        return Explanations({**self.by_ground, **by_ground}, replace(self.general, **general))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``blank`` when somebody still has to fill it in."""

    text: str
    blank: bool = False


def pieces(text: str, known: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return a text with its blanks ("[datum]") filled in as far as they are ``known``, the others as pieces apart."""
    return tuple(_joined(_pieces(text, known)))


def _pieces(text: str, known: Mapping[str, str]) -> Iterator[Piece]:
    at = 0
    for match in BLANK.finditer(text):
        yield Piece(text[at : match.start()])
        answer = known.get(match[1])
        yield Piece(answer) if answer else Piece(match[0], blank=True)
        at = match.end()
    yield Piece(text[at:])


def _joined(parts: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces that hold something, those that are no blank and stand beside each other as one."""
    last = ""
    for part in parts:
        if not part.blank:
            last += part.text
            continue
        if last:
            yield Piece(last)
        last = ""
        yield part
    if last:
        yield Piece(last)
