"""Who is one person: within a document, over documents, and who stays apart."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.persons.linking import Mention, Person, link
from woo_redact.persons.names import Form, name_of


def mentions(*documents: Sequence[str]) -> list[Mention]:
    return [
        Mention(f"{number:02}.pdf", 0, 10 * place, 10 * place + 5, f"s{number}-{place}", f"d{number}", name_of(text))
        for number, texts in enumerate(documents)
        for place, text in enumerate(texts)
    ]


def persons(*documents: Sequence[str], first_names: frozenset[str] = frozenset()) -> list[tuple[list[str], bool]]:
    """The persons as lists of "document: text", and whether they are sure."""
    found = mentions(*documents)
    texts = {m.suggestion: text for m, text in zip(found, [t for d in documents for t in d], strict=True)}
    return [
        ([f"{m.document[1:]}: {texts[m.suggestion]}" for m in person.mentions], person.sure)
        for person in link(found, first_names)
    ]


def sizes(*documents: Sequence[str]) -> list[int]:
    return [len(texts) for texts, _ in persons(*documents)]


EVERY_FORM = (
    "Karin van der Meulen",
    "K.V. van der Meulen",
    "van der Meulen, K.V. (Karin)",
    "Van der Meulen",
    "Karin",
    "KARIN VAN DER MEULEN",
    "k.vandermeulen",
    "karin.vandermeulen",
    "KvdM",
    "Meulen, van der",
    "Karin van der\nMeulen",
    "kvandermeulen",
)


def test_every_form_of_a_name_is_one_person() -> None:
    assert sizes(EVERY_FORM) == [len(EVERY_FORM)]


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_form_belongs_to_the_full_name_in_its_document(form: str) -> None:
    assert sizes(("K.V. (Karin) van der Meulen", form)) == [2]


@pytest.mark.parametrize("half", ["Lieshout", "Maas", "P. Maas", "Van Lieshout", "LIESHOUT-MAAS"])
def test_either_half_of_a_double_name(half: str) -> None:
    assert sizes(("P.J. van Lieshout-Maas", half)) == [2]


def test_a_surname_of_two_words_is_no_given_name_and_surname() -> None:
    assert sizes(("H.J. Oude Lansink", "Oude Lansink")) == [2]
    assert sizes(("Oude Lansink", "Karin Bakker")) == [1, 1]


def test_a_double_given_name_is_no_surname() -> None:
    assert sizes(("Wessels, Gerrit-Jan", "Gerrit-Jan")) == [2]
    assert sizes(("Gerrit-Jan Wessels",), ("Karin Jan",), ("Gerrit-Jan",)) == [1, 1, 1]


def test_a_double_surname_is_of_who_has_both_halves() -> None:
    found = persons(("A.C. Bisschop-Tuinman", "Dennis Tuinman", "Bisschop-Tuinman"))
    assert found[0] == (["0: A.C. Bisschop-Tuinman", "0: Bisschop-Tuinman"], True)
    assert sizes(("A.C. Bisschop-Tuinman",), ("Dennis Tuinman",), ("Bisschop-Tuinman",)) == [2, 1]


def test_addresses_belong_to_the_name_beside_them() -> None:
    assert sizes(("Kuipers-Van Laar, Annemiek", "am.kuipers", "A.M. Kuipers-Van Laar")) == [3]
    assert sizes(("Ramdin, Vishal", "v.ramdin", "Ramdin")) == [3]


def test_accents_and_small_slips_are_no_other_person() -> None:
    assert sizes(("B. Yılmaz", "B. Yilmaz", "YILMAZ")) == [3]
    assert sizes(("T. Ouwehand", "T. Ouwehandt")) == [2]
    assert sizes(("T. Bos", "T. Vos")) == [1, 1]


def test_of_two_with_one_surname_the_surname_is_nobodys() -> None:
    found = persons(("Karin Bakker", "Kees Bakker", "Bakker", "K. Bakker", "Kees"))
    assert found == [
        (["0: Karin Bakker"], True),
        (["0: Kees Bakker", "0: Kees"], True),
        (["0: Bakker"], False),
        (["0: K. Bakker"], False),
    ]


def test_full_names_of_two_documents_are_one_when_nothing_contradicts() -> None:
    assert sizes(("Karin Bakker",), ("K. Bakker",), ("k.bakker",)) == [3]
    assert sizes(("Karin Bakker",), ("Kees Bakker",)) == [1, 1]
    assert sizes(("K. van Bakker",), ("K. de Bakker",)) == [1, 1]


def test_initials_that_fit_two_are_unsure() -> None:
    found = persons(("Karin Bakker",), ("Kees Bakker",), ("K. Bakker", "Bakker"))
    assert found[2:] == [(["2: K. Bakker", "2: Bakker"], False)]


def test_within_its_document_an_initial_is_sure() -> None:
    found = persons(("Karin Bakker", "K. Bakker"), ("Kees Bakker",))
    assert found == [(["0: Karin Bakker", "0: K. Bakker"], True), (["1: Kees Bakker"], True)]


def test_a_surname_alone_joins_the_one_person_who_has_it() -> None:
    assert persons(("Tjitske Wiersma",), ("Wiersma", "WIERSMA")) == [
        (["0: Tjitske Wiersma", "1: Wiersma", "1: WIERSMA"], True)
    ]
    found = persons(("Tjitske Wiersma",), ("Jan Wiersma",), ("Wiersma",))
    assert found[2] == (["2: Wiersma"], False)


def test_a_given_name_alone_never_joins_over_documents() -> None:
    assert sizes(("Karin Bakker",), ("Karin",)) == [1, 1]
    assert sizes(("Karin Bakker",), ("Karin", "karin.bakker")) == [3]
    assert sizes(("Karin Bakker",), ("Karin", "K. Bakker")) == [2, 1]


def test_a_surname_that_is_a_given_name_as_well_does_not_join() -> None:
    assert len(persons(("Jan Thomas",), ("Thomas",), first_names=frozenset({"thomas"}))) == 2


def test_first_letters_never_join_over_documents() -> None:
    assert sizes(("Karin van der Meulen",), ("KvdM", "KvdM")) == [1, 2]


def test_an_address_that_fits_nobody_is_unsure() -> None:
    assert persons(("info",)) == [(["0: info"], False)]


def test_surnames_alone_are_one_person_in_a_document_and_two_in_two() -> None:
    assert sizes(("Van der Meulen", "VAN DER MEULEN"), ("Van der Meulen",)) == [2, 1]


FORMS = st.sampled_from(
    [
        *(
            f"{g} {p}{s}"
            for g in ("Karin", "Kees", "K.", "K.V.", "Anne Marie")
            for p in ("", "van der ")
            for s in ("Bakker", "Meulen", "Bakker-Meulen", "Ouwehand", "Ouwehandt")
        ),
        *("Bakker", "Meulen", "Van der Meulen", "Karin", "Kees", "KB", "KvdM", "k.bakker", "karin.bakker", "bakker"),
    ]
)
DOCUMENTS = st.lists(st.lists(FORMS, max_size=6), max_size=4)


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_and_mentions_does_not_matter(texts: list[list[str]], chance: random.Random) -> None:
    found = mentions(*texts)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert link(shuffled) == link(found)


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_names_of_files_only_order_the_result(texts: list[list[str]], chance: random.Random) -> None:
    found = mentions(*texts)
    files = [f"{n:02}.pdf" for n in range(len(texts))]
    chance.shuffle(files)
    renamed = [
        Mention(files[int(m.document[1:])], m.page, m.start, m.end, m.suggestion, m.document, m.name) for m in found
    ]

    def content(persons: Sequence[Person]) -> set[tuple[frozenset[str], bool]]:
        return {(frozenset(m.suggestion for m in p.mentions), p.sure) for p in persons}

    assert content(link(renamed)) == content(link(found))


@given(DOCUMENTS)
def test_every_mention_is_in_exactly_one_person(texts: list[list[str]]) -> None:
    found = mentions(*texts)
    told = [m.suggestion for person in link(found) for m in person.mentions]
    assert sorted(told) == sorted(m.suggestion for m in found)


@given(DOCUMENTS)
def test_no_person_has_two_given_names_or_two_surnames(texts: list[list[str]]) -> None:
    for person in link(mentions(*texts)):
        names = [m.name for m in person.mentions]
        for one, other in combinations([n for n in names if n.form is Form.FULL], 2):
            if one.given and other.given:
                assert one.given[0] == other.given[0]
            assert one.initials[0] == other.initials[0]
            assert {s[:8] for s in one.surname} & {s[:8] for s in other.surname}
            assert not (one.particle and other.particle) or one.particle == other.particle
        surnames = [n for n in names if n.form in (Form.FULL, Form.SURNAME)]
        if surnames:
            fullest = max(surnames, key=lambda n: len(n.surname))
            for name in surnames:
                assert {s[:8] for s in name.surname} & {s[:8] for s in fullest.surname}
