import pytest

from woo_redact.disclosure.numbering import LONGEST, NamedDocument, document_ids
from woo_redact.domain.document_id import GivenId
from woo_redact.errors import InputError


def files(**documents: str) -> list[NamedDocument]:
    return [NamedDocument(f"{name}.pdf", document) for name, document in documents.items()]


def ids(
    documents: list[NamedDocument], own: dict[str, str] | None = None, given: tuple[GivenId, ...] = ()
) -> dict[str, str]:
    return {one.name: one.id for one in document_ids(documents, own or {}, given)}


def test_documents_are_numbered_in_their_order() -> None:
    assert ids(files(a="1", b="2", c="3")) == {"a.pdf": "0001", "b.pdf": "0002", "c.pdf": "0003"}


def test_numbers_grow_wider_with_the_count() -> None:
    found = document_ids([NamedDocument(f"{n}", f"{n}") for n in range(10_001)], {}, ())
    assert found[0].id == "00001"
    assert found[-1].id == "10001"


def test_a_document_that_comes_in_between_later_takes_no_number_of_another() -> None:
    first = document_ids(files(a="1", c="3"), {}, ())
    assert ids(files(a="1", b="2", c="3"), given=first) == {"a.pdf": "0001", "b.pdf": "0003", "c.pdf": "0002"}


def test_the_number_of_a_document_that_is_gone_is_not_given_again() -> None:
    first = document_ids(files(a="1", b="2"), {}, ())
    assert ids(files(b="2", c="3"), given=first) == {"b.pdf": "0002", "c.pdf": "0003"}
    assert ids(files(a="1", b="2"), given=first) == {"a.pdf": "0001", "b.pdf": "0002"}


def test_another_name_keeps_the_number_another_content_does_not() -> None:
    first = document_ids(files(a="1"), {}, ())
    assert ids(files(z="1"), given=first) == {"z.pdf": "0001"}
    assert ids(files(a="2"), given=first) == {"a.pdf": "0002"}


def test_copies_have_ids_of_their_own_that_stay() -> None:
    first = document_ids(files(a="1", b="1"), {}, ())
    assert [one.id for one in first] == ["0001", "0002"]
    assert ids(files(a="1", b="1"), given=first) == {"a.pdf": "0001", "b.pdf": "0002"}
    assert ids(files(b="1", c="1", d="1"), given=first) == {"b.pdf": "0002", "c.pdf": "0001", "d.pdf": "0003"}


def test_an_id_of_ones_own_holds_and_no_number_collides_with_it() -> None:
    assert ids(files(a="1", b="2"), {"b.pdf": "0001"}) == {"a.pdf": "0002", "b.pdf": "0001"}
    assert ids(files(a="1", b="2"), {"b.pdf": "1"}) == {"a.pdf": "0002", "b.pdf": "1"}


def test_an_id_of_ones_own_stays_when_the_settings_no_longer_tell_it() -> None:
    first = document_ids(files(a="1"), {}, ())
    second = document_ids(files(a="1"), {"a.pdf": "Nota1"}, first)
    assert ids(files(a="1"), given=(*first, *second)) == {"a.pdf": "Nota1"}
    assert ids(files(a="1", b="2"), given=(*first, *second)) == {"a.pdf": "Nota1", "b.pdf": "0002"}


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"a.pdf": "x-1"}, ["a.pdf", "letters"]),
        ({"a.pdf": "é1"}, ["a.pdf", "letters"]),
        ({"a.pdf": "١٢"}, ["a.pdf", "letters"]),
        ({"a.pdf": "../x"}, ["a.pdf", "letters"]),
        ({"a.pdf": "x" * (LONGEST + 1)}, ["a.pdf", "171 tekens"]),
        ({"a.pdf": "CON"}, ["a.pdf", "Windows"]),
        ({"a.pdf": "Nota1", "b.pdf": "nota1"}, ["a.pdf", "b.pdf", "dezelfde"]),
        ({"b.pdf": "0007"}, ["b.pdf", "al gegeven aan weg.pdf"]),
        ({"b.pdf": "OUD"}, ["b.pdf", "al gegeven aan weg.pdf"]),
    ],
)
def test_an_id_that_cannot_be_one_is_told_with_its_file(own: dict[str, str], told: list[str]) -> None:
    given = (GivenId("0007", "9", "weg.pdf"), GivenId("oud", "9", "weg.pdf"))
    with pytest.raises(InputError) as caught:
        document_ids(files(a="1", b="2"), own, given)
    assert all(part in caught.value.message for part in told)
    assert "publicatie.toml" in caught.value.remedy


def test_all_mistakes_are_told_at_once_but_not_thousands() -> None:
    many = [NamedDocument(f"{n}.pdf", f"{n}") for n in range(30)]
    with pytest.raises(InputError) as caught:
        document_ids(many, {one.name: "x x" for one in many}, ())
    assert "en nog 20" in caught.value.message


def test_a_copy_cannot_take_the_id_of_its_double() -> None:
    first = document_ids(files(a="1", b="1"), {}, ())
    with pytest.raises(InputError, match=r"al gegeven aan a\.pdf"):
        document_ids(files(a="1", b="1"), {"b.pdf": "0001"}, first)


def test_an_id_for_a_file_that_is_not_there_changes_nothing() -> None:
    assert ids(files(a="1"), {"weg.pdf": "0001"}) == {"a.pdf": "0001"}
