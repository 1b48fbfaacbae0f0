"""What the fixtures of the browser tests give: a way to start the program, and a way to open a browser."""

from pathlib import Path
from typing import Protocol

from support.review_server import ReviewServer
from support.visitor import Visitor


class Serve(Protocol):
    """Starts a review; ended with the test, and nothing may have gone wrong in it."""

    def __call__(
        self, dossier: Path, *options: str, reviewer: str = "Anna", invite: tuple[str, ...] = ()
    ) -> ReviewServer: ...


class Visit(Protocol):
    """Opens a browser for one person; closed with the test, and it may not have complained."""

    def __call__(self, scheme: str = "light") -> Visitor: ...
