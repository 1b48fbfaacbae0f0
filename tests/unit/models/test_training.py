"""The training code: marks to spans, cuts that never part a name, a split that keeps versions together."""

import tomllib
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from models.train.chunks import chunks
from models.train.corpus import Document, Item, parse, render, split
from models.train.manifest import file_hash
from models.train.tokenizer import customise

MODEL = Path(__file__).parents[3] / "models" / "nl_woo"


def spans(raw: str) -> list[tuple[str, str]]:
    item = render(parse(raw))
    return [(item.text[start:end], label) for start, end, label in item.spans]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Dag [[5.1.2e person#1|Karin]],", [("Karin", "PER")]),
        (
            "minister {{PER|De Waal}} van {{ORG|OCW}} in {{LOC|Enschede}}",
            [("De Waal", "PER"), ("OCW", "ORG"), ("Enschede", "LOC")],
        ),
        ("bel [[5.1.2e phone#1|06-18273645]]", []),
        ("[[5.1.2e address#1|Duinroosweg 8, 1321 AC Waterwijk]]", [("Duinroosweg", "LOC"), ("Waterwijk", "LOC")]),
        ("[[5.2 opinion|dat lijkt me dwaas]]", []),
    ],
)
def test_marks_become_spans(raw: str, wanted: list[tuple[str, str]]) -> None:
    assert spans(raw) == wanted


@given(
    st.lists(
        st.sampled_from(["Karin Ouwehand", "tekst", "\n", "\n\n", " ", "een langere zin over niets " * 8]), max_size=20
    )
)
def test_cuts_keep_every_name_whole(parts: list[str]) -> None:
    text, marked = "", []
    for part in parts:
        if part[0].isupper():
            marked.append((len(text), len(text) + len(part), "PER"))
        text += part
    pieces = chunks(Item(text, tuple(marked)))
    found = [piece.text[start:end] for piece in pieces for start, end, _ in piece.spans]
    assert found == ["Karin Ouwehand"] * len(marked)


def test_versions_of_one_document_stay_together_and_the_split_is_stable() -> None:
    words = [f"woord{i}" for i in range(60)]
    documents = [
        Document(f"a-{i:03}-{suffix}", "a", parse(" ".join([*(f"d{i}x{w}" for w in words), suffix])))
        for i in range(40)
        for suffix in ("concept", "definitief")
    ]
    parts = split(documents)
    place = {d.name: part for part, found in parts.items() for d in found}
    assert all(place[f"a-{i:03}-concept"] == place[f"a-{i:03}-definitief"] for i in range(40))
    assert all(parts.values())
    again = split(documents)
    assert {d.name: part for part, found in again.items() for d in found} == place


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("de motie-Van Dijk", "Van"),
        ("El Idrissi/Bakker", "Bakker"),
        ("A.B.C.de Wit", "de"),
        ("commissie-Oosterveld", "Oosterveld"),
        ("Bijlage_Tavares.pdf", "Bijlage"),
    ],
)
def test_names_do_not_hide_inside_a_token(text: str, token: str) -> None:
    nlp = spacy.blank("nl")
    customise(nlp)
    assert token in [t.text for t in nlp(text)]


def test_the_committed_model_is_what_its_description_says() -> None:
    described = tomllib.loads((MODEL / "model.toml").read_text(encoding="utf-8"))
    files = {p.relative_to(MODEL).as_posix() for p in MODEL.rglob("*") if p.is_file()} - {"model.toml"}
    assert files == set(described["files"])
    for name, digest in described["files"].items():
        assert file_hash(MODEL / name) == digest
    assert described["scores"]["megabytes"] <= 15


def test_the_committed_model_finds_names_and_leaves_other_words() -> None:
    nlp = spacy.load(MODEL)
    doc = nlp("Beste Karin,\n\nWij spraken gisteren met Younes Haddou en mevrouw Van den Akker over de begroting.")
    found = {entity.text for entity in doc.ents if entity.label_ == "PER"}
    assert {"Karin", "Younes Haddou"} <= found
    assert not {"Wij", "gisteren", "begroting"} & found
