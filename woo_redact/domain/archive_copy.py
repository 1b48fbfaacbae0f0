"""The copy of a blacked-out PDF that is published and kept. Values; no ``repr`` shows text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from woo_redact.domain.geometry import Box

# What is heard in place of a picture, and of a page that is one, where the tags are the program's own.
PICTURE = "Afbeelding"
SCAN = "Gescande pagina {}"


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """A withheld passage as the copy tells of it: page (0-based) and boxes (points, page space) of the blacked-out PDF.

    ``text`` is what is read in its place ("gelakt: artikel 5.1, tweede lid, onder e, Woo (…)").
    """

    page: int
    boxes: tuple[Box, ...]
    grounds: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class CopyWish:
    """What a copy has to have beside the pages of the blacked-out PDF.

    ``id`` is printed on each page, with ``mark`` ("CONCEPT") when it is not empty; ``title`` and ``language`` (BCP 47)
    are those of the document; ``sheet`` is a PDF whose pages come in front, or empty; ``moment`` is the only time that
    it may hold.
    """

    id: str
    title: str = field(repr=False)
    passages: tuple[SpokenPassage, ...]
    moment: datetime
    language: str = "nl"
    mark: str = ""
    sheet: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class ArchiveCopy:
    """A copy: its bytes, the level of PDF/A it was checked to meet ("2b", "2u", "2a", or empty) and why no higher.

    ``problems`` are Dutch and name no text; ``front`` is how many pages stand before those of the blacked-out PDF;
    ``printed`` is where the id stands on each page (0-based, of the copy; points, page space); ``tagged`` tells
    whether it has a structure tree.
    """

    content: bytes = field(repr=False)
    level: str = ""
    problems: tuple[str, ...] = ()
    front: int = 0
    printed: Mapping[int, Box] = field(default_factory=dict)
    tagged: bool = False
