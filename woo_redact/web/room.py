"""The one thread that has the dossier open: what is asked of it is done one by one, and never waits for a picture."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.opening import find_dossier

P = ParamSpec("P")
T = TypeVar("T")
# Seconds to wait for another process that is writing; meanwhile nobody gets an answer.
BUSY_SECONDS = 2.0


class Room:
    """The thread in which a dossier is open.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """

    def __init__(self, dossier: Path) -> None:
        self.layout = find_dossier(dossier)
        # A connection with the database is for the thread that made it.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dossier")
        try:
            self._review = self._thread.submit(_opened, self.layout).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def ask(self, function: Callable[Concatenate[OpenReview, P], T], *args: P.args, **more: P.kwargs) -> T:
        """Have something done with the dossier, and return the outcome; whatever it raises is raised here."""
        done = partial(self._done, lambda review: function(review, *args, **more))
        return await asyncio.get_running_loop().run_in_executor(self._thread, done)

    def ask_now(self, function: Callable[[OpenReview], T]) -> T:
        """Do as :meth:`ask`, and wait for it."""
        return self._thread.submit(self._done, function).result()

    def _done(self, function: Callable[[OpenReview], T]) -> T:
        # Another process may have run the dossier again.
        self._review.refresh()
        return function(self._review)

    def close(self) -> None:
        """Close the dossier when what was asked is done."""
        self._thread.submit(self._review.store.close).result()
        self._thread.shutdown()


def _opened(layout: DossierLayout) -> OpenReview:
    store = open_store(layout, busy_seconds=BUSY_SECONDS, write_ahead=True)
    try:
        return OpenReview(layout, store)
    except BaseException:
        store.close()
        raise
