"""An open dossier of two documents under review, made by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from support.values import DOCUMENT, suggest
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.person import KeptMention, KeptPerson
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import DossierSettings, write_settings
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.open_review import OpenReview

OTHER = "e" * 64
AN, BO = Asked("An"), Asked("Bo")
TEXTS = ("Jan Jansen belde over de zaak met Piet.", "De heer Jansen zei dat jan jansen niet kwam.")
OTHER_TEXTS = ("Verslag: Jan Jansen en Piet.",)
JAN = suggest((0, 0, 10))
PIET = suggest((0, 34, 38), level=Level.B)
MISTER = suggest((1, 8, 14), level=Level.B)
JAN_AGAIN = suggest((1, 23, 33), level=Level.C)
JAN_ELSEWHERE = suggest((0, 9, 19), document=OTHER)
PIET_ELSEWHERE = suggest((0, 23, 27), document=OTHER, ground="5.1.2i")
ALL = (JAN, PIET, MISTER, JAN_AGAIN, JAN_ELSEWHERE, PIET_ELSEWHERE)


@contextmanager
def opened_review(layout: DossierLayout) -> Iterator[OpenReview]:
    """Two documents, the first in two files, and one file that could not be read; Jan is a person with a number."""
    write_settings(layout.settings_file, DossierSettings(("/in",), "woo-verzoek", "margin", "code"))
    with open_store(layout, create=True) as store:
        finding = Finding("recognised", Severity.WARNING, "Tekst is met OCR gelezen", 0)
        blocking = Finding("unread", Severity.BLOCKING, "de pagina heeft geen leesbare tekst", 1)
        written = FileState.WRITTEN
        store.put_file(FileRecord("a.pdf", "/in/a.pdf", DOCUMENT, page_count=2, state=written), (finding, blocking))
        store.put_file(FileRecord("kopie/a.pdf", "/in/kopie/a.pdf", DOCUMENT, page_count=2, state=written))
        store.put_file(FileRecord("b.pdf", "/in/b.pdf", OTHER, page_count=1, state=written))
        store.put_file(
            FileRecord("stuk.pdf", "/in/stuk.pdf", state=FileState.FAILED, message="stuk.pdf is beschadigd.")
        )
        store.save_scan(DOCUMENT, (JAN, PIET, MISTER, JAN_AGAIN), TEXTS)
        store.save_scan(OTHER, (JAN_ELSEWHERE, PIET_ELSEWHERE), OTHER_TEXTS)
        store.persons.save([KeptPerson(3, True, tuple(map(mention, (JAN, MISTER, JAN_AGAIN, JAN_ELSEWHERE))))])
        yield OpenReview(layout, store)


def mention(suggestion: Suggestion) -> KeptMention:
    place = suggestion.spans[0]
    return KeptMention(suggestion.id, suggestion.document, place.page, place.start, place.end)
