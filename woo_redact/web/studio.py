"""Where what is made of pages is waited for: it takes its time, and other requests go on meanwhile."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from woo_redact.domain.document import Page
from woo_redact.pipeline.pictures import Pictures

P = ParamSpec("P")
T = TypeVar("T")
# Requests that may wait for a page at the same time.
WAITING = 16


class Studio:
    """Pictures and pages, for requests to await."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self._waiting = ThreadPoolExecutor(max_workers=WAITING, thread_name_prefix="pictures")

    async def made(self, function: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """Ask for something that a method of ``pictures`` makes; whatever it raises is raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._waiting, partial(function, *args, **more))

    async def pages(self, places: Iterable[tuple[str, int]]) -> list[tuple[str, Page]]:
        """Return pages, each with its document: read in other processes, since files are hostile."""
        wanted = list(dict.fromkeys(places))
        read = await asyncio.gather(*(self.made(self.pictures.page, *place) for place in wanted))
        return [(document, page) for (document, _), page in zip(wanted, read, strict=True)]

    def close(self) -> None:
        """Wait for nothing any more."""
        self._waiting.shutdown(wait=False, cancel_futures=True)
