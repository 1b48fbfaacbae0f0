"""The id of a document in a package, as it was given out."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GivenId:
    """An id that was given to a document (SHA-256 of its bytes) under the file name ``name``; never to another."""

    id: str
    document: str
    name: str = field(repr=False)
