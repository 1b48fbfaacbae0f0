"""The training set: marks carried to unmarked mentions, other persons in the same places, spans that hug the names."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.training.augment import Augmenter
from woo_redact.training.carry import carry, lexicon
from woo_redact.training.corpus import Document, Item, parse, render
from woo_redact.training.forms import Known, analyse, write
from woo_redact.training.names import HeldOut, NameSampler, Person, train_pool
from woo_redact.training.synth import Synthesiser, Words

FIRSTS = ("Anneke", "Bertus", "Cornelia", "Dirkje", "Evert", "Femke")
SURNAMES = ("Ouwehand", "Pietersen", "Quist", "Roelofs", "Schippers", "Tichelaar")
PERSON = Person("Femke", "Maria Anna", "van der", "Quist", "Roelofs")
NOTE = (
    "Aan: [[5.1.2e person#1|Karin Holtrop]]\nCc: [[5.1.2e person#2|B. el Yamani]]\n\n"
    "Dag [[5.1.2e person#1|Karin]], minister {{PER|Terwindt}} en {{ORG|Deltaris}} spraken in {{LOC|Zwiep}}.\n"
    "Mail: [[5.1.2e email#1|k.holtrop]]@deltaris.nl\n[[5.1.2e signature#1|HOLTROP]]"
)


def document(raw: str, name: str = "a-001") -> Document:
    return Document(name, "a", parse(raw))


def spans(item: Item) -> list[tuple[str, str]]:
    return [(item.text[start:end], label) for start, end, label in item.spans]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    contents = {
        "dutch_first_names.json": dict.fromkeys(FIRSTS, 500),
        "dutch_last_names.json": dict.fromkeys(SURNAMES, 900),
        "city_gazetteer.json": {"woonplaatsen": ["Zwiep"], "gemeenten": ["Rozendaal"], "countries": ["Peru"]},
    }
    for name, content in contents.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def augmenter(lists: Path) -> Augmenter:
    return Augmenter(NameSampler(lists, 3), 4)


def test_an_organisation_marked_once_is_carried_to_its_other_mentions() -> None:
    made = carry(document("{{ORG|Deltaris}} belde. Later belde Deltaris weer, niet Deltarisplein."), {})
    assert spans(render(made.segments)) == [("Deltaris", "ORG"), ("Deltaris", "ORG")]


def test_a_person_is_carried_into_withheld_passages_only() -> None:
    raw = "[[5.1.2e person#1|Holtrop]] woont aan de Holtrop. [[5.2 opinion|Laat Holtrop dit doen.]]"
    item = render(carry(document(raw), {}).segments)
    assert spans(item) == [("Holtrop", "PER"), ("Holtrop", "PER")]
    assert item.spans[1][0] > item.text.index("Laat")


def test_an_unknown_capital_in_a_withheld_passage_counts_neither_way() -> None:
    item = render(carry(document("[[5.2 opinion|Volgens mij wil Terwindt dit niet.]]"), {}).segments)
    assert [item.text[start:end] for start, end in item.unknown] == ["Terwindt"]
    assert not item.spans


def test_the_shared_lexicon_leaves_out_what_is_also_a_person_or_a_common_word(lists: Path) -> None:
    documents = [
        document("{{ORG|Deltaris}}, {{ORG|Quist}} en {{LOC|Veld}}; het veld van [[5.1.2e person#1|Quist]]."),
        document("{{LOC|Overal}}", "a-002"),
        document("{{ORG|Overal}}", "a-003"),
    ]
    assert set(lexicon(documents, lists / "city_gazetteer.json")) == {"Deltaris", "Rozendaal", "Peru"}


@pytest.mark.parametrize(
    ("mention", "written"),
    [
        ("Karin Holtrop", "Femke van der Quist"),
        ("K. Holtrop", "F. van der Quist"),
        ("K.J.M. de Holtrop", "F.M.A. van der Quist"),
        ("Holtrop, Karin", "Van der Quist, Femke"),
        ("Holtrop, K. de", "Quist, F. van der"),
        ("KARIN HOLTROP", "FEMKE VAN DER QUIST"),
        ("karin", "femke"),
        ("KH", "FVDQ"),
        ("KdH", "FvdQ"),
        ("KARIN", "FEMKE"),
    ],
)
def test_another_person_is_written_in_the_form_of_the_mention(mention: str, written: str) -> None:
    slots = analyse(mention, Known(frozenset({"Karin", "karin"}), frozenset({"Holtrop"})))
    assert write(slots, PERSON, random.Random(2)) == written


def test_new_names_stand_where_the_old_ones_stood_and_the_spans_hug_them(augmenter: Augmenter) -> None:
    original = document(NOTE)
    fixed = [segment.text for segment in original.segments if segment.kind == "text"]
    changed = 0
    for _ in range(60):
        made = augmenter.document(original)
        item = render(made.segments)
        found = spans(item)
        assert [label for _, label in found] == ["PER", "PER", "PER", "PUB", "ORG", "LOC", "PER"]
        assert all(text == text.strip() and text for text, _ in found)
        assert found[4:6] == [("Deltaris", "ORG"), ("Zwiep", "LOC")]
        assert [segment.text for segment in made.segments if segment.kind == "text"] == fixed
        changed += found[0][0] != "Karin Holtrop"
    assert changed > 40


def test_all_mentions_of_a_person_change_together(augmenter: Augmenter) -> None:
    raw = "[[5.1.2e person#1|Karin Holtrop]] en nog eens [[5.1.2e person#1|Karin]]."
    for _ in range(60):
        full, first = (text.replace(">", " ").split() for text, _ in spans(augmenter.item(document(raw))))
        words = " ".join(full).replace(",", " ").replace("(", " ").replace(")", " ").split()
        assert set(first) <= set(words) or any(word.startswith(f"{first[0][0]}.") for word in words)


@given(st.integers(0, 10_000), st.text(alphabet="abc ABCIJßİ\n", max_size=30))
def test_other_case_keeps_the_length_so_the_spans_still_fit(augmenter: Augmenter, seed: int, text: str) -> None:
    augmenter.random.seed(seed)
    item = Item(text, ((0, len(text), "PER"),) if text else ())
    made = augmenter.recase(item)
    assert len(made.text) == len(text)
    assert made.spans == item.spans


@pytest.mark.parametrize(
    ("kind", "persons_in"),
    [("negative", range(100)), ("technical", range(1)), ("positive", range(150, 9999)), ("offices", range(150, 9999))],
)
def test_templates_give_spans_that_hug_their_names(lists: Path, kind: str, persons_in: range) -> None:
    items = Synthesiser(NameSampler(lists, 5), Words(("wit", "vergunning"), ("reset", "button")), 6).items(300, kind)
    found = [pair for item in items for pair in spans(item)]
    assert all(text == text.strip() and text for text, _ in found)
    assert not any(mark in item.text for item in items for mark in ("{", "}", "[ORG", "[LOC"))
    assert sum(label == "PER" for _, label in found) in persons_in
    assert any(label == "PUB" for _, label in found) is (kind in ("positive", "offices"))


def test_the_sampler_gives_the_same_persons_for_the_same_seed_and_many_backgrounds(lists: Path) -> None:
    sampler, again = NameSampler(lists, 2), NameSampler(lists, 2)
    persons = [sampler.person() for _ in range(400)]
    assert persons == [again.person() for _ in range(400)]
    listed = sum(person.surname in SURNAMES for person in persons)
    assert 80 < listed < 320
    assert len({person.surname for person in persons}) > 100


def test_names_of_the_test_part_stand_nowhere_in_train(lists: Path) -> None:
    held_out = HeldOut(["Dag Femke Quist."])
    sampled = {name for seed in range(20) for name in NameSampler(lists, seed, train_pool).person().names}
    assert sampled
    assert not any(held_out(name) for name in (*sampled, "Femke", "QUIST"))


def test_some_names_are_kept_for_the_test_part() -> None:
    names = [
        f"{first}{last}" for first in ["Aa", "Be", "Cor", "Du", "Ee"] for last in ["man", "stra", "ink", "ing", "berg"]
    ]
    assert 0 < sum(map(HeldOut([]), names)) < len(names) / 2
