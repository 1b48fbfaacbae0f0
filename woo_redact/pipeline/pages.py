"""The pages of the originals of a dossier, read again where their places are needed."""

from collections import OrderedDict
from collections.abc import Iterable

from woo_redact.domain.document import Page
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.errors import DossierError
from woo_redact.pipeline.stages import StageNames, reader

# Pages kept: those that a reviewer goes back and forth between.
KEPT = 32


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

    def _page(self, document: str, index: int) -> Page:
        known = self._kept.pop((document, index), None)
        if known is None:
            text = self._store.page_text(document, index)
            known = next(iter(reader(self._reader).pages(self._layout.original(document), index, index + 1)))
            if known.text != text:
                # Places are offsets in the text: in another text they would be of other words.
                raise DossierError(
                    f"Pagina {index + 1} wordt nu anders gelezen dan toen het dossier werd gemaakt.",
                    "Draai woo-redact run opnieuw.",
                )
        self._kept[(document, index)] = known
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return known
