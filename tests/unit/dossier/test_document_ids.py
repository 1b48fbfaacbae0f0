import sqlite3

import pytest

from woo_redact.domain.document_id import GivenId
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.errors import DossierError

FIRST, SECOND = GivenId("0001", "a" * 64, "nota.pdf"), GivenId("Kaart7", "b" * 64, "m\udce9p/kaart.pdf")


def test_ids_come_back_in_the_order_given(layout: DossierLayout) -> None:
    with open_store(layout, create=True) as store:
        assert store.document_ids.all() == ()
        store.document_ids.give([SECOND])
        store.document_ids.give([FIRST])
        store.document_ids.give([])
    with open_store(layout) as again:
        assert again.document_ids.all() == (SECOND, FIRST)


@pytest.mark.parametrize("id", ["0001", "kaart7"])
def test_an_id_is_given_once_capitals_or_not_and_then_none_of_the_step_is(layout: DossierLayout, id: str) -> None:
    with open_store(layout, create=True) as store:
        store.document_ids.give([FIRST, SECOND])
        with pytest.raises(DossierError):
            store.document_ids.give([GivenId("0009", "c" * 64, "c.pdf"), GivenId(id, "c" * 64, "c.pdf")])
        assert store.document_ids.all() == (FIRST, SECOND)


@pytest.mark.parametrize("statement", ["DELETE FROM document_id", "UPDATE document_id SET document = 'x'"])
def test_an_id_that_was_given_cannot_be_taken_back(layout: DossierLayout, statement: str) -> None:
    with open_store(layout, create=True) as store:
        store.document_ids.give([FIRST])
    connection = sqlite3.connect(layout.database)
    with pytest.raises(sqlite3.IntegrityError, match="given once"):
        connection.execute(statement)
    connection.close()
