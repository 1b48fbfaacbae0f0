"""Pictures of pages, made in processes of their own, since files are hostile; kept in memory only."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar, cast

from woo_redact.domain.document import Page
from woo_redact.domain.ground import PrintedLabel
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.originals import own_original
from woo_redact.errors import InputError
from woo_redact.parallel import TimedTasks
from woo_redact.pipeline import page_tasks
from woo_redact.pipeline.page_tasks import PublishedPage
from woo_redact.pipeline.page_values import PageToPublish
from woo_redact.pipeline.stages import StageNames
from woo_redact.pipeline.views import PageSize

# Dots to the inch that pictures may have.
DPI = (36, 72, 110, 150, 220)
# Seconds that a page may take: a scan of A4 takes a fifth of one, a page that is written a few.
SECONDS = 30.0
# Bytes of pictures and pages that are kept.
KEPT = 64 << 20
# What a page, or the sizes of a document, takes in memory, roughly.
SMALL = 20_000

# What the folders begin with in which pages are made as they will be published, one for each while it lasts.
FOLDER = "preview-"

T = TypeVar("T")


class Pictures:
    """Makes pictures of the pages of a dossier; for use by any number of threads, which wait for what they ask.

    A worker that crashes or takes too long is replaced. Every method may raise ``InputError`` (the page cannot be
    shown; a subclass may tell why) and ``DossierError`` (the original is not where it should be).
    """

    def __init__(self, layout: DossierLayout, workers: int = 2, *, seconds: float = SECONDS) -> None:
        self._layout = layout
        self._tasks = TimedTasks(workers, seconds)
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        for left in layout.cache.glob(f"{FOLDER}*"):
            # One of another server that is at work is not empty.
            with suppress(OSError):
                left.rmdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def sizes(self, document: str) -> tuple[PageSize, ...]:
        """Return the sizes of all pages of a document."""
        original = own_original(self._layout, document)
        return self._known(("sizes", document), lambda: self._tasks.ask(page_tasks.sizes, original))

    def page(self, document: str, index: int) -> Page:
        """Return a page as the reader reads it."""
        original, reader = own_original(self._layout, document), StageNames().reader
        return self._known(("page", document, index), lambda: self._tasks.ask(page_tasks.read, original, index, reader))

    def known(self, document: str, index: int) -> Page | None:
        """Return a page if it was read already, without waiting."""
        with self._lock:
            found = self._kept.get(("page", document, index))
        return cast(Page, found[0]) if found else None

    def picture(self, document: str, index: int, dpi: int) -> bytes:
        """Return a page as a JPEG, turned as it is displayed."""
        original = own_original(self._layout, document)
        _check_dpi(dpi)
        return self._known(
            ("picture", document, index, dpi), lambda: self._tasks.ask(page_tasks.picture, original, index, dpi)
        )

    def preview(self, wanted: PageToPublish, dpi: int) -> bytes:
        """Return a page as it will be published, as a JPEG; it may have grown at a side to make room for labels."""
        _check_dpi(dpi)
        published = self._published(wanted)
        key = "preview", wanted.document, wanted.page, hash(published.pdf), dpi
        return self._known(key, lambda: self._tasks.ask(page_tasks.picture_of, published, dpi))

    def labels(self, wanted: PageToPublish) -> tuple[PrintedLabel, ...]:
        """Return the labels in the margin of a page as they will be printed, in page space."""
        return self._published(wanted).labels if wanted.approved else ()

    def close(self) -> None:
        """End the workers, and forget everything."""
        self._tasks.close()
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _published(self, wanted: PageToPublish) -> PublishedPage:
        original = own_original(self._layout, wanted.document)
        return self._known(_key(wanted), lambda: self._publish(original, wanted))

    def _publish(self, original: Path, wanted: PageToPublish) -> PublishedPage:
        # In the dossier, which is as closed as it has to be; what a killed server leaves there, the next run sweeps.
        self._layout.make_folder(self._layout.cache)
        with TemporaryDirectory(prefix=FOLDER, dir=self._layout.cache, ignore_cleanup_errors=True) as folder:
            return self._tasks.ask(page_tasks.publish, original, wanted, Path(folder))

    def _known(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key][0])
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made, _weight(made)
                self._bytes += self._kept[key][1]
            while self._bytes > KEPT and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1][1]
        return made


def _key(wanted: PageToPublish) -> Hashable:
    style = wanted.style
    look = style.scheme, style.place, style.persons, wanted.widths, wanted.writer, wanted.as_picture
    return "published", wanted.document, wanted.page, wanted.approved, look


def _weight(made: object) -> int:
    if isinstance(made, bytes):
        return len(made)
    return len(made.pdf) if isinstance(made, PublishedPage) else SMALL


def _check_dpi(dpi: int) -> None:
    if dpi not in DPI:
        raise InputError("Deze vergroting is er niet.", f"Kies uit: {', '.join(map(str, DPI))}.")
