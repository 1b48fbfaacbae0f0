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
    store.persons.save((TJITSKE, KARIN, SOMEBODY))
    assert store.persons.current() == (TJITSKE, KARIN, SOMEBODY)


def test_a_number_that_was_given_stays_taken(store: Store) -> None:
    store.persons.save((KARIN, TJITSKE))
    both = KeptPerson(1, True, (*KARIN.mentions, *TJITSKE.mentions))
    store.persons.save((both,))
    assert store.persons.last_number() == 2
    assert store.persons.places() == {1: list(both.mentions)}


def test_the_places_of_who_is_gone_are_remembered(store: Store) -> None:
    store.persons.save((KARIN, TJITSKE, SOMEBODY))
    store.persons.save((TJITSKE,))
    assert store.persons.current() == (TJITSKE,)
    assert store.persons.places()[1] == list(KARIN.mentions)


def test_a_number_of_who_became_unsure_is_not_shown(store: Store) -> None:
    store.persons.save((KeptPerson(5, False, KARIN.mentions),))
    [person] = store.persons.current()
    assert (person.number, person.shown) == (5, None)


def test_what_was_made_from_what(store: Store) -> None:
    assert store.made_from("persons") == ""
    store.set_made_from("persons", "d1")
    store.set_made_from("names", "d2")
    store.set_made_from("names", "")
    assert (store.made_from("persons"), store.made_from("names")) == ("d1", "")
