"""What the pages may send: every field known, of its own type, and bounded."""

from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.review.own import Pointed
from woo_redact.web.faults import bad_body

MOST_IDS = 20_000
MOST_PAGES = 100_000
LONGEST_PAGE = 10_000_000
# Points: the largest page that a PDF can have, and room beside it.
FARTHEST = 20_000.0

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
DocumentId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
SuggestionId = Annotated[str, Field(pattern=r"^[0-9a-f]{20}$")]
Ids = Annotated[list[SuggestionId], Field(max_length=MOST_IDS)]
GroundId = Annotated[str, Field(min_length=1, max_length=40)]
Grounds = Annotated[list[GroundId], Field(max_length=20)]
Reason = Annotated[str, Field(max_length=10_000)]
PageIndex = Annotated[int, Field(ge=0, le=MOST_PAGES)]
Offset = Annotated[int, Field(ge=0, le=LONGEST_PAGE)]
Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]
Name = Annotated[str, Field(max_length=80)]
B = TypeVar("B", bound="Body")


class Body(BaseModel):
    """The body of a request."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Asking(Body):
    """What every request has: a name of its own, and the number of the last event that the page has seen."""

    key: Key | None = None
    expect: Annotated[int, Field(ge=0)] | None = None


class Step(Asking):
    """A step that is stored: once, whatever its answer came to."""

    key: Key


class Decide(Step):
    """One verdict for suggestions."""

    ids: Annotated[Ids, Field(min_length=1)]
    verdict: Literal["approved", "rejected", "open"]
    grounds: Grounds = []
    reason: Reason = ""


class Place(Body):
    """Words, as ``[page, start, end]`` each; or ``area``, a rectangle of ``page``."""

    spans: Annotated[list[tuple[PageIndex, Offset, Offset]], Field(max_length=100)] = []
    page: PageIndex | None = None
    area: tuple[Coordinate, Coordinate, Coordinate, Coordinate] | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> "Place":
        """Refuse what is neither, or both, or inside out."""
        if bool(self.spans) == (self.area is not None) or (self.area is None) != (self.page is None):
            raise ValueError("spans, or page and area")
        if any(start >= end for _, start, end in self.spans):
            raise ValueError("start before end")
        if self.area is not None and not (self.area[0] < self.area[2] and self.area[1] < self.area[3]):
            raise ValueError("x0 before x1, top before bottom")
        return self

    def pointed(self, document: str) -> Pointed:
        """Return it as a value of a review."""
        if self.area is not None:
            return Pointed(document, area=Box(*self.area), page=self.page or 0)
        return Pointed(document, tuple(Span(*span) for span in self.spans))


class Passages(Step):
    """Passages that a person points out; in the place of others when there are ``replaces``."""

    document: DocumentId
    pointed: Annotated[list[Place], Field(min_length=1, max_length=100)]
    replaces: Annotated[list[SuggestionId], Field(max_length=100)] = []
    grounds: Grounds = []
    reason: Reason = ""


class Search(Asking):
    """Words to find, in one document or all."""

    words: Annotated[str, Field(min_length=1, max_length=500)]
    document: DocumentId | None = None


class Withhold(Step, Search):
    """Words of which every place is to be withheld."""

    grounds: Annotated[Grounds, Field(min_length=1)]
    reason: Reason = ""


class PageDone(Step):
    """A page that is done, or no longer."""

    document: DocumentId
    page: PageIndex
    done: bool = True


class DocumentDone(Step):
    """A document that is done, or no longer."""

    document: DocumentId
    done: bool = True


class Confirm(Step):
    """A document that is confirmed, or no longer."""

    document: DocumentId
    confirmed: bool = True


class Assign(Step):
    """A document for a reviewer; empty: for nobody."""

    document: DocumentId
    reviewer: Name = ""


class Comment(Step):
    """Words for colleagues."""

    document: DocumentId
    text: Annotated[str, Field(min_length=1, max_length=10_000)]
    suggestion: SuggestionId | Literal[""] = ""
    page: PageIndex | None = None


class Undo(Step):
    """Taking the last step back."""


class Propose(Step):
    """Looking for what is withheld where it can still be read."""


class Settings(Asking):
    """What holds for the whole dossier."""

    second_review: bool | None = None
    sample_share: Annotated[int, Field(ge=0, le=100)] | None = None


class Invitation(Asking):
    """Somebody to let in."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    role: Literal["reviewer", "second", "reader"]


class Leave(Asking):
    """Going away."""


def parsed(kind: type[B], raw: bytes) -> B:
    """Return a body, checked.

    Raises:
        Fault: it is not what it should be; it does not tell why, since the reason holds what was sent.
    """
    try:
        return kind.model_validate_json(raw)
    except ValidationError:
        raise bad_body() from None


def pointed(places: Iterable[Place], document: str) -> list[Pointed]:
    """Return places as values of a review."""
    return [place.pointed(document) for place in places]
