"""The pages of the originals of a dossier, read again where their places are needed."""

from collections import OrderedDict
from collections.abc import Iterable

from woo_redact.domain.document import Page
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.originals import own_original
from woo_redact.dossier.store import Store
from woo_redact.errors import DossierError
from woo_redact.pipeline.stages import StageNames, reader

# Pages kept: those that a reviewer goes back and forth between, and those of words that are withheld everywhere.
KEPT = 128


class DossierPages:
    """Reads pages of an open dossier and keeps the last few; not for use by several threads."""

    def __init__(self, layout: DossierLayout, store: Store, reader_name: str = StageNames().reader) -> None:
        self._layout = layout
        self._store = store
        self._reader = reader_name
        self._kept: OrderedDict[tuple[str, int], Page] = OrderedDict()

    def pages(self, document: str, indices: Iterable[int]) -> dict[int, Page]:
        """Return pages of a document by 0-based index.

        Raises:
            DossierError: a page is not known, or reads otherwise now than when the dossier was made.
            InputError: the original cannot be read.
        """
        return {index: self._page(document, index) for index in sorted(set(indices))}

    def keep(self, document: str, page: Page) -> None:
        """Keep a page that was read elsewhere, in another process for instance, so that it is not read again here.

        Raises:
            DossierError: the page is not known, or reads otherwise than when the dossier was made.
        """
        if page.text != self._store.page_text(document, page.index):
            # Places are offsets in the text: in another text they would be of other words.
            raise DossierError(
                f"Pagina {page.index + 1} wordt nu anders gelezen dan toen het dossier werd gemaakt.",
                "Draai woo-redact run opnieuw.",
            )
        self._kept[(document, page.index)] = page
        self._kept.move_to_end((document, page.index))
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _page(self, document: str, index: int) -> Page:
        if (document, index) not in self._kept:
            # A page that the dossier does not know is not looked for in the file.
            self._store.page_text(document, index)
            pages = reader(self._reader).pages(own_original(self._layout, document), index, index + 1)
            self.keep(document, next(iter(pages)))
        self._kept.move_to_end((document, index))
        return self._kept[(document, index)]
