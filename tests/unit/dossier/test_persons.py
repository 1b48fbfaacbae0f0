"""Persons in the database: numbers that stay taken, mentions that come and go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.values import DOCUMENT
from woo_redact.domain.person import KeptMention, KeptPerson
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store, open_store


def mention(start: int) -> KeptMention:
    return KeptMention(f"s{start}", DOCUMENT, 0, start, start + 5)


KARIN = KeptPerson(1, True, (mention(0), mention(20)))
TJITSKE = KeptPerson(2, True, (mention(10),))
SOMEBODY = KeptPerson(None, False, (mention(30),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    layout = DossierLayout(tmp_path / "zaak.woo")
    layout.create()
    with open_store(layout, create=True) as opened:
        yield opened


def test_persons_come_back_in_their_order(store: Store) -> None:
    assert store.persons.made_from() == ""
    store.persons.save((TJITSKE, KARIN, SOMEBODY), "d1")
    assert store.persons.current() == (TJITSKE, KARIN, SOMEBODY)
    assert store.persons.made_from() == "d1"


def test_a_number_that_was_given_stays_taken(store: Store) -> None:
    store.persons.save((KARIN, TJITSKE), "d1")
    both = KeptPerson(1, True, (*KARIN.mentions, *TJITSKE.mentions))
    store.persons.save((both,), "d2")
    assert store.persons.last_number() == 2
    assert store.persons.places() == {1: list(both.mentions)}


def test_the_places_of_who_is_gone_are_remembered(store: Store) -> None:
    store.persons.save((KARIN, TJITSKE, SOMEBODY), "d1")
    store.persons.save((TJITSKE,), "d2")
    assert store.persons.current() == (TJITSKE,)
    assert store.persons.places()[1] == list(KARIN.mentions)


def test_a_number_of_who_became_unsure_is_not_shown(store: Store) -> None:
    store.persons.save((KeptPerson(5, False, KARIN.mentions),), "d1")
    [person] = store.persons.current()
    assert (person.number, person.shown) == (5, None)
