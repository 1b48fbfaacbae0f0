"""What is withheld stands in no string of an archive copy: tags, metadata, bookmarks, objects that no page shows."""

from collections.abc import Iterator, Sequence

from woo_redact.domain.archive_copy import CopyWish
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.hidden import find_hidden
from woo_redact.verify.package_pdf import pdf_pieces
from woo_redact.verify.passages import Sought
from woo_redact.verify.piece import Piece
from woo_redact.verify.readable import still_readable
from woo_redact.verify.second import SecondEngine
from woo_redact.verify.strings import Wanted, find_strings, wanted

KIND = "copy-leak"


def string_findings(
    content: bytes, engine: SecondEngine, wish: CopyWish, passages: Sequence[str], pages: Sequence[str]
) -> Iterator[Finding]:
    """Look for ``passages`` outside the pages of a copy; ``pages`` are the texts that can be read on them."""
    if not passages:
        return
    spoken = " ".join(dict.fromkeys(passage.text for passage in wish.passages))
    readable = (*pages, spoken)
    sought = Sought({wish.id: passages}).without(readable)
    places = set()
    for piece in pdf_pieces(content, pages=False):
        if not isinstance(piece, Piece) or piece.fault:
            yield Finding(KIND, Severity.BLOCKING, "Een deel van de archiefkopie kan niet worden doorzocht")
        elif piece.place not in places and sought.documents_in(piece):
            places.add(piece.place)
    for place in sorted(places):
        yield Finding(
            KIND, Severity.BLOCKING, f"Weggelakte tekst staat in de archiefkopie buiten de pagina's ({place})"
        )
    whole = wanted(passages).passages
    hidden = whole - still_readable(readable, whole)[0]
    yield from find_strings(content, engine.pdf, Wanted(hidden, frozenset()))
    yield from find_hidden(engine, hidden)
