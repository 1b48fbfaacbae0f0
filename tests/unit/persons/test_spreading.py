"""Which names of a document are looked for in the others, and where they stand."""

import pytest

from woo_redact.domain.name import KnownName
from woo_redact.persons.names import name_of
from woo_redact.persons.spreading import NameIndex, found_names, known_name

WORDS = frozenset({"visser", "utrecht"})
FIRST_NAMES = frozenset({"pierre", "karin"})


def known(text: str) -> KnownName | None:
    return known_name(name_of(text), "5.1.2e", "person-field", WORDS, FIRST_NAMES)


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Tjitske Wiersma", ("wiersma",)),
        ("K. van der Meulen", ("meulen",)),
        ("P.J. van Lieshout-Maas", ("lieshout", "maas")),
        ("Jean Pierre Bakker", ("bakker",)),
        ("P. Visser-Maas", ("maas",)),
    ],
)
def test_a_full_name_is_looked_for_by_its_surname(text: str, surname: tuple[str, ...]) -> None:
    name = known(text)
    assert name is not None
    assert name.surname == surname


@pytest.mark.parametrize("text", ["Wiersma", "Tjitske", "KvdM", "k.vandermeulen", "P. Visser", "J. Utrecht", "P. Bo"])
def test_what_is_no_full_name_or_a_common_word_is_not(text: str) -> None:
    assert known(text) is None


@pytest.fixture
def index() -> NameIndex:
    made = NameIndex()
    for text, document in (("Tjitske Wiersma", "a"), ("K. van der Meulen", "a"), ("K. van der Meulen", "b")):
        name = known(text)
        assert name is not None
        made.add(name, document)
    return made


def test_names_of_other_documents_are_found_with_a_capital(index: NameIndex) -> None:
    names, bare = found_names(index, "b", ["Aldus Wiersma. ", "wiersma"], [[], []])
    assert [name.surname for name in names] == [("wiersma",)]
    assert bare


def test_a_document_is_not_told_its_own_names(index: NameIndex) -> None:
    assert found_names(index, "a", ["Wiersma"], [[]]) == ((), False)


def test_a_name_of_two_documents_is_told_to_both(index: NameIndex) -> None:
    for document in "ab":
        names, _ = found_names(index, document, ["MEULEN"], [[]])
        assert [name.surname for name in names] == [("meulen",)]


def test_what_is_covered_already_needs_no_new_look(index: NameIndex) -> None:
    names, bare = found_names(index, "c", ["Aldus Wiersma."], [[(6, 13)]])
    assert names
    assert not bare
